"""Intervals of means and differences, against scipy and published examples."""

from decimal import Decimal
from math import sqrt
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports import intervals, tally

ENDS = (1, 5)
#: Cochran, Sampling Techniques, ch. 2: signatures on 50 of 676 sheets of a petition.
SHEETS = {
    42: 23, 41: 4, 36: 1, 32: 1, 29: 1, 27: 2, 23: 1, 19: 1, 16: 2, 15: 2, 14: 1, 11: 1, 10: 1, 9: 1, 7: 1,
    6: 3, 5: 2, 4: 1, 3: 1,
}  # fmt: skip
COUNTS = st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any)


def scale(counts):
    return dict(enumerate(counts, 1))


@pytest.mark.parametrize("freedom", [1, 2, 5, 10, 11, 12, 20, 49, 200, 100_000])
def test_t_is_that_of_scipy(freedom):
    assert intervals.t975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-4)


def test_the_spread_and_reach_of_the_petition_are_those_of_the_book():
    """s^2 = 229.0 and a standard error of the total of 676 * 15.13 * sqrt(1 - 0.0740) / sqrt(50)."""
    assert intervals.deviation(SHEETS) ** 2 == pytest.approx(229.0, abs=0.05)
    known = 15.13 * sqrt(1 - 0.0740) / sqrt(50)
    assert intervals.reach(intervals.deviation(SHEETS), 50, 676) / intervals.t975(49) == pytest.approx(
        known, rel=1e-3
    )


@pytest.mark.parametrize("counts", [(0, 1, 3, 10, 6), (20, 5, 1, 0, 9), (0, 0, 30, 70, 40)])
def test_of_an_endless_population_a_mean_has_the_interval_of_scipy(counts):
    answers = [value for value, n in enumerate(counts, 1) for _each in range(n)]
    known = stats.t.interval(0.95, len(answers) - 1, loc=stats.tmean(answers), scale=stats.sem(answers))
    assert list(map(float, intervals.of_mean(scale(counts), 10**9, ENDS))) == pytest.approx(known, abs=0.0051)


def test_when_all_answered_the_mean_is_known_and_without_answers_nothing_is():
    assert intervals.of_mean({4: 3, 5: 1}, 4, ENDS) == (Decimal("4.25"), Decimal("4.25"))
    assert intervals.of_mean({4: 0}, 4, ENDS) is None and intervals.of_mean({4: 2}, None, ENDS) is None


def test_that_all_said_the_same_does_not_tell_what_the_silent_think():
    low, high = intervals.of_mean({5: 30, 1: 0}, 10**9, ENDS)
    share = tally.wilson(0, 30)[1]
    assert high == 5 and float(low) == pytest.approx(5 - 4 * share, abs=0.0051)
    assert intervals.of_mean({3: 1}, 2, ENDS)[0] >= 2


@given(COUNTS, st.integers(0, 300))
def test_an_interval_holds_its_mean_and_stays_inside_the_sure_bounds(counts, silent):
    n, total = sum(counts), sum(value * times for value, times in enumerate(counts, 1))
    low, high = intervals.of_mean(scale(counts), n + silent, ENDS)
    assert (total + silent) / (n + silent) - 0.006 <= low <= Decimal(total / n) + Decimal("0.006")
    assert (
        Decimal(total / n) - Decimal("0.006")
        <= high
        <= Decimal(total + 5 * silent) / (n + silent) + Decimal("0.006")
    )


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=3, max_size=40), st.integers(0, 60))
def test_an_area_is_never_too_narrow(answers, silent):
    """Against the interval of each person's own mean, which the counts alone do not give."""
    n = len(answers)
    columns = [[one[at] for one in answers] for at in range(3)]
    own = [sum(one) / 3 for one in answers]
    reaches = [
        intervals.t975(n - 1) * stdev(values) * sqrt((1 - n / (n + silent)) / n) for values in (*columns, own)
    ]
    assert sum(reaches[:3]) / 3 >= reaches[3] - 1e-9


def test_an_area_reaches_as_far_as_its_items_on_average():
    items = [
        (Decimal("4.00"), (Decimal("3.80"), Decimal("4.20"))),
        (Decimal("4.50"), (Decimal("4.40"), Decimal("4.60"))),
    ]
    assert intervals.of_area(Decimal("4.25"), items) == (Decimal("4.10"), Decimal("4.40"))
    assert intervals.of_area(Decimal("4.25"), [*items, (Decimal("4.25"), None)]) is None


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)), ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)), ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0000)), ((10, 10), (0, 10), (0.6075, 1.0000)),
    ],
)  # fmt: skip
def test_a_difference_of_shares_is_that_of_newcombe(now, then, expected):
    """Table II, method 10."""
    told = intervals.of_difference(*((hits / n, tally.wilson(hits, n)) for hits, n in (then, now)))
    assert told == pytest.approx(expected, abs=1e-4)


def test_a_difference_of_means_is_that_of_welch():
    """Which takes its degrees of freedom from both; of samples alike in size and spread they are alike."""
    then, now = (5, 10, 30, 40, 15), (2, 6, 24, 48, 20)
    answers = [[value for value, n in enumerate(one, 1) for _each in range(n)] for one in (now, then)]
    known = stats.ttest_ind(*answers, equal_var=False).confidence_interval()
    sides = []
    for counts in (then, now):
        mean = sum(value * n for value, n in enumerate(counts, 1)) / sum(counts)
        away = intervals.reach(intervals.deviation(scale(counts)), sum(counts), 10**9)
        sides.append((mean, (mean - away, mean + away)))
    assert intervals.of_difference(*sides) == pytest.approx(tuple(known), abs=0.005)


def test_a_difference_of_two_that_are_known_is_known():
    exact = [(Decimal(value), (Decimal(value), Decimal(value))) for value in ("4.10", "4.25")]
    assert intervals.of_difference(*exact) == (Decimal("0.15"), Decimal("0.15"))
