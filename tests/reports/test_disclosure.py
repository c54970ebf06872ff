"""The adversary: knows every published table, how many answered in each group, and how the tables are made.

Small populations are gone through completely. For each all truths are found that fit what is published;
what no truth contradicts is known. A small group must keep two values for every answer, but where a set of at
least K people of whom it is part is known to have said the same: that is shown by intention.
"""

from collections import defaultdict
from itertools import combinations_with_replacement, product

import pytest

from reports.disclosure import Node, blocks, levels, may_be_shown, summed, tells_few_apart

K = 3


def school(sizes):
    """Nodes of a school: parents in two age groups of two and one classes, and teachers."""
    a, b, c, teachers = sizes
    young = Node(("age", 1), a + b, (Node(("class", "a"), a), Node(("class", "b"), b)))
    old = Node(("age", 2), c, (Node(("class", "c"), c),))
    parents = Node(("audience", "parents"), a + b + c, (young, old))
    return (parents, Node(("audience", "teachers"), teachers))


ATOMS = (("class", "a"), ("class", "b"), ("class", "c"), ("audience", "teachers"))
#: Every group that the school knows, by its smallest groups.
GROUPS = [{at} for at in ATOMS] + [{ATOMS[0], ATOMS[1]}, set(ATOMS[:3])]


def published(nodes, counts, k=K):
    """{keys of a block: {answer: n}} of all levels, as the tables show them."""
    return {block.keys: summed(block, counts) for level in levels(nodes, k) for block in level}


def truths_of(sizes):
    """Every way in which groups of these sizes can have said yes: {atom: {"yes": n}}."""
    for yes in product(*(range(size + 1) for size in sizes)):
        yield {atom: {"yes": n} for atom, n in zip(ATOMS, yes, strict=True)}


def known_values(truths, sizes, publish, groups):
    """(what is published, group, values that remain possible) of every small group."""
    fits = defaultdict(list)
    for truth in truths:
        fits[frozenset((keys, table.get("yes", 0)) for keys, table in publish(truth).items())].append(truth)
    for told, possible in fits.items():
        for group in groups:
            if 0 < sum(sizes[atom] for atom in group) < K:
                yield told, group, {sum(truth[atom]["yes"] for atom in group) for truth in possible}


def is_shown_by_intention(told, group, sizes):
    """Each member is in a published set of K or more of whom none or all said yes."""
    covered = set()
    for keys, yes in told:
        size = sum(sizes[atom] for atom in keys)
        if size >= K and yes in (0, size):
            covered |= keys
    return all(atom in covered or not sizes[atom] for atom in group)


def leaks(sizes, publish):
    sizes_of = dict(zip(ATOMS, sizes, strict=True))
    return [
        (sizes, group)
        for told, group, values in known_values(truths_of(sizes), sizes_of, publish, GROUPS)
        if len(values) < 2 and not is_shown_by_intention(told, group, sizes_of)
    ]


SIZES = list(product(range(5), repeat=4))


def test_no_small_group_can_be_worked_out_of_nested_tables():
    for sizes in SIZES:
        nodes = school(sizes)
        assert not leaks(sizes, lambda truth, nodes=nodes: published(nodes, truth))


def test_the_adversary_finds_what_hiding_the_small_group_alone_gives_away():
    """The usual way: leave the small ones out and print the rest beside the total."""

    def naive(truth):
        sizes = dict(zip(ATOMS, (4, 2, 3, 0), strict=True))
        shown = [frozenset(group) for group in (*GROUPS, set(ATOMS)) if sum(sizes[at] for at in group) >= K]
        return {keys: {"yes": sum(truth[at]["yes"] for at in keys)} for keys in shown}

    assert leaks((4, 2, 3, 0), naive)


def test_every_table_of_at_least_k_shows_its_counts_exactly():
    for sizes in SIZES:
        for level in levels(school(sizes), K):
            assert all(block.size >= K for block in level)
            assert sum(block.size for block in level) == sum(sizes)
    assert [len(level) for level in levels(school((4, 3, 3, 5)), K)] == [2, 3, 4]


def test_merging_stops_as_soon_as_it_can():
    nodes = [Node((n,), size) for n, size in enumerate((2, 9, 1, 4, 0))]
    assert [[node.size for node in block.nodes] for block in blocks(nodes, K)] == [[2, 1], [9], [4]]
    assert blocks([Node((1,), 1), Node((2,), 1)], K) == ()
    assert may_be_shown(0, K) and may_be_shown(3, K) and not may_be_shown(1, K)


# Respondents picked by another question, beside the places: two ways through the same people.

OPTIONS = ("mother", "father", "grandmother")
PLACES = ("a", "b")


def two_ways(people):
    """Tables of `people` [(place, option, yes)]: by place, by option, of the option itself, in all."""
    told = {("all", "yes"): sum(yes for _place, _option, yes in people)}
    for option in OPTIONS:
        told["chose", option] = sum(own == option for _place, own, _yes in people)
    for at, names in ((0, PLACES), (1, OPTIONS)):
        nodes = [Node((name,), sum(one[at] == name for one in people)) for name in names]
        counts = {(name,): {"yes": sum(one[2] for one in people if one[at] == name)} for name in names}
        for level in levels(nodes, K):
            for block in level:
                told[at, block.keys] = summed(block, counts)["yes"]
    return tuple(sorted(told.items(), key=repr))


