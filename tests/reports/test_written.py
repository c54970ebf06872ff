"""Answers in words: covered, held back on signs, hidden with a reason, put aside; as comments are."""

import pytest

from accounts.rules import Role
from consultations.rules import QuestionKind
from core.db import db
from feedback import store as feedback
from feedback.models import Answer
from feedback.moderation import AnswerLine
from feedback.rules import DeskAct, State

PRIVATE = "Xin gọi số 0912 345 678 trước khi đón."
WORSE = "Tôi tố cáo bà kế toán tham ô tiền ăn của trẻ."
PLAIN = "Sân chơi cần thêm bóng mát."


@pytest.fixture
def told(asked):
    """Three families have written an answer; laid out."""
    asked.open = asked._question(3, QuestionKind.LONG, "Gia đình mong gì thêm?")
    db.session.flush()
    for submission, text in zip(asked.said, (PRIVATE, WORSE, PLAIN), strict=False):
        db.session.add(Answer(submission_id=submission.id, question_id=asked.open.id, slot=0, text=text))
    db.session.flush()
    asked.snapshot()
    db.session.commit()
    asked.desk = f"/dot/{asked.id}/ban-doc/tra-loi"
    asked.page = f"/dot/{asked.id}/tong-hop?cau={asked.open.id}"
    return asked


def line_of(text):
    return db.session.scalars(
        db.select(AnswerLine).join(
            Answer,
            (Answer.submission_id == AnswerLine.submission_id)
            & (Answer.question_id == AnswerLine.question_id),
        ).where(Answer.text == text)
    ).one()  # fmt: skip


def shown(told, visitor):
    return visitor.get(told.page).get_text(" ")


def test_what_is_private_is_covered_and_a_suspicion_waits(told, visit):
    """The reading desk sees the words; whoever only reads summaries does not."""
    reader = shown(told, visit(Role.OBSERVER))
    assert PLAIN in reader and "[số điện thoại]" in reader and "0912" not in reader
    assert "kế toán" not in reader and "1 câu trả lời không in ở đây" in reader
    desk = visit(Role.OFFICER).get(told.desk).get_text(" ")
    assert PRIVATE in desk and WORSE in desk
    assert "1 câu có dấu hiệu tố cáo" in visit(Role.OFFICER).get(f"/dot/{told.id}/ban-doc").get_text(" ")
    suspected = visit(Role.OFFICER).get(f"{told.desk}?tinh-trang=suspected").get_text(" ")
    assert WORSE in suspected and PLAIN not in suspected


def test_it_is_hidden_with_a_reason_and_shown_again(told, visit):
    officer, line = visit(Role.OFFICER), line_of(PLAIN)
    act = f"{told.desk}/{line.id}/viec"
    officer.post(act, 422, viec="an")
    officer.post(act, 303, viec="an", **{"ly-do": "off_topic"})
    assert PLAIN not in shown(told, officer)
    ruling = feedback.list_rulings_on_answers(told.said[2])[told.open.id, 0]
    assert (ruling.state, ruling.hide_reason.value) == (State.HIDDEN, "off_topic")
    officer.post(act, 303, viec="hien")
    assert PLAIN in shown(told, officer)
    acts = [entry.act for entry in feedback.list_log(told.consultation, line.logged_as)]
    assert acts == [DeskAct.SHOWN, DeskAct.HIDDEN]


def test_a_suspicion_is_looked_at_before_anything_else(told, visit):
    officer, line = visit(Role.OFFICER), line_of(WORSE)
    act = f"{told.desk}/{line.id}/viec"
    officer.post(act, 409, viec="an", **{"ly-do": "insult"})
    officer.post(act, 303, viec="khong-to-cao")
    assert WORSE in shown(told, officer)


def test_more_is_covered_by_hand_and_never_everything(told, visit):
    officer, line = visit(Role.OFFICER), line_of(PLAIN)
    assert "Không còn chữ nào" in officer.post(f"{told.desk}/{line.id}", 422, text=" ").get_text(" ")
    officer.post(f"{told.desk}/{line.id}", 303, text="Sân chơi cần […].")
    assert "Sân chơi cần […]." in shown(told, officer) and PLAIN not in shown(told, officer)


def test_it_is_put_aside_for_one_keeper_who_alone_opens_it(told, school, visit):
    officer, line = visit(Role.OFFICER), line_of(WORSE)
    officer.post(
        f"{told.desk}/{line.id}/chuyen-rieng", 303, **{"nguoi-giu": school.people[Role.PRINCIPAL].id}
    )
    officer.get(f"{told.desk}/{line.id}", 404)
    assert "kế toán" not in officer.get(told.desk).get_text(" ") + shown(told, officer)
    aside = f"/dot/{told.id}/chuyen-rieng"
    officer.post(f"{aside}/{line.address}/mo", 404)
    officer.post(f"{aside}/t٣/mo", 404)
    head = visit(Role.PRINCIPAL)
    assert WORSE in head.post(f"{aside}/{line.address}/mo", 200).get_text(" ")
    assert feedback.list_log(told.consultation, line.logged_as)[0].act is DeskAct.OPENED
    head.post(f"{aside}/{line.address}/tra-lai", 303)
    assert WORSE in shown(told, officer)


def test_a_line_goes_with_its_answer(told):
    """Answers given anew are deleted and written again: these are laid out again."""
    answer = db.session.scalars(db.select(Answer).where(Answer.text == PLAIN)).one()
    key = {"submission_id": answer.submission_id, "question_id": answer.question_id, "slot": 0}
    db.session.delete(answer)
    db.session.flush()
    assert feedback.count_written(told.id) == {State.WAITING: 1, State.SUSPECTED: 1}
    db.session.add(Answer(**key, text=f"{PLAIN} Cảm ơn."))
    db.session.flush()
    assert (feedback.lay_out_answers(told.id), feedback.lay_out_answers(told.id)) == (1, 0)
    assert line_of(f"{PLAIN} Cảm ơn.").text == f"{PLAIN} Cảm ơn."
