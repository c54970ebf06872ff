"""Every way to match people with what was said: by orders, by neighbourhood, by tokens, by windows.

People are matched only with submissions whose label may be theirs, which the roll tells, and the empty ones
of who withdrew only with people whose envelope was touched again.
"""

from dataclasses import dataclass, field
from enum import Enum
from itertools import product

#: What label a sheet of paper stands under where the sheets are a group of their own: no class.
PAPER = ""


class Step(Enum):
    """What somebody is seen to do; the value is the channel by which that moment would give them away."""

    WRITE = "writes", "words"
    CHANGE = "writes something else", "words"
    BEGIN = "saves a page of the survey", "unfinished"
    FINISH = "sends the survey", "words"
    WITHDRAW = "withdraws by the code alone", "withdrawal"
    TAKE_BACK = "withdraws, signed in", "words"
    TICK = "is ticked for a sheet of paper", "words"
    SHEET = "its sheet is entered", "paper"

    @property
    def channel(self):
        return self.value[1]


@dataclass
class Human:
    """One who took part, and what was seen of it: {feature: number}."""

    number: int
    #: Of its label; PAPER where a sheet was handed in.
    class_name: str
    #: The text that only this one wrote, or what the empty submission is known by. The matchers do not look.
    marker: str
    seen: dict = field(default_factory=dict)
    #: Came back: its envelope changed after it was ticked.
    has_returned: bool = False


@dataclass
class Said:
    """One released submission: its words, the classes its label names (none: all), {feature: number}."""

    marker: str
    classes: frozenset
    is_withdrawn: bool
    seen: dict = field(default_factory=dict)
    #: {kind: bytes} that would tell it if they were found elsewhere.
    tokens: dict = field(default_factory=dict)

    def may_be(self, human):
        if self.is_withdrawn:
            return human.has_returned
        return not self.classes or human.class_name in self.classes


def links(humans, said, places, events, rng):
    """Yields (channel, name of the matcher, {human number: marker}) of every matcher.

    places: {channel: function that gives the event with which a token was seen first, or None}.
    events: [(human number, Step)] in the order they happened.
    """
    theirs = sorted({name for human in humans for name in human.seen})
    ours = sorted({name for one in said for name in one.seen})
    for mine, its in product(theirs, ours):
        with_both = [one for one in said if its in one.seen]
        people = [human for human in humans if mine in human.seen]
        channel = channel_of(mine, its)
        for backwards in (False, True):
            found = _in_order(people, with_both, mine, its, backwards, rng)
            yield channel, f"{mine} by {its}{', backwards' if backwards else ''}", found
        yield channel, f"{mine} nearest to {its}", _nearest(people, with_both, mine, its, rng)
    yield "label", "label alone", _in_order(humans, said, None, None, False, rng)
    yield "batches", "window", _windows(humans, said, rng)
    yield from _of_papers(humans, said, rng)
    for place, seen_with in places.items():
        for kind in sorted({kind for one in said for kind in one.tokens}):
            yield from _seen_elsewhere(said, place, kind, seen_with, events)


def _of_papers(humans, said, rng):
    """The sheets alone, in the order of the ticks: the pile may lie so."""
    papers = [human for human in humans if human.class_name == PAPER]
    sheets = [one for one in said if PAPER in one.classes]
    for its in sorted({name for one in sheets for name in one.seen}):
        with_it = [one for one in sheets if its in one.seen]
        yield "paper", f"tick by {its} of the sheets", _in_order(papers, with_it, "order", its, False, rng)


def _seen_elsewhere(said, place, kind, seen_with, events):
    """Whose step it was when the token was seen: one matcher for each channel that such a step may be."""
    channels = {step.channel for step in Step} if place == "words" else {place}
    found = {channel: {} for channel in sorted(channels)}
    for one in said:
        event = seen_with(one.tokens[kind]) if kind in one.tokens else None
        if event is not None and 0 <= event < len(events):
            number, step = events[event]
            found[step.channel if place == "words" else place][number] = one.marker
    for channel, links_found in found.items():
        is_of_tag = kind == "tag" and channel == "words"
        yield "receipt tag" if is_of_tag else channel, f"{kind} seen", links_found


def channel_of(mine, its):
    for word, channel in (
        ("transaction", "transaction id"), ("time", "time"), ("length", "size"), ("tag", "order by tag"),
    ):  # fmt: skip
        if word in mine or word in its:
            return channel
    return "row order"


def _labels(humans, said):
    """(humans, submissions) that may belong together, one pair per label."""
    groups = {(one.is_withdrawn, one.classes) for one in said}
    for group in sorted(groups, key=lambda group: (group[0], sorted(group[1]))):
        own = [one for one in said if (one.is_withdrawn, one.classes) == group]
        yield [human for human in humans if own[0].may_be(human)], own


def _in_order(humans, said, mine, its, backwards, rng):
    found = {}
    for people, own in _labels(_shuffled(humans, rng), _shuffled(said, rng)):
        if mine:
            people = sorted(people, key=lambda human: human.seen[mine])
            own = sorted(own, key=lambda one: one.seen[its], reverse=backwards)
        found |= {human.number: one.marker for human, one in zip(people, own, strict=False)}
    return found


def _nearest(humans, said, mine, its, rng):
    """By the place in the whole, whatever the label; then each takes the nearest one left of their label."""
    here = _ranks(_shuffled(humans, rng), mine)
    there = _ranks(_shuffled(said, rng), its)
    found = {}
    for people, own in _labels(humans, said):
        pairs = sorted(
            (abs(here[id(human)] - there[id(one)]), human.number, one.marker)
            for human in people
            for one in own
        )
        taken = set()
        for _far, number, marker in pairs:
            if number not in found and marker not in taken:
                found[number] = marker
                taken.add(marker)
    return found


def _ranks(things, name):
    ordered = sorted(things, key=lambda one: one.seen[name])
    return {id(one): at / len(ordered) for at, one in enumerate(ordered)}


def _windows(humans, said, rng):
    """Who took part between two copies is among what was there to read in the second one."""
    ends = sorted({one.seen["first seen"] for one in said})
    found = {}
    for start, end in zip([-1, *ends], ends, strict=False):
        fresh = [one for one in said if one.seen["first seen"] == end]
        people = [human for human in humans if start < human.seen["order"] <= end]
        found |= _in_order(people, fresh, None, None, False, rng)
    return found


def _shuffled(things, rng):
    return rng.sample(things, len(things))


def right(humans, found):
    """How many links are right."""
    return sum(found.get(human.number) == human.marker for human in humans)
