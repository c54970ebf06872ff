"""When the draft changes, those who spoke are told and asked: keep, change or take back."""

from datetime import timedelta

import pytest

from accounts.rules import Role
from consultations import store as consultations
from consultations.models import Clause, Draft
from consultations.rules import Kind, Unit
from core import clock
from core.db import db, step
from feedback.models import ClauseStance, Comment, Submission
from tests.feedback.conftest import carried, rows, send

NOTE = "Nhiều gia đình đề nghị đổi giờ."


def publish(asked, texts, note=NOTE):
    """A next version with `texts` {place from 1: new text, or None: taken out}; others stay as they are."""
    with step():
        consultation = consultations.get_any(asked.id)
        pending = consultations.copy_version(consultation)
        for clause in list(pending.clauses):
            if texts.get(clause.position, "") is None:
                db.session.delete(clause)
            elif clause.position in texts:
                clause.text = texts[clause.position]
        db.session.flush()
        db.session.expire(pending)
        consultations.publish_version(
            consultation, note=note, decided={}, descents=[],
            seen=consultations.get_proposal(consultation).seen,
        )  # fmt: skip


def say(family, asked, at, stance="disagree", reason="Sớm quá."):
    return send(family, f"{asked.url}/muc/{asked.clauses[at]}", stance=stance, reason=reason)


@pytest.fixture
def spoken(ask, visit, school):
    """(asked, a family that disagreed with clause 1 and agreed with the other two)."""
    asked, family = ask(), visit(school.households[0])
    say(family, asked, 0)
    family.post(f"{asked.url}/dong-y", status=303, data=carried(family.get(asked.url)))
    return asked, family


def said():
    db.session.expire_all()
    return {one.clause_id: (one.stance.value, one.version) for one in rows(ClauseStance)}


