"""Surveys to start from: ours, and the school's own with their conditions."""

import pytest

from accounts.rules import Role
from consultations import store
from consultations.conditions import How
from consultations.lint import Asked, flaws
from consultations.models import Consultation
from consultations.rules import QuestionKind
from consultations.starters import STARTERS
from core.db import db
from tests.consultations.conftest import other_school


@pytest.fixture
def officer(visit):
    return visit(Role.OFFICER)


def questions(consultation):
    return store.list_questions(db.session.get(Consultation, consultation.id))


@pytest.mark.parametrize("starter", STARTERS, ids=lambda one: one.key)
def test_a_starter_becomes_questions_without_flaws(officer, make, starter):
    consultation = make()
    officer.post(f"/dot/{consultation.id}/khao-sat/mau", starter=starter.key)
    made = questions(consultation)
    assert [one.text for one in made] == [one["text"] for one in starter.questions]
    for one in made:
        asked = Asked(one.kind, one.text, tuple(option.text for option in one.options))
        assert flaws(asked, is_anonymous=True) == [], one.text
    officer.get(f"/dot/{consultation.id}/khao-sat")
    officer.get(f"/xem-thu/{consultation.id}/khao-sat")


def test_the_parents_survey_has_the_five_areas():
    areas = [one["section"] for one in STARTERS[0].questions if one["kind"] is QuestionKind.MATRIX]
    assert len(areas) == 5 and areas[0] == "Tiếp cận dịch vụ giáo dục"


def test_any_survey_is_kept_and_used_again_with_its_conditions(officer, make):
    first, second = make(), make()
    officer.post(f"/dot/{first.id}/khao-sat/them", text="Ai?", kind="single", options="Mẹ\nÔng bà")
    source = questions(first)[0]
    spelled = f"{source.id}:is:{source.options[1].id}:"
    officer.post(f"/dot/{first.id}/khao-sat/them", text="Máy?", kind="yes_no", show_if_1=spelled)
    officer.post(f"/dot/{first.id}/mo-ngay")
    officer.post(f"/dot/{first.id}/khao-sat/luu-mau", title="Mẫu đón trẻ")
    page = officer.get(f"/dot/{second.id}/khao-sat/mau")
    kept = page.select_one("input[name=kept]")["value"]
    officer.post(f"/dot/{second.id}/khao-sat/mau", kept=kept)
    again = questions(second)
    assert [one.text for one in again] == ["Ai?", "Máy?"]
    (check,) = again[1].tests
    assert (check.source_id, check.how, check.option_id) == (again[0].id, How.IS, again[0].options[1].id)
    officer.post(f"/dot/{second.id}/khao-sat/bo-mau", kept=kept)
    assert store.list_kept_surveys(second.school_id) == []


def test_a_consultation_asked_anew_keeps_its_conditions(make):
    consultation = make()
    store.start_from(consultation, STARTERS[2].questions)
    again = store.list_questions(store.copy_consultation(consultation))
    assert [one.text for one in again] == [one["text"] for one in STARTERS[2].questions]
    assert [check.source_id for check in again[2].tests] == [again[0].id]


def test_what_cannot_be_done_is_told(officer, make):
    consultation = make()
    url = f"/dot/{consultation.id}/khao-sat"
    officer.post(f"{url}/luu-mau", status=422, title="Chưa có gì")
    officer.post(f"{url}/luu-mau", status=422, title=" ")
    officer.post(f"{url}/mau", status=404, starter="khong-co")
    officer.post(f"{url}/mau", status=404, kept="99")
    officer.post(f"{url}/mau", starter=STARTERS[2].key)
    officer.post(f"/dot/{consultation.id}/mo-ngay")
    officer.post(f"{url}/mau", status=409, starter=STARTERS[2].key)


def test_another_schools_template_is_unknown(officer, make):
    theirs = other_school()
    store.add_question(theirs, {"kind": QuestionKind.SCALE, "text": "Câu"}, [])
    number = store.keep_survey(theirs, "Của họ").id
    db.session.commit()
    consultation = make()
    officer.post(f"/dot/{consultation.id}/khao-sat/mau", status=404, kept=str(number))
    assert "Của họ" not in officer.get(f"/dot/{consultation.id}/khao-sat/mau").text
