"""Numbers and days as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.i18n import day
from feedback.typed import day_as_number, day_of_number, plain, read_day, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12), ("12,5", Decimal("12.5")), ("12.5", Decimal("12.5")), ("1.200", 1200),
        ("1.200.000,25", Decimal("1200000.25")), ("-3", -3), ("1,234", None), ("12 5", 125), ("", None),
        ("Infinity", None), ("9" * 13, None), ("0x10", None),
    ],
)  # fmt: skip
def test_numbers_are_read_the_vietnamese_way(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "05/09/2026", "5/9/2026", "5/9/26", "05-09-2026", "5.9.26", "05 09 2026", "05092026", "5 / 9 / 2026",
        "ngày 5 tháng 9 năm 2026", "Ngay 5/9/2026.",
    ],
)  # fmt: skip
def test_a_day_is_read_day_first(typed):
    assert read_day(typed) == date(2026, 9, 5)


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/2026", "9/2026", "2026-09-05", "13/13/2026", "5/9/126", "mai", "²/9/2026", "0/1/2026"],
)
def test_what_is_no_day_is_refused(typed):
    assert read_day(typed) is None


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_survives_storing_and_showing(when):
    assert day_of_number(day_as_number(when)) == when
    assert read_day(day(when)) == when


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_every_number_is_read_back_as_it_is_shown(number):
    assert read_number(plain(number)) == number
