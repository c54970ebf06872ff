"""Working days: national ones until a school edits a year; publishing and requests are timed by them."""

from datetime import date

import pytest

from accounts import store, workdays
from accounts.rules import Role
from accounts.workdays import DayKind

PATH = "/nha-truong/ngay-nghi"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 2, 16), "Tết Nguyên đán"),
        (date(2026, 2, 20), "Tết Nguyên đán"),
        (date(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương"),  # 10/3 of the lunar year is a Sunday
        (date(2027, 5, 3), "Nghỉ bù Ngày Quốc tế lao động"),  # a Saturday
        (date(2031, 9, 2), "Quốc khánh"),
    ],
)
def test_national_days(day, name):
    assert dict(workdays.national_days(day.year))[day] == name


def test_working_days_step_over_weekends_holidays_and_days_worked_instead(school):
    calendar = store.calendar_of(school.id, date(2026, 4, 24))
    assert calendar.after(date(2026, 4, 24), 5) == date(2026, 5, 6)  # 27, 30/4 and 1/5 are off
    store.put_day(school.id, date(2026, 5, 2), DayKind.WORKING, "Làm bù")
    calendar = store.calendar_of(school.id, date(2026, 4, 24))
    assert calendar.after(date(2026, 4, 24), 5) == date(2026, 5, 5)
    # Writing one day down kept the national ones of that year.
    assert not calendar.is_working(date(2026, 9, 2)) and calendar.is_working(date(2026, 9, 3))


def test_the_school_edits_its_days(school, visit):
    principal = visit(Role.PRINCIPAL)
    assert "Quốc khánh" in principal.get(f"{PATH}?nam=2026").text
    principal.post(PATH, 303, day="2026-11-20", kind="off", name="Ngày Nhà giáo")
    assert "Ngày Nhà giáo" in principal.get(f"{PATH}?nam=2026").text
    principal.post(f"{PATH}/bo", 303, day="2026-09-01")
    days = {day: name for day, _kind, name in store.list_days(school.id, 2026)}
    assert date(2026, 9, 1) not in days and days[date(2026, 11, 20)] == "Ngày Nhà giáo"
    page = principal.post(PATH, 422, day="hai mươi", kind="off", name="Sai")
    assert 'value="Sai"' in str(page)
    principal.post(f"{PATH}/bo", 404, day="x")
    principal.get(f"{PATH}?nam=9", 404)
