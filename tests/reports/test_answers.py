"""The figures of every kind of question, counted by hand, from the form to page, CSV and letter."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest

from accounts.rules import Role
from consultations.models import Consultation
from consultations.paper import Choice, Item
from consultations.rules import QuestionKind as Q
from core.db import db
from feedback import store as feedback
from reports import printers, store, tally
from reports.answers import Counted, figures_of
from reports.printers import csv
from tests.feedback.conftest import ask, send  # noqa: F401

THINGS = (Choice(1, "Sân chơi"), Choice(2, "Bếp ăn"))


def figures(kind, rows, *, people, answered=None, persons=10, **own):
    options = THINGS if kind in (Q.SINGLE, Q.SEVERAL, Q.MATRIX, Q.RANKING) else ()
    item = Item(
        id=1, number=1, section="", kind=kind, text="Câu", help="", is_required=False, minimum=None,
        maximum=None, has_other=own.get("has_other", False), has_no_opinion=True, options=options,
    )  # fmt: skip
    return figures_of(item, Counted(people, people if answered is None else answered, rows), persons)


def test_no_opinion_stands_apart_from_silence_and_from_the_shares():
    made = figures(
        Q.SINGLE,
        [(0, 1, None, 0, 3), (0, None, None, 1, 1), (0, None, None, 0, 2)],
        people=6,
        answered=4,
        has_other=True,
    )
    assert (made.answered, made.no_opinion, made.no_answer) == (4, 2, 4)
    assert made.shares == [
        ("Sân chơi", 3, Decimal("75.0")),
        ("Bếp ăn", 0, Decimal("0.0")),
        ("Ý khác", 1, Decimal("25.0")),
    ]
    assert made.has_texts


def test_a_ranking_gives_mean_places_and_first_places():
    rows = [
        (1, 1, Decimal(1), 0, 3), (2, 2, Decimal(2), 0, 3), (1, 1, Decimal(2), 0, 1),
        (2, 2, Decimal(1), 0, 1),
    ]  # fmt: skip
    made = figures(Q.RANKING, rows, people=4)
    assert [(one.text, one.mean, one.first, one.first_share) for one in made.ranked] == [
        ("Sân chơi", Decimal("1.25"), 3, Decimal("75.0")),
        ("Bếp ăn", Decimal("1.75"), 1, Decimal("25.0")),
    ]


def test_days_are_counted_by_month_and_by_year_when_they_lie_far_apart():
    near = [(0, None, Decimal(20260905), 0, 2), (0, None, Decimal(20261001), 0, 1)]
    made = figures(Q.DATE, near, people=3)
    assert (made.days.earliest, made.days.median, made.days.latest) == (
        date(2026, 9, 5), date(2026, 9, 5), date(2026, 10, 1),
    )  # fmt: skip
    assert [(one.text, one.number) for one in made.choices] == [("09/2026", 2), ("10/2026", 1)]
    far = figures(Q.DATE, [*near, (0, None, Decimal(20200101), 0, 1)], people=4)
    assert [(one.text, one.number) for one in far.choices] == [("Năm 2020", 1), ("Năm 2026", 3)]


def test_a_step_of_a_matrix_may_be_no_opinion():
    rows = [(1, None, Decimal(5), 0, 2), (1, None, None, 0, 1), (2, None, Decimal(3), 0, 3)]
    first, second = figures(Q.MATRIX, rows, people=3).scales
    assert (first.n, first.no_opinion, first.no_answer) == (2, 1, 7)
    assert (second.n, second.mean) == (3, Decimal("3.00"))


def test_yes_and_no_are_both_shown_even_when_nobody_says_one():
    made = figures(Q.YES_NO, [(0, None, Decimal(0), 0, 2)], people=2)
    assert [(one.text, one.number) for one in made.choices] == [("Có", 0), ("Không", 2)]


@pytest.mark.parametrize("kind", Q)
def test_nothing_said_is_no_error(kind):
    made = figures(kind, [], people=0)
    assert (made.answered, made.no_answer) == (0, 10)


def test_the_middle_is_the_lower_one():
    assert tally.middle({3: 1, 1: 1}) == 1
    assert tally.middle({3: 2, 1: 1}) == 3
    assert tally.middle({}) is None


def test_every_kind_goes_from_the_form_to_page_csv_and_letter(ask, visit, school):  # noqa: F811
    asked = ask(clauses=1)
    ranked, things = asked.add_question(Q.RANKING, "Làm gì trước?", ["Sân chơi", "Bếp ăn"])
    yes_no, _none = asked.add_question(Q.YES_NO, "Có đi họp không?", has_no_opinion=True)
    when, _none = asked.add_question(Q.DATE, "Họp ngày nào?")
    single, options = asked.add_question(Q.SINGLE, "Ai đi?", ["Mẹ", "Bố"], has_other=True)
    db.session.commit()
    days = ("5/9/2026", "6.9.26", "5/9/2026", "5/9/2026", "5/9/2026")
    for household, day, said in zip(school.households, days, ("1", "none", "1", "1", "1"), strict=False):
        order = {f"q{ranked}-{things[0]}": "2", f"q{ranked}-{things[1]}": "1"}
        rest = {f"q{yes_no}": said, f"q{when}": day, f"q{single}": "other", f"q{single}-other": "Chị"}
        family = visit(household)
        receipt = family.get(send(family, f"{asked.url}/khao-sat", **order, **rest).location).text
        assert "1. Bếp ăn\n2. Sân chơi" in receipt and "Chị" in receipt
    consultation = db.session.get(Consultation, asked.id)
    snapshot = store.make_snapshot(consultation)
    summary = store.summary_of(snapshot)
    assert summary.sha256 == snapshot.sha256
    by_id = {one.question_id: one for one in summary.questions}
    assert [one.text for one in by_id[ranked].ranked] == ["Bếp ăn", "Sân chơi"]
    assert (by_id[yes_no].answered, by_id[yes_no].no_opinion, by_id[yes_no].no_answer) == (4, 1, 0)
    assert by_id[when].days.latest == date(2026, 9, 6)
    assert [row.text for row in feedback.list_answers_text(single)] == ["Chị"] * 5
    letter = printers.make_letter(consultation)
    written = "\n".join(one.text for one in docx.Document(BytesIO(letter.docx)).paragraphs).lower()
    db.session.commit()
    text = csv.as_text(summary).lower()
    page = visit(Role.PRINCIPAL).get(f"/dot/{asked.id}/tong-hop").text.lower()
    for words in ("thứ tự trung bình", "sớm nhất", "không có ý kiến", "ý khác", "bếp ăn"):
        assert words in text and words in page and words in written
