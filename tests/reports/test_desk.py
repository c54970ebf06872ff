"""The reading desk: what lies there, what is found, what is decided, and who is told."""

import pytest

from accounts.rules import Audience, Role
from consultations.rules import Mode
from core import clock
from core.db import db
from core.errors import Refused
from feedback import store as feedback
from feedback.models import Comment
from feedback.moderation import DeskLine
from feedback.rules import Channel, HideReason, State
from reports import store
from reports.printers import opinions
from reports.store import Sieve
from tests.reports.conftest import CHANGES, DISAGREE, Asked, listed


@pytest.fixture
def desk(asked):
    """The consultation of conftest, laid out: five comments, of which three of a kind say the same."""
    feedback.lay_out_all(asked.id)
    db.session.commit()
    asked.desk = f"/dot/{asked.id}/ban-doc"
    return asked


def test_a_label_of_several_audiences_lies_on_the_desk_too(asked, visit):
    """As small consultations without names are released: no audience, and a label of any length."""
    label = "3 tuổi A, 3 tuổi B, 3 tuổi C, 4 tuổi A, 4 tuổi B, 5 tuổi A; giáo viên; nhân viên"
    for submission in asked.said:
        submission.audience, submission.group = None, label
    db.session.commit()
    asked.snapshot()
    db.session.commit()
    desk = visit(Role.OFFICER).get(f"/dot/{asked.id}/ban-doc").get_text(" ")
    assert label in desk and "None" not in desk


def texts(desk, **sieve):
    """What list_lines gives, as {words: how many say so}."""
    rows = store.list_lines(desk.id, Sieve(**sieve))
    kin = store.count_kin(desk.id, [line.kin_id for line, _comment in rows])
    return {comment.proposed or comment.reason: kin[line.kin_id] for line, comment in rows}


def said(desk, text, submission=2, clause="second", stance=CHANGES, **words):
    desk.comment(
        desk.said[submission], clause and getattr(desk, clause), stance, **({"reason": text} | words)
    )
    db.session.flush()
    feedback.lay_out_all(desk.id)
    db.session.commit()
    return db.session.scalars(db.select(DeskLine).order_by(DeskLine.id.desc())).first()


def test_copies_with_and_without_dau_lie_as_one_with_their_number(desk):
    found = texts(desk)
    assert sorted(found.values()) == [1, 1, 3]
    assert store.count_lines(desk.id, Sieve()) == 3


def test_words_are_found_without_dau_and_not_across_other_words(desk):
    said(desk, "Học phí nên thu theo tháng.")
    said(desk, "Học sinh không phải đóng phí gửi xe.", submission=1)
    assert list(texts(desk, words="hoc phi")) == ["Học phí nên thu theo tháng."]
    assert list(texts(desk, words="HỌC PHÍ")) == ["Học phí nên thu theo tháng."]
    assert list(texts(desk, words="phí nên th")) == ["Học phí nên thu theo tháng."]
    assert texts(desk, words="khong co chu nay") == {}
    assert texts(desk, words="🙂 ?!") == {}
    assert texts(desk, words="\" OR ' *") == {}


def test_what_is_found_is_of_this_consultation_only(desk, school):
    other = Asked(school)
    feedback.lay_out_all(other.id)
    assert {line.consultation_id for line, _c in store.list_lines(desk.id, Sieve(words="nha xa"))} == {
        desk.id
    }


def test_each_sieve_lets_through_its_own(desk):
    assert list(texts(desk, stance=DISAGREE)) == ["Nhà xa, không kịp giờ."]
    assert list(texts(desk, clause=0)) == ["Xin phát bản in cho ông bà."]
    assert len(texts(desk, clause=desk.second.id)) == 2
    assert texts(desk, clause=desk.first.id) == {}
    assert list(texts(desk, audience=Audience.TEACHERS).values()) == [
        3
    ]  # the teacher's copy stands for its kin
    assert texts(desk, channel=Channel.PAPER) == {} and len(texts(desk, channel=Channel.WEB)) == 3
    groups = [texts(desk, group=name) for name in store.list_offered(desk.id)["group"]]
    assert sum(map(len, groups)) == 4
    assert store.list_offered(desk.id)["audience"] == [Audience.PARENTS, Audience.TEACHERS]


