"""Consultations to answer, written as rows: a draft with clauses, a survey with every kind of question."""

from datetime import date, timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select

from accounts.rules import Audience
from consultations import store as consultations
from consultations.models import (
    AudienceChoice,
    Clause,
    Consultation,
    Draft,
    Option,
    Question,
    RollEntry,
)
from consultations.rules import GRACE, Kind, Mode, QuestionKind, Unit
from core import clock
from core.db import db
from feedback import store

DEADLINE = date(2026, 10, 21)


class Asked:
    """A consultation with the ids a test needs, and what a phone does with its forms."""

    def __init__(self, school, **columns):
        self.school = school
        fields = {
            "title": "Nội quy đón, trả trẻ", "summary": "Cổng trường mở sớm hơn.", "purpose": "Để an toàn.",
            "method": "Góp ý ở đây.", "mode": Mode.NAMED, "unit": Unit.HOUSEHOLD, "deadline": DEADLINE,
            "opened_at": clock.now() - timedelta(days=1), "closes_at": clock.end_of(DEADLINE),
            "open_token": None, "made_at": clock.now(), "school_id": school.id,
        } | columns  # fmt: skip
        self.consultation = Consultation(**fields)
        self.consultation.audiences = [AudienceChoice(audience=Audience.PARENTS)]
        db.session.add(self.consultation)
        db.session.flush()
        self.id = self.consultation.id
        self.url = f"/y-kien/{self.id}"

    def seal(self):
        """What opening does where no names are given: the size of the envelopes, and their key."""
        if self.consultation.mode is Mode.ANONYMOUS and self.consultation.opened_at:
            consultations.seal(self.consultation)
            current_app.extensions.pop("papers", None)

    def settle(self):
        """Let rows show what was said: without names they come with the release."""
        return self.consultation.mode is Mode.NAMED or self.release()

    def release(self, *, smallest_group=1):
        """Close, open the envelopes, destroy the key; gives whether there was anything to do."""
        self.consultation.smallest_group = smallest_group
        db.session.commit()
        with clock.stopped(self.consultation.closes_at + GRACE):
            done = store.release(self.id)
            db.session.commit()
        store.destroy_dead_keys()
        return done

    def add_clauses(self, number):
        draft = Draft(school_id=self.school.id, consultation_id=self.id, title="DỰ THẢO NỘI QUY")
        draft.clauses = [
            Clause(
                school_id=self.school.id, position=at, kind=Kind.ARTICLE, label=f"Điều {at}.",
                heading=f"Việc thứ {at}", text=f"Gia đình và nhà trường cùng làm việc thứ {at}.",
            )
            for at in range(1, number + 1)
        ]  # fmt: skip
        db.session.add(draft)
        db.session.flush()
        self.clauses = [clause.id for clause in draft.clauses]

    def add_question(self, kind, text, options=(), **columns):
        question = Question(
            school_id=self.school.id, consultation_id=self.id, kind=kind, text=text,
            position=db.session.scalar(select(func.count(Question.id))) + 1, **columns,
        )  # fmt: skip
        question.options = [Option(position=at, text=one) for at, one in enumerate(options)]
        db.session.add(question)
        db.session.flush()
        return question.id, [option.id for option in question.options]

    def ask(self, *units, audience=Audience.PARENTS):
        for unit in units:
            is_person = audience is not Audience.PARENTS
            group = {} if is_person else {"class_id": unit.class_.id, "class_name": unit.class_.name}
            db.session.add(
                RollEntry(
                    school_id=self.school.id, consultation_id=self.id, audience=audience, **group,
                    **{"person_id" if is_person else "household_id": unit.id},
                )
            )  # fmt: skip
        db.session.commit()


@pytest.fixture
def ask(school):
    """ask(clauses=3, survey=False, **columns): an open consultation that asks all six households."""

    def ask(*, clauses=3, survey=False, **columns):
        asked = Asked(school, **columns)
        if clauses:
            asked.add_clauses(clauses)
        if survey:
            asked.questions = {
                "single": asked.add_question(
                    QuestionKind.SINGLE, "Giờ đón nào hợp?", ["6 giờ 45", "7 giờ"], is_required=True
                ),
                "several": asked.add_question(QuestionKind.SEVERAL, "Ai đón trẻ?", ["Mẹ", "Bố", "Ông bà"]),
                "scale": asked.add_question(QuestionKind.SCALE, "Bữa ăn của trẻ", is_required=True),
                "matrix": asked.add_question(QuestionKind.MATRIX, "Hài lòng về", ["Cô giáo", "Sân chơi"]),
                "number": asked.add_question(QuestionKind.NUMBER, "Mấy trẻ?", minimum=1, maximum=9),
                "short": asked.add_question(QuestionKind.SHORT, "Một từ về trường"),
                "long": asked.add_question(QuestionKind.LONG, "Điều muốn nói"),
            }  # fmt: skip
        asked.seal()
        asked.ask(*school.households)
        return asked

    return ask


def carried(page):
    """What the form of `page` carries hidden: receipt code and the time it was shown."""
    form = next(form for form in page.select("main form") if form.select_one("[name=shown]"))
    return {
        one["name"]: one["value"] for one in form.select("input[type=hidden]") if one["name"] != "csrf_token"
    }


def filled(page):
    """Everything the last form of `page` would send as it stands."""
    form = page.select("main form")[-1]
    fields = {}
    for one in form.select("input, textarea, select"):
        if one.name == "select":
            chosen = one.select_one("option[selected]")
            fields[one["name"]] = chosen.get("value", chosen.text) if chosen else ""
        elif one.name == "textarea":
            fields[one["name"]] = one.text
        elif one.get("type") in ("radio", "checkbox"):
            if one.has_attr("checked"):
                fields.setdefault(one["name"], []).append(one["value"])
        else:
            fields[one["name"]] = one["value"] if one.has_attr("value") else ""
    return fields


def send(visitor, url, status=303, **fields):
    """Open the form at `url` and send `fields` with what it carries."""
    return visitor.post(url, status=status, data=carried(visitor.get(url)) | fields)


def rows(model):
    """All rows of `model`."""
    return db.session.scalars(select(model)).all()
