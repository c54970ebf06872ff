"""A long draft cut into leaves that a phone can carry: which clauses stand on one page, and where to go."""

from dataclasses import dataclass

from consultations.rules import HEADINGS, Kind

LEAF_PIECES = 60
LEAF_CHARS = 30_000


@dataclass(frozen=True)
class Leaf:
    """number: from 1. pieces: in reading order."""

    number: int
    pieces: tuple


def cut(pieces):
    """The leaves of `pieces`, at least one. A leaf rather ends before a heading or an article."""
    leaves, current, chars = [], [], 0
    for piece in pieces:
        is_full = len(current) >= LEAF_PIECES or chars + len(piece.text) > LEAF_CHARS
        is_break = len(current) >= LEAF_PIECES * 2 // 3 and (
            piece.kind in HEADINGS or piece.kind is Kind.ARTICLE
        )
        if current and (is_full or is_break):
            leaves.append(tuple(current))
            current, chars = [], 0
        current.append(piece)
        chars += len(piece.text)
    leaves.append(tuple(current))
    return [Leaf(number, leaf) for number, leaf in enumerate(leaves, 1)]


def find(leaves, clause_id):
    """The leaf with that clause; the first when it is on none."""
    return next((leaf for leaf in leaves if any(piece.id == clause_id for piece in leaf.pieces)), leaves[0])


def depths(pieces):
    """{id: how many pieces stand above it}."""
    found = {None: -1}
    for piece in pieces:
        found[piece.id] = found.get(piece.parent, -1) + 1
    return found
