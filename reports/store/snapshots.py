"""Snapshots: made once, numbered, read ever after."""

from datetime import timedelta

from sqlalchemy import exists, func, select

from consultations import store as consultations
from consultations.models import Consultation, Question
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback import store as feedback
from reports.heard import Heard
from reports.models import Snapshot
from reports.store.counting import count, ids_of, withheld
from reports.store.listed import put_listed
from reports.summary import Summary

NOT_OPENED = _l("Đợt lấy ý kiến chưa mở nên chưa có gì để tổng hợp.")
SEALED = _l(
    "Đợt không nêu tên chỉ được tổng hợp khi đã đóng hẳn (15 phút sau khi hết hạn), để không ai "
    "đoán được ý kiến nào vừa gửi."
)
#: Figures of a consultation that is still open are counted again for a letter when they are older.
FRESH_FOR = timedelta(minutes=10)


def make_snapshot(consultation):
    """Count now and freeze. Raises Refused before the opening; without names, before the release."""
    if consultation.opened_at is None:
        raise Refused(NOT_OPENED)
    if consultation.is_sealed:
        raise Refused(SEALED)
    # Two at once would take the same number.
    db.session.refresh(consultation, with_for_update=True)
    is_final = clock.now() >= consultation.final_at
    if is_final:
        feedback.settle_unfinished(consultation, consultations.get_paper(consultation).questions)
    last = db.session.scalar(
        select(func.max(Snapshot.number)).where(Snapshot.consultation_id == consultation.id)
    )
    number = (last or 0) + 1
    feedback.lay_out_all(consultation.id)
    paper = consultations.get_paper(consultation)
    heard = Heard(paper)
    register = feedback.put_register(
        consultation, heard.each(feedback.each_batch(consultation.id)), number=number, made_at=clock.now(),
        is_final=is_final,
    )  # fmt: skip
    listed = ids_of(consultation, heard)
    summary = count(
        consultation, number, paper, heard, listed, list_earlier(consultation.id, number), root=register.root,
        counted=register.size,
    )  # fmt: skip
    put_listed(consultation.id, number, listed)
    snapshot = Snapshot(
        school_id=consultation.school_id, consultation_id=consultation.id, number=summary.number,
        made_at=summary.made_at, figures=summary.as_json(), sha256=summary.sha256,
    )  # fmt: skip
    db.session.add(snapshot)
    db.session.flush()
    return snapshot


def update_snapshot(consultation):
    """make_snapshot, but not once results are public: those were told to everybody with their figures."""
    if consultation.published_at is not None:
        raise Refused(_l("Kết quả đã công khai nên số liệu không thay đổi nữa."))
    return make_snapshot(consultation)


def freshen(consultation):
    """Before a letter: count again what may have changed since the newest summary; gives the newest Snapshot,
    None where there is none to be had yet."""
    snapshot = latest_snapshot(consultation)
    if consultation.opened_at is None or consultation.is_sealed or consultation.published_at is not None:
        return snapshot
    if snapshot is not None:
        is_fresh = clock.now() < snapshot.made_at + FRESH_FOR
        if is_fresh or summary_of(snapshot).is_final:
            return snapshot
    return make_snapshot(consultation)


def latest_snapshot(consultation):
    """The newest Snapshot, or None."""
    return db.session.scalars(
        select(Snapshot)
        .where(Snapshot.consultation_id == consultation.id)
        .order_by(Snapshot.number.desc())
        .limit(1)
    ).one_or_none()


def get_snapshot(consultation, number=None):
    """The Snapshot with `number` (None: the newest). Raises NoResultFound."""
    query = select(Snapshot).where(Snapshot.consultation_id == consultation.id)
    if number is not None:
        return db.session.scalars(query.where(Snapshot.number == number)).one()
    return db.session.scalars(query.order_by(Snapshot.number.desc()).limit(1)).one()


def list_snapshots(consultation):
    """Rows (number, made_at), the newest first."""
    return db.session.execute(
        select(Snapshot.number, Snapshot.made_at)
        .where(Snapshot.consultation_id == consultation.id)
        .order_by(Snapshot.number.desc())
    ).all()


def summary_of(snapshot):
    """The frozen Summary, as the staff may read it."""
    return Summary.from_json(snapshot.figures)


def outer_summary_of(snapshot):
    """The frozen Summary as it may leave the staff, in letters, exports and results; with the frozen hash."""
    summary = summary_of(snapshot)
    earlier = list_earlier(snapshot.consultation_id, snapshot.number) if summary.carried_from else ()
    return withheld(summary, earlier).part_of(summary)


def list_earlier(consultation_id, number):
    """The Summaries of a consultation before the one with this `number`, the oldest first."""
    figures = db.session.scalars(
        select(Snapshot.figures)
        .where(Snapshot.consultation_id == consultation_id, Snapshot.number < number)
        .order_by(Snapshot.number)
    )
    return [Summary.from_json(one) for one in figures]


def list_due():
    """Consultations of every school that ended without a final snapshot; for the clock's job."""
    made = exists().where(
        Snapshot.consultation_id == Consultation.id,
        Snapshot.made_at >= Consultation.closes_at,
        Snapshot.figures.contains('"is_final":true'),
    )
    ended = db.session.scalars(
        select(Consultation)
        .where(
            Consultation.opened_at.is_not(None),
            Consultation.published_at.is_(None),
            Consultation.closes_at <= clock.now() - GRACE,
            (Consultation.mode != Mode.ANONYMOUS) | Consultation.released_at.is_not(None),
            ~made,
        )
        .order_by(Consultation.id)
    )
    now = clock.now()
    return [one for one in ended if one.final_at <= now]


def list_earlier_surveys(consultation):
    """Consultations of the school with questions and a summary that were opened before this one, the newest
    first."""
    return db.session.scalars(
        select(Consultation)
        .where(
            Consultation.school_id == consultation.school_id,
            Consultation.opened_at < consultation.opened_at,
            exists().where(Snapshot.consultation_id == Consultation.id),
            exists().where(Question.consultation_id == Consultation.id),
        )
        .order_by(Consultation.opened_at.desc(), Consultation.id.desc())
    ).all()
