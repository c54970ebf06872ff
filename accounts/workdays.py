"""Working days of Vietnamese offices: weekends, public holidays, and what a school itself writes down.

The days of each year are announced anew; what stands here is where a school starts from, until it edits them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.i18n import Labelled, _l

#: First day of Tết Nguyên đán, and Giỗ Tổ Hùng Vương (10/3 of the lunar year), by the Vietnamese calendar.
TET = {
    2025: date(2025, 1, 29), 2026: date(2026, 2, 17), 2027: date(2027, 2, 6), 2028: date(2028, 1, 26),
    2029: date(2029, 2, 13), 2030: date(2030, 2, 3),
}  # fmt: skip
ANCESTORS = {
    2025: date(2025, 4, 7), 2026: date(2026, 4, 26), 2027: date(2027, 4, 16), 2028: date(2028, 4, 4),
    2029: date(2029, 4, 23), 2030: date(2030, 4, 12),
}  # fmt: skip
SATURDAY = 5
NAME_MAX_CHARS = 120


class DayKind(Labelled):
    OFF = "off", _l("Nghỉ")
    WORKING = "working", _l("Làm việc (làm bù)")


def national_days(year):
    """[(date, name)] that are off in `year`, in order (Bộ luật Lao động 45/2019/QH14, Điều 112), each that
    falls on a weekend with the next working day instead (Điều 111). The lunar ones only from 2025 to 2030.
    """
    named = [(date(year, 1, 1), "Tết Dương lịch")]
    if year in TET:
        # The last day of the old year and the first four of the new one.
        named += [(TET[year] + timedelta(days=at), "Tết Nguyên đán") for at in range(-1, 4)]
        named.append((ANCESTORS[year], "Giỗ Tổ Hùng Vương"))
    named += [
        (date(year, 4, 30), "Ngày Chiến thắng"),
        (date(year, 5, 1), "Ngày Quốc tế lao động"),
        (date(year, 9, 1), "Quốc khánh"),
        (date(year, 9, 2), "Quốc khánh"),
    ]
    off = dict(named)
    for day, name in named:
        if day.weekday() >= SATURDAY:
            instead = day
            while instead in off or instead.weekday() >= SATURDAY:
                instead += timedelta(days=1)
            off[instead] = f"Nghỉ bù {name}"
    return sorted(off.items())


@dataclass(frozen=True)
class Calendar:
    """off: days nobody works besides weekends; working: days of a weekend that are worked."""

    off: frozenset
    working: frozenset

    def is_working(self, day):
        return day in self.working or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day, number):
        """The last of the `number` working days that follow `day`."""
        while number:
            day += timedelta(days=1)
            number -= self.is_working(day)
        return day