def test_who_has_spoken_is_told_and_asked_about_the_changed_clause_only(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    home = family.get("/")
    assert "Dự thảo đã đổi sau khi góp ý" in home.text
    page = family.get(asked.url)
    assert NOTE in page.text and "1 mục đã góp ý nay có lời văn mới" in page.text
    assert "1 mục đã góp ý nay có lời văn mới" in family.get(f"{asked.url}/tiep-nhan").text
    asks = family.get(f"{asked.url}/con-dung")
    assert [one.h2.text for one in asks.select("section.sheet")] == ["Điều 1. Việc thứ 1"]
    assert "Sớm quá." in asks.text and "8 giờ." in asks.select("section ins")[0].text


def test_who_was_silent_on_it_is_not_asked(ask, visit, school):
    asked, family = ask(), visit(school.households[1])
    say(family, asked, 2)
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    assert "nay có lời văn mới" not in family.get(asked.url).text
    assert "đã đổi sau khi góp ý" not in family.get("/").text
    family.get(f"{asked.url}/con-dung", status=302)


def test_kept_it_is_meant_for_the_new_words(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    send(family, f"{asked.url}/con-dung", clause=asked.clauses[0], wish="keep")
    assert said()[asked.clauses[0]] == ("disagree", 2)
    assert [(one.reason, one.version) for one in rows(Comment)] == [("Sớm quá.", 1)]
    assert "nay có lời văn mới" not in family.get(asked.url).text
    publish(asked, {1: "Gia đình đến lúc 9 giờ."})
    assert "nay có lời văn mới" in family.get(asked.url).text


def test_changed_it_is_a_new_opinion_and_the_old_words_stay_superseded(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    page = family.get(f"{asked.url}/muc/{asked.clauses[0]}")
    assert "8 giờ." in page.text and "đã đổi sau khi góp ý" in page.text
    say(family, asked, 0, "agree", "")
    assert said()[asked.clauses[0]] == ("agree", 2)
    assert [(one.is_superseded, one.version) for one in rows(Comment)] == [(True, 1)]


def test_sent_again_as_it_was_it_is_confirmed(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    say(family, asked, 0)
    assert said()[asked.clauses[0]] == ("disagree", 2)
    assert len(rows(Comment)) == 1


def test_taken_back_it_leaves_the_rest_alone(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    send(family, f"{asked.url}/con-dung", clause=asked.clauses[0], wish="take-back")
    assert said() == {asked.clauses[1]: ("agree", 1), asked.clauses[2]: ("agree", 1)}
    assert [one.is_superseded for one in rows(Comment)] == [True]


def test_when_all_is_taken_back_nothing_was_said_and_the_family_may_answer_again(ask, visit, school):
    asked, family = ask(), visit(school.households[0])
    say(family, asked, 0)
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    send(family, f"{asked.url}/con-dung", clause=asked.clauses[0], wish="take-back")
    assert rows(Submission) == []
    say(family, asked, 0)


def test_a_clause_taken_out_keeps_what_was_said_of_it(spoken):
    asked, family = spoken
    publish(asked, {1: None})
    asks = family.get(f"{asked.url}/con-dung")
    assert "Mục đã bỏ" in asks.text and "Sớm quá." in asks.text
    assert not asks.select("section a[href*='/muc/']")
    receipt = family.get(f"{asked.url}/tiep-nhan")
    assert "đã bỏ ở phiên bản 2" in receipt.text and "cùng làm việc thứ 1" in receipt.text
    send(family, f"{asked.url}/con-dung", clause=asked.clauses[0], wish="keep")
    assert asked.clauses[0] in said()
    assert "nay có lời văn mới" not in family.get(asked.url).text


def test_a_form_shown_before_is_about_the_words_that_stood_on_it(ask, visit, school):
    asked, family = ask(), visit(school.households[0])
    first = carried(family.get(f"{asked.url}/muc/{asked.clauses[0]}"))
    rest = carried(family.get(asked.url))
    publish(asked, {1: "Gia đình đến lúc 8 giờ.", 2: None})
    family.post(
        f"{asked.url}/muc/{asked.clauses[0]}", status=303,
        data=first | {"stance": "disagree", "reason": "Sớm quá."},
    )  # fmt: skip
    family.post(f"{asked.url}/dong-y", status=303, data=rest | {"receipt": first["receipt"]})
    assert said() == {
        asked.clauses[0]: ("disagree", 1),
        asked.clauses[1]: ("agree", 1),
        asked.clauses[2]: ("agree", 1),
    }
    assert "2 mục đã góp ý nay có lời văn mới" in family.get(asked.url).text


def test_a_form_that_comes_back_wrong_still_knows_its_words(ask, visit, school):
    asked, family = ask(), visit(school.households[0])
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    first = carried(family.get(url))
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    page = family.post(url, status=422, data=first | {"stance": "agree_changes"})
    assert "cùng làm việc thứ 1" in page.text
    family.post(url, status=303, data=carried(page) | {"stance": "agree_changes", "reason": "Muộn hơn."})
    assert said()[asked.clauses[0]] == ("agree_changes", 1)


def test_agreement_with_the_rest_covers_a_new_clause_only_when_it_was_read(spoken):
    asked, family = spoken
    with step():
        consultation = consultations.get_any(asked.id)
        pending = consultations.copy_version(consultation)
        pending.clauses.append(
            Clause(
                school_id=asked.school.id, position=9, kind=Kind.ARTICLE, label="Điều 4.", text="Việc mới."
            )
        )
        db.session.flush()
        consultations.publish_version(
            consultation, note=NOTE, decided={}, descents=[],
            seen=consultations.get_proposal(consultation).seen,
        )  # fmt: skip
    assert len(said()) == 3
    family.post(f"{asked.url}/dong-y", status=303, data=carried(family.get(asked.url)))
    new = set(said()) - set(asked.clauses)
    assert [said()[one] for one in new] == [("agree", 2)]


def test_who_comes_with_the_receipt_code_is_asked_too(spoken, visit):
    asked, family = spoken
    code = family.get(f"{asked.url}/tiep-nhan").select_one(".code b").text
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    other = visit()
    other.post("/tra-cuu", status=303, code=code)
    url = f"/tra-cuu/{asked.id}/con-dung"
    assert "Sớm quá." in other.get(url).text
    send(other, url, clause=asked.clauses[0], wish="keep")
    assert said()[asked.clauses[0]] == ("disagree", 2)


def test_a_second_phone_without_the_code_may_keep_but_not_take_back_words(spoken, visit, school):
    asked, _family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    other = visit(school.households[0])
    page = other.get(f"{asked.url}/con-dung")
    assert "Sớm quá." not in page.text and "Không đồng ý" in page.text
    other.post(
        f"{asked.url}/con-dung", status=409,
        data=carried(page) | {"clause": asked.clauses[0], "wish": "take-back"},
    )  # fmt: skip
    assert asked.clauses[0] in said()


def test_nothing_is_asked_when_it_is_over(spoken):
    asked, family = spoken
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    data = carried(family.get(f"{asked.url}/con-dung"))
    with clock.stopped(asked.consultation.closes_at + timedelta(minutes=20)):
        family.get(f"{asked.url}/con-dung", status=302)
        family.post(
            f"{asked.url}/con-dung", status=409, data=data | {"clause": asked.clauses[0], "wish": "keep"}
        )
    assert said()[asked.clauses[0]] == ("disagree", 1)


def test_each_person_of_a_household_is_asked_for_themselves(ask, visit, school):
    asked, family = ask(unit=Unit.PERSON), visit(school.households[0])
    for who, stance in (("mother", "disagree"), ("father", "agree")):
        family.post(f"{asked.url}/ai-tra-loi", who=who)
        say(family, asked, 0, stance, "")
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    send(family, f"{asked.url}/con-dung", clause=asked.clauses[0], wish="keep")
    assert sorted(one.version for one in rows(ClauseStance)) == [1, 2]
    assert "Dự thảo đã đổi sau khi góp ý" in family.get("/").text


def test_the_page_of_changes_is_for_everybody_who_was_asked(ask, visit):
    asked = ask()
    assert visit(Role.PARENT).get(f"{asked.url}/thay-doi", status=302)
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    page = visit(Role.PARENT).get(f"{asked.url}/thay-doi")
    assert NOTE in page.text and "Điều 1. Việc thứ 1" in page.select_one("section h2").text
    assert page.select(f"a[href='{asked.url}/muc/{asked.clauses[0]}']")
    visit(Role.PARENT).get(f"{asked.url}/thay-doi?tu=1&den=5", status=404)


def test_a_version_being_prepared_is_seen_by_nobody(spoken):
    asked, family = spoken
    with step():
        consultations.copy_version(consultations.get_any(asked.id)).clauses[0].text = "Chưa ai thấy."
    assert len(rows(Draft)) == 2
    for page in ("", "/thay-doi?tu=1&den=2", "/tiep-nhan"):
        assert "Chưa ai thấy." not in family.open(f"{asked.url}{page}", status=None).text
