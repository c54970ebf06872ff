"""Families and their codes."""

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts.models import Child, Household
from accounts.rules import Slip
from accounts.store.schools import settings_of
from core import codes
from core.db import db


def code_of(household):
    """The valid code of `household`: made from CODE_KEY, so that a slip can be printed without storing it."""
    return codes.spell(current_app.config["CODE_KEY"], household.id, household.code_issue)


def _tag(code):
    return codes.tag(current_app.config["HASH_KEY"], code)


def give_code(household):
    """Store the hash of the code of `household`; skips an issue that spells somebody else's code."""
    while True:
        tag = _tag(code_of(household))
        with db.session.no_autoflush:
            owner = db.session.scalar(select(Household.id).where(Household.code_tag == tag))
        if owner is None or owner == household.id:
            household.code_tag = tag
            return
        household.code_issue += 1


def reissue_code(household):
    """A new code: the old slip is worthless, and who is signed in with it is signed out."""
    household.code_issue += 1
    give_code(household)


def find_household_by_code(code):
    """The household whose valid code is `code` (as codes.read gives it), or None."""
    return db.session.scalars(
        select(Household).where(Household.code_tag == _tag(code), Household.left_on.is_(None))
    ).one_or_none()


def _present(school_id):
    return (
        select(Household)
        .where(Household.school_id == school_id, Household.left_on.is_(None))
        .options(selectinload(Household.children).joinedload(Child.class_))
    )


def _name_order(household):
    """Vietnamese lists go by the given name, the last word."""
    first = present_children(household)[0]
    words = first.full_name.split()
    return (words[-1:], words, household.id)


def present_children(household):
    return [child for child in household.children if child.left_on is None]


def list_households(school_id, class_id=None):
    """Households with a child present (in class `class_id`), by the name of the first child."""
    here = [Child.left_on.is_(None)] + ([Child.class_id == class_id] if class_id else [])
    found = db.session.scalars(_present(school_id).where(Household.children.any(db.and_(*here)))).all()
    return sorted(found, key=_name_order)


def get_household_in_class(school_id, class_id, household_id):
    """The household, if it has a child in that class."""
    return db.session.scalars(
        _present(school_id).where(
            Household.id == household_id,
            Household.children.any(db.and_(Child.class_id == class_id, Child.left_on.is_(None))),
        )
    ).one()


def slip_of(household, *, base_url):
    """The Slip of one household. base_url: where people reach this server, without a slash at the end."""
    settings = settings_of(household.school_id)
    return _slip(household, settings, base_url)


def _slip(household, settings, base_url):
    code = code_of(household)
    return Slip(
        school_name=settings.school_name,
        class_name=household.class_.name,
        children=tuple(child.full_name for child in present_children(household)),
        code=code,
        url=f"{base_url}/v/{code}",
        contact=settings.contact,
    )


def list_slips(school_id, class_id=None, *, base_url, only=None):
    """Slips, one per household, in the class it is counted in: brothers and sisters share one slip.

    only: ids of the households to make slips for; None: for all.
    """
    settings = settings_of(school_id)
    found = [
        household
        for household in list_households(school_id, class_id)
        if (class_id is None or household.class_.id == class_id) and (only is None or household.id in only)
    ]
    if class_id is None:
        found.sort(key=lambda household: household.class_.name)
    return [_slip(household, settings, base_url) for household in found]


def list_children_names(school_id):
    """Full names of the school's children, also of those who left."""
    return db.session.scalars(select(Child.full_name).where(Child.school_id == school_id)).all()
