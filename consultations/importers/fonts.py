"""The fonts of the years before Unicode: their letters stand on the codes of Western ones.

TCVN3 (ABC, ".VnTime") has a code for each letter; VNI ("VNI-Times") writes a vowel and, behind it,
its marks. What a table does not know stays as it is: nothing is lost or invented.
"""

import enum
import re
import unicodedata
from collections.abc import Iterable

from consultations.importers.draft import Warning_
from consultations.importers.syllables import count_accented, share
from consultations.importers.warnings import WarningCode


class Encoding(enum.Enum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


# Code, letter, code, letter …; U+00AD, which elsewhere is a soft hyphen, is ư.
_TCVN3 = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị"
    "ßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừö" + "ử÷ữøứùựúỳûỷüỹýýþỵ"
)
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
# The mark behind a vowel; those with a roof or breve carry the tone as well.
_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_ROOFS = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVES = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ò": "ị", "ó": "ĩ", "í": "í", "ì": "ì", "î": "ỵ",
}  # fmt: skip


def _vni_pairs():
    for letter, tones in {"a": "", "e": "", "o": "", "i": "", "u": "", "y": "", "ô": "ơ", "ö": "ư"}.items():
        for mark, tone in _TONES.items():
            yield letter + mark, (tones or letter) + tone
    for letter in "aeo":
        for mark, tone in _ROOFS.items():
            yield letter + mark, letter + _ROOF + tone
    for mark, tone in _BREVES.items():
        yield "a" + mark, "a" + _BREVE + tone


def _vni():
    """Every spelling and its letter; behind a capital the mark may be of either case."""
    for typed, letter in [*_vni_pairs(), *_VNI_SINGLE.items()]:
        letter = unicodedata.normalize("NFC", letter)
        yield typed, letter
        yield typed.upper(), letter.upper()
        yield typed[0].upper() + typed[1:], letter.upper()


TABLES = {
    Encoding.TCVN3: dict(zip(_TCVN3[::2], _TCVN3[1::2], strict=True)),
    Encoding.VNI: dict(_vni()),
}
_SPELLINGS = {
    encoding: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for encoding, table in TABLES.items()
}
# PDF files put a tag before the name of a font they hold a part of.
_NAME = re.compile(r"(?:[A-Z]{6}\+)?(?:(?P<tcvn3>\.?Vn[A-Z]\w*)|(?P<vni>VNI[- ]))")
# Fonts of symbols show the code of a letter here.
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}

# A text may name a place or a dish in another language; as old text it has far more good words.
CLEARLY_BETTER = 0.3
GOOD_SHARE = 0.7
# Fewer accented words than this do not tell one old encoding from another.
FEWEST_WORDS = 3


def encoding_of(font: str) -> tuple[Encoding | None, bool]:
    """How the letters of a font of that name are coded, and whether it shows them as capitals."""
    found = _NAME.match(font or "")
    if not found:
        return None, False
    if found["vni"]:
        return Encoding.VNI, False
    return Encoding.TCVN3, font.removesuffix(" Bold").endswith("H")


def converted(encodings: Iterable[Encoding]) -> list[Warning_]:
    names = ", ".join(sorted(encoding.value for encoding in encodings))
    return [Warning_(WarningCode.OLD_FONT_CONVERTED, values={"fonts": names})] if names else []


def to_unicode(text: str, encoding: Encoding) -> str:
    table = TABLES[encoding]
    return _SPELLINGS[encoding].sub(lambda found: table[found[0]], text.translate(_SYMBOLS))


def is_modern(text: str) -> bool:
    """Whether it has letters that the old fonts have no code for."""
    return any("\u1ea0" <= letter <= "\u1ef9" or letter in "đĐơƠưƯăĂĩĨũŨ" for letter in text)


def guess(text: str) -> Encoding | None:
    """The encoding that makes far more syllables of the words than they are as they stand."""
    count, good = count_accented(text)
    if count < FEWEST_WORDS:
        return None
    best, found = good / count + CLEARLY_BETTER, None
    for encoding in Encoding:
        score = share(to_unicode(text, encoding))
        if score >= max(best, GOOD_SHARE):
            best, found = score, encoding
    return found


def modern(text: str) -> tuple[str, Encoding | None]:
    """Text without font names, each line that is in an old encoding converted; and which it was."""
    lines = text.splitlines(keepends=True)
    old = [at for at, line in enumerate(lines) if not is_modern(line)]
    encoding = guess("".join(lines[at] for at in old))
    if not encoding:
        return text, None
    for at in old:
        lines[at] = _better(lines[at], encoding)
    return "".join(lines), encoding


def _better(line: str, encoding: Encoding) -> str:
    converted = to_unicode(line, encoding)
    return converted if count_accented(converted)[1] >= count_accented(line)[1] else line
