"""Letters: each issue keeps its own bytes; only the clerk's number and date come afterwards."""

import hashlib

from sqlalchemy import func, select

from core import clock
from core.db import db
from reports.models import Letter


def put_letter(consultation, snapshot, docx):
    """Keep `docx` as the next issue of the letter about `snapshot`."""
    db.session.refresh(consultation, with_for_update=True)
    last = db.session.scalar(select(func.max(Letter.issue)).where(Letter.consultation_id == consultation.id))
    letter = Letter(
        school_id=consultation.school_id, consultation_id=consultation.id, issue=(last or 0) + 1,
        snapshot_id=snapshot.id, made_at=clock.now(), docx=docx, sha256=hashlib.sha256(docx).hexdigest(),
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    return letter


def list_letters(consultation):
    """The newest first, without their bytes."""
    return db.session.scalars(
        select(Letter).where(Letter.consultation_id == consultation.id).order_by(Letter.issue.desc())
    ).all()


def find_letter(consultation):
    """The newest Letter, or None."""
    return next(iter(list_letters(consultation)), None)


def get_letter(consultation, issue):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Letter).where(Letter.consultation_id == consultation.id, Letter.issue == issue)
    ).one()


def set_official_number(letter, number, day):
    """The clerk's number and date, given outside; the letter's bytes stay as they were made."""
    letter.official_number, letter.official_date = number, day
