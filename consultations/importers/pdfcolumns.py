"""Words side by side on a page: letterhead and signatures column by column, other columns row by row."""

from dataclasses import dataclass, replace

from consultations.importers.lines import is_capitals
from consultations.importers.openings import openings
from consultations.importers.pdflayout import Segment, joined
from consultations.importers.signatures import RECIPIENTS, SIGNATURE
from consultations.importers.titles import LETTERHEAD, NATIONAL_MOTTO
from consultations.kinds import ClauseKind

NARROWEST_GUTTER = 4.0
ALIGNED_WITHIN = 4.0
# Text set in two columns goes on for more lines than that, most of them on both sides.
COLUMN_LINES, COLUMN_SHARE = 10, 0.6
TITLE_WITHIN = 12.0

Row = list[Segment]


@dataclass
class _Block:
    """Lines that leave one strip of the page free."""

    gutter: tuple[float, float]
    lines: list[Row]

    @property
    def sides(self) -> tuple[list[Segment], list[Segment]]:
        middle = sum(self.gutter) / 2
        segments = [segment for line in self.lines for segment in line]
        return [one for one in segments if one.middle < middle], [
            one for one in segments if one.middle >= middle
        ]


def in_order(lines: list[Row], width: float, *, is_first: bool) -> list[Segment | Row]:
    """The lines as they are read; a Row is one of a table. is_first: a letterhead may stand here."""
    lines = [_labelled(line) for line in lines]
    found: list[Segment | Row] = []
    at = 0
    while at < len(lines):
        if len(lines[at]) == 1 and not RECIPIENTS.match(lines[at][0].text):
            found.append(lines[at][0])
            at += 1
            continue
        block = _block(lines, at, width)
        found += _read(block, at_top=is_first and not found)
        at += len(block.lines)
    return found


def _labelled(line: Row) -> Row:
    """A number stands apart from its words."""
    while len(line) > 1 and any(not found.rest for found in openings(line[0].text)):
        line = [joined(line[:2]), *line[2:]]
    return line


def _block(lines: list[Row], at: int, width: float) -> _Block:
    """What stands side by side from there on; recipients have a signature beside them, perhaps lower."""
    pairs = zip(lines[at], lines[at][1:], strict=False)
    gaps = [(after.x0 - before.x1, before.x1, after.x0) for before, after in pairs]
    _, left, right = max(gaps, default=(0, lines[at][0].x1, width))
    block = _Block((left, right), [lines[at]])
    for line in lines[at + 1 :]:
        gutter = _narrowed(block.gutter, line)
        if gutter is None or len(line) == 1 and _is_of_body(line[0], width):
            break
        block.gutter = gutter
        block.lines.append(line)
    if not _is_layout(block, at_top=True):
        while len(block.lines[-1]) == 1:
            block.lines.pop()
    return block


def _narrowed(gutter: tuple[float, float], line: Row) -> tuple[float, float] | None:
    """What stays free when the line is there as well; None if nothing does."""
    left, right = gutter
    middle = (left + right) / 2
    for one in line:
        if one.middle < middle:
            left = max(left, one.x1)
        else:
            right = min(right, one.x0)
    return (left, right) if right - left >= NARROWEST_GUTTER else None


def _is_of_body(line: Segment, width: float) -> bool:
    """Whether a line on one side goes on with the text below: a title, or what opens a clause."""
    if abs(line.middle - width / 2) <= TITLE_WITHIN and is_capitals(line.text):
        return not SIGNATURE.match(line.text)
    return any(found.kind is not ClauseKind.BULLET for found in openings(line.text))


def _is_layout(block: _Block, *, at_top: bool) -> bool:
    letterhead = LETTERHEAD if at_top else NATIONAL_MOTTO
    texts = [segment.text for line in block.lines for segment in line]
    return any(letterhead.search(one) or RECIPIENTS.match(one) or SIGNATURE.match(one) for one in texts)


def _read(block: _Block, *, at_top: bool) -> list[Segment | Row]:
    left, right = block.sides
    if _is_layout(block, at_top=at_top):
        return [replace(one, alone=True) for one in [*left, *right]]
    both = sum(len(line) > 1 for line in block.lines)
    if (
        len(block.lines) >= COLUMN_LINES
        and both >= COLUMN_SHARE * len(block.lines)
        and _is_prose(left, right)
    ):
        return [*left, *right]
    if both > 1 and _is_aligned(block):
        return [line if len(line) > 1 else line[0] for line in block.lines]
    return [joined(line) for line in block.lines]


def _is_prose(left: list[Segment], right: list[Segment]) -> bool:
    """Whether both sides are full of words and no column of numbers or names."""
    return all(sum(len(one.text) for one in side) > 25 * len(side) for side in (left, right))


def _is_aligned(block: _Block) -> bool:
    starts = [line[1].x0 for line in block.lines if len(line) > 1]
    return max(starts) - min(starts) <= ALIGNED_WITHIN
