"""Paper without names: ticked first, entered apart, never more sheets than ticks."""

import pytest

from accounts.rules import Role
from consultations.models import Consultation
from consultations.rules import Mode, Unit
from core.db import db
from feedback.models import Batch, Entry, Envelope, Participation, Submission
from tests.feedback.conftest import rows, send


@pytest.fixture
def asked(ask):
    return sealed(ask)


def sealed(ask, **columns):
    """An open consultation without names, with its key."""
    return ask(mode=Mode.ANONYMOUS, survey=True, **columns)


def where(asked, page="", audience="parents"):
    return f"/dot/{asked.id}/hom-phieu" + (f"/{audience}/{page}" if page else "")


def tick(officer, asked, *entries, status=303, **fields):
    return officer.post(where(asked, "danh-dau"), status=status, data={"unit": list(entries)} | fields)


def tick_first(officer, asked, number):
    boxes = officer.get(where(asked, "danh-dau")).select("[name=unit]:not([disabled])")
    chosen = [one["value"] for one in boxes[:number]]
    tick(officer, asked, *chosen, sure="1")
    return chosen


def enter(officer, asked, status=303, **fields):
    address = where(asked, "nhap")
    receipt = officer.get(address).select_one("[name=receipt]")["value"]
    return officer.post(address, status=status, data={"receipt": receipt} | fields), receipt


def one_answer(asked, value="4"):
    return {f"k{asked.questions['scale'][0]}": value}


def test_slips_are_ticked_and_then_sheets_entered_apart(asked, visit):
    officer = visit(Role.OFFICER)
    tick_first(officer, asked, 5)
    assert len(rows(Participation)) == 5 and rows(Envelope) == []
    officer.post(where(asked, "hom"), status=303)
    for _sheet in range(5):
        page, _receipt = enter(officer, asked, **one_answer(asked), **{f"c{asked.clauses[0]}": "3"})
    assert len(rows(Envelope)) == 5 and rows(Submission) == rows(Entry) == rows(Batch) == []
    page, _receipt = enter(officer, asked, 409, **one_answer(asked))
    assert "Không nhập thêm được" in page.text and len(rows(Envelope)) == 5
    assert len({len(row.sealed) for row in rows(Envelope)}) == 1


def test_a_second_tap_is_the_same_sheet_and_counted_once(asked, visit):
    officer = visit(Role.OFFICER)
    tick_first(officer, asked, 5)
    officer.post(where(asked, "hom"), status=303)
    _page, receipt = enter(officer, asked, **one_answer(asked))
    officer.post(where(asked, "nhap"), status=303, data={"receipt": receipt} | one_answer(asked))
    assert len(rows(Envelope)) == 1 and "đã nhập 1" in officer.get(where(asked)).text


def test_who_has_taken_part_cannot_be_ticked_and_who_is_ticked_cannot_take_part(asked, visit, school):
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    officer = visit(Role.OFFICER)
    first = officer.get(where(asked, "danh-dau")).select("[name=unit]")
    taken = next(one["value"] for one in first if one.has_attr("disabled"))
    tick(officer, asked, taken, status=409, sure="1")
    tick_first(officer, asked, 5)
    assert len(rows(Participation)) == 6
    page = visit(school.households[1]).get(asked.url)
    assert "Góp ý</a>" not in str(page) and rows(Participation)[-1].roll_entry_id


def test_ticking_asks_once_more_with_the_names(asked, visit):
    officer = visit(Role.OFFICER)
    value = officer.get(where(asked, "danh-dau")).select_one("[name=unit]")["value"]
    page = tick(officer, asked, value, status=200)
    assert "không bỏ được" in page.text and "Bé 0" in page.text and rows(Participation) == []
    assert "Chưa đánh dấu ai" in tick(officer, asked, status=422).text
    assert "Chưa đánh dấu ai" in tick(officer, asked, "999:", status=422, sure="1").text


def test_a_box_is_opened_only_when_one_sheet_can_hide_among_others(asked, visit):
    officer = visit(Role.OFFICER)
    tick_first(officer, asked, 2)
    assert "ít nhất" in officer.post(where(asked, "hom"), status=409).text
    assert officer.open(where(asked, "nhap"), status=302).location.endswith("hom-phieu")


def test_while_sheets_are_entered_nobody_is_ticked(asked, visit):
    officer = visit(Role.OFFICER)
    tick_first(officer, asked, 5)
    officer.post(where(asked, "hom"), status=303)
    left = officer.get(where(asked, "danh-dau")).select("[name=unit]:not([disabled])")
    tick(officer, asked, left[0]["value"], status=409, sure="1")
    officer.post(where(asked, "hom"), status=409, data={"back": "1"})
    for _sheet in range(5):
        enter(officer, asked, **one_answer(asked))
    officer.post(where(asked, "hom"), status=303, data={"back": "1"})
    tick(officer, asked, left[0]["value"], sure="1")
    assert len(rows(Participation)) == 6


def test_where_persons_are_counted_each_is_ticked_by_themselves(ask, visit):
    asked = sealed(ask, unit=Unit.PERSON)
    officer = visit(Role.OFFICER)
    boxes = officer.get(where(asked, "danh-dau")).select("[name=unit]")
    assert len(boxes) == 24
    tick(officer, asked, boxes[0]["value"], boxes[1]["value"], sure="1")
    assert {row.answerer for row in rows(Participation)} == {"mother", "father"}
    assert len({row.roll_entry_id for row in rows(Participation)}) == 1


def test_what_is_wrong_on_a_sheet_stays_on_the_screen(asked, visit):
    officer = visit(Role.OFFICER)
    tick_first(officer, asked, 5)
    officer.post(where(asked, "hom"), status=303)
    page, receipt = enter(officer, asked, 422, **one_answer(asked, "9"))
    assert "không có số 9" in page.text and page.select_one("[name=receipt]")["value"] == receipt
    assert "phiếu còn trống" in enter(officer, asked, 422)[0].text.lower()


def test_it_is_for_consultations_without_names_and_audiences_that_are_asked(asked, ask, visit):
    officer = visit(Role.OFFICER)
    officer.get(where(asked, "danh-dau", "teachers"), status=404)
    officer.get(where(asked, "danh-dau", "chim"), status=404)
    officer.get(where(ask()), status=409)
    consultation = db.session.get(Consultation, asked.id)
    consultation.closes_at = consultation.opened_at
    db.session.commit()
    value = officer.get(where(asked, "danh-dau")).select_one("[name=unit]")["value"]
    tick(officer, asked, value, status=409, sure="1")
