"""Vietnamese is the source; English must say everything it says, with the same placeholders."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
OURS = ["accounts", "consultations", "feedback", "reports", "core", "templates"]


def words_in_the_source():
    found = set()
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    keywords = {
        "_": None,
        "_l": None,
        "_n": (1, 2),
        "gettext": None,
        "lazy_gettext": None,
        "ngettext": (1, 2),
    }
    for folder in OURS:
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, methods, keywords=keywords, options_map={"**.html": {"silent": "false"}}
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found - {""}


def english():
    with CATALOG.open("rb") as file:
        return {
            (one.id if isinstance(one.id, str) else one.id[0]): (one.id, one.string)
            for one in read_po(file, locale="en")
            if one.id
        }


def test_everything_is_said_in_english_too():
    assert words_in_the_source() - set(english()) == set()


def test_nothing_is_left_empty():
    empty = [
        name for name, (_id, said) in english().items() if not (said if isinstance(said, str) else all(said))
    ]
    assert empty == []


def test_placeholders_are_the_same():
    wrong = []
    for name, (original, said) in english().items():
        originals = [original] if isinstance(original, str) else original
        wanted = set(PLACEHOLDER.findall(originals[-1]))
        for text in [said] if isinstance(said, str) else said:
            if not set(PLACEHOLDER.findall(text)) <= wanted or (
                text == said and set(PLACEHOLDER.findall(text)) != wanted
            ):
                wrong.append(name)
    assert wrong == []


def test_the_source_speaks_vietnamese():
    """A word of English in the source would reach parents as it is."""
    marks = re.compile(r"[^\x00-\x7f]")
    said = [PLACEHOLDER.sub("", text) for text in words_in_the_source()]
    plain = [text for text in said if not marks.search(text) and len(re.findall("[a-z]+", text)) > 3]
    assert plain == []
