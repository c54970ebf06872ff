"""A clause on the phone: stance and words, once, kept, changed, refused."""

from datetime import timedelta

import pytest

from accounts.rules import Audience, Role
from consultations.rules import Mode
from core import clock
from feedback.models import Authorship, ClauseStance, Comment, Participation, Receipt, Submission
from feedback.rules import COMMENT_MAX_CHARS, Refusal, Stance
from tests.feedback.conftest import carried, filled, rows, send

SAYS = {"stance": "agree_changes", "proposed": "Mở cổng lúc 6 giờ 30.", "reason": "Đi làm sớm."}


def test_a_family_gives_a_stance_and_words_and_gets_a_receipt(ask, visit):
    asked = ask()
    family = visit(Role.PARENT)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    page = family.get(url)
    assert page.h1.text == "Góp ý Điều 1"
    code = page.select_one(".code b").text
    answer = send(family, url, **SAYS)
    assert answer.location.endswith("/tiep-nhan")
    receipt = family.get(answer.location)
    assert receipt.select_one(".code b").text == code
    assert "Mở cổng lúc 6 giờ 30." in receipt.text and "Đồng ý nhưng cần sửa" in receipt.text
    (submission,) = rows(Submission)
    assert submission.group == "3 tuổi A" and submission.authorship.participation_id
    (comment,) = rows(Comment)
    assert comment.folded == "mo cong luc 6 gio 30.\ndi lam som."
    assert code.replace("-", "") not in rows(Receipt)[0].tag


def test_an_anonymous_submission_shares_only_the_consultation_with_its_participation(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", **SAYS)
    asked.settle()
    (submission,) = rows(Submission)
    assert rows(Authorship) == [] and submission.group == "3 tuổi A"
    assert len(rows(Participation)) == 1


def test_a_second_tap_and_a_lost_reply_give_the_same_receipt(ask, visit):
    for mode in Mode:
        asked = ask(mode=mode)
        family = visit(Role.PARENT)
        url = f"{asked.url}/muc/{asked.clauses[0]}"
        data = carried(family.get(url)) | SAYS
        for _again in range(3):
            answer = family.post(url, status=303, data=data)
        assert family.get(answer.location).select_one(".code b").text.replace("-", "") == data["receipt"]
        asked.settle()
    assert len(rows(Submission)) == len(rows(Participation)) == len(rows(Comment)) == len(rows(Receipt)) == 2


@pytest.mark.parametrize("mode", list(Mode))
def test_two_tabs_opened_before_the_first_is_sent_are_one_submission(ask, visit, mode):
    asked = ask(mode=mode)
    family = visit(Role.PARENT)
    first, second = (f"{asked.url}/muc/{clause}" for clause in asked.clauses[:2])
    one = carried(family.get(first)) | SAYS
    family.client.delete_cookie(
        next(c for c in family.client._cookies.values() if c.key.startswith("ma-")).key
    )
    other = carried(family.get(second)) | SAYS
    assert one["receipt"] != other["receipt"]
    family.post(first, status=303, data=one)
    answer = family.post(second, status=303, data=other)
    code = family.get(answer.location).select_one(".code b").text.replace("-", "")
    asked.settle()
    assert len(rows(Submission)) == len(rows(Participation)) == 1 and len(rows(ClauseStance)) == 2
    # Without names the first stays the only one: two would tell the released submission from the others.
    assert len(rows(Receipt)) == (2 if mode is Mode.NAMED else 1)
    assert code == (other if mode is Mode.NAMED else one)["receipt"]


def test_words_are_never_overwritten(ask, visit):
    asked = ask()
    family = visit(Role.PARENT)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    send(family, url, **SAYS)
    form = filled(family.get(url))
    assert form["proposed"].strip() == SAYS["proposed"] and form["stance"] == ["agree_changes"]
    send(family, url, stance="disagree", reason="Sớm quá.")
    assert {(c.reason, c.is_superseded) for c in rows(Comment)} == {
        ("Đi làm sớm.", True),
        ("Sớm quá.", False),
    }
    assert [row.stance for row in rows(ClauseStance)] == [Stance.DISAGREE]


def test_a_second_device_is_told_of_the_stance_and_asked_before_it_is_replaced(ask, visit):
    asked = ask()
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    send(visit(Role.PARENT), url, **SAYS)
    other = visit(Role.PARENT)
    page = other.get(url)
    assert "Đồng ý nhưng cần sửa" in page.select_one(".note--gold").text
    assert SAYS["reason"] not in page.text
    page = send(other, url, status=409, stance="disagree", reason="Không cần.")
    assert "Không cần." in page.text and str(Refusal.REPLACES.label) in page.text
    assert [row.stance for row in rows(ClauseStance)] == [Stance.AGREE_CHANGES]
    send(other, url, stance="disagree", reason="Không cần.", replace="y")
    assert [row.stance for row in rows(ClauseStance)] == [Stance.DISAGREE]
    assert len(rows(Submission)) == 1 and len(rows(Receipt)) == 2


def test_who_took_part_without_a_name_and_lacks_the_code_keeps_the_words_on_the_screen(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    other = visit(Role.PARENT)
    data = carried(other.get(url)) | {"stance": "disagree", "reason": "Viết từ máy thứ hai."}
    send(visit(Role.PARENT), url, **SAYS)
    page = other.post(url, status=409, data=data)
    assert "Viết từ máy thứ hai." in page.text and str(Refusal.HAS_TAKEN_PART.label) in page.text
    page = other.get(asked.url)
    assert "Đồng ý nhưng cần sửa" not in page.text and not page.select(".clause .btn")
    assert other.open(url, status=302).location.endswith(asked.url)
    asked.settle()
    assert [row.stance for row in rows(ClauseStance)] == [Stance.AGREE_CHANGES]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Xin chọn một trong bốn ý kiến."),
        ({"stance": "yes", "reason": "Vì thế"}, "Xin chọn"),
        ({"stance": "agree_changes", "reason": "  \u200b "}, str(Refusal.WHY.label)),
        ({"stance": "other"}, str(Refusal.WHY.label)),
        ({"stance": "disagree", "reason": "đ" * (COMMENT_MAX_CHARS + 1)}, "nhiều nhất 4000 chữ cái"),
        ({"stance": "disagree", "proposed": "đ" * (COMMENT_MAX_CHARS + 1)}, "nhiều nhất 4000 chữ cái"),
    ],
)
def test_a_wrong_form_comes_back_with_everything_typed(ask, visit, fields, message):
    asked = ask()
    page = send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", status=422, **fields)
    assert message in page.select_one(".err").text
    assert page.select_one("textarea[name=reason]").text.strip() == fields.get("reason", "").strip(" \u200b")
    assert rows(Submission) == []


