"""When a question is shown; loops, later and lost questions refused; the builder tells it in words."""

import pytest

from accounts.rules import Role
from consultations import conditions, store
from consultations.conditions import Check, How
from consultations.models import Consultation
from consultations.rules import QuestionKind as Q
from core.db import db

IS_MOTHER = Check(1, How.IS, option_id=11)


@pytest.mark.parametrize(
    ("check", "rows", "expected"),
    [
        (IS_MOTHER, [(11, None)], True),
        (IS_MOTHER, [(12, None)], False),
        (IS_MOTHER, [(12, None), (11, None)], True),
        (IS_MOTHER, [], False),
        (Check(1, How.IS_NOT, option_id=11), [(12, None)], True),
        (Check(1, How.IS_NOT, option_id=11), [(12, None), (11, None)], False),
        (Check(1, How.IS_NOT, option_id=11), [], False),
        (Check(1, How.AT_LEAST, number=4), [(None, 4)], True),
        (Check(1, How.AT_LEAST, number=4), [(None, 3)], False),
        (Check(1, How.AT_MOST, number=2), [(None, 1)], True),
        (Check(1, How.IS, number=0), [(None, 0)], True),
        (Check(1, How.IS, number=0), [(None, 1)], False),
    ],
)
def test_a_check_on_an_answer(check, rows, expected):
    assert check.holds({1: rows} if rows else {}) is expected


def test_all_or_any():
    both = (IS_MOTHER, Check(2, How.AT_LEAST, number=4))
    said = {1: [(11, None)]}
    assert conditions.holds((), on_any=False, said={})
    assert conditions.holds(both, on_any=True, said=said)
    assert not conditions.holds(both, on_any=False, said=said)


@pytest.mark.parametrize(
    ("tests_of", "bad"),
    [
        ({2: (Check(1, How.IS),)}, []),
        ({1: (Check(2, How.IS),)}, [1]),
        ({1: (Check(1, How.IS),)}, [1]),
        ({1: (Check(3, How.IS),), 3: (Check(1, How.IS),)}, [1, 3]),
        ({1: (Check(2, How.IS),), 2: (Check(3, How.IS),), 3: (Check(1, How.IS),)}, [1, 2, 3]),
        ({3: (Check(9, How.IS),)}, [3]),
    ],
)
def test_loops_later_and_lost_questions_are_named(tests_of, bad):
    assert [question for question, _sentence in conditions.wrong([1, 2, 3], tests_of)] == bad


def test_a_loop_is_called_one():
    loop = {1: (Check(3, How.IS),), 3: (Check(1, How.IS),)}
    assert "chờ nhau" in conditions.wrong([1, 2, 3], loop)[0][1]


@pytest.mark.parametrize("check", [IS_MOTHER, Check(3, How.AT_LEAST, number=4), Check(3, How.AT_MOST)])
def test_a_check_survives_the_form(check):
    assert conditions.read(conditions.spell(check)) == check


@pytest.fixture
def built(visit, make):
    """(officer, url, questions()): "Ai đón?" with two options, and a question that hangs on the first."""
    officer, consultation = visit(Role.OFFICER), make()
    url = f"/dot/{consultation.id}/khao-sat"

    def questions():
        return store.list_questions(db.session.get(Consultation, consultation.id))

    officer.post(f"{url}/them", text="Ai đón?", kind="single", options="Mẹ\nÔng bà")
    first = questions()[0]
    spelled = conditions.spell(Check(first.id, How.IS, option_id=first.options[1].id))
    officer.post(f"{url}/them", text="Ông bà có điện thoại không?", kind="yes_no", show_if_1=spelled)
    return officer, url, questions


def test_the_builder_offers_earlier_answers_and_tells_the_condition(built):
    officer, url, questions = built
    first, second = questions()
    assert second.tests == (Check(first.id, How.IS, option_id=first.options[1].id),)
    assert "câu 1: là “Ông bà”" in officer.get(url).select_one(f"#q{second.id}").text
    page = officer.get(f"{url}/{second.id}")
    assert page.select_one("#show_if_1 option[selected]")["value"] == conditions.spell(second.tests[0])
    assert not officer.get(f"{url}/{first.id}").select("#show_if_1 optgroup option:not([value=''])")


def test_a_question_that_another_hangs_on_stays(built):
    officer, url, questions = built
    first, second = questions()
    for what in (f"{first.id}/xuong", f"{second.id}/len"):
        page = officer.post(f"{url}/{what}", status=422, data={"x": "1"})
        # On the page of the questions, in the numbers that it shows.
        assert page.select_one(".err").p.text == "Câu 2 hiện theo câu 1 nên phải đứng sau câu ấy."
        assert [one["id"] for one in page.select("article")] == [f"q{first.id}", f"q{second.id}"]
    page = officer.post(f"{url}/{first.id}/xoa", status=422)
    assert "Câu 2 chỉ hiện theo câu này" in page.select_one(".err").text and page.select("article")
    page = officer.post(f"{url}/{first.id}", status=422, text="Ai đón?", kind="single", options="Mẹ\nBố\nCô")
    assert "“Ông bà”" in page.select_one(".err").text and "Cô" in page.select_one("#options").text
    officer.post(f"{url}/{first.id}", status=422, text="Ai đón?", kind="long")
    assert [one.text for one in questions()] == [first.text, second.text]
    assert [option.text for option in questions()[0].options] == ["Mẹ", "Ông bà"]


def test_a_condition_is_taken_off_and_the_rest_may_go(built):
    officer, url, questions = built
    officer.post(f"{url}/{questions()[1].id}", text="Có điện thoại không?", kind="yes_no", show_if_1="")
    assert questions()[1].tests == ()
    officer.post(f"{url}/{questions()[0].id}/xoa")
    assert [one.kind for one in questions()] == [Q.YES_NO]


def test_a_hung_question_is_copied_with_its_condition_and_removed(built):
    officer, url, questions = built
    officer.post(f"{url}/{questions()[1].id}/chep", data={"x": "1"})
    assert questions()[2].tests == questions()[1].tests
    officer.post(f"{url}/{questions()[2].id}/xoa")
    assert len(questions()) == 2


def test_a_number_is_compared_with_one_that_is_typed(visit, make):
    officer, consultation = visit(Role.OFFICER), make()
    url = f"/dot/{consultation.id}/khao-sat"
    officer.post(f"{url}/them", text="Mấy trẻ?", kind="number")
    source = store.list_questions(consultation)[0].id
    fields = {"text": "Trẻ thứ hai?", "kind": "short", "show_if_1": f"{source}:at_least::"}
    page = officer.post(f"{url}/them", status=422, **fields)
    assert "con số của điều kiện" in page.select_one(".err").text
    officer.post(f"{url}/them", **fields, number_1="2")
    second = store.list_questions(db.session.get(Consultation, consultation.id))[1]
    assert second.tests == (Check(source, How.AT_LEAST, number=2),)
    page = officer.get(f"{url}/{second.id}")
    assert page.select_one("#number_1")["value"] == "2" and page.select_one("#show_if_1 option[selected]")
