"""Letters: each issue keeps its own bytes; only the clerk's number and date come afterwards."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from sqlalchemy import func, select

from consultations.models import Consultation
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from reports.models import Letter, LetterDraft, LetterPart, Snapshot
from reports.store.snapshots import freshen, get_snapshot

CHANGED_MEANWHILE = _l(
    "Người khác vừa sửa lời báo cáo. Lời anh/chị gõ vẫn còn ở dưới; xin xem bản đang lưu rồi lưu lại."
)


@dataclass(frozen=True)
class LetterPlan:
    """What an officer settles before a letter is frozen."""

    #: {name of a part of letter.Wording: words}; a part that is missing gets ours.
    words: dict = field(default_factory=dict)
    #: Ids of the consultations of the same school that the letter speaks of beside its own, in order.
    beside: tuple[int, ...] = ()
    #: A reply of one page, where all agree.
    is_short: bool = False
    #: It corrects the issue before it, and says so.
    replaces_last: bool = False


def get_plan(consultation):
    """(LetterPlan, its revision): 0 when none was kept yet."""
    kept = _find_draft(consultation)
    if kept is None:
        return LetterPlan(), 0
    told = json.loads(kept.plan)
    return LetterPlan(**told | {"beside": tuple(told["beside"])}), kept.revision


def put_plan(consultation, plan, revision):
    """Keep `plan`. Raises Refused when somebody kept another since `revision`."""
    db.session.refresh(consultation, with_for_update=True)
    kept = _find_draft(consultation)
    if (kept.revision if kept else 0) != revision:
        raise Refused(CHANGED_MEANWHILE)
    if kept is None:
        kept = LetterDraft(school_id=consultation.school_id, consultation_id=consultation.id, revision=0)
        db.session.add(kept)
    kept.plan, kept.revision, kept.changed_at = json.dumps(asdict(plan)), revision + 1, clock.now()
    db.session.flush()


def _find_draft(consultation):
    return db.session.scalars(
        select(LetterDraft).where(LetterDraft.consultation_id == consultation.id)
    ).one_or_none()


def list_may_stand_beside(consultation):
    """Other consultations of the school that have ended and were summarised, the newest first."""
    return db.session.scalars(
        select(Consultation)
        .where(
            Consultation.school_id == consultation.school_id,
            Consultation.id != consultation.id,
            Consultation.closes_at <= clock.now(),
            Consultation.id.in_(select(Snapshot.consultation_id)),
        )
        .order_by(Consultation.closes_at.desc(), Consultation.id)
    ).all()


def snapshots_beside(consultation, plan):
    """The newest Snapshots of the consultations that `plan` names; those it must not name are left out."""
    known = {one.id: one for one in list_may_stand_beside(consultation)} if plan.beside else {}
    return [get_snapshot(known[one]) for one in plan.beside if one in known]


def freshen_for(consultation, plan):
    """Before a letter: the newest Snapshot of its consultation; of those beside it the newest is made too."""
    known = {one.id: one for one in list_may_stand_beside(consultation)} if plan.beside else {}
    for one in plan.beside:
        if one in known:
            freshen(known[one])
    return freshen(consultation)


def next_issue(consultation):
    """The number of the next issue; until the end of the transaction nobody else gets it."""
    db.session.refresh(consultation, with_for_update=True)
    last = db.session.scalar(select(func.max(Letter.issue)).where(Letter.consultation_id == consultation.id))
    return (last or 0) + 1


def put_letter(consultation, issue, snapshots, *, docx, pdf, replaces=None):
    """Freeze an issue about `snapshots`, the consultation's own first. replaces: the Letter it corrects."""
    letter = Letter(
        school_id=consultation.school_id, consultation_id=consultation.id, issue=issue,
        snapshot_id=snapshots[0].id, made_at=clock.now(), docx=docx, sha256=hashlib.sha256(docx).hexdigest(),
        pdf=pdf, pdf_sha256=hashlib.sha256(pdf).hexdigest(), replaces_id=replaces and replaces.id,
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    db.session.add_all(LetterPart(letter_id=letter.id, snapshot_id=one.id) for one in snapshots[1:])
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
