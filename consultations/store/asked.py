"""A consultation as a respondent's pages need it: one row read past the ORM; the rest when asked for."""

from collections import namedtuple

from sqlalchemy import bindparam, select

from accounts.models import Person
from consultations.models import Consultation, Extension, Life
from core.db import db, execute

_columns = Consultation.__table__.c
_ASKED = select(*_columns).where(
    _columns.id == bindparam("own_id"), _columns.school_id == bindparam("of_school")
)


class Asked(Life, namedtuple("Asked", _columns.keys())):
    """The columns of a Consultation, to be read only."""

    @property
    def responsible(self):
        return db.session.get(Person, self.responsible_id) if self.responsible_id else None

    @property
    def extensions(self):
        """The earliest first."""
        return db.session.scalars(
            select(Extension).where(Extension.consultation_id == self.id).order_by(Extension.id)
        ).all()


def get_asked(school_id, consultation_id):
    """Raises NoResultFound when the school has no such consultation."""
    return Asked(*execute(_ASKED, {"own_id": consultation_id, "of_school": school_id}).one())
