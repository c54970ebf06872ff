"""Which numbers a segment has used, list by list, and whether the next one may come."""

from dataclasses import dataclass, field

from consultations.importers.openings import (
    ARTICLE,
    BRACKETED,
    CHAPTER,
    ITEM,
    LETTER_PART,
    PAREN_ITEM,
    POINT,
    ROMAN_PART,
    ROMANETTE,
    SUBITEM,
    SUBPOINT,
    Opening,
)
from consultations.importers.sequence import Fit, fit_letter, fit_number
from consultations.importers.tree import Node

# A list that begins with one of these without its 1 is a draft with a piece missing; with a
# bigger number it is a sentence.
_LARGEST_FIRST = {ROMAN_PART: 2, ITEM: 3, SUBITEM: 2, PAREN_ITEM: 1, BRACKETED: 1, ROMANETTE: 1}


@dataclass
class _List:
    last: int = 0
    letter: str | None = None
    label: str = ""
    used: set[int] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)


class Order:
    def __init__(self):
        self._lists: dict[tuple[str, int, tuple[int, ...]], _List] = {}

    def fit(self, opening: Opening, path: list[Node]) -> Fit:
        """How the opening's number follows. Words like "Điều" and Word's own numbers always may."""
        if not opening.number:
            return Fit.NEXT
        before = self._list(opening, path)
        if opening.rank in (POINT, LETTER_PART):
            fit = fit_letter(opening.letter, last=before.letter, used=before.letters)
        elif opening.above:
            fit = self._fit_beneath(opening, path, before)
        else:
            fit = self._fit_listed(opening, path, before)
        return Fit.JUMP if fit is Fit.NEVER and opening.sure else fit

    def _fit_listed(self, opening: Opening, path: list[Node], before: _List) -> Fit:
        if opening.rank == ARTICLE and opening.letter and opening.number in before.used:
            # Điều 19a after Điều 19; Điều 1l is a slip for Điều 11.
            if opening.letter == "l" and f"{opening.number}k" not in before.letters:
                return Fit.JUMP
            return Fit.DUPLICATE if _numeral(opening) in before.letters else Fit.NEXT
        if opening.rank == CHAPTER and not before.used and self._goes_on(opening):
            return Fit.NEXT
        if not before.used and opening.number > _LARGEST_FIRST.get(opening.rank, opening.number):
            return Fit.NEVER
        fit = fit_number(opening.number, last=before.last or None, used=before.used)
        # "Điều 5 Giờ đón trẻ" without a full stop is a heading only where Điều 5 is due.
        must_be_next = opening.rank <= ARTICLE and opening.rank != ROMAN_PART
        return Fit.NEVER if must_be_next and not opening.sure and fit is not Fit.NEXT else fit

    def _fit_beneath(self, opening: Opening, path: list[Node], before: _List) -> Fit:
        """For 2.1. and a1): the numbers printed before its own must be those it lies in."""
        parent = _parent(opening, path)
        if opening.rank == SUBPOINT:
            if parent.rank != POINT or parent.number != opening.above[0]:
                return Fit.NEVER
        elif parent.number != opening.above[-1] and parent.rank >= ITEM:
            return Fit.JUMP if opening.sure or self._is_misnumbered(opening, before) else Fit.NEVER
        if not before.used and opening.number > _LARGEST_FIRST[SUBITEM]:
            return Fit.NEVER
        return fit_number(opening.number, last=before.last or None, used=before.used)

    @staticmethod
    def _is_misnumbered(opening: Opening, before: _List) -> bool:
        """Whether a 2.1. under 3. is a slip, not an amount: it begins a list or goes on with one."""
        marked = opening.label[-1] in ".)" and opening.rest[:1].isupper()
        return marked and opening.number == before.last + 1

    def _goes_on(self, opening: Opening) -> bool:
        """Whether chapters run on through the parts."""
        lists = [one for (_, rank, _), one in self._lists.items() if rank == opening.rank]
        return any(one.last + 1 == opening.number for one in lists)

    def note(self, opening: Opening, path: list[Node]) -> None:
        """path: with the clause just opened at its end."""
        before = self._list(opening, path)
        if opening.number == 1 and not (opening.rank == ARTICLE and opening.letter):
            # A list that begins once more has all its numbers before it again.
            before.used.clear()
            before.letters.clear()
        if opening.number:
            before.last = opening.number
            before.used.add(opening.number)
        if opening.letter:
            before.letter = opening.letter
            before.letters.add(_numeral(opening))
        before.label = opening.label

    def previous_label(self, opening: Opening, path: list[Node]) -> str:
        return self._list(opening, path).label

    def _list(self, opening: Opening, path: list[Node]) -> _List:
        owner = path[0].id if opening.rank == ARTICLE else _parent(opening, path).id
        above = opening.above if opening.rank > ITEM else ()
        return self._lists.setdefault((owner, opening.rank, above), _List())


def _numeral(opening: Opening) -> str:
    """19a of Điều 19a, a of a)."""
    inserted = opening.rank == ARTICLE
    return f"{opening.number}{opening.letter}" if inserted else opening.letter


def _parent(opening: Opening, path: list[Node]) -> Node:
    return next(node for node in reversed(path) if node.depth < opening.place)
