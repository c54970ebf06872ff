"""Lines become clauses: the numbering logic, once for every format."""

from dataclasses import replace

from consultations.importers.attached import Segment
from consultations.importers.automatic import automatic_opening
from consultations.importers.contents import without_contents
from consultations.importers.draft import ParsedDraft, Warning_
from consultations.importers.frame import frame
from consultations.importers.headings import is_heading, title_lines
from consultations.importers.lines import Line
from consultations.importers.nesting import LOOK_AHEAD_LINES, Nesting
from consultations.importers.openings import (
    ARTICLE,
    ITEM,
    OTHER,
    POINT,
    Opening,
    openings,
)
from consultations.importers.order import Order
from consultations.importers.quotes import mark_quoted
from consultations.importers.sequence import Fit
from consultations.importers.tree import Node, Tree
from consultations.importers.warnings import WarningCode
from consultations.kinds import ClauseKind

# "Trên đây là Kế hoạch …" closes the whole text, not the last task of the last item.
_CLOSING = "Trên đây là"


def draft_of(lines: list[Line], warnings: list[Warning_]) -> ParsedDraft:
    """lines: at least one, none of them empty. warnings: what the reader of the file has to say."""
    lines, contents_warnings = without_contents(lines)
    lines, quote_warnings = mark_quoted(lines)
    parts = frame(lines)
    tree = Tree()
    found: list[Warning_] = []
    for segment in parts.segments:
        found += _Clauses(tree, segment).read()
    clauses = tree.clauses()
    if clauses and all(clause.kind is ClauseKind.TEXT for clause in clauses):
        found.append(Warning_(WarningCode.NO_NUMBERING))
    return ParsedDraft(
        head=parts.head,
        title=parts.title,
        clauses=clauses,
        foot=parts.foot,
        warnings=(*warnings, *contents_warnings, *parts.warnings, *quote_warnings, *found),
    )


