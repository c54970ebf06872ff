"""Receipts: found again by the code, changed and withdrawn until the deadline; the other doors."""

from datetime import timedelta

import pytest

from accounts.models import DataRequest
from accounts.rules import Audience, Role
from consultations.rules import Mode, Unit
from core import clock, codes
from core.db import db
from feedback import store
from feedback.models import (
    Answer,
    Authorship,
    ClauseStance,
    Comment,
    Envelope,
    Participation,
    Receipt,
    Submission,
)
from feedback.rules import Refusal, Stance
from tests.feedback.conftest import carried, filled, rows, send

SAYS = {"stance": "agree_changes", "proposed": "Mở cổng lúc 6 giờ 30.", "reason": "Đi làm sớm."}


def comment(visitor, asked, at=0, **fields):
    """The receipt code after commenting on clause number `at`."""
    answer = send(visitor, f"{asked.url}/muc/{asked.clauses[at]}", **(fields or SAYS))
    return visitor.get(answer.location).select_one(".code b").text


@pytest.mark.parametrize("mode", list(Mode))
def test_the_code_opens_what_was_said_from_anywhere(ask, visit, mode):
    asked = ask(mode=mode)
    code = comment(visit(Role.PARENT), asked)
    somewhere = visit()
    answer = somewhere.post("/tra-cuu", status=303, code=code.lower().replace("-", " "))
    assert code.replace("-", "") not in answer.location
    page = somewhere.get(answer.location)
    assert SAYS["reason"] in page.text and page.select_one(".code b").text == code
    url = f"{answer.location.removesuffix('/tiep-nhan')}/muc/{asked.clauses[0]}"
    assert filled(somewhere.get(url))["stance"] == ["agree_changes"]
    send(somewhere, url, stance="disagree", reason="Đổi ý.")
    asked.settle()
    assert [row.stance for row in rows(ClauseStance)] == [Stance.DISAGREE]
    assert len(rows(Submission)) == len(rows(Participation)) == 1


