"""Two versions of a draft beside each other: what was changed, added, taken out or only renumbered."""

from dataclasses import dataclass
from functools import cached_property

from consultations.difference import runs_of
from consultations.paper import Piece


@dataclass(frozen=True)
class Change:
    """One thread that differs; old None: it was added, new None: it was taken out.

    others: pieces it shares words with: of an added clause those it was split off from, of a changed one
    those merged into it, of one taken out those that now hold its words.
    """

    old: Piece | None
    new: Piece | None
    others: tuple[Piece, ...] = ()

    @property
    def id(self):
        return self.piece.id

    @property
    def piece(self):
        return self.new or self.old

    @property
    def kind(self):
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @cached_property
    def runs(self):
        """Words added and removed, as consultations.difference.Runs."""
        return runs_of(self.old.words if self.old else "", self.new.words if self.new else "")


@dataclass(frozen=True)
class Changes:
    """changes: in the order of the new version. renumbered: (old Piece, new Piece): other numbers only."""

    changes: tuple[Change, ...]
    renumbered: tuple[tuple[Piece, Piece], ...]

    def number(self, kind):
        return sum(change.kind == kind for change in self.changes)

    def of(self, thread):
        """The Change of a thread, or None."""
        return next((change for change in self.changes if change.id == thread), None)


def changes(old, new, descents=()):
    """The Changes between two Papers. descents: (thread of the new version, thread its words came from)."""
    rows = side_by_side(old.pieces, new.pieces)
    by_id = {piece.id: piece for one, other in rows for piece in (other or one,)}
    shared = {}
    for into, origin in descents:
        if into in by_id and origin in by_id:
            shared.setdefault(into, []).append(by_id[origin])
            # What goes on under its own number has not gone elsewhere.
            if not any(piece.id == origin for piece in new.pieces):
                shared.setdefault(origin, []).append(by_id[into])
    found, renumbered = [], []
    for before, after in rows:
        if before is None or after is None or before.words != after.words:
            found.append(Change(before, after, tuple(shared.get((after or before).id, ()))))
        elif before.name != after.name:
            renumbered.append((before, after))
    return Changes(tuple(found), tuple(renumbered))


def side_by_side(old, new):
    """[(old Piece or None, new Piece or None)] by thread, in the order of `new`.

    What is gone stands behind the clause that it stood behind.
    """
    before, kept = {piece.id: piece for piece in old}, {piece.id for piece in new}
    behind, last = {}, None
    for piece in old:
        if piece.id in kept:
            last = piece.id
        else:
            behind.setdefault(last, []).append(piece)
    rows = [(gone, None) for gone in behind.get(None, ())]
    for piece in new:
        rows.append((before.get(piece.id), piece))
        rows += [(gone, None) for gone in behind.get(piece.id, ())]
    return rows


@dataclass(frozen=True)
class Thread:
    """A clause through all versions: its newest wording, and the version without it (None: it is there)."""

    piece: Piece
    removed_in: int | None


def threads(papers):
    """The Threads of `papers` (every version, the oldest first), in the order of the newest."""
    pieces, removed_in = (), {}
    for paper in papers:
        rows = side_by_side(pieces, paper.pieces)
        for _old, new in rows:
            if new is not None:
                removed_in.pop(new.id, None)
        for old, new in rows:
            if new is None:
                removed_in.setdefault(old.id, paper.version)
        pieces = tuple(new or old for old, new in rows)
    return tuple(Thread(piece, removed_in.get(piece.id)) for piece in pieces)


def still_says_the_same(then, now, thread):
    """Whether the clause reads in Paper `now` as in Paper `then`."""
    if then.version == now.version:
        return True
    before, after = then.piece(thread), now.piece(thread)
    return before is not None and after is not None and before.words == after.words
