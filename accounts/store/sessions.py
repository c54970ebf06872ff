"""Who is signed in, and the failures that slow the next try."""

from flask import current_app
from sqlalchemy import bindparam, delete, func, select

from accounts import rules
from accounts.models import Family, Household, Person, SignInFailure
from core import clock, codes
from core.db import apart, db, execute

_PERSON = select(Person).where(Person.id == bindparam("id"))
_household = Household.__table__.c
_FAMILY = select(_household.id, _household.school_id, _household.code_issue, _household.left_on).where(
    _household.id == bindparam("id")
)


def find_signed_in(session_id):
    """The Person or Family of a session ("p:7:0", "h:12:1"), or None when it was ended since."""
    kind, number, stamp = (session_id.split(":") + ["", ""])[:3]
    if kind not in ("p", "h") or not (number.isdigit() and stamp.isdigit()):
        return None
    who = _find_family(int(number)) if kind == "h" else db.session.scalar(_PERSON, {"id": int(number)})
    if who is None or not who.is_active or who.get_id() != session_id:
        return None
    return who


def _find_family(household_id):
    row = execute(_FAMILY, {"id": household_id}).one_or_none()
    return row and Family(*row)


def _about(kind, name):
    return codes.tag(current_app.config["HASH_KEY"], f"{kind}:{name}")


def _count_failures(about):
    since = clock.now() - rules.THROTTLE_WINDOW
    return db.session.scalar(
        select(func.count())
        .where(SignInFailure.about == about, SignInFailure.at > since)
        .select_from(SignInFailure)
    )


def is_slowed(*, address, login=None):
    """Whether a try from `address` (for the account called `login`) must wait."""
    return rules.is_slowed(
        account_failures=_count_failures(_about("account", login)) if login else 0,
        address_failures=_count_failures(_about("address", rules.address_block(address))),
    )


def note_failure(*, address, login=None):
    """Remember a failed try, apart from the request, which is refused and so not committed."""
    abouts = [_about("address", rules.address_block(address))]
    if login:
        abouts.append(_about("account", login))
    with apart() as session:
        session.add_all(SignInFailure(about=about, at=clock.now()) for about in abouts)


def forget_old_failures():
    """Delete failures that slow nobody any more."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.at <= clock.now() - rules.THROTTLE_WINDOW))
