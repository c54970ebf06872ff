"""How many links pure guessing finds, and how many are too many for it."""

from math import factorial

import numpy

#: Chance that guessing alone is taken for a link, over all matchers of all databases together.
OVERALL = 0.001
#: Matchers of both databases together, rounded up: the bound holds for the best of them (Bonferroni).
MATCHERS = 2000


def fixed_points(size):
    """Chances of 0, 1, 2, … right links when a group of `size` is matched in a random order.

    The number of fixed points of a random permutation (de Montmort 1713): D(n−k)/((n−k)!·k!).
    """
    signs = numpy.cumsum([(-1) ** at / factorial(at) for at in range(min(size, 30) + 1)])
    return numpy.array(
        [signs[min(size - right, 30)] / factorial(right) for right in range(min(size, 60) + 1)]
    ).clip(0)


def chances(sizes):
    """The same for groups of these `sizes` together; each contributes one right link on average."""
    whole = numpy.ones(1)
    for size in sizes:
        whole = numpy.convolve(whole, fixed_points(size))
    return whole / whole.sum()


def too_many(sizes, matchers=MATCHERS):
    """The least number of right links that the best of `matchers` reaches by guessing with OVERALL chance."""
    tail = numpy.cumsum(chances(sizes)[::-1])[::-1]
    return int(numpy.argmax(tail <= OVERALL / matchers))
