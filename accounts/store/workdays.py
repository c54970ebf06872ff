"""The school's working days: a year it never touched has the national ones."""

from sqlalchemy import delete, func, select

from accounts import workdays
from accounts.models import SchoolDay
from accounts.workdays import DayKind
from core.db import db

#: Years around the present one for which a calendar is asked.
_SPAN = 1


def list_days(school_id, year):
    """[(date, DayKind, name)] of `year`, in order."""
    own = db.session.scalars(
        select(SchoolDay)
        .where(SchoolDay.school_id == school_id, SchoolDay.year == year)
        .order_by(SchoolDay.day)
    ).all()
    if own:
        return [(row.day, row.kind, row.name) for row in own]
    return [(day, DayKind.OFF, name) for day, name in workdays.national_days(year)]


def put_day(school_id, day, kind, name):
    """Write down a day; the first one of a year brings the national ones along."""
    _begin(school_id, day.year)
    row = db.session.scalars(
        select(SchoolDay).where(SchoolDay.school_id == school_id, SchoolDay.day == day)
    ).one_or_none()
    if row is None:
        row = SchoolDay(school_id=school_id, day=day, year=day.year)
        db.session.add(row)
    row.kind, row.name = kind, name
    db.session.flush()


def drop_day(school_id, day):
    _begin(school_id, day.year)
    db.session.execute(delete(SchoolDay).where(SchoolDay.school_id == school_id, SchoolDay.day == day))


def _begin(school_id, year):
    known = select(func.count()).select_from(SchoolDay)
    if db.session.scalar(known.where(SchoolDay.school_id == school_id, SchoolDay.year == year)):
        return
    db.session.add_all(
        SchoolDay(school_id=school_id, day=day, year=year, kind=DayKind.OFF, name=name)
        for day, name in workdays.national_days(year)
    )
    db.session.flush()


def calendar_of(school_id, day):
    """The workdays.Calendar of the years around `day`."""
    days = [
        one for year in range(day.year - _SPAN, day.year + _SPAN + 1) for one in list_days(school_id, year)
    ]
    return workdays.Calendar(
        off=frozenset(day for day, kind, _name in days if kind is DayKind.OFF),
        working=frozenset(day for day, kind, _name in days if kind is DayKind.WORKING),
    )
