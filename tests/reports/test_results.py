"""What became of one's own words: the published results as each respondent sees them."""

import pytest
from flask import current_app

from accounts.rules import Role
from core import codes
from core.db import db
from feedback import store as feedback
from feedback.models import Comment, Receipt
from feedback.moderation import DeskLine
from reports import store
from reports.rules import Decision
from tests.reports.conftest import AGREE

CODE = "7K4M2Q9CXA3T"


@pytest.fixture(params=["asked", "asked_without_names"])
def published(request):
    """Ended, answered and published; the third submission (of `households[2]`) has the receipt CODE."""
    asked = request.getfixturevalue(request.param)
    third = asked.said[2]
    tag = codes.tag(current_app.config["HASH_KEY"], CODE)
    db.session.add(Receipt(tag=tag, submission_id=third.id))
    asked.snapshot()
    asked.decide(asked.second, Decision.PARTLY, "Trả trẻ muộn nhất 17 giờ 15.")
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    return asked


def results(asked):
    return f"/dot/{asked.id}/ket-qua"


def own(page):
    """The articles between "Mục anh/chị đã góp ý" and the next heading, as texts."""
    heading = page.find("h2", string="Mục anh/chị đã góp ý")
    found = []
    for one in heading.find_next_siblings() if heading else ():
        if one.name == "h2":
            break
        found.append(" ".join(one.get_text(" ").split()))
    return found


def test_the_holder_of_a_code_reads_the_answer_beside_their_own_words(published, visit):
    somebody = visit()
    somebody.open(results(published), status=404)
    answer = somebody.post("/tra-cuu", status=303, code=CODE)
    receipt = somebody.get(answer.location)
    link = receipt.main.select_one("a.btn[href$='ket-qua']")
    page = somebody.get(link["href"])
    clause, agreed = own(page)
    assert clause.startswith("Tiếp thu một phần Khoản 2 Điều 1")
    assert "Đồng ý nhưng cần sửa" in clause and "Trả trẻ trước 17 giờ 30." in clause
    assert "Nhà trường trả lời: Trả trẻ muộn nhất 17 giờ 15." in clause
    assert "1 mục anh/chị đồng ý" in agreed and "Khoản 1 Điều 1" in agreed
    # Others' words stay with the school, and each clause is shown once.
    assert "Nhà xa" not in page.text
    assert page.main.text.count("Trả trẻ muộn nhất 17 giờ 15.") == 1


def test_a_family_that_signs_in_sees_its_stance_and_needs_the_code_for_its_words(asked, school, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    page = visit(school.households[2]).get(results(asked))
    assert "Đồng ý nhưng cần sửa" in own(page)[0]
    assert "17 giờ 30" not in page.text
    teacher = visit(Role.TEACHER).get(results(asked))
    assert "TRA TRE TRUOC 17 GIO 30" in own(teacher)[0]
    silent = visit(school.households[5]).get(results(asked))
    assert own(silent) == [] and "Trả lời từng mục" in silent.text
    assert own(visit(Role.PRINCIPAL).get(results(asked))) == []


def test_agreeing_with_everything_is_folded(asked, school, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    assert asked.said[1].stances[0].stance is AGREE
    clause, folded = own(visit(school.households[1]).get(results(asked)))
    assert "Ý kiến đã gửi: Đồng ý" in clause and "1 mục anh/chị đồng ý, giữ như dự thảo" in folded


def test_a_code_of_another_consultation_opens_nothing(published, visit):
    somebody = visit()
    somebody.post("/tra-cuu", status=303, code=CODE)
    somebody.open(f"/dot/{published.id + 1}/ket-qua", status=404)


def test_dissent_is_told_in_words_where_respondents_read_each_other(asked, school, visit):
    """Only what was approved for them, and beside the answer it was weighed in."""
    asked.snapshot()
    asked.decide(asked.second, Decision.KEPT, "Cô cần về đúng giờ.")
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    teacher = visit(Role.TEACHER)
    assert "Nhà xa" not in teacher.get(results(asked)).text
    asked.consultation.shows_comments = True
    db.session.commit()
    assert "Nhà xa" not in teacher.get(results(asked)).text, "nobody has approved it"
    against = db.session.scalars(
        db.select(DeskLine).join(Comment, Comment.id == DeskLine.comment_id).where(
            Comment.reason.startswith("Nhà xa")
        )
    ).one()  # fmt: skip
    feedback.approve(asked.consultation, [against.id], school.people[Role.OFFICER])
    db.session.commit()
    page = " ".join(teacher.get(results(asked)).get_text(" ").split())
    assert "Ý kiến không đồng ý đã xem xét Nhà xa, không kịp giờ." in page
