"""Deletion after the end: the words go, the frozen figures stay, a tombstone says that it happened."""

from sqlalchemy import func, select

from consultations.models import RollEntry
from core import clock
from core.db import db
from core.errors import Refused
from feedback import proof
from feedback.models import Authorship, Participation, Submission, Tombstone
from feedback.rules import Erasure, Refusal
from feedback.store.own import find_submission
from feedback.store.registers import find_leaves, find_register, forget_in_registers, slip_of
from feedback.store.writing import forget_submission

_submission = Submission.__table__.c


def erase_own(respondent, given):
    """Delete what the holder of a receipt code said. Raises Refused before the end, NoResultFound."""
    found = find_submission(respondent, given, lock=True)
    if found.submission is None or not found.holds_receipt:
        raise Refused(Refusal.NEEDS_CODE, 403)
    erase(respondent.school_id, respondent.consultation_id, found.submission, Erasure.AUTHOR)


def erase(school_id, consultation_id, submission, reason, *, by=None, note=""):
    """Delete a counted submission, a row. Raises Refused until the final figures are made.

    Participation stays: it was counted and says nothing.
    """
    register = find_register(consultation_id)
    if register is None or not register.is_final:
        raise Refused(Refusal.NOT_COUNTED)
    leaf = proof.leaf(slip_of(submission))
    if find_leaves(register, [leaf]):
        db.session.add(
            Tombstone(
                consultation_id=consultation_id, leaf=leaf, school_id=school_id, reason=reason,
                day=clock.today(), by_id=by and by.id, note=note,
            )
        )  # fmt: skip
        db.session.flush()
    forget_in_registers(consultation_id, submission.id)
    forget_submission(submission.id, None)


def erase_of_unit(consultation, unit, reason, *, by, note):
    """Delete what `unit` (Person or Household) said in a named consultation; gives how many submissions."""
    is_own = RollEntry.household_id == unit.id if unit.is_household else RollEntry.person_id == unit.id
    rows = db.session.execute(
        select(_submission.id, _submission.audience, _submission.group_label)
        .join_from(Submission.__table__, Authorship, Authorship.submission_id == _submission.id)
        .join(Participation, Participation.id == Authorship.participation_id)
        .join(RollEntry, RollEntry.id == Participation.roll_entry_id)
        .where(Participation.consultation_id == consultation.id, is_own)
    ).all()
    for row in rows:
        erase(consultation.school_id, consultation.id, row, reason, by=by, note=note)
    return len(rows)


def list_tombstones(consultation_id):
    """Tombstones of a consultation, the newest first."""
    return db.session.scalars(
        select(Tombstone)
        .where(Tombstone.consultation_id == consultation_id)
        .order_by(Tombstone.day.desc(), Tombstone.leaf)
    ).all()


def count_erased(consultation_id):
    """Counted submissions that were deleted after the end."""
    return db.session.scalar(
        select(func.count()).select_from(Tombstone).where(Tombstone.consultation_id == consultation_id)
    )