def unanimous(told, keys_at, group, people):
    for (at, keys), yes in told:
        if at == keys_at and (group,) in keys:
            size = sum(one[at] in {key[0] for key in keys} for one in people)
            return yes in (0, size)
    whole = dict(told)["all", "yes"]
    return whole in (0, len(people))


@pytest.mark.parametrize("places", [(4, 2), (5, 1), (3, 3), (2, 1), (2, 2)])
def test_a_cross_table_by_place_and_one_by_an_answer_do_not_add_up_to_a_small_group(places):
    """Places are known (who answered is no secret); options and answers are not."""
    kinds = list(product(OPTIONS, (0, 1)))
    fits = defaultdict(list)
    for first in combinations_with_replacement(kinds, places[0]):
        for second in combinations_with_replacement(kinds, places[1]):
            people = [(PLACES[0], *one) for one in first] + [(PLACES[1], *one) for one in second]
            fits[two_ways(people)].append(people)
    for told, possible in fits.items():
        for at, names in ((0, PLACES), (1, OPTIONS)):
            for name in names:
                size = sum(one[at] == name for one in possible[0])
                values = {sum(one[2] for one in people if one[at] == name) for people in possible}
                if 0 < size < K and len(values) < 2:
                    assert unanimous(told, at, name, possible[0]), (told, name)


# Two snapshots: some have answered since.


def steps():
    for before in product(range(4), repeat=3):
        for more in product(range(4), repeat=3):
            if any(more):
                yield (*before, 0), tuple(n + m for n, m in zip((*before, 0), (*more, 0), strict=True))


def sequence(before, after, together=True):
    """(blocks before, blocks after or None when the second is refused)."""
    first = levels(school(before), K)
    if not first:
        return (), (levels(school(after), K) or ((),))[-1]
    own = [block.keys for block in first[-1]] if together else ()
    second = levels(school(after), K, own)[-1]
    if together and tells_few_apart(first[-1], second, K):
        return first[-1], None
    return first[-1], second


def leaks_over_time(before, after, first, second):
    """Small groups, at either time, that the two tables and their difference give away."""
    fits = defaultdict(list)
    more = [b - a for a, b in zip(before, after, strict=True)]
    for one in product(*(range(n + 1) for n in before)):
        for new in product(*(range(n + 1) for n in more)):
            two = tuple(x + y for x, y in zip(one, new, strict=True))
            told = tuple(
                (block.keys, when, sum(said[ATOMS.index(key)] for key in block.keys))
                for when, blocks_then, said in ((0, first, one), (1, second, two))
                for block in blocks_then
            )
            fits[told].append((one, two))
    for told, possible in fits.items():
        for when, sizes in ((0, before), (1, after)):
            for at in range(4):
                if 0 < sizes[at] < K and len({pair[when][at] for pair in possible}) < 2:
                    yield told, when, at


def is_shown_over_time(told, when, at, before, after):
    """As above; those who came between the two tables are a set of their own, had by subtracting."""
    values = {(keys, then): yes for keys, then, yes in told}

    def sure(sizes, wanted):
        alike = any(ATOMS[at] in keys and yes in (0, size) and size >= K for keys, yes, size in wanted)
        return alike or not sizes[at]

    def sets(then, sizes):
        return [
            (keys, yes, sum(sizes[ATOMS.index(key)] for key in keys))
            for (keys, t), yes in values.items()
            if t == then
        ]

    newer = [b - a for a, b in zip(before, after, strict=True)]
    difference = []
    for keys, yes, _size in sets(1, after):
        inside = [(own, n) for own, n, _s in sets(0, before) if own <= keys]
        difference.append(
            (keys, yes - sum(n for _own, n in inside), sum(newer[ATOMS.index(key)] for key in keys))
        )
    if when == 0:
        return sure(before, sets(0, before)) or sure(before, sets(1, after))
    return sure(after, sets(1, after)) or (sure(before, sets(0, before)) and sure(newer, difference))


def test_two_snapshots_do_not_add_up_to_a_small_group():
    refused = 0
    for before, after in steps():
        first, second = sequence(before, after)
        if second is None:
            refused += 1
            continue
        for told, when, at in leaks_over_time(before, after, first, second):
            assert is_shown_over_time(told, when, at, before, after), (before, after, told, at)
    assert refused


def test_the_adversary_finds_who_came_between_two_snapshots():
    """Two classes merged at first; one more answers, and the tables are made as if for the first time."""
    before, after = (2, 3, 0, 0), (3, 3, 0, 0)
    first, second = sequence(before, after, together=False)
    assert any(
        not is_shown_over_time(told, when, at, before, after)
        for told, when, at in leaks_over_time(before, after, first, second)
    )
    assert sequence(before, after)[1] is None
