"""Shares, intervals and scales, against values known from elsewhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reports import tally


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (18, 25, "72.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (788_673, 790_868, "99.7"),
        (0, 7, "0.0"),
    ],
)
def test_a_share_has_one_decimal_and_halves_go_up(part, whole, expected):
    assert tally.percent(part, whole) == Decimal(expected)


def test_a_share_of_nothing_is_not_zero():
    assert tally.percent(0, 0) is None
    assert tally.wilson(0, 0, 12) is None
    assert tally.sure_bounds(0, 0, 0) is None
    assert tally.mean({}) is None


def test_wilson_gives_the_published_interval_for_8_of_10():
    low, high = tally.wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_when_everybody_answered_the_share_is_known():
    assert tally.wilson(7, 25, 25) == (0.28, 0.28)
    assert tally.wilson(0, 1, 1) == (0, 0)


@given(st.data())
def test_the_interval_holds_the_share_and_narrows_with_a_smaller_population(data):
    population = data.draw(st.integers(2, 500))
    answers = data.draw(st.integers(1, population))
    hits = data.draw(st.integers(0, answers))
    low, high = tally.wilson(hits, answers, population)
    wide_low, wide_high = tally.wilson(hits, answers)
    share = hits / answers
    assert 0 <= low <= share + 1e-9 and share - 1e-9 <= high <= 1
    assert high - low <= wide_high - wide_low + 1e-9


def test_sure_bounds_say_what_silence_leaves_open():
    # 10 asked, 5 agree, 2 do not, 3 are silent.
    assert tally.sure_bounds(5, 2, 10) == (Decimal("50.0"), Decimal("80.0"))


def test_counts_that_do_not_occur_are_zero():
    assert tally.zero_filled("abc", [("b", 2), ("b", 1)]) == {"a": 0, "b": 3, "c": 0}


def test_means_have_two_decimals_and_halves_go_up():
    assert tally.mean({5: 2, 4: 1, 1: 1}) == Decimal("3.75")
    assert tally.mean({1: 1, 2: 199}) == Decimal("2.00")
    assert tally.mean_of_means([Decimal("3.75"), None, Decimal("4.00")]) == Decimal("3.88")


def test_wilson_is_that_of_scipy():
    for hits, answers in [(0, 1), (3, 7), (8, 10), (57, 200), (1000, 1000)]:
        known = binomtest(hits, answers).proportion_ci(method="wilson")
        assert tally.wilson(hits, answers) == pytest.approx((known.low, known.high), abs=1e-12)


def test_a_finite_population_counts_as_more_answers():
    """n(N-1)/(N-n) answers of an endless population: 50 of 99 weigh as much as 100 do."""
    known = binomtest(60, 100).proportion_ci(method="wilson")
    assert tally.wilson(30, 50, 99) == pytest.approx((known.low, known.high), abs=1e-12)


def test_an_interval_of_percent_stays_inside_the_sure_bounds():
    assert tally.within(9, 10, 11) == (Decimal("82.6"), Decimal("90.9"))
    assert tally.within(0, 0, 5) is None
