"""Outcomes: who answers by when, the dissent that was weighed, same opinion same answer, the clock."""

from datetime import UTC, date, datetime, timedelta

from accounts.rules import Role
from core import clock
from core.db import db
from feedback import store as feedback
from reports import printers, store
from reports.rules import Decision
from reports.store import LetterPlan
from tests.reports.conftest import CHANGES, DISAGREE


def path(asked, tail):
    return f"/dot/{asked.id}/{tail}"


def waiting(asked):
    return store.waiting(
        store.summary_of(store.get_snapshot(asked.consultation)), store.list_outcomes(asked.consultation)
    )


def test_answers_are_given_to_somebody_with_a_day(asked, school, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    page = officer.get(path(asked, "giao-viec"))
    assert "Khoản 2 Điều 1" in page.text and "Người teacher" not in page.text
    principal = str(school.people[Role.PRINCIPAL].id)
    fields = {"clauses": [str(asked.second.id), "0"], "person_id": principal, "due_on": "2026-10-15"}
    officer.post(path(asked, "giao-viec"), 303, data=fields)
    assert "Người principal, hạn 15/10/2026" in officer.get(path(asked, "tra-loi")).text
    with clock.stopped(datetime(2026, 10, 16, 5, tzinfo=UTC)):
        assert "(quá hạn)" in officer.get(path(asked, "tra-loi")).text
    page = officer.post(path(asked, "giao-viec"), 422, data=fields | {"due_on": "2026-10-01"})
    assert "không thể ở trước hôm nay" in page.text
    officer.post(path(asked, "giao-viec"), 422, person_id=principal, due_on="2026-10-15")


def test_the_dissent_is_weighed_and_printed(asked, visit):
    asked.comment(asked.said[1], asked.second, DISAGREE, reason="Mưa thì không kịp.")
    asked.snapshot()
    officer = visit(Role.OFFICER)
    address = path(asked, f"tra-loi/{asked.second.id}")
    offered = officer.get(address).select("input[name=dissent_id]")
    assert len(offered) == 2
    rain = next(one for one in offered if "Mưa" in one.find_parent("label").text)
    officer.post(address, 303, decision="partly", reason="Đến 17 giờ 15.", dissent_id=rain["value"])
    assert store.list_outcomes(asked.consultation)[asked.second.id].dissent_id == rain["value"]
    letter = printers.preview(asked.consultation, store.get_snapshot(asked.consultation), LetterPlan())
    said = [getattr(block, "text", "") for block in letter.blocks]
    assert "Ý kiến không nhất trí đã xem xét: “Mưa thì không kịp”." in said


def test_who_chooses_none_has_weighed_what_most_said(asked):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    row = feedback.list_standing([store.list_outcomes(asked.consultation)[asked.second.id].dissent_id])[0]
    assert row.reason == "Nhà xa, không kịp giờ."


def test_nothing_is_published_while_a_dissent_was_not_weighed(asked, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    assert not waiting(asked)
    store.list_outcomes(asked.consultation)[asked.second.id].dissent_id = None
    db.session.commit()
    assert waiting(asked).number == 1
    principal = visit(Role.PRINCIPAL)
    principal.post(path(asked, "cong-khai"), 409)
    assert "chưa được ghi là đã xem xét: Khoản 2 Điều 1" in principal.get(path(asked, "tra-loi")).text


def test_the_same_opinion_elsewhere_gets_the_same_answer(asked, visit):
    asked.comment(asked.said[2], asked.first, CHANGES, proposed="TRA TRE TRUOC 17 GIO 30")
    asked.said[2].stances[0].stance = CHANGES
    db.session.commit()
    asked.snapshot()
    officer = visit(Role.OFFICER)
    address = path(asked, f"tra-loi/{asked.second.id}")
    assert [one["value"] for one in officer.get(address).select("input[name=also]")] == [str(asked.first.id)]
    officer.post(address, 303, decision="accepted", reason="Đã sửa.", also=str(asked.first.id))
    outcomes = store.list_outcomes(asked.consultation)
    assert outcomes[asked.first.id].reason == outcomes[asked.second.id].reason == "Đã sửa."
    assert waiting(asked).clauses == ()


def test_publishing_has_five_working_days_and_the_board_reminds(asked, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)  # on Monday, 12/10
    principal = visit(Role.PRINCIPAL)
    assert "Xin công khai" not in principal.get("/").text
    asked.decide(None, Decision.ACCEPTED)
    assert store.publish_by(asked.consultation, store.list_outcomes(asked.consultation)) == date(2026, 10, 19)
    assert "thứ Hai, 19/10/2026" in principal.get("/").text
    with clock.stopped(clock.now() + timedelta(days=8)):
        board = principal.get("/")
        assert "Đã quá hạn công khai" in board.text and board.select(".queue .hot")
    principal.post(path(asked, "cong-khai"), 303)
    # 20 consecutive days.
    assert "ít nhất đến hết Chủ nhật, 01/11/2026" in visit(Role.PARENT).get(path(asked, "ket-qua")).text
