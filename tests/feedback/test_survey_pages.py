"""A survey with conditions or many questions: page by page without JavaScript, nothing lost on the way."""

import pytest

from accounts.rules import Role
from consultations.conditions import How
from consultations.models import ShowIf
from consultations.rules import QUESTIONS_ON_ONE_PAGE, Mode, QuestionKind
from core.db import db
from feedback.models import Answer, Envelope, Participation, Submission
from reports import store as reports
from tests.feedback.conftest import carried, filled, rows, send


@pytest.fixture
def paged(ask):
    """Two sections: "Ai đón?"; if the grandparents, "Họ có máy không?"; then a long answer and a number."""
    asked = ask(clauses=0)
    asked.who, (asked.mother, asked.grandparents) = asked.add_question(
        QuestionKind.SINGLE, "Ai đón?", ["Mẹ", "Ông bà"], section="Đón trẻ"
    )
    asked.phone, _none = asked.add_question(QuestionKind.YES_NO, "Họ có máy không?", is_required=True)
    asked.long, _none = asked.add_question(QuestionKind.LONG, "Điều muốn nói", section="Khác")
    asked.number, _none = asked.add_question(QuestionKind.NUMBER, "Mấy trẻ?", minimum=1)
    hang(asked.phone, asked.who, option_id=asked.grandparents)
    return asked


def hang(question, source, how=How.IS, **wanted):
    db.session.add(ShowIf(question_id=question, source_id=source, how=how, **wanted))
    db.session.commit()


def said():
    return {
        (row.question_id, row.option_id, row.number and int(row.number), row.text) for row in rows(Answer)
    }


def turn(family, page, url, status=200, **fields):
    """Send the form of `page` as it stands with `fields`, without JavaScript."""
    form = {name: value for name, value in filled(page).items() if value != ""}
    return family.post(url, status=status, data=form | {k: v for k, v in fields.items() if v is not None})


