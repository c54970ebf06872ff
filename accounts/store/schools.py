"""The school, its settings by date, and its classes."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import NoResultFound

from accounts import rules
from accounts.models import Child, Household, Person, School, SchoolClass, SchoolSettings
from accounts.store.passwords import hash_password
from core import clock
from core.db import db, execute
from core.errors import Refused
from core.text import fold


def has_school():
    return db.session.scalar(select(School.id).limit(1)) is not None


def get_school(school_id):
    return db.session.scalars(select(School).where(School.id == school_id)).one()


def get_school_called(slug):
    """The School with `slug`; None: the only one of this server. Raises NoResultFound."""
    query = select(School) if slug is None else select(School).where(School.slug == slug)
    found = db.session.scalars(query.limit(2)).all()
    if len(found) != 1:
        raise NoResultFound
    return found[0]


def find_only_school():
    """The school of a server that serves exactly one, else None."""
    found = db.session.scalars(select(School).limit(2)).all()
    return found[0] if len(found) == 1 else None


def create_school(
    *, name, superior_body, place, receivers, admin_name, admin_login, password=None, symbol_suffix="TrMN",
    signer_title="HIỆU TRƯỞNG", signer_name="", contact="", copies_to="", valid_from=None, is_confirmed=True,
    is_demo=False,
):  # fmt: skip
    """A school with its first settings and its first administrator: (School, Person).

    password: None leaves the administrator without one; `invite` then gives the link. receivers: one office a
    line. valid_from: the day the settings hold from, today when None. Raises Refused.
    """
    is_taken = db.session.scalar(select(Person.id).where(Person.login == admin_login)) is not None
    if reason := rules.refusal_of_account(login=admin_login, is_taken=is_taken, password=password):
        raise Refused(reason)
    school = School(slug=_free_slug(name), is_demo=is_demo, made_at=clock.now())
    db.session.add(school)
    db.session.flush()
    put_settings(
        school.id, valid_from=valid_from or clock.today(), superior_body=superior_body, school_name=name,
        symbol_suffix=symbol_suffix, place=place, receivers=receivers, copies_to=copies_to,
        signer_title=signer_title, signer_name=signer_name, contact=contact, is_confirmed=is_confirmed,
    )  # fmt: skip
    person = Person(
        school_id=school.id, staff_code=admin_login, full_name=admin_name, login=admin_login,
        role=rules.Role.ADMINISTRATOR, audience=None, session_stamp=0,
        password_hash=hash_password(password) if password else None,
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    return school, person


def _free_slug(name):
    base = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split())[:50] or "truong"
    taken = set(db.session.scalars(select(School.slug).where(School.slug.startswith(base))))
    return next(slug for n in range(1, 10_000) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


_settings = SchoolSettings.__table__.c
_ON_PAGES = select(_settings.valid_from, _settings.school_name, _settings.contact).where(
    _settings.school_id == bindparam("school_id")
)


def list_settings(school_id):
    """SchoolSettings, newest `valid_from` first."""
    return db.session.scalars(
        select(SchoolSettings)
        .where(SchoolSettings.school_id == school_id)
        .order_by(SchoolSettings.valid_from.desc())
    ).all()


def settings_of(school_id, day=None):
    """The SchoolSettings in force on `day` (today), or None for a school without any."""
    return rules.settings_on(list_settings(school_id), day or clock.today())


def name_of(school_id):
    """Row (school_name, contact) of today, as it stands on every page; None for a school without settings."""
    return rules.settings_on(execute(_ON_PAGES, {"school_id": school_id}).all(), clock.today())


def get_settings_row(school_id, settings_id):
    return db.session.scalars(
        select(SchoolSettings).where(SchoolSettings.school_id == school_id, SchoolSettings.id == settings_id)
    ).one()


def put_settings(school_id, row=None, **values):
    """Store `values` as a new row of settings, or over `row`."""
    if row is None:
        row = SchoolSettings(school_id=school_id)
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    return row


def list_classes(school_id):
    """Classes, youngest age group first, then by name."""
    found = db.session.scalars(select(SchoolClass).where(SchoolClass.school_id == school_id)).all()
    groups = list(rules.AgeGroup)
    return sorted(found, key=lambda class_: (groups.index(class_.age_group), class_.name))


def get_class(school_id, class_id):
    return db.session.scalars(
        select(SchoolClass).where(SchoolClass.school_id == school_id, SchoolClass.id == class_id)
    ).one()


def count_households(school_id):
    """{class_id: households with a child there}, children who left apart."""
    return dict(
        db.session.execute(
            select(Child.class_id, func.count(Child.household_id.distinct()))
            .join(Household)
            .where(Child.school_id == school_id, Child.left_on.is_(None), Household.left_on.is_(None))
            .group_by(Child.class_id)
        ).all()
    )
