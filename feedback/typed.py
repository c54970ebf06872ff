"""Numbers and days as people type them, and as they would type them again."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

#: Room of the column: 12 digits before the comma, 2 after it.
NUMBER_MAX = Decimal(10) ** 12
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_DAY_UNDIVIDED = re.compile(r"(\d{2})(\d{2})(\d{4})")
#: What people write before a day; "ngày 5 tháng 9 năm 2026" is a day too.
_DAY_WORDS = re.compile(r"\s*(?:ngày|tháng|năm|ngay|thang|nam)\s*", re.IGNORECASE)


def read_number(typed):
    """The Decimal somebody `typed` the Vietnamese way ("1.200", "12,5"), or None; at most two decimals."""
    if _THOUSANDS.fullmatch(typed):
        typed = typed.replace(".", "")
    try:
        number = Decimal(typed.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= NUMBER_MAX or number != round(number, 2):
        return None
    return number


def read_day(typed):
    """The date somebody `typed` day first ("5/9/2026", "05.09.26", "05092026"), or None.

    Two digits of a year are of this century. Years from 1900 on: nobody is asked about older days.
    """
    bare = _DAY_WORDS.sub(" ", typed).strip(" .")
    parts = _DAY.fullmatch(bare) or _DAY_UNDIVIDED.fullmatch(bare)
    if parts is None:
        return None
    day, month, year = (int(part) for part in parts.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day) if not 100 <= year < 1900 else None
    except ValueError:
        return None


def day_as_number(day):
    """A day as Answer.number holds it: 5/9/2026 gives 20260905, which sorts as days do."""
    return Decimal(day.year * 10_000 + day.month * 100 + day.day)


def day_of_number(number):
    """The inverse of day_as_number."""
    whole = int(number)
    return date(whole // 10_000, whole // 100 % 100, whole % 100)


def plain(number):
    """12.50 as "12,5" and 3.00 as "3": as a person types it."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
