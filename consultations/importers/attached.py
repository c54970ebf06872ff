"""Annexes, and documents issued with another: both begin their numbers anew."""

import re
from dataclasses import dataclass, field

from consultations.importers.lines import Line, is_capitals
from consultations.importers.openings import openings
from consultations.importers.titles import (
    ISSUED_WITH,
    LETTERHEAD,
    SUBJECT_MAX_CHARS,
    opens,
    subject_end,
)
from consultations.kinds import ClauseKind

_ATTACHED_TYPE = re.compile(
    r"(?P<type>(?i:bộ quy tắc|quy chế|qui chế|nội quy|nội qui|quy định|qui định|quy tắc|quy trình"
    r"|điều lệ|kế hoạch|chương trình|đề án|phương án|quy ước|hướng dẫn|thể lệ|danh sách|danh mục"
    r"|bộ tiêu chí|hương ước|chiến lược|đề cương))(?!\w)\s*(?P<rest>.*)"
)
_CHAPTER_TITLE = re.compile(r"(?i:chung|riêng|cụ thể|chi tiết)(?!\w)")
_ANNEX = re.compile(
    r"(?P<word>(?i:phụ lục|mẫu số|biểu mẫu|biểu số|mẫu))(?!\w)"
    r"(?:\s+(?:số\s+)?(?P<number>[IVXLC]+|\d{1,3}[a-zA-Z]?|[A-Z])(?!\w))?(?P<rest>.*)"
)


@dataclass
class Segment:
    """A run of lines with its own numbering: the body (kind None), what it attaches, an annex."""

    kind: ClauseKind | None = None
    key: str = ""
    label: str = ""
    heading: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Cut:
    """Where a segment's title begins, and the index after it."""

    begin: int
    end: int
    segment: Segment


def find_cuts(lines: list[Line]) -> list[Cut]:
    cuts, articles, counts = [], 0, {ClauseKind.ANNEX: 0, ClauseKind.PART: 0}
    for at, line in enumerate(lines):
        if not line.is_plain or (cuts and at < cuts[-1].end):
            continue
        articles += line.printed().startswith(("Điều", "ĐIỀU"))
        if line.label:
            continue
        found = _annex(lines, at) or (articles and _attached(lines, at))
        if not found:
            continue
        end, segment = found
        counts[segment.kind] += 1
        prefix = "PL" if segment.kind is ClauseKind.ANNEX else "Q"
        segment.key = prefix + (segment.key or str(counts[segment.kind]))
        cuts.append(Cut(at, end, segment))
    return cuts


def _annex(lines: list[Line], at: int) -> tuple[int, Segment] | None:
    found = _ANNEX.fullmatch(lines[at].text)
    if not found or not found["word"][0].isupper():
        return None
    rest, number = found["rest"], found["number"]
    if not number and not is_capitals(found["word"]) and (rest or found["word"] != "Phụ lục"):
        return None
    if rest and not (is_capitals(rest) or rest.lstrip()[0] in ".:-–—("):
        return None
    label = lines[at].text[: len(lines[at].text) - len(rest)]
    marked = re.match(r"\s*[.:]", rest)
    if marked:
        label, rest = label + marked[0], rest[marked.end() :]
    end = _title_end(lines, at + 1, bool(rest))
    heading = " ".join([rest.strip(), *(line.text for line in lines[at + 1 : end])]).strip()
    return end, Segment(ClauseKind.ANNEX, number or "", label, heading)


def _title_end(lines: list[Line], at: int, titled: bool) -> int:
    end = at
    while end < len(lines) and end < at + 5:
        text = lines[end].text
        if opens(lines[end]) or not lines[end].is_plain or LETTERHEAD.search(text):
            break
        is_short = len(text) <= SUBJECT_MAX_CHARS and text[-1] not in ".;:,"
        first = not titled and end == at and is_short
        if not (first or is_capitals(text) or ISSUED_WITH.match(text)):
            break
        end += 1
    return end


def _attached(lines: list[Line], at: int) -> tuple[int, Segment] | None:
    """A title in mid-text that its brackets "(Ban hành kèm theo …)" or a new Điều 1 confirm."""
    found = _ATTACHED_TYPE.fullmatch(lines[at].text)
    if not found or not (is_capitals(lines[at].text) or not found["rest"]):
        return None
    if lines[at].text.endswith(":") or _CHAPTER_TITLE.match(found["rest"]):
        return None
    if _is_chapter_title(lines, at) or not (_is_issued_with(lines, at) or _restarts(lines, at)):
        return None
    end = subject_end(lines, at)
    heading = " ".join([found["rest"], *(line.text for line in lines[at + 1 : end])]).strip()
    return end, Segment(ClauseKind.PART, "", found["type"], heading)


def _is_chapter_title(lines: list[Line], at: int) -> bool:
    """Whether the line before is "Chương I" or the like, so that this one is its title."""
    before = openings(lines[at - 1].text) if at else []
    return any(found.sure and not found.rest for found in before)


def _is_issued_with(lines: list[Line], at: int) -> bool:
    return any(ISSUED_WITH.match(line.text) for line in lines[at + 1 : at + 7])


def _restarts(lines: list[Line], at: int) -> bool:
    for line in lines[at + 1 : at + 30]:
        found = re.match(r"(?:Điều|ĐIỀU|Chương|CHƯƠNG)\s+(1|I)(?!\w)", line.printed())
        if found:
            return True
        if line.printed().startswith(("Điều ", "ĐIỀU ")):
            return False
    return False
