"""Where a long draft is cut into stretches that are read one at a time, and what a stretch is called."""

from math import ceil


def cut(pieces, most):
    """`pieces` (of a Paper, in order) as tuples of at most `most` clauses to answer, about equally long.

    A clause stays with what stands below it, unless that alone is more than `most`: then it is cut inside,
    at the next level. A heading never ends a stretch.
    """
    number = _to_answer(pieces)
    if number <= most:
        return (tuple(pieces),)
    share = ceil(number / ceil(number / most))
    stretches, held = [], ()
    for block in _blocks(pieces):
        if held and (_to_answer(held) >= share or _to_answer(held + block) > most):
            stretches.append(held)
            held = ()
        held += block
    return tuple(part for stretch in (*stretches, held) for part in cut(stretch, most))


def span(pieces):
    """ "Điều 5–12", "Khoản 1–20 Điều 3": from the first to the last of the outermost clauses."""
    outer = [piece.name for piece in pieces if piece.depth == min(one.depth for one in pieces)]
    if len(outer) == 1 and len(pieces) > 1:
        return span(pieces[1:])
    first, last = outer[0].split(), outer[-1].split()
    differing = [at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b]
    if len(first) == len(last) and len(differing) == 1:
        first[differing[0]] += f"–{last[differing[0]]}"
        last = first
    name = " ".join(first) if first == last else f"{outer[0]} – {outer[-1]}"
    return name[:1].upper() + name[1:]


def _to_answer(pieces):
    return sum(piece.is_commentable for piece in pieces)


def _blocks(pieces):
    """Tuples that are better not cut: each outermost clause with all below it; at least two of them."""
    pieces = tuple(pieces)
    for at in range(len(pieces)):
        blocks = _outermost(pieces[at:])
        if len(blocks) > 1:
            return [pieces[:at] + blocks[0], *blocks[1:]]
    # One below the other, each alone in its level.
    at = next(at for at, piece in enumerate(pieces, 1) if piece.is_commentable)
    return [pieces[:at], pieces[at:]]


def _outermost(pieces):
    level = min(piece.depth for piece in pieces)
    blocks = []
    for piece in pieces:
        # A heading without anything to answer goes with what follows it.
        if not blocks or (piece.depth == level and _to_answer(blocks[-1])):
            blocks.append(())
        blocks[-1] += (piece,)
    if len(blocks) > 1 and not _to_answer(blocks[-1]):
        last = blocks.pop()
        blocks[-1] += last
    return blocks