def test_nothing_loads_all_and_no_line_is_skipped(desk):
    for number in range(7):
        said(desk, f"Ý kiến thứ {number} về giờ trả trẻ buổi chiều", submission=number % 5)
    seen, after = [], 0
    while rows := store.list_lines(desk.id, Sieve(), after=after, limit=3):
        assert len(rows) <= 3
        seen += [line.id for line, _comment in rows]
        after = rows[-1][0].id
    assert len(seen) == len(set(seen)) == store.count_lines(desk.id, Sieve()) == 10


def test_what_its_author_wrote_anew_or_took_back_is_gone(desk):
    line = said(desk, "Câu này sẽ được thay.")
    assert "Câu này sẽ được thay." in texts(desk)
    db.session.get(Comment, line.comment_id).is_superseded = True
    db.session.flush()
    assert "Câu này sẽ được thay." not in texts(desk)
    db.session.execute(db.delete(Comment).where(Comment.id == line.comment_id))
    db.session.flush()
    assert db.session.scalar(db.select(db.func.count(DeskLine.id)).where(DeskLine.id == line.id)) == 0
    assert texts(desk, words="câu này") == {}


def test_when_the_first_of_its_kind_goes_the_others_stay(desk):
    first = min(line.id for line, _c in store.list_lines(desk.id, Sieve(stance=CHANGES)))
    comment = db.session.get(Comment, db.session.get(DeskLine, first).comment_id)
    comment.is_superseded = True
    db.session.flush()
    assert list(texts(desk, stance=CHANGES).values()) == [2]


def test_without_names_nothing_lies_there_before_the_end(asked_without_names, late):
    asked = asked_without_names
    with clock.stopped(late[0]):
        feedback.lay_out_all(asked.id)
        assert store.list_lines(asked.id, Sieve()) == []
    with clock.stopped(late[1]):
        feedback.lay_out_all(asked.id)
        lines = [line for line, _comment in store.list_lines(asked.id, Sieve())]
        assert lines and {line.channel for line in lines} == {None}
        every = db.session.scalars(db.select(DeskLine).order_by(DeskLine.id)).all()
        assert [line.comment_id for line in every] == sorted(line.comment_id for line in every)
    assert asked.consultation.mode is Mode.ANONYMOUS


# Deciding


def test_a_decision_holds_for_all_that_say_the_same_and_is_logged(desk, school, visit):
    officer = visit(Role.OFFICER)
    line = store.list_lines(desk.id, Sieve(stance=CHANGES))[0][0]
    officer.post(f"{desk.desk}/{line.id}/viec", 303, viec="an", **{"ly-do": "off_topic"})
    kin = db.session.scalars(db.select(DeskLine).where(DeskLine.kin_id == line.kin_id)).all()
    assert [one.state for one in kin] == [State.HIDDEN] * 3
    page = officer.get(f"{desk.desk}/{line.id}").get_text(" ")
    assert "Không nói về dự thảo đang lấy ý kiến" in page and school.people[Role.OFFICER].full_name in page
    assert store.list_comments([one.comment_id for one in kin]) == []
    officer.post(f"{desk.desk}/{line.id}/viec", 303, viec="hien")
    assert len(store.list_comments([one.comment_id for one in kin])) == 3


def test_hiding_needs_a_reason_of_the_list(desk, visit):
    line = store.list_lines(desk.id, Sieve())[0][0]
    for reason in ("", "vì thế"):
        page = visit(Role.OFFICER).post(f"{desk.desk}/{line.id}/viec", 422, viec="an", **{"ly-do": reason})
        assert "Xin chọn lý do" in page.get_text(" ")
    assert db.session.get(DeskLine, line.id).state is State.WAITING


def test_a_line_split_off_is_decided_alone(desk, visit):
    officer = visit(Role.OFFICER)
    line = store.list_lines(desk.id, Sieve(stance=CHANGES))[0][0]
    one = db.session.scalars(
        db.select(DeskLine.id).where(DeskLine.kin_id == line.kin_id, DeskLine.id != line.id)
    ).first()
    officer.post(f"{desk.desk}/{one}/viec", 303, viec="tach")
    officer.post(f"{desk.desk}/{one}/viec", 303, viec="duyet")
    assert db.session.get(DeskLine, one).state is State.APPROVED
    assert sorted(texts(desk, stance=CHANGES).values()) == [1, 2]


