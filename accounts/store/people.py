"""Members of the staff: their accounts, passwords and invitations."""

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from accounts import rules
from accounts.models import Household, Person, SchoolClass
from accounts.store.passwords import hash_password
from core import clock, codes
from core.db import db
from core.errors import Refused


def list_people(school_id):
    """Everybody on the staff, those who left last, by role and name."""
    found = db.session.scalars(
        select(Person).where(Person.school_id == school_id).options(selectinload(Person.classes))
    ).all()
    roles = list(rules.Role)
    return sorted(
        found, key=lambda person: (person.left_on is not None, roles.index(person.role), person.full_name)
    )


def get_person(school_id, person_id):
    return db.session.scalars(
        select(Person).where(Person.school_id == school_id, Person.id == person_id)
    ).one()


def find_unit(school_id, code):
    """The Household or Person with this code of the school's roster, or None."""
    household = select(Household).where(Household.school_id == school_id, Household.family_code == code)
    person = select(Person).where(Person.school_id == school_id, Person.staff_code == code)
    return db.session.scalars(household).one_or_none() or db.session.scalars(person).one_or_none()


def is_login_taken(login, *, but=None):
    """Whether somebody (other than the person `but`) signs in with `login`; logins are the server's."""
    owner = db.session.scalar(select(Person.id).where(Person.login == login))
    return owner is not None and (but is None or owner != but.id)


def is_staff_code_taken(school_id, staff_code, *, but=None):
    owner = db.session.scalar(
        select(Person.id).where(Person.school_id == school_id, Person.staff_code == staff_code)
    )
    return owner is not None and (but is None or owner != but.id)


def other_managers(person):
    """How many others at the school can manage people."""
    managing = [role for role in rules.STAFF_ROLES if rules.may_manage(role)]
    return db.session.scalar(
        select(func.count())
        .select_from(Person)
        .where(
            Person.school_id == person.school_id,
            Person.id != person.id,
            Person.role.in_(managing),
            Person.left_on.is_(None),
        )
    )


def _check(person, *, new_role=None, leaves=False):
    if person.left_on is not None:
        return
    reason = rules.refusal_to_change(
        role=person.role, new_role=new_role, leaves=leaves, other_managers=other_managers(person)
    )
    if reason:
        raise Refused(reason)


def _classes(school_id, class_ids):
    return db.session.scalars(
        select(SchoolClass).where(SchoolClass.school_id == school_id, SchoolClass.id.in_(class_ids))
    ).all()


def add_person(school_id, *, staff_code, full_name, login, role, audience, class_ids=()):
    person = Person(
        school_id=school_id, staff_code=staff_code, full_name=full_name, login=login, role=role,
        audience=audience, session_stamp=0, classes=_classes(school_id, class_ids),
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    return person


def change_person(person, *, staff_code, full_name, login, role, audience, class_ids):
    """Raises Refused when nobody would be left to manage people."""
    _check(person, new_role=role)
    person.staff_code, person.full_name, person.login = staff_code, full_name, login
    person.role, person.audience = role, audience
    person.classes = _classes(person.school_id, class_ids)


def set_left(person, *, left):
    """Mark `person` as left (every session ends) or as back."""
    if left:
        _check(person, leaves=True)
        person.session_stamp += 1
        person.invitation_tag = person.invited_until = None
    person.left_on = clock.today() if left else None


def invite(person):
    """A new one-time token for `person` to set a password with; ends what was valid before.

    Only its keyed hash is stored, so it must be handed over now.
    """
    if person.left_on is not None:
        raise Refused(rules.HAS_LEFT)
    token = codes.token()
    person.invitation_tag = codes.tag(current_app.config["HASH_KEY"], f"invitation:{token}")
    person.invited_until = clock.now() + rules.INVITATION_LASTS
    person.password_hash = None
    person.session_stamp += 1
    return token


def find_invited(token):
    """The person whose valid invitation `token` is, or None."""
    tag = codes.tag(current_app.config["HASH_KEY"], f"invitation:{token}")
    person = db.session.scalars(select(Person).where(Person.invitation_tag == tag)).one_or_none()
    if person is None or person.left_on is not None or person.invited_until <= clock.now():
        return None
    return person


def set_password(person, password):
    """A new password; every session of `person` ends, and the invitation is used up."""
    person.password_hash = hash_password(password)
    person.invitation_tag = person.invited_until = None
    person.session_stamp += 1