def test_each_sentence_above_a_wrong_form_names_its_box(ask, visit):
    asked = ask()
    fields = {"stance": "other", "proposed": "đ" * 4001, "reason": "đ" * 4001}
    page = send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", status=422, **fields)
    told = [link.get_text() for link in page.select(".err a")]
    assert [one.split(":")[0] for one in told] == ["Đề nghị sửa thành", "Lý do"]


def test_line_breaks_of_a_form_do_not_count_twice(ask, visit):
    asked = ask()
    words = ("a\r\n" * COMMENT_MAX_CHARS)[: COMMENT_MAX_CHARS // 2 * 3 - 2]
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="disagree", reason=words)
    assert len(rows(Comment)[0].reason) == COMMENT_MAX_CHARS - 1


def test_the_whole_draft_takes_words_only(ask, visit):
    asked = ask()
    family = visit(Role.PARENT)
    url = f"{asked.url}/muc/0"
    send(family, url, status=422, stance="agree")
    send(family, url, stance="agree", reason="Dễ hiểu.")
    send(family, url, stance="agree", reason="Rất dễ hiểu.")
    assert {(c.clause_id, c.reason, c.is_superseded) for c in rows(Comment)} == {
        (None, "Dễ hiểu.", True),
        (None, "Rất dễ hiểu.", False),
    }
    assert rows(ClauseStance) == []


def test_a_form_shown_before_the_close_is_taken_fifteen_minutes_longer(ask, visit):
    asked = ask(closes_at=clock.now() + timedelta(minutes=1))
    family = visit(Role.PARENT)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    data = carried(family.get(url)) | SAYS
    start = clock.now()
    with clock.stopped(start + timedelta(minutes=15)):
        family.post(url, status=303, data=data)
    with clock.stopped(start + timedelta(minutes=17)):
        page = family.post(url, status=409, data=data | {"reason": "Muộn mất rồi."})
        assert "Muộn mất rồi." in page.text and "văn phòng nhà trường" in page.select_one(".err").text
    with clock.stopped(start + timedelta(minutes=5)):
        forged = data | {"shown": "x" + data["shown"], "reason": "Giả."}
        family.post(url, status=409, data=forged)
    assert [comment.reason for comment in rows(Comment)] == ["Đi làm sớm."]


def test_a_form_of_one_family_sent_as_another_is_shown_back(ask, visit, school):
    asked = ask()
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    data = carried(visit(school.households[0]).get(url)) | SAYS
    page = visit(school.households[1]).post(url, status=409, data=data)
    assert str(Refusal.OTHER_UNIT.label) in page.text and SAYS["reason"] in page.text
    assert carried(page)["receipt"] != data["receipt"]
    assert rows(Submission) == []


def test_two_families_on_one_phone_keep_two_codes(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    phone = visit(school.households[0])
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    send(phone, url, **SAYS)
    for household in (school.households[1], school.households[0]):
        with phone.client.session_transaction() as session:
            session["_user_id"] = household.get_id()
        phone.get(url)
        send(phone, url, stance="disagree", reason=f"Nhà {household.family_code}")
    asked.settle()
    assert len(rows(Submission)) == len(rows(Participation)) == 2


def test_somebody_who_is_not_asked_gets_a_clear_page(ask, visit, school):
    asked = ask()
    teacher = visit(Role.TEACHER)
    for page in ("", f"/muc/{asked.clauses[0]}", "/muc/0", "/tiep-nhan", "/rut"):
        assert str(Refusal.NOT_ASKED.label) in teacher.get(asked.url + page, status=403).text
    visit(Role.ADMINISTRATOR).get(asked.url, status=403)


def test_a_teacher_who_is_asked_comments_the_same_way(ask, visit, school):
    asked = ask()
    asked.ask(school.people[Role.TEACHER], audience=Audience.TEACHERS)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    teacher = visit(Role.TEACHER)
    assert "Anh/chị thấy thế nào?" in teacher.get(url).text
    send(teacher, url, **SAYS)
    elsewhere = visit(Role.TEACHER)
    assert SAYS["reason"] in elsewhere.get(url).text
    send(elsewhere, url, stance="agree")
    assert [row.stance for row in rows(ClauseStance)] == [Stance.AGREE]
    assert (rows(Submission)[0].audience, rows(Submission)[0].group) == (Audience.TEACHERS, "")


def test_clauses_of_other_consultations_are_not_found(ask, visit):
    asked, other = ask(), ask()
    family = visit(Role.PARENT)
    family.get(f"{asked.url}/muc/{other.clauses[0]}", status=404)
    family.post(f"{asked.url}/muc/{other.clauses[0]}", status=404, data=SAYS)
    family.get("/y-kien/9999", status=404)
