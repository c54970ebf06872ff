"""Passwords: hashing, and finding the person who knows one."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from accounts.models import Person
from core.db import db
from core.text import nfc

# OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 rounds, 1 lane; a small server bears it.
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
#: Nobody's password, of the same cost: an unknown login takes as long as a known one.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$XEg67aT87MnohoGdcwM8DA$xjM+aWK/OgeKbEVg4BwQmGHg17EIXLSSe/VZWFvpUac"


def hash_password(password):
    return _hasher.hash(nfc(password))


def find_by_password(login, password):
    """The person who signs in with `login` and `password`, or None. A hash of older cost is renewed."""
    person = db.session.scalars(select(Person).where(Person.login == login)).one_or_none()
    known = person is not None and person.left_on is None and person.password_hash is not None
    try:
        _hasher.verify(person.password_hash if known else _NOBODY, nfc(password))
    except (VerificationError, InvalidHashError):
        return None
    if not known:
        return None
    if _hasher.check_needs_rehash(person.password_hash):
        person.password_hash = hash_password(password)
    return person
