"""The register of requests about personal data: received, acknowledged, extended once, answered."""

from datetime import timedelta

from sqlalchemy import func, select

from accounts.models import DataRequest
from accounts.rules import ACKNOWLEDGE_WORKDAYS, RequestEnd
from accounts.store.workdays import calendar_of
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l

#: Open requests that holders of receipt codes may have entered; beyond it somebody plays.
OPEN_BY_CODE = 100
ANSWERED = _l("Yêu cầu này đã được trả lời.")
EXTENDED = _l("Thời hạn chỉ được gia hạn một lần.")
TOO_MANY = _l("Lúc này chưa nhận thêm yêu cầu qua trang. Xin gặp văn phòng nhà trường.")


def add_request(school_id, kind, *, who, wish, about="", received_on=None, by=None):
    """A new DataRequest, its clock running from the day it came. by: None for the holder of a receipt code.

    Raises Refused.
    """
    if by is None and _open_by_code(school_id) >= OPEN_BY_CODE:
        raise Refused(TOO_MANY)
    day = received_on or clock.today()
    made = DataRequest(
        school_id=school_id, kind=kind, received_on=day, who=who, wish=wish, about=about,
        acknowledge_by=calendar_of(school_id, day).after(day, ACKNOWLEDGE_WORKDAYS),
        due_on=day + timedelta(days=kind.days[0]), by_id=by and by.id,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _open_by_code(school_id):
    return db.session.scalar(
        select(func.count()).select_from(DataRequest).where(
            DataRequest.school_id == school_id, DataRequest.by_id.is_(None), DataRequest.closed_on.is_(None)
        )
    )  # fmt: skip


def list_open_requests(school_id):
    """Those not answered yet, the most urgent first."""
    return db.session.scalars(
        select(DataRequest)
        .where(DataRequest.school_id == school_id, DataRequest.closed_on.is_(None))
        .order_by(DataRequest.due_on, DataRequest.id)
    ).all()


def list_answered_requests(school_id, limit=None):
    """The newest first."""
    return db.session.scalars(
        select(DataRequest)
        .where(DataRequest.school_id == school_id, DataRequest.closed_on.is_not(None))
        .order_by(DataRequest.closed_on.desc(), DataRequest.id.desc())
        .limit(limit)
    ).all()


def get_request(school_id, request_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(DataRequest)
        .where(DataRequest.school_id == school_id, DataRequest.id == request_id)
        .with_for_update()
    ).one()


def acknowledge_request(found):
    """The person was told today that it has come; a second time changes nothing. Raises Refused."""
    _refuse_answered(found)
    found.acknowledged_on = found.acknowledged_on or clock.today()


def extend_request(found):
    """Once, up to what the decree allows. Raises Refused."""
    _refuse_answered(found)
    if found.is_extended:
        raise Refused(EXTENDED)
    found.is_extended = True
    found.due_on = found.received_on + timedelta(days=found.kind.days[1])


def answer_request(found, end, note):
    """Close it; who asked and in which words is forgotten. Raises Refused."""
    _refuse_answered(found)
    today = clock.today()
    found.closed_on, found.end, found.note = today, RequestEnd(end), note
    found.acknowledged_on = found.acknowledged_on or today
    found.who = found.wish = ""


def _refuse_answered(found):
    if found.closed_on is not None:
        raise Refused(ANSWERED)
