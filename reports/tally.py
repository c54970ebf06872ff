"""Shares, intervals and scale statistics, from counts. Nothing here knows where the counts come from."""

from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

#: 97.5th percentile of the normal distribution: two-sided 95 %.
Z95 = 1.959963984540054


def percent(part, whole):
    """`part` of `whole` in percent as a Decimal with one decimal; None of nothing.

    Rounding rule, the one printed beside every share: to one decimal, halves up. Integers only, so
    that 1 of 16 (6.25) is 6.3 on every machine.
    """
    if not whole:
        return None
    tenths = (2000 * part + whole) // (2 * whole)
    return Decimal(tenths).scaleb(-1)


def wilson(hits, answers, population=None):
    """95 % interval (low, high) of the share hits/answers, as shares of 1; None without answers.

    Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212. With a finite population of N units
    n is replaced by n(N-1)/(N-n), which divides the variance by the usual correction (N-n)/(N-1);
    when all N answered the share is known: (share, share). population None: infinite.
    """
    if not answers:
        return None
    share = hits / answers
    if population is not None and answers >= population:
        return share, share
    n = answers if population is None else answers * (population - 1) / (population - answers)
    middle = share + Z95**2 / (2 * n)
    reach = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n))
    below = 1 + Z95**2 / n
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def within(hits, answers, population):
    """(low, high) percent where the share of all `population` probably lies, None without answers: Wilson,
    kept inside the sure bounds, beyond which the formula reaches where nearly all answered."""
    shares = wilson(hits, answers, population)
    if shares is None:
        return None
    low, high = map(as_percent, shares)
    if population is None:
        return low, high
    least, most = sure_bounds(hits, answers - hits, population)
    return max(low, least), min(high, most)


def as_percent(share):
    """A share of 1 in percent, one decimal, halves up."""
    return Decimal(repr(share * 100)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def sure_bounds(agree, otherwise, asked):
    """(least, most) percent of all `asked` who agree, whatever the silent ones think; None of nothing.

    agree/asked when none of them agrees, (asked - otherwise)/asked when all of them do.
    """
    if not asked:
        return None
    return percent(agree, asked), percent(asked - otherwise, asked)


def zero_filled(keys, rows):
    """{key: number} for every one of `keys`, from `rows` of (key, number); keys that do not occur get 0."""
    counts = dict.fromkeys(keys, 0)
    for key, number in rows:
        counts[key] += number
    return counts


def mean(counts):
    """Mean of {value: how many}, two decimals, halves up; None without any."""
    number = sum(counts.values())
    if not number:
        return None
    total = sum(Decimal(value) * times for value, times in counts.items())
    return (total / number).quantize(Decimal("0.01"), ROUND_HALF_UP)


def mean_of_means(means):
    """An area's mean, two decimals, halves up: that of its items' means as printed, None left out; each item
    weighs the same however many rated it. None without any."""
    known = [one for one in means if one is not None]
    return (sum(known) / len(known)).quantize(Decimal("0.01"), ROUND_HALF_UP) if known else None


def middle(counts):
    """The lower median of {value: how many}; None without any."""
    left = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value if sum(counts.values()) else None
    return None
