"""The survey: every kind of question, its order, and its lock at the opening."""

import pytest

from accounts.rules import Role
from consultations import store
from consultations.models import Consultation
from consultations.rules import WITH_BOUNDS, WITH_OPTIONS, QuestionKind
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
        officer, consultation, kind=kind.value, options="Ngon\r\n\r\n  Vừa \r\nÍt", minimum="1", maximum="3",
        is_required="y", section="Bữa ăn", help="Trong tháng này",
    )  # fmt: skip
    (question,) = questions(consultation)
    assert question.kind is kind and question.is_required and question.section == "Bữa ăn"
    assert [o.text for o in question.options] == (["Ngon", "Vừa", "Ít"] if kind in WITH_OPTIONS else [])
    assert question.maximum == (3 if kind in WITH_BOUNDS else None)
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
        {"kind": "ranking", "options": "Chỉ một"},
        {"kind": "several", "options": "Có\nKhông", "minimum": "3"},
        {"kind": "several", "options": "Có\nKhông", "minimum": "2", "maximum": "1"},
        {"kind": "long", "maximum": "0"},
        {"kind": "long", "maximum": "2001"},
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


def test_an_option_keeps_its_number_when_the_question_is_put_right(officer, make):
    consultation = make()
    add(officer, consultation, kind="single", options="Mẹ\nBố\nÔng bà")
    (question,) = questions(consultation)
    before = {option.text: option.id for option in question.options}
    url = f"/dot/{consultation.id}/khao-sat/{question.id}"
    officer.post(url, text="Ai đón trẻ?", kind="single", options="Ông bà\nMẹ hoặc cô\nBố")
    after = {option.text: option.id for option in questions(consultation)[0].options}
    assert list(after) == ["Ông bà", "Mẹ hoặc cô", "Bố"]
    assert after == {"Ông bà": before["Ông bà"], "Mẹ hoặc cô": before["Mẹ"], "Bố": before["Bố"]}


def test_a_question_is_removed_only_after_asking(officer, make):
    consultation = make()
    add(officer, consultation, text="Giữ hay xóa?")
    url = f"/dot/{consultation.id}/khao-sat/{questions(consultation)[0].id}/xoa"
    assert "Giữ hay xóa?" in officer.get(url).text and len(questions(consultation)) == 1
    officer.post(url)
    assert questions(consultation) == []


def test_a_section_keeps_its_title_when_its_first_question_moves(officer, make):
    consultation = make()
    for text, section in (("Một", "A"), ("Hai", ""), ("Ba", "B")):
        add(officer, consultation, text=text, section=section)
    url = f"/dot/{consultation.id}/khao-sat"
    officer.post(f"{url}/{questions(consultation)[0].id}/xuong", data={"x": "1"})
    assert [(q.text, q.section) for q in questions(consultation)] == [("Hai", "A"), ("Một", ""), ("Ba", "B")]
    officer.post(f"{url}/{questions(consultation)[2].id}/len", data={"x": "1"})
    assert [(q.text, q.section) for q in questions(consultation)] == [("Hai", "A"), ("Ba", "B"), ("Một", "")]


def test_a_question_goes_to_a_place_by_its_number(officer, make):
    consultation = make()
    for text in ("Một", "Hai", "Ba", "Bốn"):
        add(officer, consultation, text=text)
    url = f"/dot/{consultation.id}/khao-sat/{questions(consultation)[3].id}/cho"
    officer.post(url, place="2")
    assert [q.text for q in questions(consultation)] == ["Một", "Bốn", "Hai", "Ba"]
    officer.post(url, place="99")
    assert [q.text for q in questions(consultation)] == ["Một", "Hai", "Ba", "Bốn"]
    officer.post(url, place="đầu", status=422)


def test_too_many_questions_are_refused(officer, make, monkeypatch):
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


def test_before_opening_only_what_there_is_is_counted(officer, make):
    consultation = make()
    add(officer, consultation, text="Một")
    page = officer.get(f"/dot/{consultation.id}/mo")
    assert "1 câu hỏi, khoảng" in page.text and "0 mục" not in page.text
