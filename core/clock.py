"""What time it is: stored in UTC, shown and judged in Asia/Ho_Chi_Minh. Tests stop this clock."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_stopped_at = None


def now():
    """The present moment, aware, in UTC."""
    return _stopped_at or datetime.now(UTC)


def today():
    """The day it is in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def local(moment):
    """`moment` as the clock on a Vietnamese wall shows it."""
    return moment.astimezone(VIETNAM)


def end_of(day: date):
    """The moment `day` is over in Viet Nam (its 24:00), in UTC: a deadline is a day and includes it."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)


@contextmanager
def stopped(moment):
    """Stop the clock at `moment` (aware); for tests and for filling the demo with a past."""
    global _stopped_at
    before, _stopped_at = _stopped_at, moment.astimezone(UTC)
    try:
        yield
    finally:
        _stopped_at = before
