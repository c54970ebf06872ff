"""Visual lines of a PDF become paragraphs: joined where a line was full, columns one after the other."""

from collections import Counter
from dataclasses import dataclass, replace

from consultations.importers.lines import Line, clean, is_capitals
from consultations.importers.openings import openings
from consultations.importers.pdfcolumns import in_order
from consultations.importers.pdflayout import Page, Segment, visual_lines
from consultations.importers.pdftables import Table, tables_of
from consultations.importers.signatures import RECIPIENTS
from consultations.importers.titles import LETTERHEAD, NATIONAL_MOTTO
from consultations.importers.wraps import refers_on

# In letters' heights: more space between lines than usual and that parts paragraphs, or is an empty line.
PARAGRAPH_GAP, EMPTY_LINE = 0.22, 1.2
USUAL_PITCH, WIDEST_PITCH = 1.3, 2.2
INDENT, WIDEST_HANG = 0.8, 4
CENTERED_WITHIN = 8.0
# The shortest text, in characters, that says where full lines end.
LONG_LINE = 40
# A line that lacks more of the width than that is the last of its paragraph if a sentence ends there.
SHORT_LINE = 0.25
# How many lines must open a clause, and what share of them alike, to know a habit.
FEWEST_OPENINGS, MOSTLY = 5, 0.85

_ENDS = (".", ";", ":", "!", "?")


@dataclass(frozen=True)
class _Column:
    """Where the lines of a page begin and end, and how far apart they are."""

    left: float
    right: float
    pitches: dict[float, float]

    def pitch(self, size: float) -> float:
        return self.pitches.get(size, USUAL_PITCH * size)

    def is_centered(self, line: Segment) -> bool:
        is_short = line.x0 > self.left + line.size and line.x1 < self.right - line.size
        return is_short and abs(line.middle - (self.left + self.right) / 2) <= CENTERED_WITHIN

    def is_short(self, line: Segment) -> bool:
        return line.x1 < self.right - SHORT_LINE * (self.right - self.left)

    def is_full(self, line: Segment, following: Segment) -> bool:
        """Whether the first word of the next line had no room on it."""
        word = following.text.partition(" ")[0]
        width = (following.x1 - following.x0) / max(len(following.text), 1) * (len(word) + 1)
        return line.x1 + width > self.right - 0.1 * line.size


@dataclass(frozen=True)
class _Habits:
    """How the whole text shows where a paragraph begins: by space above it, by an indent, or by neither."""

    spaced: bool = False
    indented: bool = False


def paragraphs(pages: list[Page]) -> list[Line]:
    laid, column = [], None
    for page in pages:
        tables, runs = tables_of(page)
        lines = visual_lines(runs)
        column = _column([line[0] for line in lines if len(line) == 1], page, column)
        laid.append((page, lines, tables, column))
    laid = _with_common_left(laid)
    taken = _Paragraphs(_habits([(lines, column) for _, lines, _, column in laid]))
    for page, lines, tables, column in laid:
        for table in [*sorted(tables, key=lambda table: -table.top), None]:
            above = [line for line in lines if table is None or line[0].y > table.top]
            lines = lines[len(above) :]
            for one in in_order(above, page.width, is_first=not taken.lines and not taken.pieces):
                taken.add(one, column)
            if table:
                taken.add_table(table)
        taken.end_page()
    return taken.end()


def _with_common_left(laid):
    """A page where every paragraph is one line begins where the others do, not at its indents."""
    lefts: dict[float, float] = {}
    for page, _, _, column in laid:
        lefts[page.width] = min(column.left, lefts.get(page.width, column.left))
    return [
        (page, lines, tables, replace(column, left=lefts[page.width])) for page, lines, tables, column in laid
    ]  # fmt: skip


def _habits(laid: list[tuple[list[list[Segment]], _Column]]) -> _Habits:
    """Judged by the lines that open a clause."""
    spaced = indented = total = 0
    for lines, column in laid:
        for above, line in zip(lines, lines[1:], strict=False):
            first = line[0]
            if not openings(first.text) or column.is_centered(first):
                continue
            total += 1
            spaced += above[0].y - first.y - column.pitch(first.size) > PARAGRAPH_GAP * first.size
            indented += first.x0 > column.left + INDENT * first.size
    is_known = total >= FEWEST_OPENINGS
    return _Habits(is_known and spaced >= MOSTLY * total, is_known and indented >= MOSTLY * total)


