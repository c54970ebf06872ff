"""Who is asked: copied at opening; who joins or leaves afterwards is marked with the day."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import selectinload

from accounts.models import Child, Household, Person
from accounts.rules import AgeGroup, Audience
from consultations.models import RollEntry
from core import clock
from core.db import db, execute

_AUDIENCES = list(Audience)
_AGE_GROUPS = list(AgeGroup)


_entry = RollEntry.__table__.c
_SEATS = {
    is_household: select(_entry.id, _entry.audience, _entry.class_name).where(
        _entry.consultation_id == bindparam("consultation_id"), unit_id == bindparam("unit_id"),
        _entry.left_on.is_(None),
    )
    for is_household, unit_id in ((True, _entry.household_id), (False, _entry.person_id))
}  # fmt: skip


def find_roll_entry(consultation, who):
    """Row (id, audience, class_name) of `who` (Person, Household or Family); None when they are not asked."""
    return execute(
        _SEATS[who.is_household], {"consultation_id": consultation.id, "unit_id": who.id}
    ).one_or_none()


def of_unit(who):
    """Condition: the entries of `who`."""
    return RollEntry.household_id == who.id if who.is_household else RollEntry.person_id == who.id


def copy_roll(consultation):
    """Write the roll of a consultation that is about to open."""
    _add(consultation, _households_asked(consultation), _persons_asked(consultation), added_on=None)


def count_who_would_be_asked(consultation):
    """How many units the roll would have if the consultation were opened now."""
    return len(_households_asked(consultation)) + len(_persons_asked(consultation))


def refresh_roll(consultation, has_taken_part):
    """Add who joined since the opening, mark who left; who is back is asked again.

    has_taken_part(entry): then the unit stays among those asked, as it has answered.
    """
    entries = db.session.scalars(
        select(RollEntry)
        .where(RollEntry.consultation_id == consultation.id)
        .order_by(RollEntry.id)
        .with_for_update()
    ).all()
    households, persons = _present(consultation.school_id)
    for entry in entries:
        is_here = entry.household_id in households or entry.person_id in persons
        if is_here:
            entry.left_on = None
        elif entry.left_on is None and not has_taken_part(entry):
            entry.left_on = clock.today()
    known = {(entry.household_id, entry.person_id) for entry in entries}
    _add(
        consultation,
        [household for household in _households_asked(consultation) if (household.id, None) not in known],
        [person for person in _persons_asked(consultation) if (None, person.id) not in known],
        added_on=clock.today(),
    )


def count_roll(consultation_id):
    """Rows (audience, class_id, class_name, age_group, asked, added, left), by audience, age and name.

    asked: without those in `left`, with those in `added`.
    """
    groups = RollEntry.audience, RollEntry.class_id, RollEntry.class_name, RollEntry.age_group
    rows = db.session.execute(
        select(
            *groups,
            (func.count(RollEntry.id) - func.count(RollEntry.left_on)).label("asked"),
            func.count(RollEntry.added_on).label("added"),
            func.count(RollEntry.left_on).label("left"),
        )
        .where(RollEntry.consultation_id == consultation_id)
        .group_by(*groups)
    ).all()
    return sorted(rows, key=_place)


def _place(row):
    age = _AGE_GROUPS.index(row.age_group) if row.age_group else -1
    return _AUDIENCES.index(row.audience), age, row.class_name


def _households_asked(consultation):
    """Households with a present child in an asked class, with children and their classes loaded."""
    choices = [choice for choice in consultation.audiences if choice.audience is Audience.PARENTS]
    if not choices:
        return []
    query = (
        select(Household)
        .where(
            Household.school_id == consultation.school_id,
            Household.left_on.is_(None),
            Household.children.any(_child_is_asked(choices)),
        )
        .order_by(Household.id)
        .options(selectinload(Household.children).joinedload(Child.class_))
    )
    return db.session.scalars(query).all()


def _child_is_asked(choices):
    classes = [choice.class_id for choice in choices]
    if None in classes:
        return Child.left_on.is_(None)
    return Child.left_on.is_(None) & Child.class_id.in_(classes)


def _persons_asked(consultation):
    audiences = {choice.audience for choice in consultation.audiences} - {
        Audience.PARENTS,
        Audience.COMMUNITY,
    }
    if not audiences:
        return []
    return db.session.scalars(
        select(Person)
        .where(
            Person.school_id == consultation.school_id,
            Person.left_on.is_(None),
            Person.audience.in_(audiences),
        )
        .order_by(Person.id)
    ).all()


def _present(school_id):
    """Ids of households with a child at the school, and of persons who work there."""
    households = db.session.scalars(
        select(Household.id).where(
            Household.school_id == school_id,
            Household.left_on.is_(None),
            Household.children.any(Child.left_on.is_(None)),
        )
    )
    persons = db.session.scalars(
        select(Person.id).where(Person.school_id == school_id, Person.left_on.is_(None))
    )
    return set(households), set(persons)


def _add(consultation, households, persons, *, added_on):
    shared = {"school_id": consultation.school_id, "consultation_id": consultation.id, "added_on": added_on}
    for household in households:
        counted_in = household.class_
        db.session.add(
            RollEntry(
                **shared, household_id=household.id, audience=Audience.PARENTS, class_id=counted_in.id,
                class_name=counted_in.name, age_group=counted_in.age_group,
            )
        )  # fmt: skip
    for person in persons:
        db.session.add(RollEntry(**shared, person_id=person.id, audience=person.audience))
    db.session.flush()
