"""Possible denunciations: out of sight and search, locked to one person, counted, each opening logged."""

import pytest

from accounts.rules import Role
from core.db import db
from feedback import store as feedback
from feedback.models import Comment
from feedback.moderation import DeskEntry, DeskLine
from feedback.rules import DeskAct, State
from reports import store
from reports.store import Sieve
from tests.reports.conftest import CHANGES, listed

WORDS = "Tôi tố cáo bà kế toán tham ô tiền ăn của trẻ."


@pytest.fixture
def told(asked):
    """A comment that reads like a denunciation, laid out."""
    asked.comment(asked.said[2], asked.second, CHANGES, reason=WORDS)
    db.session.flush()
    feedback.lay_out_all(asked.id)
    db.session.commit()
    asked.line = db.session.scalars(db.select(DeskLine).where(DeskLine.state == State.SUSPECTED)).one()
    asked.address = f"/dot/{asked.id}/ban-doc/{asked.line.id}/chuyen-rieng"
    asked.list = f"/dot/{asked.id}/chuyen-rieng"
    return asked


@pytest.fixture
def diverted(told, school, visit):
    """Given to the principal by the officer."""
    head = school.people[Role.PRINCIPAL].id
    visit(Role.OFFICER).post(told.address, 303, **{"nguoi-giu": head})
    return told


def test_it_is_out_of_the_desk_the_search_and_the_print_and_counted_only(diverted, visit):
    line = db.session.get(DeskLine, diverted.line.id)
    assert (line.state, line.words, line.proposed, line.reason) == (State.DIVERTED, "", "", "")
    assert store.list_lines(diverted.id, Sieve(words="ke toan")) == []
    officer, observer = visit(Role.OFFICER), visit(Role.OBSERVER)
    officer.get(f"/dot/{diverted.id}/ban-doc/{line.id}", 404)
    before = len(store.list_lines(diverted.id, Sieve()))
    summary = diverted.summary()
    assert line.comment_id in listed(summary) and before == 3
    for visitor in (officer, observer):
        for address in (
            "tong-hop",
            "tong-hop?in=1",
            f"tong-hop?muc={diverted.second.id}",
            "ban-doc",
            "chuyen-rieng",
        ):
            if visitor is observer and address == "ban-doc":
                continue
            assert "kế toán" not in visitor.get(f"/dot/{diverted.id}/{address}").get_text(" "), address
    assert "1 ý kiến có dấu hiệu tố cáo" in observer.get(diverted.list).get_text(" ")
    assert "1 ý kiến bằng lời không in" in observer.get(f"/dot/{diverted.id}/tong-hop").get_text(" ")


def test_only_its_keeper_opens_it_by_a_button_that_is_logged(diverted, visit, school):
    button = f"{diverted.list}/{diverted.line.id}/mo"
    visit(Role.OFFICER).post(button, 404)
    visit(Role.OBSERVER).post(button, 404)
    head = visit(Role.PRINCIPAL)
    assert WORDS not in head.get(diverted.list).get_text(" ")
    assert WORDS in head.post(button, 200).get_text(" ")
    log = db.session.scalars(db.select(DeskEntry).order_by(DeskEntry.id)).all()
    assert [entry.act for entry in log] == [DeskAct.DIVERTED, DeskAct.OPENED]
    assert log[-1].person_id == school.people[Role.PRINCIPAL].id


def test_what_is_about_the_head_is_not_given_to_the_head(told, visit, school):
    officer = visit(Role.OFFICER)
    about = {"nguoi-dung-dau": "1"}
    page = officer.post(told.address, 422, **{"nguoi-giu": school.people[Role.PRINCIPAL].id} | about)
    assert "cơ quan cấp trên" in page.get_text(" ")
    officer.post(told.address, 422, **{"nguoi-giu": school.people[Role.TEACHER].id})
    officer.post(told.address, 422, **{"nguoi-giu": "x"})
    assert db.session.get(DeskLine, told.line.id).state is State.SUSPECTED
    officer.post(told.address, 303, **{"nguoi-giu": school.people[Role.OBSERVER].id} | about)
    keeper = visit(Role.OBSERVER)
    assert "người đứng đầu nhà trường" in keeper.get(told.list).get_text(" ")
    visit(Role.PRINCIPAL).post(f"{told.list}/{told.line.id}/mo", 404)
    keeper.post(f"{told.list}/{told.line.id}/da-chuyen", 303)
    assert "Đã chuyển ngày" in keeper.get(told.list).get_text(" ")


def test_what_proves_to_be_none_comes_back(diverted, visit):
    visit(Role.PRINCIPAL).post(f"{diverted.list}/{diverted.line.id}/tra-lai", 303)
    line = db.session.get(DeskLine, diverted.line.id)
    assert line.state is State.WAITING and line.reason == WORDS
    assert [one.id for one, _c in store.list_lines(diverted.id, Sieve(words="ke toan"))] == [line.id]


def test_a_copy_sent_later_is_held_back_too(diverted):
    diverted.comment(diverted.said[1], diverted.second, CHANGES, reason=WORDS.lower())
    db.session.flush()
    feedback.lay_out_all(diverted.id)
    line = db.session.scalars(db.select(DeskLine).order_by(DeskLine.id.desc())).first()
    assert line.state is State.SUSPECTED and db.session.get(Comment, line.comment_id) is not None
    assert store.list_comments([line.comment_id]) == []
