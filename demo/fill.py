"""Fills an empty database with the demo school and its consultations."""

import random
from datetime import date, timedelta

from sqlalchemy import select

from accounts.models import Person
from accounts.rules import Audience
from consultations import importers
from consultations import store as consultations
from consultations.models import RollEntry
from consultations.rules import Mode, QuestionKind, Unit
from core import clock, codes
from core.db import db, step
from demo import people, sealed, texts
from feedback import store as feedback
from feedback.models import Comment, Submission
from feedback.rules import Respondent, Stance, group_of
from reports import store as reports
from reports.store import codebooks, coding

#: The share of parents, and of staff, who answer.
PARENTS_ANSWER = 0.68
STAFF_ANSWER = 0.85


def fill(*, households=220, responses=None):
    """The demo school with `households` families.

    responses: how many families answer each of the two opened consultations; None: about two in three.
    """
    chance = random.Random(2024)  # the same school each time; passwords and codes are random
    with step():
        school, passwords = people.make_school(opened_on=date(2023, 9, 1))
        classes = people.make_classes(school.id)
        people.make_staff(school.id, classes, passwords)
        people.make_families(school.id, classes, households, chance)
        school_id = school.id
    with step():
        _prepare(school_id, texts.WINTER, deadline_in=20)
    _run(school_id, texts.MEALS, texts.MEAL_COMMENTS, chance, responses, opened_ago=24, lasts=14)
    _run(school_id, texts.GATE, texts.GATE_COMMENTS, chance, responses, opened_ago=5, lasts=14)
    sealed.run(school_id, chance)
    with step():
        people.write_down(school_id, passwords)


def _prepare(school_id, content, *, deadline_in):
    officer = db.session.scalars(select(Person).where(Person.login == "phu-trach")).one()
    fields = {name: content[name] for name in ("title", "summary", "purpose")}
    consultation = consultations.make_consultation(
        school_id,
        fields
        | {
            "method": texts.METHOD, "reference": "", "issuing_office": "", "mode": Mode.NAMED,
            "unit": Unit.HOUSEHOLD, "deadline": clock.today() + timedelta(days=deadline_in),
            "responsible_id": officer.id,
        },
        audiences=[Audience.PARENTS, Audience.TEACHERS, Audience.STAFF, Audience.MANAGERS],
        class_ids=[],
    )  # fmt: skip
    parsed = importers.parse_text(content["draft"])
    consultations.put_draft(consultation, parsed, file_name="", original=None)
    for question in content["questions"]:
        blank = {
            "section": "", "help": "", "is_required": False, "has_other": False, "has_no_opinion": False,
            "minimum": None, "maximum": None,
        }  # fmt: skip
        own = {name: value for name, value in question.items() if name != "options"}
        consultations.add_question(consultation, blank | own, question.get("options", []))
    return consultation


def _run(school_id, content, comments, chance, responses, *, opened_ago, lasts):
    """A consultation that was opened and answered; closed and summarised when its days are over."""
    start = clock.now() - timedelta(days=opened_ago)
    with clock.stopped(start), step():
        consultation = _prepare(school_id, content, deadline_in=lasts)
        consultations.open_consultation(consultation)
        consultation_id = consultation.id
    days = min(opened_ago, lasts)
    with step():
        consultation = consultations.get_consultation(school_id, consultation_id)
        speakers = _speakers(consultation, chance, responses)
        paper = consultations.get_paper(consultation)
        for turn, respondent in enumerate(speakers):
            with clock.stopped(start + timedelta(days=days * (turn + 1) / (len(speakers) + 1))):
                _speak(respondent, paper, comments, chance, turn)
    if opened_ago > lasts:
        _finish(school_id, consultation_id)