def _column(lines: list[Segment], page: Page, before: _Column | None) -> _Column:
    """A page with little text is as wide as the one before it."""
    long = sorted(line.x1 for line in lines if len(line.text) >= LONG_LINE)
    lefts = Counter(round(line.x0) for line in lines)
    left = min((x for x, count in lefts.items() if count >= max(2, len(lines) // 10)), default=None)
    pitches = (before.pitches if before else {}) | _pitches(lines)
    if before and (left is None or len(long) < 3):
        return replace(before, pitches=pitches)
    if left is None:
        left = min(lefts, default=page.width * 0.15)
    right = long[-1 - len(long) // 20] if long else page.width - left
    return _Column(left, right, pitches)


def _pitches(lines: list[Segment]) -> dict[float, float]:
    """For each size of letters the distance between lines: the smallest that many have."""
    found: dict[float, Counter] = {}
    for one, two in zip(lines, lines[1:], strict=False):
        step = round(one.y - two.y, 1)
        if one.size == two.size and 0 < step < WIDEST_PITCH * one.size:
            found.setdefault(one.size, Counter())[step] += 1
    return {
        size: min(step for step, count in steps.items() if count >= max(steps.values()) / 3)
        for size, steps in found.items()
    }


class _Paragraphs:
    """lines: those that are complete. pieces: the visual lines of the paragraph under way."""

    def __init__(self, habits: _Habits):
        self._habits = habits
        self.lines: list[Line] = []
        self.pieces: list[Segment] = []
        self._is_centered = self._after_blank = self._is_new_page = False

    def add(self, line: Segment | list[Segment], column: _Column) -> None:
        if isinstance(line, list):
            self._end()
            self._add_row([segment.text for segment in line])
            return
        gap = self._gap(line, column)
        if not self.pieces or not self._goes_on(line, column, gap):
            self._end()
            self._after_blank = gap > EMPTY_LINE * line.size
            self._is_centered = column.is_centered(line)
        self.pieces.append(line)
        self._is_new_page = False

    def add_table(self, table: Table) -> None:
        """A table that places the letterhead or the recipients is read cell by cell."""
        at_top = not self.lines and not self.pieces
        self._end()
        texts = [line for row in table.rows for cell in row for line in cell]
        letterhead = LETTERHEAD if at_top else NATIONAL_MOTTO
        if any(letterhead.search(one) or RECIPIENTS.match(one) for one in texts):
            self.lines += [Line(text) for text in map(clean, texts) if text]
            return
        for row in table.rows:
            self._add_row([" ".join(cell) for cell in row])

    def end_page(self) -> None:
        self._is_new_page = True

    def end(self) -> list[Line]:
        self._end()
        return self.lines

    def _add_row(self, cells: list[str]) -> None:
        cells = [clean(cell) for cell in cells]
        if any(cells):
            self.lines.append(Line(" | ".join(cells), table=True))

    def _gap(self, line: Segment, column: _Column) -> float:
        """The space above the line beyond what lines have between them."""
        if not self.pieces or self._is_new_page:
            return 0
        return self.pieces[-1].y - line.y - column.pitch(line.size)

    def _goes_on(self, line: Segment, column: _Column, gap: float) -> bool:
        before = self.pieces[-1]
        if line.alone or before.alone or gap > PARAGRAPH_GAP * line.size or gap < -2 * line.size:
            return False
        opened = openings(line.text)
        if not opened and (not self._looks_alike(before, line) or self._is_indented(before, line)):
            return False
        if column.is_centered(line) and not column.is_full(before, line):
            return self._is_centered and line.text[0].islower() and not opened
        is_full, ended = column.is_full(before, line), before.text.endswith(_ENDS)
        if self._is_inside(line, column) and not (ended and column.is_short(before)):
            return not (opened and (ended or column.is_short(before)))
        if opened:
            # "… tại lớp" and "133." on the next line.
            is_rest = not any(found.rest or found.sure for found in opened) and not ended
            return is_full and (is_rest or refers_on(before.text))
        if self._is_new_page and ended or self._is_centered:
            return line.text[0].islower()
        return is_full or line.text[0].islower() and not ended

    def _is_inside(self, line: Segment, column: _Column) -> bool:
        """Whether the line lacks what every paragraph of this text begins with."""
        has_indent = line.x0 > column.left + INDENT * line.size
        if self._habits.spaced and not self._is_new_page:
            return not (self._habits.indented and has_indent)
        return self._habits.indented and not has_indent

    @staticmethod
    def _looks_alike(before: Segment, line: Segment) -> bool:
        same_size = abs(before.size - line.size) <= 0.08 * before.size
        return (
            same_size
            and before.bold[1] == line.bold[0]
            and is_capitals(before.text) == is_capitals(line.text)
        )

    def _is_indented(self, before: Segment, line: Segment) -> bool:
        """Whether it begins further right, and not because the number before it hangs out."""
        further = line.x0 - before.x0
        hangs = len(self.pieces) == 1 and further < WIDEST_HANG * line.size and bool(openings(before.text))
        return further > INDENT * line.size and not hangs

    def _end(self) -> None:
        pieces, self.pieces = self.pieces, []
        text = clean(_joined([piece.text for piece in pieces]))
        if text:
            bold = all(piece.bold == (True, True) for piece in pieces)
            self.lines.append(
                Line(text, bold=bold, centered=self._is_centered, after_blank=self._after_blank)
            )  # fmt: skip


def _joined(texts: list[str]) -> str:
    """A soft hyphen at the end of a line goes, a typed one keeps its words together."""
    whole = ""
    for text in texts:
        is_parted = whole.endswith("-") and whole[-2:-1].isalnum() and text[:1].isalnum()
        glue = "" if not whole or is_parted or whole.endswith("\u00ad") else " "
        whole += glue + text
    return whole
