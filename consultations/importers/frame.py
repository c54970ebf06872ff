"""A draft taken apart: letterhead, title, the runs of clauses, signatures."""

from dataclasses import dataclass

from consultations.importers.attached import Cut, Segment, find_cuts
from consultations.importers.draft import Warning_
from consultations.importers.lines import Line
from consultations.importers.signatures import signature_lines
from consultations.importers.titles import find_title
from consultations.importers.warnings import WarningCode


@dataclass
class Frame:
    head: str
    title: str
    segments: list[Segment]
    foot: str
    warnings: list[Warning_]


def frame(lines: list[Line]) -> Frame:
    start, end = find_title(lines)
    rest = lines[end:]
    cuts = find_cuts(rest)
    feet = signature_lines(rest, [(cut.begin, cut.end) for cut in cuts])
    warnings = [] if end > start else [Warning_(WarningCode.NO_TITLE)]
    return Frame(
        head=_joined(lines[:start], "\n"),
        title=_joined(lines[start:end], " "),
        segments=_segments(rest, cuts, feet),
        foot=_joined([rest[at] for at in sorted(feet)], "\n"),
        warnings=warnings,
    )


def _joined(lines: list[Line], by: str) -> str:
    return by.join(line.printed() for line in lines)


def _segments(lines: list[Line], cuts: list[Cut], feet: set[int]) -> list[Segment]:
    segments, begin = [Segment()], 0
    for cut in cuts:
        segments[-1].lines = [lines[at] for at in range(begin, cut.begin) if at not in feet]
        segments.append(cut.segment)
        begin = cut.end
    segments[-1].lines = [lines[at] for at in range(begin, len(lines)) if at not in feet]
    return segments