def _speakers(consultation, chance, responses):
    """The units that answer, in the order they do."""
    entries = db.session.scalars(
        select(RollEntry).where(RollEntry.consultation_id == consultation.id).order_by(RollEntry.id)
    ).all()
    parents = [entry for entry in entries if entry.audience is Audience.PARENTS]
    count = round(len(parents) * PARENTS_ANSWER) if responses is None else min(responses, len(parents))
    chosen = chance.sample(parents, count)
    chosen += [e for e in entries if e.audience is not Audience.PARENTS and chance.random() < STAFF_ANSWER]
    chance.shuffle(chosen)
    return [
        Respondent(
            school_id=consultation.school_id, consultation_id=consultation.id, audience=entry.audience,
            is_named=True, roll_entry_id=entry.id, is_person=entry.person_id is not None,
            group=group_of(audience=entry.audience, class_name=entry.class_name),
        )
        for entry in chosen
    ]  # fmt: skip


def _speak(respondent, paper, comments, chance, turn):
    given = [codes.draw()]
    names = {piece.name: piece.id for piece in paper.commentable}
    said = [comments[turn % len(comments)]] if turn % 4 == 0 else []
    for name, stance, proposed, reason in said:
        feedback.put_comment(
            respondent, given, names[name], stance=Stance(stance), proposed=proposed, reason=reason
        )
    for piece in paper.commentable:
        if chance.random() < 0.02 and all(names[name] != piece.id for name, *_ in said):
            feedback.put_comment(respondent, given, piece.id, stance=Stance.DISAGREE)
    # Some answer the survey only, and leave the draft alone: no stance is no agreement.
    if chance.random() < 0.85:
        feedback.agree_with_rest(respondent, given, [piece.id for piece in paper.commentable])
    if paper.questions and chance.random() < 0.9:
        feedback.put_answers(respondent, given, list(_answers(paper, chance)))


def _answers(paper, chance):
    """Rows for feedback.put_answers; now and then a question is left out."""
    for item in paper.questions:
        if chance.random() < 0.06:
            continue
        if item.kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
            rows = [option.id for option in item.options] or [0]
            levels = chance.choices([1, 2, 3, 4, 5], [2, 6, 20, 45, 27], k=len(rows))
            yield from ((item.id, row, None, level, None) for row, level in zip(rows, levels, strict=True))
        elif item.kind is QuestionKind.SINGLE:
            yield item.id, 0, chance.choice(item.options).id, None, None
        elif item.kind is QuestionKind.SEVERAL:
            for option in chance.sample(item.options, chance.randint(1, 3)):
                yield item.id, option.id, option.id, None, None
        elif item.kind is QuestionKind.NUMBER:
            yield item.id, 0, None, chance.randint(item.minimum or 0, item.maximum or 9), None
        elif chance.random() < 0.3:
            words = texts.SHORT_ANSWERS if item.kind is QuestionKind.SHORT else texts.FREE_ANSWERS
            yield item.id, 0, None, None, chance.choice(words)


def _finish(school_id, consultation_id):
    """The closed one: its comments sorted by theme, summarised, and two clauses answered, so that there is
    something left to do."""
    with step():
        consultation = consultations.get_consultation(school_id, consultation_id)
        _sort(consultation)
        reports.make_snapshot(consultation)
        principal = db.session.scalars(select(Person).where(Person.login == "hieu-truong")).one()
        names = {piece.name: piece.id for piece in consultations.get_paper(consultation).commentable}
        for name, decision, reason in texts.MEAL_OUTCOMES:
            reports.put_outcome(
                consultation, names[name], decision=decision, reason=reason, decided_by=principal
            )


def _sort(consultation):
    """Give comments their themes, as the officer would."""
    officer = db.session.scalars(select(Person).where(Person.login == "phu-trach")).one()
    feedback.lay_out_all(consultation.id)
    codebook = codebooks.make_codebook(consultation.school_id, consultation.id, "starter")
    named = {theme.name: theme.id for theme in codebooks.list_themes(codebook)}
    for text, name in texts.MEAL_THEMES.items():
        said = db.session.scalars(
            select(Comment.id)
            .join(Submission)
            .where(
                Submission.consultation_id == consultation.id,
                (Comment.proposed == text) | ((Comment.proposed == "") & (Comment.reason == text)),
            )
            .order_by(Comment.id)
        ).first()
        # Those in the same words go with it; with few families not everything is said.
        if said is not None:
            coding.code(codebook, said, named[name], person=officer, seen="")
