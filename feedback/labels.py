"""The one label a released submission carries: a group of at least k, however small the classes are."""

from collections import defaultdict
from typing import NamedTuple

from accounts.rules import Audience


class Place(NamedTuple):
    """Where a respondent stands: the finest group there could be."""

    audience: Audience
    #: Order and name; of parents only.
    age_group: int = -1
    class_name: str = ""


class Label(NamedTuple):
    #: None: several audiences.
    audience: Audience | None
    text: str


def merge(counts, k):
    """{Place: Label} for `counts` {Place: number of submissions}; None when there are fewer than k in all.

    A group below k is merged with the next smallest one of its age group, then of its audience, then of all.
    """
    groups = [({place}, number) for place, number in sorted(counts.items(), key=_order) if number]
    for level in (lambda place: place[:2], lambda place: place[:1], lambda place: ()):
        stands = defaultdict(list)
        for group in groups:
            stands[level(min(group[0], key=_rank))].append(group)
        groups = [merged for own in stands.values() for merged in _merge(own, k)]
    if any(number < k for _places, number in groups):
        return None
    return {place: _label(places, counts) for places, _number in groups for place in places}


def _merge(groups, k):
    while len(groups) > 1 and min(number for _places, number in groups) < k:
        groups.sort(key=lambda group: (group[1], min(map(_rank, group[0]))))
        (first, few), (second, more), *rest = groups
        groups = [*rest, (first | second, few + more)]
    return groups


def _rank(place):
    return list(Audience).index(place.audience), place.age_group, place.class_name


def _order(item):
    return _rank(item[0])


def _label(places, counts):
    """A whole audience is called by its name, parts of it by the names of the classes."""
    by_audience = defaultdict(set)
    for place in sorted(places, key=_rank):
        by_audience[place.audience].add(place)
    parts = [
        None if own == {one for one in counts if one.audience is audience and counts[one]} and len(own) != 1
        else ", ".join(one.class_name for one in sorted(own, key=_rank) if one.class_name)
        for audience, own in by_audience.items()
    ]  # fmt: skip
    if len(by_audience) == 1:
        return Label(next(iter(by_audience)), parts[0] or "")
    names = [part or str(audience.label) for audience, part in zip(by_audience, parts, strict=True)]
    return Label(None, "; ".join(names))
