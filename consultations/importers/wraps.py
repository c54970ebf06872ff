"""Lines broken by hard wraps become paragraphs again; a Word paragraph needs none of this."""

import re
from dataclasses import dataclass, replace

from consultations.importers.lines import is_capitals
from consultations.importers.openings import openings
from consultations.importers.titles import LETTERHEAD

# Of lines in wrapped texts 30 to 45 % begin with a small letter, in others hardly any.
WRAPPED_SHARE = 0.15
FEWEST_WRAPS = 3
# A page is never wider; longer lines are paragraphs.
WIDEST_PAGE_CHARS = 130
FULL_LINE_SHARE = 0.7

_ENDS = (".", ";", ":", "!", "?", "…")
_REFERS = re.compile(r"(?:^|\s)(?:tại|theo|của|và|hoặc|đến|từ|các|khoản(?: \d+)?|điểm(?: \w)?|số)$")


@dataclass(frozen=True)
class TypedLine:
    """indented: it begins further right than most lines. after_blank: empty lines stood before."""

    text: str
    indented: bool = False
    after_blank: bool = False


def join_wrapped(lines: list[TypedLine]) -> list[TypedLine]:
    """The same with the pieces of a paragraph joined by a space."""
    width = _page_width(lines)
    joined: list[TypedLine] = []
    pieces: list[str] = []
    for at, line in enumerate(lines):
        if pieces and _goes_on(lines[at - 1], line, width):
            pieces.append(line.text)
            continue
        if pieces:
            joined[-1] = replace(joined[-1], text=" ".join(pieces))
        joined.append(line)
        pieces = [line.text]
    if pieces:
        joined[-1] = replace(joined[-1], text=" ".join(pieces))
    return joined


def _page_width(lines: list[TypedLine]) -> int | None:
    """Characters on a full line of a text wrapped by hand or printer, None for other texts."""
    if len(lines) < 2:
        return None
    small = sum(line.text[0].islower() and not openings(line.text) for line in lines)
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    is_wrapped = small >= max(FEWEST_WRAPS, WRAPPED_SHARE * len(lines))
    return width if is_wrapped and width <= WIDEST_PAGE_CHARS else None


def _goes_on(before: TypedLine, line: TypedLine, width: int | None) -> bool:
    """Whether the line is the rest of the paragraph that the line before it began."""
    ended = before.text.endswith(_ENDS)
    if line.after_blank and (ended or not line.text[0].islower()):
        return False
    full = width is not None and len(before.text) >= FULL_LINE_SHARE * width
    if openings(line.text):
        return full and refers_on(before.text) and not line.after_blank
    if is_capitals(before.text) or is_capitals(line.text) or _is_bare_heading(before.text):
        return False
    if line.text[0].islower():
        return not ended or width is not None
    if ended or LETTERHEAD.search(line.text) or LETTERHEAD.search(before.text):
        return False
    if line.text[0].isdecimal() and len(before.text) >= 50 and not line.indented:
        return True
    return full and not line.indented


def refers_on(text: str) -> bool:
    """Whether a number that comes next is what the words refer to, and opens nothing."""
    return bool(_REFERS.search(text))


def _is_bare_heading(text: str) -> bool:
    return any(found.sure and not found.rest for found in openings(text))
