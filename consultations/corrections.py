"""What one action changed in a draft, kept so that it can be taken back and done again.

A change holds only the fields that differ, so two officers who corrected different things of one clause
can each take back their own.
"""

from dataclasses import dataclass, field, fields, replace

from consultations.pieces import Piece, settle
from consultations.rules import Kind

NAMES = [one.name for one in fields(Piece) if one.name != "id"]
#: What an officer sees and types. A piece that only hangs elsewhere is still the same to its editor.
WORDS = ("kind", "label", "heading", "text", "is_left_out")


class Touched(Exception):
    """The piece with `piece_id` is no longer as the change left it."""

    def __init__(self, piece_id):
        super().__init__(str(piece_id))
        self.piece_id = piece_id


@dataclass(frozen=True)
class Correction:
    """rows: {piece id: (before, after)}, each {field: value}, or None where the piece does not exist.

    A whole piece also has "after": the id of the one before it in reading order, or None.
    place: "head" or "foot" when that was taken in, and `text` what it said. seen: numbers of warnings.
    """

    rows: dict = field(default_factory=dict)
    place: str = ""
    text: str = ""
    seen: tuple = ()

    def as_json(self):
        rows = [[piece_id, *sides] for piece_id, sides in self.rows.items()]
        return {"rows": rows, "place": self.place, "text": self.text, "seen": list(self.seen)}

    @classmethod
    def from_json(cls, kept):
        rows = {piece_id: (before, after) for piece_id, before, after in kept["rows"]}
        return cls(rows, kept["place"], kept["text"], tuple(kept["seen"]))


def between(old, new):
    """The rows of a Correction that leads from the pieces `old` to the pieces `new`."""
    before = {piece.id: (piece, previous) for piece, previous in _with_previous(old)}
    after = {piece.id: (piece, previous) for piece, previous in _with_previous(new)}
    rows = {}
    for piece_id in {**before, **after}:
        was, now = before.get(piece_id), after.get(piece_id)
        if was and now:
            if was[0] != now[0]:
                differing = [name for name in NAMES if getattr(was[0], name) != getattr(now[0], name)]
                rows[piece_id] = (_plain(was[0], differing), _plain(now[0], differing))
        else:
            rows[piece_id] = (_whole(was), _whole(now))
    return rows


def _with_previous(pieces):
    previous = None
    for piece in pieces:
        yield piece, previous
        previous = piece.id


def _plain(piece, names):
    values = {name: getattr(piece, name) for name in names}
    if "kind" in values:
        values["kind"] = values["kind"].value
    return values


def _whole(found):
    return found and _plain(found[0], NAMES) | {"after": found[1]}


def take_back(pieces, rows):
    """`pieces` as they were before the change. Raises Touched when something it made was changed since."""
    return _lead(pieces, {piece_id: (after, before) for piece_id, (before, after) in rows.items()})


def do_again(pieces, rows):
    """`pieces` as they are after the change. Raises Touched."""
    return _lead(pieces, rows)


def _lead(pieces, rows):
    kept, found = [], {piece.id: piece for piece in pieces}
    for piece in pieces:
        if piece.id in rows:
            piece = _changed(piece, *rows[piece.id])
        if piece is not None:
            kept.append(piece)
    for piece_id, (was, now) in rows.items():
        if was is not None and piece_id not in found:
            raise Touched(piece_id)
        if was is None and piece_id not in found:
            _put_in(kept, piece_id, now)
    ids = {piece.id for piece in kept}
    for piece in kept:
        if piece.parent is not None and piece.parent not in ids:
            raise Touched(piece.id)
    return settle(tuple(kept))


def _changed(piece, was, now):
    """The piece with the values of `now`; None when it goes."""
    expected = {name: value for name, value in (was or {}).items() if name != "after"}
    if was is None or _plain(piece, expected) != expected:
        raise Touched(piece.id)
    return None if now is None else replace(piece, **_values(now))


def _put_in(kept, piece_id, now):
    piece = Piece(id=piece_id, **_values(now))
    if now["after"] is None:
        kept.insert(0, piece)
        return
    for at, one in enumerate(kept):
        if one.id == now["after"]:
            kept.insert(at + 1, piece)
            return
    raise Touched(piece_id)


def _values(kept):
    values = {name: value for name, value in kept.items() if name != "after"}
    return values | ({"kind": Kind(values["kind"])} if "kind" in values else {})
