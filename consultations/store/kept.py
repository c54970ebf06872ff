"""Surveys to start from: the school's own, and how either kind becomes the questions of a consultation."""

from sqlalchemy import func, select

from consultations import starters
from consultations.models import KeptSurvey, Question
from consultations.rules import QUESTIONS_MAX
from consultations.store.consultations import refuse_when_opened
from consultations.store.papers import list_questions
from consultations.store.survey import add_question
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l


def keep_survey(consultation, title):
    """Keep the questions of `consultation` under `title`; it may be open or over. Raises Refused."""
    questions = list_questions(consultation)
    if not questions:
        raise Refused(_l("Phiếu chưa có câu hỏi nào để lưu thành mẫu."), 422)
    kept = KeptSurvey(
        school_id=consultation.school_id, title=title, questions=starters.written(questions),
        made_at=clock.now(),
    )  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    return kept


def list_kept_surveys(school_id):
    """The newest first."""
    return db.session.scalars(
        select(KeptSurvey).where(KeptSurvey.school_id == school_id).order_by(KeptSurvey.id.desc())
    ).all()


def get_kept_survey(school_id, kept_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(KeptSurvey).where(KeptSurvey.school_id == school_id, KeptSurvey.id == kept_id)
    ).one()


def remove_kept_survey(kept):
    db.session.delete(kept)


def start_from(consultation, questions):
    """Add `questions` (dicts as in consultations.starters) below those there are. Raises Refused."""
    refuse_when_opened(consultation)
    there = db.session.scalar(
        select(func.count(Question.id)).where(Question.consultation_id == consultation.id)
    )
    if there + len(questions) > QUESTIONS_MAX:
        raise Refused(_l("Phiếu khảo sát có nhiều nhất 200 câu hỏi."), 422)
    made = []
    for one in questions:
        columns = {name: value for name, value in one.items() if name not in ("options", "tests")}
        checks = starters.checks_of(one, made)
        made.append(add_question(consultation, columns, list(one["options"]), checks))
    return made
