"""The questions of a survey and their options; both are fixed once people are asked."""

from sqlalchemy import select

from consultations.models import Option, Question
from consultations.rules import QUESTIONS_MAX, WITH_BOUNDS, WITH_OPTIONS, WITH_OTHER
from consultations.store.consultations import refuse_when_opened
from consultations.store.papers import list_questions
from core.db import db
from core.errors import Refused
from core.i18n import _l

#: Columns that make a question what it is; its place and its options stand apart.
COPIED = (
    "section", "kind", "text", "help", "is_required", "has_other", "has_no_opinion", "minimum", "maximum",
)  # fmt: skip


def get_question(consultation, question_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Question).where(Question.id == question_id, Question.consultation_id == consultation.id)
    ).one()


def add_question(consultation, fields, options):
    """A new last question of `fields` ({column: value}) with `options` (texts). Raises Refused."""
    questions = _questions_to_change(consultation)
    if len(questions) >= QUESTIONS_MAX:
        raise Refused(_l("Phiếu khảo sát có nhiều nhất 200 câu hỏi."), 422)
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
    if question.kind not in WITH_BOUNDS:
        question.minimum = question.maximum = None
    if question.kind not in WITH_OTHER:
        question.has_other = False
    _put_options(question, options if question.kind in WITH_OPTIONS else [])
    db.session.flush()


def _put_options(question, texts):
    """Let the options read `texts`. Those that stay keep their id, for conditions name them by it."""
    same = {option.text: option for option in question.options if option.text in texts}
    rest = [option for option in question.options if option.text not in texts]
    new = [text for text in texts if text not in same]
    # As many as before: those that changed were put in other words.
    reworded = dict(zip(new, rest, strict=True)) if len(new) == len(rest) else {}
    kept = []
    for position, text in enumerate(texts, 1):
        option = same.get(text) or reworded.get(text) or Option()
        option.position, option.text = position, text
        kept.append(option)
    question.options = kept


def copy_question(consultation, question):
    """The same question once more, right below."""
    fields = {name: getattr(question, name) for name in COPIED} | {"section": ""}
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


def move_question(consultation, question, *, steps=0, place=None):
    """Move by `steps` (-1 up, 1 down) or to `place`, from 1; at the ends of the list it stays."""
    questions = list(_questions_to_change(consultation))
    at = questions.index(question)
    questions.insert(max(0, at + steps if place is None else place - 1), questions.pop(at))
    _number(questions)


def _questions_to_change(consultation):
    refuse_when_opened(consultation)
    return list_questions(consultation)


def _number(questions):
    for position, question in enumerate(questions, 1):
        question.position = position
    db.session.flush()
