"""Intervals of means and of differences between two surveys, from counts; those of shares are in tally.

All are 95 % intervals of what everybody asked thinks, and rest on the same sentence: they hold only if those
who did not answer think alike. Nobody knows how many were asked (population None): no interval.
"""

from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from reports import tally
from reports.tally import Z95

#: 97.5th percentile of Student's t with 1 to 10 degrees of freedom, as any table has it.
T975 = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281)


def t975(freedom):
    """97.5th percentile of Student's t, within 0.0001.

    Beyond the table the expansion in powers of 1/freedom: Abramowitz, M., Stegun, I. (1964), Handbook of
    Mathematical Functions, 26.7.5.
    """
    if freedom <= len(T975):
        return T975[freedom - 1]
    z = Z95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * freedom**4)
    )


def reach(deviation, answers, population):
    """How far a mean of so many answers, at least two, may lie from that of the population, either way.

    t * sqrt((1 - n/N) s^2 / n), s with n - 1: Cochran, W. G. (1977), Sampling Techniques, 3rd ed., ch. 2.
    """
    return t975(answers - 1) * deviation * sqrt((1 - answers / population) / answers)


def deviation(counts):
    """Standard deviation of {value: how many}, with n - 1; None of fewer than two."""
    n = sum(counts.values())
    if n < 2:
        return None
    middle = sum(float(value) * times for value, times in counts.items()) / n
    return sqrt(sum(times * (float(value) - middle) ** 2 for value, times in counts.items()) / (n - 1))


def of_mean(counts, population, ends):
    """(low, high) of the mean of {value: how many} between `ends`, two decimals; None without answers.

    Kept inside the sure bounds: all the silent at one end, or at the other. Where all said the same `reach`
    would be 0 and claim to know the silent; then at most a share W, the upper Wilson limit of 0 of n, thinks
    otherwise, and were they all at one end the mean would move by W times the way there.
    """
    n = sum(counts.values())
    if not n or population is None:
        return None
    least, most = ends
    mean = sum(value * times for value, times in counts.items()) / n
    if n >= population:
        return _rounded(mean, mean)
    if max(counts.values()) == n:
        share = tally.wilson(0, n, population)[1]
        below, above = share * (mean - least), share * (most - mean)
    else:
        below = above = reach(deviation(counts), n, population)
    silent = (population - n) / population
    return _rounded(
        mean - min(below, silent * (mean - least)),
        mean + min(above, silent * (most - mean)),
    )


def of_numbers(mean, spread, answers, population):
    """(low, high) of the mean of numbers without ends, two decimals. spread: their deviation; None where it
    is not known, which gives no interval."""
    if spread is None or population is None:
        return None
    mean, away = float(mean), 0.0 if answers >= population else reach(float(spread), answers, population)
    return _rounded(mean - away, mean + away)


def of_area(mean, items):
    """(low, high) of an area's mean. items: (mean, (low, high)) of each thing rated; None where one has none.

    The same people rate all of them, so the items err together. How much is not known from their counts; at
    most, when perfectly correlated, the errors add up (Minkowski's inequality for standard deviations). So
    each side reaches as far as those of the items do on average: never too narrow.
    """
    if not items or any(interval is None for _mean, interval in items):
        return None
    below = sum(one - interval[0] for one, interval in items) / len(items)
    above = sum(interval[1] - one for one, interval in items) / len(items)
    return _rounded(mean - below, mean + above)


def of_difference(then, now):
    """(low, high) of now - then. then, now: (value, (low, high)), both of the same kind.

    From the two intervals alone: Zou, G. Y., Donner, A. (2008), "Construction of confidence limits about
    effect measures", Statistics in Medicine 27, 1693-1702. For shares it is method 10 of Newcombe, R. G.
    (1998), "Interval estimation for the difference between independent proportions", Statistics in Medicine
    17, 873-890. The two are taken as independent. Where the same people answered both, and mostly think as
    they did, the difference is known better than this says: the interval is too wide, never too narrow.
    """
    (old, (old_low, old_high)), (new, (new_low, new_high)) = then, now
    difference = new - old
    below = ((new - new_low) ** 2 + (old_high - old) ** 2) ** type(difference)("0.5")
    above = ((new_high - new) ** 2 + (old - old_low) ** 2) ** type(difference)("0.5")
    return difference - below, difference + above


def _rounded(*limits):
    return tuple(Decimal(repr(float(one))).quantize(Decimal("0.01"), ROUND_HALF_UP) for one in limits)
