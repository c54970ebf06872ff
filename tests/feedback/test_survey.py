"""The survey on one page: every kind of question, wrong answers kept, changed questions told."""

import unicodedata
from decimal import Decimal

import pytest
from sqlalchemy import delete

from accounts.rules import Role
from consultations.models import Option
from consultations.rules import LONG_ANSWER_MAX_CHARS, SHORT_ANSWER_MAX_CHARS, Mode, QuestionKind
from core.db import db
from feedback import store
from feedback.models import Answer, Participation, Submission
from feedback.rules import Refusal
from feedback.sheet import READERS
from tests.feedback.conftest import carried, filled, rows, send


@pytest.fixture
def asked(ask):
    return ask(survey=True)


def good(asked):
    """A complete answer to every question."""
    name = {kind: f"q{question}" for kind, (question, _options) in asked.questions.items()}
    options = {kind: options for kind, (_question, options) in asked.questions.items()}
    return {
        name["single"]: options["single"][1],
        name["several"]: options["several"][:2],
        name["scale"]: 4,
        f"{name['matrix']}-{options['matrix'][0]}": 5,
        f"{name['matrix']}-{options['matrix'][1]}": 2,
        name["number"]: "2,5",
        name["short"]: "Ấm  áp",
        name["long"]: "Dòng một.\r\nDòng hai.",
    }


def test_every_kind_of_question_is_answered_shown_and_changed(asked, visit):
    family = visit(Role.PARENT)
    answer = send(family, f"{asked.url}/khao-sat", **good(asked))
    said = family.get(answer.location).text
    for words in (
        "7 giờ",
        "Mẹ\nBố",
        "4 – Hài lòng",
        "Cô giáo: 5 – Rất hài lòng",
        "2,5",
        "Ấm áp",
        "Dòng hai.",
    ):
        assert words in said
    form = filled(family.get(f"{asked.url}/khao-sat"))
    assert len(rows(Answer)) == 9
    form[f"q{asked.questions['scale'][0]}"] = ["1"]
    form[f"q{asked.questions['several'][0]}"] = []
    family.post(f"{asked.url}/khao-sat", status=303, data=form)
    counts = {(row.question_id, row.slot): row for row in rows(Answer)}
    assert counts[asked.questions["scale"][0], 0].number == Decimal(1)
    assert counts[asked.questions["number"][0], 0].number == Decimal("2.5")
    assert not [row for row in rows(Answer) if row.question_id == asked.questions["several"][0]]
    store.lay_out_answers()
    texts = store.list_answers_text(asked.questions["long"][0])
    assert [row.text for row in texts] == ["Dòng một.\nDòng hai."]
    assert len(rows(Submission)) == len(rows(Participation)) == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_the_receipt_tells_whom_to_call_when_an_answer_speaks_of_danger(ask, visit, mode):
    asked = ask(survey=True, mode=mode)
    family = visit(Role.PARENT)
    told = good(asked) | {f"q{asked.questions['long'][0]}": "Có người đánh cháu ở lớp."}
    page = family.get(send(family, f"{asked.url}/khao-sat", **told).location)
    assert "xin gọi ngay" in page.get_text(" ") and "Có người đánh cháu" in page.text


def test_posting_twice_answers_once(asked, visit):
    family = visit(Role.PARENT)
    data = carried(family.get(f"{asked.url}/khao-sat")) | good(asked)
    for _again in range(3):
        family.post(f"{asked.url}/khao-sat", status=303, data=data)
    assert len(rows(Answer)) == 9 and len(rows(Submission)) == 1


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("single", "", "Xin chọn một câu trả lời."),
        ("scale", "", "Xin chọn một mức từ 1 đến 5."),
        ("scale", "6", "Xin chọn một mức từ 1 đến 5."),
        ("scale", "²", "Xin chọn một mức từ 1 đến 5."),
        ("number", "0", "Xin ghi số từ 1 đến 9."),
        ("number", "nhiều", "Xin ghi một số"),
        ("number", "NaN", "Xin ghi một số"),
        ("number", "1e999999", "Xin ghi một số"),
        ("short", "đ" * (SHORT_ANSWER_MAX_CHARS + 1), "Xin viết ngắn hơn"),
        ("long", "đ" * (LONG_ANSWER_MAX_CHARS + 1), "Xin viết ngắn hơn"),
    ],
)
def test_a_wrong_answer_is_named_at_the_top_and_everything_is_kept(asked, visit, kind, value, message):
    name = f"q{asked.questions[kind][0]}"
    data = good(asked) | {name: value}
    page = send(visit(Role.PARENT), f"{asked.url}/khao-sat", status=422, **data)
    link = page.select_one(".err a")
    assert message in link.text and link["href"] == f"#{name}" and page.select_one(f"#{name}")
    form = filled(page)
    if kind != "long":
        assert "Dòng hai." in form[f"q{asked.questions['long'][0]}"]
    assert form[f"q{asked.questions['several'][0]}"] == [
        str(one) for one in asked.questions["several"][1][:2]
    ]
    assert rows(Answer) == []


