"""Days are Vietnamese days."""

from datetime import UTC, date, datetime

from core import clock


def test_a_deadline_includes_its_24_00_in_viet_nam():
    assert clock.end_of(date(2026, 10, 21)) == datetime(2026, 10, 21, 17, tzinfo=UTC)


def test_today_is_the_day_in_viet_nam():
    with clock.stopped(datetime(2026, 10, 12, 18, tzinfo=UTC)):
        assert clock.today() == date(2026, 10, 13)
