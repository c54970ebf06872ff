"""Who may be told apart so that no small group can be worked out. Figures in, figures out.

Protected are groups, not small answers: of a group of at least `k` people all counts are shown, even 0, 1
or all of them; of one with fewer none is, and none can be had by subtracting. So groups are put together
until each block has k people, level by level (audience, age group, class), each block inside one of the
level above: whatever is added or subtracted, a small group only ever comes up inside its block. What
decides is how many answered, which is always shown; so the pattern itself tells nothing.

What this cannot hide, and is not meant to: where all of a block said the same, all know what each said.

Source: threshold rule, recoding and linked tables, Handbook on Statistical Disclosure Control, ch. 5
"Frequency tables", https://sdctools.github.io/HandbookSDC/
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Node:
    """A group as the school knows it: an audience, an age group, a class; or who gave the same answer.

    size: how many answered. key: unlike that of any other group.
    """

    key: tuple
    size: int
    children: tuple["Node", ...] = ()

    @property
    def leaves(self):
        return [leaf for child in self.children for leaf in child.leaves] if self.children else [self]


@dataclass(frozen=True)
class Block:
    """Nodes that are shown together, in their own order."""

    nodes: tuple[Node, ...]

    @property
    def size(self):
        return sum(node.size for node in self.nodes)

    @cached_property
    def keys(self):
        """Keys of the smallest groups in it."""
        return frozenset(leaf.key for node in self.nodes for leaf in node.leaves)

    @property
    def parts(self):
        """Its Nodes, one level further down."""
        return [part for node in self.nodes for part in (node.children or (node,))]


def may_be_shown(size, k):
    """Whether a group of so many may show its counts; an empty one has none to hide."""
    return size == 0 or size >= k


def levels(nodes, k, together=()):
    """Blocks of `nodes`, then of their parts, and so on: each level a tuple of Blocks, and each at least k.

    Every level covers everybody who answered. together: sets of keys shown as one before, which stay so.
    Empty when all together are fewer than k: then nothing may be shown.
    """
    whole = Block(tuple(node for node in nodes if node.size))
    if whole.size < k:
        return ()
    found, level = [], (whole,)
    while any(node.children for block in level for node in block.nodes) or not found:
        parts = [block.parts if found else block.nodes for block in level]
        level = tuple(block for own in parts for block in blocks(own, k, together))
        found.append(level)
    return tuple(found)


def blocks(nodes, k, together=()):
    """`nodes` put together until each Block has k people, the smallest with the next smallest; in the order
    of the first node of each. () when all have fewer than k."""
    order = {node.key: at for at, node in enumerate(nodes)}
    made, open_ = [], []
    for bundle in sorted(_bundles(nodes, together), key=lambda own: (_size(own), order[own[0].key])):
        open_ += bundle
        if _size(open_) >= k:
            made.append(open_)
            open_ = []
    if open_:
        if not made:
            return ()
        made[-1] += open_
    made = [sorted(own, key=lambda node: order[node.key]) for own in made]
    return tuple(Block(tuple(own)) for own in sorted(made, key=lambda own: order[own[0].key]))


def _size(nodes):
    return sum(node.size for node in nodes)


def _bundles(nodes, together):
    """The non-empty `nodes`, those that share a set of `together` in one bundle."""
    bundles = [[node] for node in nodes if node.size]
    for keys in together:
        touched = [own for own in bundles if any(leaf.key in keys for node in own for leaf in node.leaves)]
        if len(touched) > 1:
            bundles = [own for own in bundles if own not in touched] + [sum(touched, [])]
    return bundles


def tells_few_apart(before, after, k):
    """Whether the difference of two tables of the same people would show what fewer than k of them said.

    before, after: Blocks of the last level, `after` made with the keys of `before` together.
    """
    sizes = defaultdict(int)
    for block in before:
        sizes[next((own for own in after if block.keys & own.keys), None)] += block.size
    if None in sizes:
        return True
    return any(0 < abs(block.size - sizes[block]) < k for block in after)


def summed(block, counts):
    """What the people of a Block said. counts: {key of a smallest group: {answer: n}}."""
    found = defaultdict(int)
    for key in block.keys:
        for answer, n in counts.get(key, {}).items():
            found[answer] += n
    return dict(found)
