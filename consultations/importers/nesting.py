"""Which list lies in which, where people nest them otherwise than the usual way.

Usually Roman numerals hold 1., that holds a), that holds dashes. Some write 1. 2. 3. under a), or
A. B. under I.; then a), b) or I., II. goes on after the inner list, and that is how one can tell.
"""

from collections.abc import Callable
from dataclasses import replace

from consultations.importers.automatic import automatic_opening
from consultations.importers.lines import Line
from consultations.importers.openings import (
    ARTICLE,
    ITEM,
    LETTER_PART,
    PAREN_ITEM,
    POINT,
    SUBITEM,
    Opening,
    openings,
)  # fmt: skip
from consultations.importers.sequence import Fit, fit_letter
from consultations.importers.tree import Node
from consultations.kinds import ClauseKind

# A list that has not gone on after so many lines has ended.
LOOK_AHEAD_LINES = 200


class Nesting:
    """The depths that the lists of one segment really have."""

    def __init__(self):
        self._inside: set[tuple] = set()  # (outer list, inner list) as met so far

    def placed(self, opening: Opening, path: list[Node], following: Callable[[], list[Line]]) -> Opening:
        """The opening at its depth. path: the clauses open before it. following: the lines after it."""
        for node in reversed(path):
            if opening.style in node.holds:
                return replace(opening, depth=node.holds[opening.style])
        for node in reversed(path):
            # 2.1. lies in 2) as well as in 2.
            if node.style and node.style[0] in _holders(opening) and node.number == opening.above[-1]:
                return replace(opening, depth=max(opening.rank, node.depth + 1))
        for node in _outer(opening, path):
            if self._lies_in(opening, node, following):
                return replace(opening, depth=node.depth + 1)
        return opening

    def note(self, opening: Opening, parent: Node) -> None:
        """The opening has become a clause in `parent`."""
        if opening.depth is not None and opening.style not in parent.holds:
            parent.holds[opening.style] = opening.depth
            self._inside.add((parent.style, opening.style))

    def _lies_in(self, opening: Opening, node: Node, following) -> bool:
        if node.kind is ClauseKind.BULLET:
            return True
        goes_on = _goes_on_after(node, following())
        return (node.style, opening.style) in self._inside if goes_on is None else goes_on


def _outer(opening: Opening, path: list[Node]):
    """The clauses that a new list may lie in though its usual rank would close them, nearest first."""
    last = path[-1]
    if opening.kind is ClauseKind.BULLET:
        if last.kind is ClauseKind.BULLET and last.style != opening.style and _announces(last):
            yield last
        return
    if opening.number != 1 or opening.rank == ARTICLE or opening.rank < LETTER_PART:
        return
    if last.kind is ClauseKind.BULLET and _announces(last):
        yield last
    for node in reversed(path):
        if node.depth < opening.rank or node.depth < LETTER_PART or node.style == opening.style:
            return
        if node.number:
            yield node


def _holders(opening: Opening) -> tuple[int, ...]:
    """The ranks of clauses whose number 2.1. repeats; none for what repeats no number."""
    if opening.rank == SUBITEM:
        return ITEM, PAREN_ITEM
    return (opening.rank - 2,) if SUBITEM < opening.rank < PAREN_ITEM else ()


def _announces(node: Node) -> bool:
    return bool(node.texts) and node.texts[-1].endswith(":")


def _goes_on_after(node: Node, lines: list[Line]) -> bool | None:
    """Whether the list of `node` goes on below; False when it begins anew first, None when neither."""
    for line in lines:
        if not line.is_plain:
            continue
        found = [automatic_opening(line.label, line.text)] if line.label else openings(line.text)
        for one in found:
            if one.sure and one.rank <= ARTICLE and one.rank < node.style[0]:
                return None
            if one.style == node.style and _follows(one, node):
                return True
            if one.style == node.style and one.number == 1:
                return False
    return None


def _follows(opening: Opening, node: Node) -> bool:
    if opening.rank in (POINT, LETTER_PART):
        fit = fit_letter(opening.letter, last=node.letter or None, used={node.letter})
        return fit in (Fit.NEXT, Fit.LATIN)
    return opening.number == node.number + 1
