"""Many who answer one consultation, written as fast as the database takes rows."""

import random
from datetime import timedelta

from accounts.models import Household, SchoolClass
from accounts.rules import AgeGroup
from consultations.models import Clause, Consultation, Question, RollEntry
from consultations.rules import Kind, QuestionKind
from core import clock, codes
from core.db import add_rows, db, step
from core.text import fold
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Submission

AT_ONCE = 20_000
CLASSES = 20
#: One response in so many comes with words about a clause, which so many others use too.
COMMENTED, DIFFERENT = 20, 400
SEED = 7


def answer_all(consultation_id, responses, commented=COMMENTED):
    """Let so many families of 20 classes answer the consultation, which is over then; one in `commented` with
    words."""
    chance = random.Random(SEED)
    with step():
        consultation = db.session.get(Consultation, consultation_id)
        school_id = consultation.school_id
        ages = list(AgeGroup)
        classes = [
            SchoolClass(school_id=school_id, name=f"Lớp {n:02d}", age_group=ages[n % 4])
            for n in range(CLASSES)
        ]
        db.session.add_all(classes)
        db.session.flush()
        classes = [(one.id, one.name, one.age_group) for one in classes]
        clauses = db.session.scalars(db.select(Clause.id).where(Clause.kind == Kind.ITEM)).all()
        questions = _questions(consultation_id)
        consultation.opened_at = clock.now() - timedelta(days=9)
    for start in range(0, responses, AT_ONCE):
        with step():
            many = range(start, min(start + AT_ONCE, responses))
            _write(chance, consultation_id, school_id, many, classes, clauses, questions, commented)
    with step():
        consultation = db.session.get(Consultation, consultation_id)
        consultation.closes_at, consultation.deadline = clock.now() - timedelta(hours=1), clock.today()


def _questions(consultation_id):
    """[(id, ids of its options or None for a scale)]."""
    rows = db.session.scalars(db.select(Question).where(Question.consultation_id == consultation_id))
    return [
        (one.id, [option.id for option in one.options] if one.kind is QuestionKind.SINGLE else None)
        for one in rows
    ]


def _write(chance, consultation_id, school_id, many, classes, clauses, questions, commented):
    rows = {table: [] for table in (Household, RollEntry, Participation, Submission, Authorship)}
    rows |= {table: [] for table in (Answer, ClauseStance, Comment)}
    # In the order of their ids, as the tables are kept: rows find their place at once.
    ids = sorted(codes.random_id() for _ in many)
    for number, submission_id in zip(many, ids, strict=True):
        key, (class_id, class_name, age) = 1_000_000 + number, classes[number % CLASSES]
        shared = {"school_id": school_id, "consultation_id": consultation_id}
        rows[Household].append(
            {"id": key, "school_id": school_id, "family_code": f"d{key}", "code_tag": f"d{key}"}
        )
        rows[RollEntry].append(
            {"id": key, "household_id": key, "audience": "parents", "class_id": class_id,
             "class_name": class_name, "age_group": age.value, **shared}
        )  # fmt: skip
        rows[Participation].append({"id": key, "roll_entry_id": key, "answerer": "", **shared})
        rows[Submission].append(
            {"id": submission_id, "audience": "parents", "group_label": class_name, **shared}
        )
        for question, options in questions:
            row = {"submission_id": submission_id, "question_id": question, "slot": 0}
            step_or_none = None if options else chance.randint(1, 5)
            said = {"option_id": options and chance.choice(options), "number": step_or_none}
            rows[Answer].append(row | said)
        if number % commented == 0:
            clause, reason = (
                chance.choice(clauses),
                f"Xin sửa điều này, lý do thứ {chance.randrange(DIFFERENT)}.",
            )
            rows[ClauseStance].append(
                {"submission_id": submission_id, "clause_id": clause, "stance": "agree_changes"}
            )
            rows[Comment].append(
                {"id": codes.random_id(), "school_id": school_id, "submission_id": submission_id,
                 "clause_id": clause, "stance": "agree_changes", "reason": reason, "folded": fold(reason)}
            )  # fmt: skip
    for model, own in rows.items():
        if own:
            _add(model, own)


def _add(model, rows):
    """Past SQLAlchemy: ten million answers are to be written before anything is measured."""
    fixed = {
        column.name: column.default.arg
        for column in model.__table__.columns
        if column.default is not None and column.default.is_scalar
    }
    names = list(fixed | rows[0])
    add_rows(model, names, ([row.get(name, fixed.get(name)) for name in names] for row in rows))
