"""Consultations to test with."""

from datetime import date

import pytest

from accounts.models import Child, Household, Person, School, SchoolClass
from accounts.rules import AUDIENCE_OF, AgeGroup, Audience, Role
from consultations import store
from consultations.models import Clause, Consultation, Draft, Question
from consultations.rules import Kind, Mode, QuestionKind, Unit
from core import clock
from core.db import db


@pytest.fixture
def make(school):
    """make(audiences=…, class_ids=…, **columns): a consultation with a two-article draft, ready to open."""

    def make(*, audiences=(Audience.PARENTS,), class_ids=(), draft=True, **columns):
        fields = {
            "title": "Nội quy đón, trả trẻ", "summary": "Giờ đón và người đón.", "purpose": "Để trẻ an toàn.",
            "method": "Góp ý trên trang.", "mode": Mode.NAMED, "unit": Unit.HOUSEHOLD,
            "deadline": date(2026, 10, 21), "responsible_id": school.people[Role.OFFICER].id,
        } | columns  # fmt: skip
        consultation = store.make_consultation(
            school.id, fields, audiences=list(audiences), class_ids=list(class_ids)
        )
        if draft:
            add_draft(consultation)
        db.session.commit()
        return consultation

    return make


def add_draft(consultation):
    draft = Draft(school_id=consultation.school_id, consultation_id=consultation.id, title="NỘI QUY")
    draft.clauses = [
        Clause(
            school_id=consultation.school_id, position=at, kind=Kind.ARTICLE, label=f"Điều {at}.",
            heading=heading, text=text,
        )
        for at, heading, text in [
            (1, "Giờ đón trẻ", "Đón trẻ từ 6 giờ 45. Đón muộn nhất 7 giờ 45."),
            (2, "Người đón trẻ", "Người đón trẻ có tên trong danh sách."),
        ]
    ]  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    return draft


def add_question(consultation, position=1, kind=QuestionKind.SHORT, text="Gia đình muốn đổi điều gì?"):
    question = Question(
        school_id=consultation.school_id,
        consultation_id=consultation.id,
        position=position,
        kind=kind,
        text=text,
    )
    db.session.add(question)
    db.session.flush()
    return question


def other_school():
    """Another school in the same database, with a teacher, a principal, a family and a consultation."""
    school = School(slug="hoa-mai", made_at=clock.now())
    db.session.add(school)
    db.session.flush()
    class_ = SchoolClass(school_id=school.id, name="3 tuổi A", age_group=AgeGroup.THREE)
    household = Household(school_id=school.id, family_code="GD0", code_tag="other")
    people = [
        Person(
            school_id=school.id, staff_code=role.value, full_name="Người", login=f"other-{role.value}",
            role=role, audience=AUDIENCE_OF[role],
        )
        for role in (Role.TEACHER, Role.OFFICER)
    ]  # fmt: skip
    db.session.add_all([class_, household, *people])
    db.session.add(
        Child(school_id=school.id, household=household, class_=class_, child_code="T0", full_name="Bé")
    )
    consultation = Consultation(
        school_id=school.id, title="Của trường khác", summary="s", purpose="p", method="m", mode=Mode.NAMED,
        unit=Unit.HOUSEHOLD, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(consultation)
    db.session.commit()
    return consultation