def test_the_code_of_a_signed_in_unit_opens_its_own_door(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    code = comment(visit(Role.PARENT), asked)
    other = visit(Role.PARENT)
    assert SAYS["reason"] not in other.get(f"{asked.url}/tiep-nhan").text
    answer = other.post("/tra-cuu", status=303, code=code)
    assert answer.location.startswith(asked.url)
    assert SAYS["reason"] in other.get(answer.location).text
    assert "Đồng ý nhưng cần sửa" in other.get(asked.url).text


def test_an_unknown_or_mistyped_code_is_told(visit, school):
    somewhere = visit()
    assert "Chưa tìm thấy" in somewhere.post("/tra-cuu", status=422, code=codes.draw()).text
    for typed in ("", "ABC", "I0O1" * 3):
        page = somewhere.post("/tra-cuu", status=422, code=typed)
        assert "12 chữ và số" in page.text
        assert page.select_one("#code")["value"] == typed


def test_a_cookie_that_was_forged_leads_nowhere(ask, visit):
    asked = ask()
    code = comment(visit(Role.PARENT), asked)
    somewhere = visit()
    somewhere.client.set_cookie(f"ma-{asked.id}-own", f'"{code}"')
    assert somewhere.open(f"/tra-cuu/{asked.id}/tiep-nhan", status=302).location == "/tra-cuu"
    assert somewhere.open("/tra-cuu/9999/rut", status=302).location == "/tra-cuu"


@pytest.mark.parametrize("mode", list(Mode))
def test_withdrawing_as_the_unit_takes_both_away_and_the_unit_may_answer_again(ask, visit, mode):
    asked = ask(mode=mode)
    family = visit(Role.PARENT)
    code = comment(family, asked)
    assert "Rút ý kiến?" in family.get(f"{asked.url}/rut").h1.text
    send(family, f"{asked.url}/rut")
    for table in (Submission, Participation, Authorship, Receipt, ClauseStance, Comment, Answer, Envelope):
        assert rows(table) == []
    assert "Đã rút ý kiến" in family.get(asked.url).text
    assert comment(family, asked) != code
    asked.settle()
    assert len(rows(Submission)) == 1


@pytest.mark.parametrize("changes_mind", [False, True])
def test_withdrawing_with_the_code_alone_leaves_an_empty_submission(ask, visit, changes_mind):
    asked = ask(mode=Mode.ANONYMOUS)
    code = comment(visit(Role.PARENT), asked)
    somewhere = visit()
    somewhere.post("/tra-cuu", status=303, code=code)
    send(somewhere, f"/tra-cuu/{asked.id}/rut")
    page = somewhere.get(f"/tra-cuu/{asked.id}/tiep-nhan")
    assert "Ý kiến đã được rút" in page.h1.text and SAYS["reason"] not in page.text
    if changes_mind:
        send(somewhere, f"/tra-cuu/{asked.id}/muc/{asked.clauses[0]}", stance="agree")
    asked.settle()
    assert [row.is_withdrawn for row in rows(Submission)] == [not changes_mind]
    assert len(rows(Participation)) == 1 and rows(Comment) == []
    assert sum(len(slip.stances) for batch in store.each_batch(asked.id) for slip in batch) == changes_mind


def test_after_the_close_nothing_is_changed_and_the_words_are_still_there(ask, visit):
    asked = ask()
    family = visit(Role.PARENT)
    comment(family, asked)
    data = carried(family.get(f"{asked.url}/rut"))
    with clock.stopped(clock.now() + timedelta(days=30)):
        page = family.get(f"{asked.url}/tiep-nhan")
        assert SAYS["reason"] in page.text and "Rút ý kiến" not in page.text
        assert "sửa hoặc rút" not in page.text
        assert not family.get(asked.url).select(".clause .btn, main form")
        family.open(f"{asked.url}/rut", status=302)
        family.post(f"{asked.url}/rut", status=409, data=data)
        family.post(f"{asked.url}/dong-y", status=409, data=data)
        assert family.open(f"{asked.url}/muc/{asked.clauses[1]}", status=302).location.endswith(asked.url)
    assert len(rows(Submission)) == 1


def test_after_publication_the_outcome_is_one_tap_away(ask, visit):
    asked = ask()
    family = visit(Role.PARENT)
    comment(family, asked)
    asked.consultation.closes_at = asked.consultation.published_at = clock.now()
    db.session.commit()
    for page in (asked.url, f"{asked.url}/tiep-nhan"):
        assert family.get(page).select("main a[href*='ket-qua'], main a[href*='results']")


def test_agreeing_with_the_rest_keeps_what_was_said(ask, visit):
    asked = ask(clauses=4)
    family = visit(Role.PARENT)
    comment(family, asked, at=1)
    page = family.get(asked.url)
    assert "3 mục chưa có ý kiến" in page.text
    data = carried(page)
    for _again in range(2):
        family.post(f"{asked.url}/dong-y", status=303, data=data)
    stances = {row.clause_id: row.stance for row in rows(ClauseStance)}
    assert stances == dict.fromkeys(asked.clauses, Stance.AGREE) | {asked.clauses[1]: Stance.AGREE_CHANGES}
    assert not family.get(asked.url).select("#con-lai")


def test_a_named_family_sees_its_stances_but_no_words_without_the_code(ask, visit):
    asked = ask()
    comment(visit(Role.PARENT), asked)
    other = visit(Role.PARENT)
    for page in (asked.url, f"{asked.url}/tiep-nhan"):
        text = other.get(page).text
        assert "Đồng ý nhưng cần sửa" in text and SAYS["reason"] not in text


def test_where_the_unit_is_the_person_everyone_of_the_household_answers_once(ask, visit):
    asked = ask(unit=Unit.PERSON)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    for who, stance in (("mother", "agree"), ("father", "disagree"), ("mother", "other")):
        phone = visit(Role.PARENT)
        page = phone.get(asked.url)
        assert "Ai đang trả lời?" in page.text and not page.select(".clause .btn")
        assert phone.open(url, status=302).location.endswith(asked.url)
        phone.post(f"{asked.url}/ai-tra-loi", status=422, who="dog")
        phone.post(f"{asked.url}/ai-tra-loi", who=who)
        send(phone, url, stance=stance, reason="Vì thế.", replace="y")
    assert {row.stance for row in rows(ClauseStance)} == {Stance.OTHER, Stance.DISAGREE}
    phone.post(f"{asked.url}/ai-tra-loi", who="")
    assert "Ai đang trả lời?" in phone.get(asked.url).text
    assert [row.n for row in store.count_participation(asked.id)] == [2]
    assert [row.n for row in store.count_households(asked.id)] == [1]
    assert {row.answerer.value for row in rows(Authorship)} == {"mother", "father"}


def test_a_form_sent_before_it_is_known_who_answers_is_shown_back(ask, visit):
    asked = ask(unit=Unit.PERSON)
    page = visit(Role.PARENT).post(f"{asked.url}/muc/{asked.clauses[0]}", status=409, **SAYS)
    assert str(Refusal.WHO.label) in page.text and SAYS["proposed"] in page.text


@pytest.mark.parametrize("mode", list(Mode))
def test_the_open_link_takes_part_without_an_account_and_is_counted_apart(ask, visit, mode):
    asked = ask(mode=mode, open_token="mot-lien-ket-mo", survey=True)
    neighbour = visit()
    assert "đếm riêng" in neighbour.get("/m/mot-lien-ket-mo").text or mode is Mode.ANONYMOUS
    answer = send(neighbour, f"/m/mot-lien-ket-mo/muc/{asked.clauses[0]}", **SAYS)
    assert SAYS["reason"] in neighbour.get(answer.location).text
    send(neighbour, f"/m/mot-lien-ket-mo/muc/{asked.clauses[1]}", stance="agree")
    send(visit(), f"/m/mot-lien-ket-mo/muc/{asked.clauses[1]}", stance="agree")
    asked.settle()
    assert {row.audience for row in rows(Submission)} == {Audience.COMMUNITY} and rows(Participation) == []
    assert [(row.audience, row.n) for row in store.count_submissions(asked.id)] == [(Audience.COMMUNITY, 2)]
    visit().get("/m/khong-co", status=404)


def test_a_family_on_the_open_link_does_not_touch_its_own_submission(ask, visit):
    asked = ask(open_token="lien-ket")
    family = visit(Role.PARENT)
    comment(family, asked)
    send(family, f"/m/lien-ket/muc/{asked.clauses[0]}", stance="disagree", reason="Khác.")
    assert len(rows(Submission)) == 2
    assert "Đồng ý nhưng cần sửa" in family.get(asked.url).text


def test_a_preview_shows_what_parents_see_and_sends_nothing(ask, visit):
    asked = ask(survey=True, opened_at=None, closes_at=None)
    officer = visit(Role.OFFICER)
    for path in ("", f"/muc/{asked.clauses[0]}", "/muc/0", "/khao-sat"):
        page = officer.get(f"/xem-thu/{asked.id}{path}")
        assert "Bản xem thử" in page.text
        assert not page.select("main button:not([disabled])")
        officer.open(f"/xem-thu/{asked.id}{path}", method="POST", status=405)
    visit(Role.TEACHER).get(f"/xem-thu/{asked.id}", status=403)
    visit(Role.PARENT).get(f"/xem-thu/{asked.id}", status=403)


def test_nobody_takes_part_before_the_opening(ask, visit):
    asked = ask(opened_at=None, closes_at=None)
    family = visit(Role.PARENT)
    page = family.post(f"{asked.url}/muc/{asked.clauses[0]}", status=409, **SAYS)
    assert str(Refusal.NOT_OPEN.label) in page.text and SAYS["reason"] in page.text


def test_the_privacy_notice_is_for_everybody(visit):
    assert "91/2025/QH15" in visit().get("/quyen-rieng-tu").text


def test_who_is_signed_out_is_sent_to_the_door(ask, visit):
    asked = ask()
    visit().open(asked.url, status=302)


@pytest.mark.parametrize("mode", list(Mode))
def test_the_holder_of_a_code_asks_the_school_and_nothing_leads_to_the_submission(ask, visit, mode):
    asked = ask(mode=mode)
    family = visit(Role.PARENT)
    family.get(f"{asked.url}/yeu-cau", 302)
    comment(family, asked)
    page = family.get(f"{asked.url}/yeu-cau")
    assert "Xin chọn một mục." in family.post(f"{asked.url}/yeu-cau", 422).text
    told = {"kind": "correct", "wish": "Ghi nhầm tên lớp.", "who": "Bố cháu Bình"}
    family.post(f"{asked.url}/yeu-cau", 303, **told)
    assert page.h1 and "đã nhận yêu cầu số" in family.get(f"{asked.url}/tiep-nhan").get_text(" ")
    (made,) = rows(DataRequest)
    assert (made.wish, made.by_id, made.about) == (told["wish"], None, asked.consultation.title)
    kept = {column.name for column in DataRequest.__table__.columns}
    assert not kept & {"submission_id", "tag", "participation_id", "consultation_id"}
