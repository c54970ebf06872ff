"""The questions of a survey and their options; both are fixed once people are asked."""

from sqlalchemy import select

from consultations.models import Option, Question
from consultations.rules import QUESTIONS_MAX, WITH_OPTIONS, QuestionKind
from consultations.store.consultations import refuse_when_opened
from consultations.store.papers import list_questions
from core.db import db
from core.errors import Refused
from core.i18n import _l


def get_question(consultation, question_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Question).where(Question.id == question_id, Question.consultation_id == consultation.id)
    ).one()


def add_question(consultation, fields, options):
    """A new last question of `fields` ({column: value}) with `options` (texts). Raises Refused."""
    questions = _questions_to_change(consultation)
    if len(questions) >= QUESTIONS_MAX:
        raise Refused(_l("Phiếu khảo sát có nhiều nhất 80 câu hỏi."), 422)
    question = Question(
        school_id=consultation.school_id, consultation_id=consultation.id, position=len(questions) + 1
    )
    db.session.add(question)
    _fill(question, fields, options)
    return question


def put_question(consultation, question, fields, options):
    refuse_when_opened(consultation)
    _fill(question, fields, options)


def _fill(question, fields, options):
    for name, value in fields.items():
        setattr(question, name, value)
    if question.kind is not QuestionKind.NUMBER:
        question.minimum = question.maximum = None
    kept = options if question.kind in WITH_OPTIONS else []
    question.options = [Option(position=position, text=text) for position, text in enumerate(kept, 1)]
    db.session.flush()


def copy_question(consultation, question):
    """The same question once more, right below."""
    columns = ("section", "kind", "text", "help", "is_required", "minimum", "maximum")
    fields = {name: getattr(question, name) for name in columns} | {"section": ""}
    copy = add_question(consultation, fields, [option.text for option in question.options])
    order = [row for row in list_questions(consultation) if row is not copy]
    order.insert(order.index(question) + 1, copy)
    _number(order)
    return copy


def remove_question(consultation, question):
    """A section that began with it begins with the next one."""
    questions = _questions_to_change(consultation)
    at = questions.index(question)
    if question.section and at + 1 < len(questions) and not questions[at + 1].section:
        questions[at + 1].section = question.section
    db.session.delete(question)
    _number([row for row in questions if row is not question])


def move_question(consultation, question, steps):
    """Move by `steps`: -1 up, 1 down; at the end of the list it stays."""
    questions = list(_questions_to_change(consultation))
    at = questions.index(question)
    questions.insert(max(0, at + steps), questions.pop(at))
    _number(questions)


def _questions_to_change(consultation):
    refuse_when_opened(consultation)
    return list_questions(consultation)


def _number(questions):
    for position, question in enumerate(questions, 1):
        question.position = position
    db.session.flush()
