"""How a line that opens a clause looks: Chương I, Điều 5., II., 1., 1.1., a), -.

Only the look is judged here; whether the number comes in order is `clauses`' business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consultations.importers.lines import is_capitals
from consultations.importers.sequence import letter_value, numeral_value, roman_value
from consultations.importers.slips import mended, narrow
from consultations.kinds import ClauseKind

TITLE_MAX_CHARS = 150

# From the outermost level inwards; a clause lies in the last one before it of a lower rank.
PART, CHAPTER, SECTION, SUBSECTION = 10, 20, 30, 40
LETTER_PART, ROMAN_PART, ARTICLE, ITEM = 44, 46, 50, 60
OUTLINE, SUBITEM, PAREN_ITEM, POINT, SUBPOINT = 58, 62, 68, 70, 72
BRACKETED, ROMANETTE, STAR, DASH, PLUS, OTHER = 74, 76, 80, 82, 84, 90

_WORDS = {
    "phần": (ClauseKind.PART, PART, "Ph"),
    "chương": (ClauseKind.CHAPTER, CHAPTER, "C"),
    "mục": (ClauseKind.SECTION, SECTION, "M"),
    "tiểu mục": (ClauseKind.SUBSECTION, SUBSECTION, "TM"),
    "điều": (ClauseKind.ARTICLE, ARTICLE, "D"),
}
_WORD = re.compile(
    # "Điều1." is a slip.
    r"(?P<word>(?i:tiểu mục|phần|chương|mục|điều))(?:\s+|(?<=[uU])(?=\d))"
    r"(?P<number>(?i:thứ\s+\w+(?:\s+(?:mươi|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín)(?!\w))*)|[IVXLC]+|\d{1,3}[a-zđ]?|[A-Z])(?!\w)"
    # Older texts write "Điều 1.- ".
    r"(?P<mark>\s?[.:](?:\s?[-–—](?=\s*[^\W\d]))?|\s?[-–—](?=\s*\D)|\)|)(?P<rest>.*)"
)
# "1), 2) và 3)" and "5. 9. 2025" name numbers; "1. 500.000 đồng" may be one amount.
_GOES_ON = re.compile(r"\s*(?:[,;]|\d{1,2}\s?[./]\s?(?:19|20)\d\d(?!\d))")
_MONEY = re.compile(r"\s+\d{3}(?:\.\d{3})*\s*(?:đồng|đ|VNĐ|VND|nghìn|ngàn|triệu)(?!\w)")
_REFERENCE = re.compile(
    r"(?:Phần|Chương|Mục|Tiểu mục|Điều|Khoản|Phụ lục|Luật|Bộ luật|Nghị|Thông tư|Quyết định|Quy"
    r"|Nội quy|Hiến pháp|Pháp lệnh|Kế hoạch|Chỉ thị|Công văn|Hướng dẫn|Văn bản|Bản)\b"
)

_UPPER = "A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ"
_ROMAN = re.compile(
    # Not "V/v", the subject line of letters.
    rf"(?P<number>[IVXLC]{{1,7}})(?:\s?[.):](?!\d)(?:[-–](?=\s*[^\W\d]))?|/(?=\s|[{_UPPER}])|\s?[-–—](?=\s*[^\W\d]))"
    r"(?P<rest>.*)"
)
_LETTER = re.compile(rf"(?P<number>[A-ZĐ])\s?[./)-](?P<rest>$|\s*[{_UPPER}“\"].*)")
_ITEM = re.compile(
    rf"(?P<number>\d{{1,3}})\s?(?:(?P<style>[.)])(?![\d.])(?:[-–](?=\s*[^\W\d]))?|/(?=\s*[^\W\d])|[-–:](?=\s*[{_UPPER}]))"
    r"(?P<rest>.*)"
)
_SUBITEM = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})"
    rf"(?P<mark>[.)]|\s?[-–/:](?=\s*[{_UPPER}])|)(?![\d.,/%])(?P<rest>.*)"
)
# I.1. and A.2.1. in outlines that print every number above.
_OUTLINE = re.compile(
    r"(?P<above>[IVX]{1,5}|[A-H])\.(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})"
    rf"(?P<mark>[.)]|\s?[-–/:](?=\s*[{_UPPER}])|(?=\s+[{_UPPER}]))(?![\d.,/%])(?P<rest>.*)"
)
_POINT = re.compile(
    rf"(?P<number>[a-zđ])(?:\s?\)|[./](?=\s|$)|\.(?=[^\W\d_a-z.])|/(?=[{_UPPER}])|\s?[-–](?=\s*[{_UPPER}]))(?P<rest>.*)"
)
# 1.a) in outlines that print the number above.
_ITEM_POINT = re.compile(r"\d{1,2}\.(?P<number>[a-zđ])[.)](?P<rest>(?!\w).*|[A-ZĐÀ-Ỹ].*)")
_SUBPOINT = re.compile(r"(?P<letter>[a-zđ])\.?(?P<number>\d{1,2})(?:\)|\.(?!\d))(?P<rest>.*)")
_ROMANETTE = re.compile(r"(?P<number>[ivx]{1,5})\)(?P<rest>.*)")
_BRACKETED = re.compile(r"\((?P<number>\d{1,2}|[ivx]{1,5}|[a-zđ])\)(?P<rest>.*)")
_BULLET = re.compile(r"(?P<mark>[-–—―−•·∙●○▪▫■□◦◆◇*+➢➤►▶‣⁃✓✔❖❑❏→⇒♦★☆])(?!\d|(?P=mark))(?P<rest>.*)")
BULLET_RANKS = {"*": STAR, "+": PLUS}


@dataclass(frozen=True)
class Opening:
    """A clause that a line may open.

    number: its place in its list, 0 for bullets. key: its piece of the clause id. above: the
    numbers printed before its own (2 of "2.1."). sure: no sentence of prose begins like this.
    mended: it was typed with a letter for a digit. doubtful: it may be an amount of money.
    depth: set where its list lies otherwise than its rank says.
    """

    kind: ClauseKind
    rank: int
    number: int
    key: str
    label: str
    rest: str
    above: tuple[int, ...] = ()
    letter: str = ""
    sure: bool = False
    mended: bool = False
    doubtful: bool = False
    depth: int | None = None

    @property
    def place(self) -> int:
        """How deep it lies: its rank, unless its list is nested in an unusual way."""
        return self.rank if self.depth is None else self.depth

    @property
    def style(self) -> tuple:
        """What tells its list from others by its look."""
        if self.kind is ClauseKind.BULLET:
            return self.rank, self.label
        return self.rank, self.above


def openings(text: str) -> list[Opening]:
    """Every way to read the line as opening a clause, the likeliest first; none for prose."""
    plain = narrow(text)
    found = [opening for opening in _readings(plain) if opening]
    slip = mended(plain)
    if slip:
        found += [replace(opening, mended=True) for opening in _readings(slip) if opening]
    if slip or plain != text:
        found = [_as_typed(opening, text) for opening in found]
    return found


def _as_typed(opening: Opening, text: str) -> Opening:
    end = len(text) - len(opening.rest)
    return replace(opening, label=text[:end].strip(), rest=text[end:])


def _readings(text: str) -> Iterator[Opening | None]:
    if not text:
        return
    if text[0].isdecimal():
        yield _subitem(text)
        yield _item_point(text)
        yield _item(text)
        return
    if text[0] == "(":
        yield _bracketed(text)
        return
    yield _bullet(text)
    if not text[0].isalpha():
        return
    yield _word(text)
    yield _outline(text)
    yield _roman(text)
    yield _letter_part(text)
    yield _point(text)
    yield _subpoint(text)
    yield _romanette(text)


def _label(text: str, rest: str) -> str:
    return text[: len(text) - len(rest)].strip()


def _opening(kind, rank, number, key, text, rest, **more) -> Opening:
    return Opening(kind, rank, number, key, _label(text, rest), rest.strip(), **more)


def _word(text):
    found = _WORD.match(text)
    if not found or not text[0].isupper():
        return None
    word, numeral, mark, rest = found.group("word", "number", "mark", "rest")
    kind, rank, prefix = _WORDS[" ".join(word.lower().split())]
    digits = re.match(r"\d+", numeral)
    number = int(digits[0]) if digits else numeral_value(numeral)
    if number is None or (rank == ARTICLE and not digits) or rest[:1].isdecimal():
        return None
    sure = bool(mark) or not rest or is_capitals(rest)
    if not sure and not _is_title(rest):
        return None
    key = prefix + (str(number) if numeral.lower().startswith("thứ") else numeral)
    suffix = numeral[len(digits[0]) :] if digits else ""
    return _opening(kind, rank, number, key, text, rest, letter=suffix, sure=sure)


def _is_title(rest: str) -> bool:
    """Whether words after an unmarked number are its title: "Điều 5 Giờ đón trẻ" but not
    "Điều 5 của Quy chế này" nor "Mục 1 Chương II được sửa như sau:"."""
    words = rest.strip()
    return (
        rest[0].isspace()
        and (words[0].isupper() or words[0] in '“"(')
        and len(words) <= TITLE_MAX_CHARS
        and words[-1] not in ".;:,"
        and not _REFERENCE.match(words)
    )


def _roman(text):
    found = _ROMAN.match(text)
    number = roman_value(found["number"]) if found else None
    if not number:
        return None
    key = found["number"]
    return _opening(ClauseKind.PART, ROMAN_PART, number, key, text, found["rest"])


def _letter_part(text):
    found = _LETTER.match(text)
    if not found:
        return None
    number, key = letter_value(found["number"]), found["number"]
    return _opening(ClauseKind.PART, LETTER_PART, number, key, text, found["rest"], letter=key.lower())


def _item(text):
    found = _ITEM.match(text)
    if not found or _GOES_ON.match(found["rest"]):
        return None
    paren = found["style"] == ")"
    kind, rank = (ClauseKind.SUBITEM, PAREN_ITEM) if paren else (ClauseKind.ITEM, ITEM)
    number = int(found["number"])
    is_money = bool(_MONEY.match(found["rest"]))
    return _opening(kind, rank, number, str(number), text, found["rest"], doubtful=is_money)


def _subitem(text):
    found = _SUBITEM.match(text)
    if not found:
        return None
    rest = found["rest"]
    # "3.1 Tuyển thẳng" opens a clause, "3.1 triệu đồng" does not.
    if not found["mark"] and rest and not rest.strip()[:1].isupper():
        return None
    *above, number = map(int, found["number"].split("."))
    rank = SUBITEM + 2 * (len(above) - 1)
    return _opening(ClauseKind.SUBITEM, rank, number, str(number), text, rest, above=tuple(above))


def _outline(text):
    found = _OUTLINE.match(text)
    if not found:
        return None
    first = roman_value(found["above"]) or letter_value(found["above"])
    *above, number = map(int, found["number"].split("."))
    kind, rank = (ClauseKind.SUBITEM, SUBITEM + 2 * len(above)) if above else (ClauseKind.ITEM, OUTLINE)
    above = (first, *above)
    return _opening(kind, rank, number, str(number), text, found["rest"], above=above)


def _item_point(text):
    return _lettered(_ITEM_POINT.match(text), text)


def _point(text):
    return _lettered(_POINT.match(text), text)


def _lettered(found, text):
    if not found or _GOES_ON.match(found["rest"]):
        return None
    letter = found["number"]
    key, rest = "P" + letter, found["rest"]
    return _opening(ClauseKind.POINT, POINT, letter_value(letter), key, text, rest, letter=letter)


def _subpoint(text):
    found = _SUBPOINT.match(text)
    if not found:
        return None
    number = int(found["number"])
    above = (letter_value(found["letter"]),)
    return _opening(ClauseKind.POINT, SUBPOINT, number, str(number), text, found["rest"], above=above)


def _romanette(text):
    found = _ROMANETTE.match(text)
    number = roman_value(found["number"]) if found else None
    if not number:
        return None
    return _opening(ClauseKind.POINT, ROMANETTE, number, found["number"], text, found["rest"])


def _bracketed(text):
    found = _BRACKETED.match(text)
    if not found:
        return None
    numeral = found["number"]
    number = int(numeral) if numeral.isdecimal() else roman_value(numeral) or letter_value(numeral)
    return _opening(ClauseKind.POINT, BRACKETED, number, f"({numeral})", text, found["rest"])


def _bullet(text):
    found = _BULLET.match(text)
    if not found:
        return None
    rank = BULLET_RANKS.get(found["mark"], DASH)
    return _opening(ClauseKind.BULLET, rank, 0, "b", text, found["rest"])
