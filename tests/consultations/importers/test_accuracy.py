"""How many headings of whole papers are found, and how many are found that are none.

The bar: at least 99 % found, at most 1 % false, labels and parents exact, and no character lost.
"""

import unicodedata
from collections import Counter
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.importers import parse_text, read_draft
from tests.consultations.importers.kinds_of_paper import KINDS, PLAIN, automatic_rules, mixed_rules
from tests.consultations.importers.papers import Habits
from tests.consultations.importers.printed import pdf_of
from tests.consultations.importers.rich import page_of, rtf_of
from tests.consultations.importers.word import WordFile, abstract_num, level, num

LISTS = [
    abstract_num(
        number,
        level(0, "Chương %1", "upperRoman"),
        level(1, "Điều %2.", restart=0),
        level(2, "%3."),
        level(3, "%4)", "lowerLetter"),
        level(4, "\uf02d", "bullet", font="Symbol"),
    )
    for number in range(1, 10)
]

# How offices print: with an indent, with space between paragraphs, ragged, with a running head.
PRINTED = [
    {},
    {"indent": 0},
    {"justify": False, "spacing": 0.6},
    {"head": "Dự thảo lần 2 của Trường Hoa Sữa"},
]

# Text has no numbers of Word's own.
TYPED = [kind for kind in KINDS if kind not in (automatic_rules, mixed_rules)]

habits = st.builds(
    Habits,
    article=st.sampled_from(
        ["Điều {}.", "Điều {}:", "Điều {} .", "ĐIỀU {}.", "Điều {}.-", "Điều {} :", "Điều {}．"]
    ),
    chapter=st.sampled_from(["Chương {}", "CHƯƠNG {}", "Chương {}.", "Chương {}:", "Chương {} :"]),
    section=st.sampled_from(["Mục {}.", "MỤC {}.", "Mục {}:"]),
    roman=st.sampled_from(["{}.", "{}/", "{}-", "{})", "{} -", "{}．"]),
    item=st.sampled_from(["{}.", "{}/", "{})", "{} .", "{}．", "{}-"]),
    subitem=st.sampled_from(["{}.", "{}", "{})", "{}/", "{}:"]),
    point=st.sampled_from(["{})", "{}.", "{}/", "{} )", "{}）"]),
    dash=st.sampled_from(["-", "–", "•", "*", "▪"]),
    gap=st.sampled_from([" ", "  ", "\t", "\u00a0", ""]),
    title_below=st.booleans(),
    bold=st.booleans(),
)


def as_word(paper):
    file = WordFile().numbering(*LISTS, *(num(number, number) for number in range(1, 10)))
    for at, one in enumerate(paper.lines):
        if one.cells:
            if not paper.lines[at - 1].cells:
                rows = [one.cells]
                for following in paper.lines[at + 1 :]:
                    if not following.cells:
                        break
                    rows.append(following.cells)
                file.table(rows)
                file.document.tables[-1].style = "Table Grid"
            continue
        number, depth = one.auto or (None, 0)
        file.p(typed(one, paper.habits), num=number, level=depth)
        if one.centered:
            file.last.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in file.last.runs:
            run.bold = one.bold
    return file


def typed(one, habits):
    if one.auto or not one.label:
        return one.words
    # Without a gap only what begins with a capital is a slip that people make.
    glued = one.words[:1].isupper() and not one.label[-1].isalnum()
    gap = habits.gap if glued or habits.gap else " "
    return f"{one.label}{gap}{one.words}" if one.words else one.label


def as_text(paper):
    lines = [" | ".join(one.cells) if one.cells else typed(one, paper.habits) for one in paper.lines]
    return "\n\n".join(lines)


def truth(paper):
    """(kind, label, label of the parent, first words) of each heading."""
    open_now, found = [], Counter()
    for one in paper.lines:
        if not one.kind:
            continue
        open_now = [outer for outer in open_now if outer.depth < one.depth]
        parent = open_now[-1].label if open_now else None
        found[one.kind, plain(one.label), plain(parent), plain(one.words)[:30]] += 1
        open_now.append(one)
    return found


def plain(text):
    return text and " ".join(unicodedata.normalize("NFC", text).split())


def found_in(draft, expected):
    """The same of what was found. A heading below a bare number counts as its own line."""
    by_id = {one.id: one for one in draft.clauses}
    bare = {key[:3] for key in expected if not key[3]}
    found = Counter()
    for one in draft.clauses:
        if one.kind.value == "text":
            continue
        parent = by_id[one.parent].label if one.parent else None
        key = (one.kind.value, one.label, parent)
        words = "" if key in bare else plain(one.heading or one.text.partition("\n")[0])[:30]
        found[(*key, words)] += 1
    return found


def measure(draft, paper):
    expected = truth(paper)
    found = found_in(draft, expected)
    return sum((expected - found).values()), sum((found - expected).values()), expected, found


def letters(*texts):
    return Counter("".join(unicodedata.normalize("NFC", "".join(texts)).replace("|", "").split()))


def check_characters(draft, paper):
    labels = [one.label for one in paper.lines if one.auto]
    typed_in = ["".join(one.cells) or typed(one, paper.habits) for one in paper.lines]
    clauses = [part for one in draft.clauses for part in (one.label, one.heading, one.text)]
    assert letters(draft.head, draft.title, *clauses, draft.foot) == letters(*labels, *typed_in)


def check(draft, paper):
    missed, false, expected, found = measure(draft, paper)
    total = sum(expected.values())
    differences = {"missed": expected - found, "false": found - expected}
    assert missed <= 0.01 * total and false <= 0.01 * total, differences
    check_characters(draft, paper)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whole_papers_are_read_right_from_word(kind):
    for seed in range(3):
        paper = kind(seed, PLAIN)
        check(as_word(paper).draft(), paper)


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.__name__)
def test_whole_papers_are_read_right_from_text(kind):
    for seed in range(3):
        paper = kind(seed, PLAIN)
        check(parse_text(as_text(paper)), paper)


@pytest.mark.parametrize("written", [rtf_of, page_of], ids=["rtf", "html"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whole_papers_are_read_right_from_rtf_and_web_pages(kind, written):
    for seed in range(2):
        paper = kind(seed, PLAIN)
        check(read_draft(written(paper, lambda one: typed(one, PLAIN)), ""), paper)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whole_papers_are_read_right_from_what_is_printed(kind):
    looks = PRINTED[KINDS.index(kind) % len(PRINTED)]
    paper = kind(1, PLAIN)
    check(read_draft(pdf_of(paper, lambda one: typed(one, PLAIN), **looks), ""), paper)


@settings(max_examples=30, deadline=None)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 10_000), habits=habits)
def test_however_a_paper_is_typed_its_headings_are_found(kind, seed, habits):
    paper = kind(seed, habits)
    check(as_word(paper).draft(), paper)


@settings(max_examples=8, deadline=None)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 10_000))
def test_decomposed_accents_change_nothing(kind, seed):
    paper = kind(seed, PLAIN)
    data = as_word(paper).data()
    document = docx.Document(BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = unicodedata.normalize("NFD", run.text)
    file = WordFile()
    file.document = document
    check(file.draft(), paper)
