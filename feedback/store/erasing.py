"""Deletion after the end: the words go, the frozen figures stay, a tombstone says that it happened."""

from sqlalchemy import func, select, update

from accounts.models import SchoolSettings
from accounts.rules import settings_on
from consultations.models import Consultation, RollEntry
from core import clock
from core.db import db
from core.errors import Refused
from feedback import proof, rules
from feedback.models import Authorship, Batch, Participation, Register, Submission, Tombstone
from feedback.rules import Erasure, Refusal
from feedback.store.own import find_submission
from feedback.store.registers import find_leaves, find_register, forget_in_registers
from feedback.store.slips import slip_of
from feedback.store.writing import forget_submission

_submission = Submission.__table__.c
#: Deleted in one step of the clock's job.
ERASED_AT_ONCE = 200


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
    leaf = proof.leaf(slip_of(consultation_id, submission))
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


def erase_expired(limit=ERASED_AT_ONCE):
    """Delete words whose time is over, of every school, at most `limit` submissions; gives how many.

    Consultations whose final figures are not made yet wait for them.
    """
    number = 0
    for school_id, months in _retentions():
        limit_day = clock.end_of(rules.months_before(clock.today(), months))
        _forget_minutes(school_id, limit_day)
        rows = db.session.execute(
            select(_submission.id, _submission.audience, _submission.group_label, _submission.consultation_id)
            .join_from(Submission.__table__, Consultation, Consultation.id == _submission.consultation_id)
            .join(
                Register,
                (Register.consultation_id == _submission.consultation_id) & Register.is_final.is_(True),
            )
            .where(
                _submission.school_id == school_id,
                Consultation.closes_at <= limit_day,
            )
            .distinct()
            .order_by(_submission.id)
            .limit(limit - number)
        ).all()
        for row in rows:
            erase(school_id, row.consultation_id, row, Erasure.RETENTION)
        number += len(rows)
    return number


def _forget_minutes(school_id, closed_by):
    """What was written down of meetings is words too."""
    old = select(Consultation.id).where(
        Consultation.school_id == school_id, Consultation.closes_at <= closed_by
    )
    db.session.execute(
        update(Batch)
        .where(
            Batch.school_id == school_id, Batch.consultation_id.in_(old),
            (Batch.minutes != "") | (Batch.minutes_kind != ""),
        )
        .values(minutes="", minutes_file=None, minutes_kind="")
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def _retentions():
    """[(school_id, months)] by the settings of today."""
    rows = db.session.scalars(select(SchoolSettings)).all()
    schools = sorted({row.school_id for row in rows})
    today = clock.today()
    own = {one: settings_on([row for row in rows if row.school_id == one], today) for one in schools}
    return [(one, settings.retention_months) for one, settings in own.items()]


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
