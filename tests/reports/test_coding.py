"""Coding: one comment after the other, several coders at once, lists approved, comments that go meanwhile."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from accounts.rules import Role
from consultations.rules import Mode
from core import clock
from core.db import db
from feedback.rules import State
from reports.models import CommentTheme
from reports.rules import Maker
from reports.store import codebooks, coding, runs
from reports.themes import codebook as rules
from tests.reports.coded import line, line_of, person, run, theme
from tests.reports.conftest import Asked


def test_the_doubtful_ones_are_asked_about_first(told):
    run(told)
    confidence = {one.comment_id: one.confidence for one in db.session.scalars(db.select(CommentTheme))}
    with patch.object(coding, "DRAWN_FROM", 1):
        row = coding.next_to_code(told.codebook, 7)
        assert row.confidence == min(confidence.values())
        order, after = [], None
        while row is not None:
            order.append(row.confidence)
            after = (row.confidence, row.id)
            row = coding.next_to_code(told.codebook, 7, after)
    assert order == sorted(confidence.values())


def test_themes_merged_while_others_are_coding_lose_nothing(told):
    meals, safety = theme(told, "Bữa ăn"), theme(told, "An toàn")
    coding.code(told.codebook, told.ids[0], meals.id, person=person(told), seen="")
    codebooks.merge_theme(told.codebook, meals, safety)
    # The page of the other coder still shows "Bữa ăn".
    coded = coding.code(told.codebook, told.ids[1], meals.id, person=person(told, Role.PRINCIPAL), seen="")
    assert coded.was_merged and coded.theme.id == safety.id
    codebooks.merge_theme(told.codebook, safety, theme(told, "Cô giáo"))
    counted = rules.lines(codebooks.list_themes(told.codebook), *codebooks.count_assigned(told.codebook))
    assert {one.theme.name: one.approved for one in counted if one.approved} == {"Cô giáo": 2}
    codebooks.unmerge_theme(told.codebook, meals)
    counted = rules.lines(codebooks.list_themes(told.codebook), *codebooks.count_assigned(told.codebook))
    assert {one.theme.name: one.approved for one in counted if one.approved} == {"Bữa ăn": 1, "Cô giáo": 1}
    assert "thực đơn" in theme(told, "An toàn").seeds


def test_a_theme_renamed_while_the_assistant_works_is_no_loss(told):
    codebooks.ask_for_suggestions(told.codebook)
    turn = runs.take_turn()
    task = runs.read_task(turn)
    assert ("Bữa ăn", "thực đơn") in task["seeds"]
    codebooks.put_theme(told.codebook, theme(told, "Bữa ăn"), name="Ăn uống", seeds="", parent_id=None)
    runs.write_some(turn, [(told.ids[0], "Bữa ăn", 0.9)])
    own = db.session.get(CommentTheme, told.ids[0])
    assert (own.theme_id, own.confidence) == (theme(told, "Khác").id, 0.0)


def test_two_coders_who_differ_are_told_and_neither_choice_is_lost(told, visit):
    url = f"/dot/{told.id}/ma-hoa"
    meals, safety = theme(told, "Bữa ăn").id, theme(told, "An toàn").id
    officer, principal = visit(Role.OFFICER), visit(Role.PRINCIPAL)
    officer.get(url)
    officer.post(url, 303, data={"comment": told.ids[0], "theme": meals, "seen": ""})
    page = principal.post(url, 409, data={"comment": told.ids[0], "theme": safety, "seen": ""})
    alert = page.select_one("[role=alert]").get_text(" ")
    assert "Bữa ăn" in alert and "An toàn" in alert
    assert db.session.get(CommentTheme, told.ids[0]).theme_id == meals
    seen = page.select_one("[name=seen]")["value"]
    principal.post(url, 303, data={"comment": told.ids[0], "theme": safety, "seen": seen})
    assert db.session.get(CommentTheme, told.ids[0]).theme_id == safety


def test_coding_goes_from_one_comment_to_the_next_without_javascript(told, visit):
    run(told)
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/ma-hoa"
    while (left := coding.count_waiting(told.codebook)) > 0:
        page = officer.get(url)
        assert f"Còn {left} ý kiến chờ" in page.get_text(" ")
        form = page.select_one("form:has(.th__keys)")
        fields = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
        button = form.select_one("button[name=theme]")
        officer.post(form["action"], 303, data=fields | {"theme": button["value"]})
        assert coding.count_waiting(told.codebook) < left
    assert "Không còn ý kiến nào chờ" in officer.get(url).get_text(" ")
    assert "10 ý kiến đã có chủ đề" in officer.get(f"/dot/{told.id}/chu-de").get_text(" ")


def test_the_same_words_are_coded_once_and_what_others_decided_stays(told, visit):
    meals, safety = theme(told, "Bữa ăn").id, theme(told, "An toàn").id
    alike = [told.say(text) for text in ("THUC DON nen them rau", "thực đơn nên thêm rau")]
    coding.code(told.codebook, alike[0], safety, person=person(told, Role.PRINCIPAL), seen="")
    db.session.execute(db.delete(CommentTheme).where(CommentTheme.comment_id != alike[0]))
    coded = coding.code(told.codebook, told.ids[0], meals, person=person(told), seen="")
    assert coded.alike == 1
    found = {one.comment_id: one.theme_id for one in db.session.scalars(db.select(CommentTheme))}
    assert found == {told.ids[0]: meals, alike[1]: meals, alike[0]: safety}


def test_a_comment_of_only_emoji_can_be_coded_and_read(told, visit):
    run(told)
    page = visit(Role.OFFICER).get(f"/dot/{told.id}/ma-hoa?y-kien={told.ids[3]}")
    assert "👍👍" in page.get_text() and "Đúng: Không nêu lý do" in page.get_text(" ")


def test_a_comment_withdrawn_while_it_is_coded_is_said_so(told, visit):
    told.said[0].is_withdrawn = True
    db.session.commit()
    officer = visit(Role.OFFICER)
    sent = {"comment": told.ids[0], "theme": theme(told, "Bữa ăn").id, "seen": ""}
    officer.post(f"/dot/{told.id}/ma-hoa", 303, data=sent)
    assert "vừa được rút" in officer.get(f"/dot/{told.id}/ma-hoa").get_text(" ")
    assert db.session.get(CommentTheme, told.ids[0]) is None


@pytest.mark.parametrize("fields", [{}, {"comment": "x"}, {"theme": "abc"}, {"theme": "999999"}])
def test_bad_choices_are_refused_in_words(told, visit, fields):
    visit(Role.OFFICER).post(f"/dot/{told.id}/ma-hoa", None, data={"comment": told.ids[0]} | fields)
    assert db.session.scalars(db.select(CommentTheme)).all() == []


def test_a_list_is_approved_but_for_what_was_ticked_and_that_is_split_off(told, visit):
    more = [told.say(f"thực đơn tuần {number}") for number in range(3)]
    run(told)
    meals = theme(told, "Bữa ăn").id
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/chu-de/{meals}"
    shown = [one["value"] for one in officer.get(url).select("[name=shown]")]
    assert set(shown) == {told.ids[0], *more}
    officer.post(url, 303, data={"shown": shown, "comment": more[0], "new_name": "Thực đơn"})
    officer.post(url, 303, data={"shown": shown, "comment": more[1], "approve": "y"})
    rows = {one.comment_id: one for one in db.session.scalars(db.select(CommentTheme))}
    split = rows[more[0]]
    assert (split.theme_id, split.maker) == (theme(told, "Thực đơn").id, Maker.PERSON)
    assert rows[more[1]].person_id is None
    approved = rows[told.ids[0]]
    assert approved.maker is Maker.ASSISTANT and approved.person_id == person(told).id and approved.confidence
    page = officer.get(f"{url}?xem=da-duyet").get_text(" ")
    assert "máy tin" in page


def test_a_sure_list_is_not_approved_after_the_assistant_has_thought_again(told, visit):
    run(told)
    nothing = theme(told, "Không nêu lý do").id
    url, officer = f"/dot/{told.id}/chu-de/{nothing}/duyet-het", visit(Role.OFFICER)
    officer.post(url, 409, data={"run": told.codebook.run - 1})
    officer.post(url, 303, data={"run": told.codebook.run})
    assert codebooks.count_assigned(told.codebook)[0] == {nothing: 2}


def test_what_was_hidden_or_diverted_since_is_not_approved(told):
    run(told)
    nothing = line(told, "Không nêu lý do")
    line_of(told.ids[3]).state = State.HIDDEN
    line_of(told.ids[0]).state = State.DIVERTED
    db.session.flush()
    assert coding.approve_sure(told.codebook, nothing, told.codebook.run, person(told)) == 1
    assert coding.approve(told.codebook, line(told, "Bữa ăn"), [told.ids[0]], person(told)) == 0
    assert db.session.get(CommentTheme, told.ids[3]).person_id is None


def test_names_not_given_means_no_comment_is_seen_before_the_end(school, visit, noon):
    asked = Asked(school, Mode.ANONYMOUS)
    with clock.stopped(asked.consultation.closes_at - timedelta(hours=1)):
        officer = visit(Role.OFFICER)
        officer.post(f"/dot/{asked.id}/chu-de", 303, data={"start": "starter"})
        page = officer.get(f"/dot/{asked.id}/chu-de").get_text(" ")
        assert "khi đã đóng hẳn" in page
        for address in ("ma-hoa", "kiem-tra-ma-hoa", "chu-de/1"):
            officer.get(f"/dot/{asked.id}/{address}", 409)
        officer.post(f"/dot/{asked.id}/chu-de/goi-y", 409)
    visit(Role.OFFICER).get(f"/dot/{asked.id}/ma-hoa")
