"""The demo's consultation without names: opened, answered, closed and released by the real thing."""

from datetime import timedelta

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from accounts.models import Person
from accounts.rules import Audience
from consultations import store as consultations
from consultations.models import RollEntry
from consultations.rules import GRACE, Mode, QuestionKind, Unit
from consultations.starters import find_starter
from core import clock, codes
from core.db import db, step
from demo import texts
from feedback import store as feedback
from feedback.rules import Respondent
from feedback.sheet import Sheet
from reports import store as reports

#: Opened so many days ago, for so many days.
OPENED_AGO, LASTS = 16, 7
STAFF_ANSWER = 0.8


def run(school_id, chance):
    """Teachers and staff on their working conditions. In a small demo too few answer: then none is read."""
    start = clock.now() - timedelta(days=OPENED_AGO)
    with clock.stopped(start), step():
        consultation = _prepare(school_id)
        consultations.open_consultation(consultation)
        consultation_id, closes_at = consultation.id, consultation.closes_at
    with clock.stopped(start + timedelta(days=LASTS / 2)), step():
        paper = consultations.get_paper(consultations.get_any(consultation_id))
        entries = db.session.scalars(
            select(RollEntry).where(RollEntry.consultation_id == consultation_id).order_by(RollEntry.id)
        )
        speaking = [entry for entry in entries if chance.random() < STAFF_ANSWER]
        for entry in speaking:
            respondent = Respondent(
                school_id=school_id, consultation_id=consultation_id, audience=entry.audience,
                is_named=False, roll_entry_id=entry.id, is_person=True,
            )  # fmt: skip
            feedback.put_answers(respondent, [codes.draw()], _rows(paper, chance))
    with clock.stopped(closes_at + GRACE):
        with step():
            feedback.release(consultation_id)
        feedback.destroy_dead_keys()
        with step():
            reports.make_snapshot(consultations.get_any(consultation_id))


def _prepare(school_id):
    officer = db.session.scalars(select(Person).where(Person.login == "phu-trach")).one()
    starter = find_starter("dieu-kien-lam-viec")
    made = consultations.make_consultation(
        school_id,
        texts.WORK
        | {
            "method": texts.METHOD, "reference": "", "issuing_office": "", "mode": Mode.ANONYMOUS,
            "unit": Unit.HOUSEHOLD, "deadline": clock.today() + timedelta(days=LASTS),
            "responsible_id": officer.id,
        },
        audiences=[Audience.TEACHERS, Audience.STAFF], class_ids=[],
    )  # fmt: skip
    consultations.start_from(made, starter.questions)
    return made


def _rows(paper, chance):
    """One filled-in survey, read as a form is: what a condition hides is not answered."""
    posted = MultiDict()
    for item in paper.questions:
        for name, value in _fields(item, chance):
            posted.add(name, value)
    return Sheet(paper.questions).read(posted, may_be_empty=True).rows


def _fields(item, chance):
    name, options = f"q{item.id}", [option.id for option in item.options]
    if item.kind is QuestionKind.MATRIX:
        for option in options:
            yield f"{name}-{option}", chance.choices("12345", [4, 14, 30, 36, 16])[0]
    elif item.kind is QuestionKind.YES_NO:
        yield name, chance.choice("110")
    elif item.kind is QuestionKind.RANKING:
        for place, option in enumerate(chance.sample(options, len(options)), 1):
            yield f"{name}-{option}", str(place)
    elif item.kind is QuestionKind.SEVERAL:
        for option in chance.sample(options, chance.randint(1, 2)):
            yield name, str(option)
    elif item.kind is QuestionKind.LONG and chance.random() < 0.4:
        yield name, chance.choice(texts.WORK_ANSWERS)
