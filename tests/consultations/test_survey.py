"""The survey: every kind of question, its order, and its lock at the opening."""

import pytest

from accounts.rules import Role
from consultations import store
from consultations.models import Consultation
from consultations.rules import WITH_OPTIONS, QuestionKind
from core.db import db


@pytest.fixture
def officer(visit):
    return visit(Role.OFFICER)


def questions(consultation):
    return store.list_questions(db.session.get(Consultation, consultation.id))


def add(officer, consultation, text="Bữa ăn thế nào?", kind="scale", status=302, **fields):
    return officer.post(
        f"/dot/{consultation.id}/khao-sat/them", status=status, text=text, kind=kind, **fields
    )


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_can_be_asked(officer, make, kind):
    consultation = make()
    add(
        officer, consultation, kind=kind.value, options="Ngon\r\n\r\n  Vừa \r\nÍt", minimum="0", maximum="10",
        is_required="y", section="Bữa ăn", help="Trong tháng này",
    )  # fmt: skip
    (question,) = questions(consultation)
    assert question.kind is kind and question.is_required and question.section == "Bữa ăn"
    assert [o.text for o in question.options] == (["Ngon", "Vừa", "Ít"] if kind in WITH_OPTIONS else [])
    assert question.maximum == (10 if kind is QuestionKind.NUMBER else None)
    page = officer.get(f"/dot/{consultation.id}/khao-sat")
    assert str(kind.label) in page.text and "Trong tháng này" in page.text
    page = officer.get(f"/dot/{consultation.id}/khao-sat/{question.id}")
    assert page.select_one(f"#kind option[value={kind.value}][selected]")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "single", "options": "Chỉ một"},
        {"kind": "several", "options": "Có\nCó"},
        {"kind": "matrix", "options": ""},
        {"kind": "single", "options": "\n".join(map(str, range(31)))},
        {"kind": "single", "options": "Có\n" + "x" * 201},
        {"kind": "number", "minimum": "5", "maximum": "5"},
        {"kind": "number", "minimum": "năm"},
        {"kind": "essay"},
        {"text": "  "},
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(officer, make, fields):
    consultation = make()
    page = add(officer, consultation, status=422, **({"help": "Giữ lại"} | fields))
    assert page.select_one(".err") and page.select_one("#help").text.strip() == "Giữ lại"
    assert questions(consultation) == []


def test_questions_are_edited_copied_moved_and_removed(officer, make):
    consultation = make()
    for text in ("Một", "Hai", "Ba"):
        add(officer, consultation, text=text, section="Phần A" if text == "Một" else "")
    url = f"/dot/{consultation.id}/khao-sat"

    def press(number, what):
        officer.post(f"{url}/{questions(consultation)[number - 1].id}/{what}", data={"x": "1"})

    def order():
        return [(q.position, q.text) for q in questions(consultation)]

    press(3, "len")
    assert order() == [(1, "Một"), (2, "Ba"), (3, "Hai")]
    press(1, "len")
    press(3, "xuong")
    assert order() == [(1, "Một"), (2, "Ba"), (3, "Hai")]
    press(2, "chep")
    assert order() == [(1, "Một"), (2, "Ba"), (3, "Ba"), (4, "Hai")]
    officer.post(f"{url}/{questions(consultation)[2].id}", text="Bốn", kind="single", options="Có\nKhông")
    press(1, "xoa")
    assert order() == [(1, "Ba"), (2, "Bốn"), (3, "Hai")]
    assert questions(consultation)[0].section == "Phần A"
    assert [o.text for o in questions(consultation)[1].options] == ["Có", "Không"]
    officer.post(f"{url}/{questions(consultation)[1].id}", text="Bốn", kind="long", options="Có\nKhông")
    assert questions(consultation)[1].options == []


def test_more_than_eighty_questions_are_refused(officer, make, monkeypatch):
    monkeypatch.setattr("consultations.store.survey.QUESTIONS_MAX", 2)
    consultation = make()
    add(officer, consultation)
    add(officer, consultation)
    add(officer, consultation, status=422)
    assert len(questions(consultation)) == 2


def test_questions_lock_at_the_opening(officer, make):
    consultation = make()
    add(officer, consultation)
    (question,) = questions(consultation)
    officer.post(f"/dot/{consultation.id}/mo-ngay")
    url = f"/dot/{consultation.id}/khao-sat"
    for what in ("chep", "xoa", "len", "xuong"):
        officer.post(f"{url}/{question.id}/{what}", status=409, data={"x": "1"})
    officer.post(f"{url}/{question.id}", status=409, text="Khác", kind="scale")
    add(officer, consultation, status=409)
    assert [q.text for q in questions(consultation)] == ["Bữa ăn thế nào?"]
    assert not officer.get(url).select("main form, main .btn")
