"""Who stands on the roll, by name: to enter a sheet for them, or to remind them."""

from typing import NamedTuple

from sqlalchemy import select

from accounts.models import Child, Person
from accounts.rules import Audience
from consultations.models import RollEntry
from consultations.rules import Unit
from core.db import db
from feedback.models import Participation
from feedback.rules import Respondent, group_of


class Asked(NamedTuple):
    """A unit that is asked."""

    entry_id: int
    audience: Audience
    class_id: int | None
    class_name: str
    household_id: int | None
    #: The names of a family's children, or that of the person.
    names: tuple[str, ...]
    has_taken_part: bool

    @property
    def name(self):
        return ", ".join(self.names)


def list_asked(consultation, audiences=None):
    """Asked of everybody on the roll who has not left (of `audiences`), by class and given name."""
    query = select(
        RollEntry.id, RollEntry.audience, RollEntry.class_id, RollEntry.class_name, RollEntry.household_id,
        RollEntry.person_id,
    ).where(RollEntry.consultation_id == consultation.id, RollEntry.left_on.is_(None))  # fmt: skip
    if audiences is not None:
        query = query.where(RollEntry.audience.in_(audiences))
    done = select(Participation.roll_entry_id).where(Participation.consultation_id == consultation.id)
    taken_part = set(db.session.scalars(done))
    children, persons = _children(consultation.school_id), _persons(consultation.school_id)
    found = [
        Asked(
            row.id, row.audience, row.class_id, row.class_name, row.household_id,
            children.get(row.household_id, ()) if row.household_id else (persons[row.person_id],),
            row.id in taken_part,
        )
        for row in db.session.execute(query)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.class_name, *_given_name(one.names), one.entry_id))


def _children(school_id):
    """{household id: names of its children at the school}."""
    rows = db.session.execute(
        select(Child.household_id, Child.full_name)
        .where(Child.school_id == school_id, Child.left_on.is_(None))
        .order_by(Child.id)
    )
    found = {}
    for household_id, name in rows:
        found[household_id] = (*found.get(household_id, ()), name)
    return found


def _persons(school_id):
    return dict(
        db.session.execute(select(Person.id, Person.full_name).where(Person.school_id == school_id)).all()
    )


def _given_name(names):
    """Vietnamese lists go by the given name, the last word."""
    words = names[0].split() if names else []
    return words[-1:], words


def respondent_of(consultation, asked, answerer, channel):
    """Whose opinion is entered. asked: one of the roll, or None: not identified."""
    shared = {
        "school_id": consultation.school_id, "consultation_id": consultation.id, "is_named": True,
        "channel": channel,
    }  # fmt: skip
    if asked is None:
        # Outside of those asked, as far as anybody can tell; counted apart like the open link.
        return Respondent(audience=Audience.COMMUNITY, **shared)
    by_person = asked.household_id and consultation.unit is Unit.PERSON
    return Respondent(
        audience=asked.audience, roll_entry_id=asked.entry_id, answerer=answerer if by_person else None,
        group=group_of(audience=asked.audience, class_name=asked.class_name), **shared,
    )  # fmt: skip