def test_reading_and_approving_a_page(desk, visit):
    officer = visit(Role.OFFICER)
    page = officer.get(desk.desk)
    assert len(page.select("article")) == 3 and len(page.select(".dk__new")) == 3
    form = page.select_one("#onward")
    officer.post(form["action"], 303, data={
        "id": [one["value"] for one in form.select("[name=id]")], "ve": form.select_one("[name=ve]")["value"],
    })  # fmt: skip
    assert officer.get(f"{desk.desk}?chua-doc=1").select("article") == []
    ids = [one["data-id"] for one in page.select("article")]
    officer.post(f"{desk.desk}/duyet", 303, data={"id": ids})
    assert len(officer.get(f"{desk.desk}?tinh-trang=approved").select("article")) == 3


def test_a_new_copy_takes_over_what_was_decided_and_counts(desk, visit):
    line = store.list_lines(desk.id, Sieve(stance=DISAGREE))[0][0]
    visit(Role.OFFICER).post(f"{desk.desk}/{line.id}/viec", 303, viec="an", **{"ly-do": "insult"})
    copy = said(desk, "nha xa, khong kip gio", submission=1, stance=DISAGREE)
    assert (copy.state, copy.hide_reason, copy.is_read) == (State.HIDDEN, HideReason.INSULT, True)
    assert texts(desk, state=State.HIDDEN) == {"Nhà xa, không kịp giờ.": 2}


def test_a_filter_the_page_does_not_know_changes_nothing(desk, visit):
    page = visit(Role.OFFICER).get(f"{desk.desk}?muc=abc&doi-tuong=ma&tinh-trang=x&sau=y&tim=")
    assert len(page.select("article")) == 3


def test_another_school_sees_no_line(desk, school, visit):
    line = store.list_lines(desk.id, Sieve())[0][0]
    with pytest.raises(Exception, match="No row"):
        feedback.get_line(school.id + 1, desk.id, line.id)
    visit(Role.OFFICER).get(f"/dot/{desk.id}/ban-doc/{line.id + 1000}", 404)


# What others read


def test_what_is_private_is_covered_wherever_it_is_printed(desk, visit):
    line = said(desk, "Cháu Bống hay ốm, xin gọi 0912 345 678.")
    assert line.is_covered
    officer, observer = visit(Role.OFFICER), visit(Role.OBSERVER)
    assert "0912 345 678" in officer.get(f"{desk.desk}/{line.id}").get_text(" ")
    desk.snapshot()
    for page in (officer, observer):
        shown = page.get(f"/dot/{desk.id}/tong-hop").get_text(" ")
        assert "0912 345 678" not in shown and "[số điện thoại]" in shown and "Bống" not in shown
    officer.post(f"{desk.desk}/{line.id}", 303, proposed="", reason="Cháu hay ốm.")
    assert "Cháu hay ốm." in observer.get(f"/dot/{desk.id}/tong-hop").get_text(" ")
    page = officer.post(f"{desk.desk}/{line.id}", 422, proposed="", reason=" ")
    assert "Không còn chữ nào" in page.get_text(" ")


def test_what_may_be_a_denunciation_waits_until_somebody_has_looked(desk, visit):
    line = said(desk, "Cô ấy đánh cháu bầm tím.")
    assert line.state is State.SUSPECTED and line.in_danger
    summary = store.summary_of(desk.snapshot())
    assert line.comment_id in listed(summary) and store.list_comments([line.comment_id]) == []
    officer = visit(Role.OFFICER)
    assert "111" in officer.get(desk.desk).get_text(" ")
    with pytest.raises(Refused):
        feedback.approve(desk.consultation, [line.id], line)
    officer.post(f"{desk.desk}/{line.id}/viec", 303, viec="khong-to-cao")
    assert len(store.list_comments([line.comment_id])) == 1


def test_near_copies_are_one_opinion_in_print_and_another_number_is_not(desk):
    said(desk, "Tra tre truoc 17 gioo 30 nha", submission=1, stance=CHANGES)
    said(desk, "Trả trẻ trước 17 giờ 30 nhé", submission=0, stance=CHANGES)
    said(desk, "Trả trẻ trước 18 giờ 30 nhé", submission=4, stance=CHANGES)
    summary = desk.summary()
    comments, _last = store.list_page(summary, desk.second.id)
    assert [one.number for one in opinions.merge(comments, summary)] == [5, 1, 1]