class _Clauses:
    """The clauses of one segment, which numbers its lists on its own."""

    def __init__(self, tree: Tree, segment: Segment):
        self.tree = tree
        self.lines = segment.lines
        self.order = Order()
        self.nesting = Nesting()
        self.warnings: list[Warning_] = []
        tree.begin(segment)

    def read(self) -> list[Warning_]:
        at = 0
        while at < len(self.lines):
            at += self._take(at)
        return self.warnings

    def _take(self, at: int) -> int:
        """Adds the clause or paragraph at `at`; how many lines that used up."""
        line = self.lines[at]
        chosen = self._choose(at)
        if chosen:
            return self._open(at, *chosen)
        if line.table:
            self.tree.add_row(line.text)
        elif line.text.startswith(_CLOSING) and at + 1 == len(self.lines):
            self.tree.add_closing(line.printed())
        else:
            self._add_paragraph(at)
        return 1

    def _add_paragraph(self, at: int) -> None:
        line, begins = self.lines[at], self._list_begun_after(at)
        if begins is not None:
            # "Đối với cha mẹ:" heads the 1. below it and is no end of the 5. above.
            self.tree.leave(begins.style)
        node = self.tree.add_paragraph(line.printed())
        if line.is_plain and not line.label and openings(line.text):
            self._warn(WarningCode.NUMBER_KEPT_AS_TEXT, node.id, text=line.text[:60])

    def _choose(self, at: int) -> tuple[Opening, Fit] | None:
        line = self.lines[at]
        if not line.is_plain:
            return None
        if line.label:
            opening = self._placed(automatic_opening(line.label, line.text), at)
            return opening, self.order.fit(opening, self.tree.path)
        found = [self._placed(opening, at) for opening in openings(line.text)]
        return _likeliest([(opening, self.order.fit(opening, self.tree.path)) for opening in found])

    def _placed(self, opening: Opening, at: int) -> Opening:
        def following() -> list[Line]:
            return self.lines[at + 1 : at + 1 + LOOK_AHEAD_LINES]

        return self.nesting.placed(opening, self.tree.path, following)

    def _open(self, at: int, opening: Opening, fit: Fit) -> int:
        previous = self.order.previous_label(opening, self.tree.path)
        node = self.tree.open(opening)
        self.nesting.note(opening, node.parent)
        self.order.note(opening, self.tree.path)
        self._warn_of_order(node, fit, previous)
        if opening.mended:
            self._warn(WarningCode.LETTER_FOR_DIGIT, node.id, label=node.label)
        if opening.rank == OTHER:
            node.texts.append(opening.rest)
            return 1
        if _opens_at_once(opening):
            self.lines[at] = replace(self.lines[at], text=opening.rest, label="")
            return 0
        used = 1
        if opening.rank < ARTICLE:
            titles = title_lines(self.lines, at + 1, opening)
            used += len(titles)
            node.heading = " ".join(line.text for line in titles)
        rest = opening.rest
        if rest and (node.heading or self._is_heading(opening, at)):
            node.heading = f"{rest} {node.heading}".strip()
        elif rest:
            node.texts.append(rest)
        return used

    def _is_heading(self, opening: Opening, at: int) -> bool:
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        child = self._opens_beneath(opening, following)
        return is_heading(opening, self.lines[at], following, child)

    def _list_begun_after(self, at: int) -> Opening | None:
        """What opens on the next line, if this one heads it: the first of a list, no sentence before."""
        if at + 1 == len(self.lines) or self.lines[at].text[-1] in ".;,…":
            return None
        following = self.lines[at + 1]
        if not following.is_plain:
            return None
        if following.label:
            found = [automatic_opening(following.label, following.text)]
        else:
            found = openings(following.text)
        return next((one for one in found if one.number == 1 and one.rank > ARTICLE), None)

    def _opens_beneath(self, opening: Opening, following: Line | None) -> bool | None:
        """Whether the next line opens a clause inside this one; None when it opens no clause."""
        if following is None or not following.is_plain:
            return None
        if following.label:
            return automatic_opening(following.label, following.text).rank > opening.rank
        found = openings(following.text)
        fits = [self.order.fit(one, self.tree.path) for one in found]
        readable = [one for one, fit in zip(found, fits, strict=True) if fit is not Fit.NEVER]
        return readable[0].rank > opening.rank if readable else None

    def _warn_of_order(self, node: Node, fit: Fit, previous: str) -> None:
        if fit is Fit.DUPLICATE:
            self._warn(WarningCode.DUPLICATE_NUMBER, node.id, label=node.label)
        elif fit in (Fit.JUMP, Fit.NEVER):
            before = previous or "–"
            self._warn(WarningCode.NUMBER_ORDER, node.id, label=node.label, previous=before)
        elif fit is Fit.LATIN and not self._has_warned(WarningCode.LATIN_LETTERS):
            self._warn(WarningCode.LATIN_LETTERS, node.id, label=node.label)

    def _has_warned(self, code: WarningCode) -> bool:
        return any(warning.code is code for warning in self.warnings)

    def _warn(self, code: WarningCode, at: str = "", **values: str) -> None:
        self.warnings.append(Warning_(code, at, values))


def _opens_at_once(opening: Opening) -> bool:
    """Whether a list begins on the same line: "Điều 3. 1. Trẻ em", "1. a) Trẻ em"."""
    inner = next(iter(openings(opening.rest)), None) if opening.rank in (ARTICLE, ITEM) else None
    first = inner is not None and inner.number == 1 and bool(inner.rest) and not inner.doubtful
    return first and inner.rank in (ITEM, POINT) and inner.rank > opening.rank and inner.label[-1] in ".)"


def _likeliest(readings: list[tuple[Opening, Fit]]) -> tuple[Opening, Fit] | None:
    """The reading that comes in order; failing that, the first that may."""
    as_typed = [(opening, fit) for opening, fit in readings if not opening.mended]
    mended = [(opening, fit) for opening, fit in readings if opening.mended and fit is Fit.NEXT]
    in_order = [(opening, fit) for opening, fit in as_typed if _is_due(opening, fit)]
    # "Điều 1l." is sooner a slip for 11 than an article out of order; a lone "l)" sooner the letter.
    slips = [(opening, fit) for opening, fit in mended if opening.rank <= ARTICLE or opening.number > 1]
    possible = [(opening, fit) for opening, fit in as_typed if fit is not Fit.NEVER and not opening.doubtful]
    return next(iter([*in_order, *slips, *possible, *mended]), None)


def _is_due(opening: Opening, fit: Fit) -> bool:
    return fit is Fit.NEXT and not (opening.doubtful and opening.number == 1)