def test_an_empty_sheet_is_no_answer(ask, visit):
    asked = ask(clauses=0)
    asked.add_question(QuestionKind.SHORT, "Một từ")
    db.session.commit()
    page = send(visit(Role.PARENT), f"{asked.url}/khao-sat", status=422)
    assert "Chưa có câu trả lời nào" in page.select_one(".err").text
    assert rows(Submission) == []


def test_an_answer_to_a_question_that_changed_is_told_and_kept(asked, visit, app):
    family = visit(Role.PARENT)
    data = carried(family.get(f"{asked.url}/khao-sat")) | good(asked)
    data["q99999"] = "Câu này đã bị bỏ."
    page = family.post(f"{asked.url}/khao-sat", status=409, data=data)
    assert str(Refusal.CHANGED.label) in page.text and "Câu này đã bị bỏ." in page.text
    assert filled(page)[f"q{asked.questions['number'][0]}"] == "2,5"
    del data["q99999"]
    db.session.execute(delete(Option).where(Option.id == asked.questions["single"][1][1]))
    db.session.commit()
    app.extensions["papers"].clear()
    page = family.post(f"{asked.url}/khao-sat", status=409, data=data)
    assert "Giờ đón nào hợp?" in page.text
    assert rows(Answer) == []


def test_a_second_device_does_not_see_the_answers_and_is_asked_before_replacing_them(asked, visit):
    url = f"{asked.url}/khao-sat"
    send(visit(Role.PARENT), url, **good(asked))
    other = visit(Role.PARENT)
    assert "Dòng hai." not in other.get(url).text
    changed = good(asked) | {f"q{asked.questions['scale'][0]}": 1}
    page = send(other, url, status=409, **changed)
    assert "Dòng hai." in page.text
    send(other, url, replace="y", **changed)
    assert len(rows(Answer)) == 9 and len(rows(Submission)) == 1


def test_without_a_name_the_second_device_is_refused(ask, visit):
    asked = ask(survey=True, mode=Mode.ANONYMOUS)
    url = f"{asked.url}/khao-sat"
    other = visit(Role.PARENT)
    data = carried(other.get(url)) | good(asked)
    send(visit(Role.PARENT), url, **good(asked))
    page = other.post(url, status=409, data=data)
    assert str(Refusal.HAS_TAKEN_PART.label) in page.text and "Dòng hai." in page.text


def test_a_consultation_without_questions_has_no_survey_page(ask, visit):
    visit(Role.PARENT).get(f"{ask().url}/khao-sat", status=404)


def test_every_kind_of_question_has_a_reader():
    assert set(READERS) == set(QuestionKind)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rất vui 😊👨‍👩‍👧", "Rất vui 😊👨‍👩‍👧"),
        (unicodedata.normalize("NFD", "Ấm áp, tử tế"), "Ấm áp, tử tế"),
    ],
    ids=["emoji", "NFD"],
)
def test_emoji_and_letters_taken_apart_are_kept_and_found(asked, visit, typed, kept):
    family = visit(Role.PARENT)
    question = asked.questions["long"][0]
    send(family, f"{asked.url}/khao-sat", **good(asked) | {f"q{question}": typed})
    store.lay_out_answers()
    assert [row.text for row in store.list_answers_text(question)] == [kept]


@pytest.mark.parametrize("kind", ["short", "long"])
def test_ten_thousand_letters_are_refused_and_stay_on_the_screen(asked, visit, kind):
    name = f"q{asked.questions[kind][0]}"
    page = send(visit(Role.PARENT), f"{asked.url}/khao-sat", 422, **good(asked) | {name: "ữ" * 10_000})
    assert "Xin viết ngắn hơn" in page.text and filled(page)[name] == "ữ" * 10_000
    assert rows(Answer) == []
