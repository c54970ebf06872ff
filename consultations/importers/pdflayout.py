"""The words of a page by where they stand: visual lines, side by side or in a ruled table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

# Letters' heights between words that no single text has between them.
SIDE_GAP = 1.6
# More than that between letters is a space.
WORD_GAP = 0.2
SAME_LINE = 0.35


@dataclass(frozen=True)
class Run:
    """Letters in a row that look alike, in points from the lower left corner; y: their baseline."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: str
    text: str


@dataclass(frozen=True)
class Rule:
    """A line that is drawn; a side of a box."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_upright(self) -> bool:
        return self.x1 - self.x0 < self.y1 - self.y0


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    runs: list[Run]
    rules: list[Rule]
    pictures: int


@dataclass(frozen=True)
class Segment:
    """Words side by side without a wide gap. bold: of the first and the last of them.

    alone: they stand in a column beside another, each line a paragraph of its own.
    """

    x0: float
    x1: float
    y: float
    size: float
    bold: tuple[bool, bool]
    text: str
    alone: bool = False

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def pages_of(said: list[dict]) -> list[Page]:
    return [
        Page(
            one["width"],
            one["height"],
            [Run(*run[:4], bool(run[4]), *run[5:]) for run in one["runs"] if run[6].strip()],
            [Rule(*rule) for rule in one["rules"]],
            one["pictures"],
        )
        for one in said
    ]


def visual_lines(runs: list[Run]) -> list[list[Segment]]:
    """From the top down; each line's segments from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if lines and _is_beside(run, lines[-1]):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [list(_segments(sorted(line, key=lambda run: run.x0))) for line in lines]


def _is_beside(run: Run, line: list[Run]) -> bool:
    """Raised and lowered letters stand beside those of their line."""
    base = max(line, key=lambda one: one.size)
    return abs(base.y - run.y) <= SAME_LINE * max(run.size, base.size)


def _segments(line: list[Run]) -> Iterator[Segment]:
    begun: list[Run] = []
    for run in line:
        if begun and run.x0 - max(one.x1 for one in begun) > SIDE_GAP * max(run.size, begun[-1].size):
            yield _segment(begun)
            begun = []
        begun.append(run)
    if begun:
        yield _segment(begun)


def _segment(runs: list[Run]) -> Segment:
    text = ""
    for before, run in zip([None, *runs], runs, strict=False):
        if before and not text.endswith(" ") and run.x0 - before.x1 > WORD_GAP * run.size:
            text += " "
        text += run.text
    letters = [run for run in runs if any(map(str.isalpha, run.text))] or runs
    largest = max(runs, key=lambda run: (len(run.text), run.size))
    bold = letters[0].bold, letters[-1].bold
    right = max(run.x1 for run in runs)
    return Segment(runs[0].x0, right, largest.y, largest.size, bold, " ".join(text.split()))


def joined(segments: list[Segment]) -> Segment:
    bold, right = (segments[0].bold[0], segments[-1].bold[1]), max(one.x1 for one in segments)
    return replace(segments[0], x1=right, bold=bold, text=" ".join(one.text for one in segments))