def test_pages_follow_each_other_and_a_hidden_question_is_not_asked(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    page = family.get(url)
    assert "Phần 1/2" in page.text and page.select_one(f"#q{paged.phone}").has_attr("hidden")
    page = turn(family, page, url, **{f"q{paged.who}": paged.mother})
    assert "Phần 2/2" in page.text and rows(Answer) == []
    turn(family, page, url, 303, **{f"q{paged.long}": "Cảm ơn", f"q{paged.number}": "2"})
    assert said() == {
        (paged.who, paged.mother, None, None),
        (paged.long, None, None, "Cảm ơn"),
        (paged.number, None, 2, None),
    }


def test_without_javascript_an_answer_brings_the_question_that_hangs_on_it(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    page = turn(family, family.get(url), url, **{f"q{paged.who}": paged.grandparents})
    assert "Phần 1/2" in page.text and "có thêm câu hỏi" in page.text
    assert not page.select_one(f"#q{paged.phone}").has_attr("hidden") and not page.select_one(".err")
    page = turn(family, page, url, status=422)
    assert "Câu 2: Xin chọn một câu trả lời." in page.select_one(".err").text
    page = turn(family, page, url, **{f"q{paged.phone}": "1"})
    assert "Phần 2/2" in page.text


def test_the_script_says_that_it_has_shown_the_question_itself(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    answers = {f"q{paged.who}": paged.grandparents, f"q{paged.phone}": "0", "live": "1"}
    assert "Phần 2/2" in turn(family, family.get(url), url, **answers).text


def test_an_answer_to_a_question_that_became_hidden_is_not_kept(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    first = {f"q{paged.who}": paged.grandparents, f"q{paged.phone}": "1", "live": "1"}
    page = turn(family, family.get(url), url, **first)
    page = turn(family, page, url, back="1", **{f"q{paged.long}": "Giữ lại"})
    assert page.select_one(f"input[name=q{paged.phone}][value='1']").has_attr("checked")
    page = turn(family, page, url, **{f"q{paged.who}": paged.mother})
    assert page.select_one(f"#q{paged.long}").text.strip() == "Giữ lại"
    turn(family, page, url, 303)
    assert not [row for row in rows(Answer) if row.question_id == paged.phone]


def test_a_question_hangs_on_another_page_too(paged, visit):
    hang(paged.number, paged.who, option_id=paged.grandparents)
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    page = turn(family, family.get(url), url, **{f"q{paged.who}": paged.mother})
    assert page.select_one(f"#q{paged.number}").find_parent(hidden=True)
    other = visit(Role.PARENT)
    answers = {f"q{paged.who}": paged.grandparents, f"q{paged.phone}": "1", "live": "1"}
    page = turn(other, other.get(url), url, **answers)
    assert not page.select_one(f"#q{paged.number}").find_parent(hidden=True)


def test_a_page_that_is_all_hidden_is_left_out(paged, visit):
    hang(paged.long, paged.who, option_id=paged.grandparents)
    hang(paged.number, paged.who, option_id=paged.grandparents)
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    turn(family, family.get(url), url, 303, **{f"q{paged.who}": paged.mother})
    assert said() == {(paged.who, paged.mother, None, None)}


def test_what_is_wrong_keeps_the_page_and_everything_typed(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    page = turn(family, family.get(url), url, **{f"q{paged.who}": paged.mother})
    page = turn(family, page, url, status=422, **{f"q{paged.long}": "đ" * 10_000, f"q{paged.number}": "hai"})
    assert "Phần 2/2" in page.text and len(page.select_one(f"#q{paged.long}").text.strip()) == 10_000
    page = turn(family, page, url, 303, **{f"q{paged.long}": "Ngắn", f"q{paged.number}": "2"})
    assert (paged.who, paged.mother, None, None) in said()


def test_two_tabs_at_different_pages_each_send_what_they_carry(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    one, other = family.get(url), family.get(url)
    one = turn(family, one, url, **{f"q{paged.who}": paged.mother})
    turn(family, one, url, 303, **{f"q{paged.long}": "Từ thẻ một"})
    other = turn(
        family, other, url, live="1", **{f"q{paged.who}": paged.grandparents, f"q{paged.phone}": "1"}
    )
    turn(family, other, url, 303, **{f"q{paged.long}": "Từ thẻ hai"})
    assert {row.text for row in rows(Answer) if row.text} == {"Từ thẻ hai"}
    assert len(rows(Submission)) == 1


def test_what_another_family_carried_is_not_taken(paged, visit, school):
    family, url = visit(school.households[0]), f"{paged.url}/khao-sat"
    page = turn(family, family.get(url), url, **{f"q{paged.who}": paged.mother})
    other = visit(school.households[1])
    stolen = carried(other.get(url)) | {"phan": "2", "carried": filled(page)["carried"]}
    other.post(url, status=303, data=stolen | {f"q{paged.number}": "2"})
    assert said() == {(paged.number, None, 2, None)}


def test_empty_pages_are_turned_but_an_empty_survey_is_no_answer(paged, visit):
    family, url = visit(Role.PARENT), f"{paged.url}/khao-sat"
    page = turn(family, family.get(url), url)
    assert "Phần 2/2" in page.text
    page = turn(family, page, url, status=422)
    assert "Chưa có câu trả lời nào" in page.select_one(".err").text and rows(Submission) == []


def test_two_hundred_questions_are_answered_in_pages(ask, visit):
    asked = ask(clauses=0)
    ids = [asked.add_question(QuestionKind.SCALE, f"Việc thứ {n}")[0] for n in range(200)]
    db.session.commit()
    family, url = visit(Role.PARENT), f"{asked.url}/khao-sat"
    page, pages = family.get(url), 200 // QUESTIONS_ON_ONE_PAGE
    for number in range(pages):
        assert f"Phần {number + 1}/{pages}" in page.text
        shown = ids[number * QUESTIONS_ON_ONE_PAGE :][:QUESTIONS_ON_ONE_PAGE]
        answers = {f"q{one}": "4" for one in shown}
        page = turn(family, page, url, 303 if number == pages - 1 else 200, **answers)
    assert len(rows(Answer)) == 200


def test_who_was_not_led_to_a_question_is_not_silent(paged, visit, school):
    url = f"{paged.url}/khao-sat"
    for household, who, more in zip(
        school.households,
        (paged.mother, paged.grandparents, None),
        ({}, {f"q{paged.phone}": "1"}, {}),
        strict=False,
    ):
        family = visit(household)
        page = turn(family, family.get(url), url, live="1", **{f"q{paged.who}": who}, **more)
        turn(family, page, url, 303, **{f"q{paged.number}": "1"})
    figures = reports.summary_of(reports.make_snapshot(db.session.merge(paged.consultation)))
    by_id = {one.question_id: one for one in figures.questions}
    phone = by_id[paged.phone]
    assert (phone.answered, phone.no_answer, phone.not_shown) == (1, 0, 2)
    assert (by_id[paged.who].no_answer, by_id[paged.who].not_shown) == (1, 0)


def test_without_a_name_what_is_unfinished_is_an_envelope_and_never_counts(ask, visit, school):
    asked = ask(clauses=0, mode=Mode.ANONYMOUS)
    who, (mother, _bo) = asked.add_question(QuestionKind.SINGLE, "Ai?", ["Mẹ", "Bố"], section="A")
    number, _none = asked.add_question(QuestionKind.NUMBER, "Mấy?", section="B")
    hang(number, who, option_id=mother)
    asked.seal()
    db.session.commit()
    family, url = visit(Role.PARENT), f"{asked.url}/khao-sat"
    page = turn(family, family.get(url), url, **{f"q{who}": mother})
    assert "Phần 2/2" in page.text and rows(Participation) == [] and len(rows(Envelope)) == 1
    page = family.get(url)
    assert "Tiếp tục từ lần trả lời dở" in page.text and "Phần 2/2" in page.text
    send(visit(school.households[1]), url, 200, **{f"q{who}": mother})
    # On another device the code leads on, and finishing there is the family's participation.
    somewhere = visit()
    answer = somewhere.post("/tra-cuu", status=303, code=carried(page)["receipt"])
    turn(somewhere, somewhere.get(answer.location), answer.location, 303, **{f"q{number}": "3"})
    assert len(rows(Participation)) == 1 and len(rows(Envelope)) == 2
    assert "Đã trả lời" in family.get("/").text or "tiếp nhận" in family.get(asked.url).text
    asked.settle()
    assert len(rows(Answer)) == 2 and len(rows(Submission)) == 1 and rows(Envelope) == []
