"""Surveys answered in part, where names are kept: stored page by page, resumed, and settled at the close.

An unfinished one is no participation and no submission: nothing counts it. Where no names are given it
lies in an envelope (sealed).
"""

import json

from sqlalchemy import bindparam, delete, select, update
from werkzeug.datastructures import MultiDict

from core import clock
from core.db import db, execute, start_writing
from feedback.models import Answer, Authorship, Participation, Submission, Unfinished
from feedback.rules import Answerer, Respondent
from feedback.sheet import Sheet
from feedback.store.own import answerer_value, tag_of
from feedback.store.writing import begin, insert_answers

_row = Unfinished.__table__
_OF_TAGS = _row.c.tag.in_(bindparam("tags", expanding=True))
_BY_TAGS = select(_row).where(_OF_TAGS, _row.c.consultation_id == bindparam("about"))
_BY_UNIT = select(_row).where(
    _row.c.consultation_id == bindparam("about"), _row.c.roll_entry_id == bindparam("unit")
)

_ABOUT = _row.c.consultation_id == bindparam("about")
_FORGET = delete(_row).where(_ABOUT, _row.c.tag == bindparam("own_tag"))
_FORGET_OF_UNIT = delete(_row).where(
    _ABOUT, _row.c.roll_entry_id == bindparam("unit"), _row.c.answerer == bindparam("by")
)


def find_unfinished(respondent, given):
    """Row (filled, page, changed_at, …) of what `respondent` may go on with, or None.

    Found by a receipt code; a member of the staff is known by signing in, as with what was sent.
    """
    about = {"about": respondent.consultation_id}
    found = execute(_BY_TAGS, about | {"tags": [tag_of(code) for code in given]}).all() if given else []
    if not found and respondent.is_person:
        found = execute(_BY_UNIT, about | {"unit": respondent.roll_entry_id}).all()
    own = [row for row in found if _is_of(row, respondent)]
    return max(own, key=lambda row: row.changed_at, default=None)


def _is_of(row, respondent):
    return respondent.roll_entry_id is None or (
        row.roll_entry_id == respondent.roll_entry_id and row.answerer == answerer_value(respondent)
    )


def unfinished_leads_to(code):
    """The row with the receipt `code`, or None."""
    return execute(select(_row).where(_row.c.tag == bindparam("tag")), {"tag": tag_of(code)}).one_or_none()


def put_unfinished(respondent, code, values, page):
    """Keep what was answered so far ({field: value}), and the `page` to go on with."""
    start_writing()
    tag = tag_of(code)
    fields = {
        "filled": json.dumps(values, ensure_ascii=False), "page": page, "changed_at": clock.now(),
    }  # fmt: skip
    own = (_row.c.tag == tag) & (_row.c.consultation_id == respondent.consultation_id)
    if db.session.execute(update(_row).where(own).values(**fields)).rowcount:
        return
    db.session.execute(
        _row.insert().values(
            tag=tag, school_id=respondent.school_id, consultation_id=respondent.consultation_id,
            roll_entry_id=respondent.roll_entry_id, answerer=answerer_value(respondent),
            audience=respondent.audience, group_label=respondent.group, **fields,
        )
    )  # fmt: skip


def forget_unfinished(respondent, given):
    """After the last page, or when its author wants it gone: by code, and of the unit as far as known."""
    start_writing()
    about = {"about": respondent.consultation_id}
    for code in given:
        execute(_FORGET, about | {"own_tag": tag_of(code)})
    if respondent.has_unit:
        unit = {"unit": respondent.roll_entry_id, "by": answerer_value(respondent)}
        execute(_FORGET_OF_UNIT, about | unit)


def values_of(row):
    """What was answered, as a form would send it."""
    values = MultiDict()
    for name, value in json.loads(row.filled).items():
        values.setlist(name, value if isinstance(value, list) else [value])
    return values


def settle_unfinished(consultation, questions):
    """After the close: those left become submissions where the officer chose so; then none is kept.

    Of a unit the latest stands in, and only where its survey was not sent.
    """
    rows = db.session.execute(
        select(_row).where(_row.c.consultation_id == consultation.id).order_by(_row.c.changed_at.desc())
    ).all()
    if consultation.counts_unfinished:
        for row in rows:
            _stand_in(row, questions)
    db.session.execute(delete(_row).where(_row.c.consultation_id == consultation.id))


def _stand_in(row, questions):
    answers = Sheet(questions).read(values_of(row), may_be_empty=True).rows
    if not answers:
        return
    submission_id = _submission_of(row)
    if submission_id is None:
        respondent = Respondent(
            school_id=row.school_id, consultation_id=row.consultation_id, audience=row.audience,
            is_named=True, group=row.group_label, roll_entry_id=row.roll_entry_id,
            answerer=Answerer(row.answerer) if row.answerer else None,
        )  # fmt: skip
        submission_id = begin(respondent, row.tag).id
    elif db.session.scalar(select(Answer.question_id).where(Answer.submission_id == submission_id).limit(1)):
        return
    insert_answers(submission_id, answers)
    db.session.execute(update(Submission).where(Submission.id == submission_id).values(is_finished=False))


def _submission_of(row):
    """Id of what the unit has sent already, or None."""
    if row.roll_entry_id is None:
        return None
    return db.session.scalar(
        select(Authorship.submission_id)
        .join(Participation, Participation.id == Authorship.participation_id)
        .where(
            Participation.consultation_id == row.consultation_id,
            Participation.roll_entry_id == row.roll_entry_id,
            Participation.answerer == row.answerer,
        )
    )
