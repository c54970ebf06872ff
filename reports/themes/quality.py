"""How well themes were given: one person's blind coding against what stood there, with intervals."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from reports import tally
from reports.rules import MEASURE_LEAST


@dataclass(frozen=True)
class ThemeQuality:
    """F1 of one theme in percent with its 95 % interval. number: how often the blind coder chose it."""

    name: str
    number: int
    f1: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Quality:
    """Agreement on a sample. As each comment has one theme, the share agreed on is the overall (micro) F1.

    number: comments coded blind; agreed: with the same theme; low, high: percent, Wilson's interval with
    finite-population correction.
    """

    number: int
    agreed: int
    low: Decimal
    high: Decimal
    themes: tuple[ThemeQuality, ...]

    @property
    def f1(self):
        return tally.percent(self.agreed, self.number)


def measure(pairs, population):
    """Quality of [(theme name that stood there, name the blind coder chose)], or None of fewer than 30.

    population: comments the sample was drawn from.
    """
    if len(pairs) < MEASURE_LEAST:
        return None
    agreed = sum(stood == chosen for stood, chosen in pairs)
    low, high = tally.wilson(agreed, len(pairs), max(population, len(pairs)))
    chosen = Counter(name for _stood, name in pairs)
    stood = Counter(name for name, _chosen in pairs)
    both = Counter(name for name, other in pairs if name == other)
    names = sorted(set(chosen) | set(stood), key=lambda one: (-chosen[one], one))
    return Quality(
        len(pairs), agreed, tally.as_percent(low), tally.as_percent(high),
        tuple(_theme(one, both[one], chosen[one], stood[one]) for one in names),
    )  # fmt: skip


def _theme(name, both, chosen, stood):
    """F1 = 2J / (1 + J) of the share J = both / either, and so are the ends of J's Wilson interval."""
    either = chosen + stood - both
    low, high = tally.wilson(both, either)
    return ThemeQuality(name, chosen, *(tally.as_percent(_f1(one)) for one in (both / either, low, high)))


def _f1(share):
    return 2 * share / (1 + share)
