"""What respondents read of each other, and what they are told of their own words."""

import pytest

from accounts.rules import Role
from core.db import db
from feedback import store
from feedback.moderation import DeskLine
from feedback.rules import HideReason
from tests.feedback.conftest import send


@pytest.fixture
def spoken(ask, school, visit):
    """Three families write about the first clause, two of them the same."""
    asked = ask(shows_comments=True)
    clause = f"{asked.url}/muc/{asked.clauses[0]}"
    words = [
        "Xin mở cổng sớm hơn mười phút.",
        "xin mo cong som hon muoi phut",
        "Gọi 0912 345 678 khi trời mưa.",
    ]
    authors = [visit(household) for household in school.households[:3]]
    for author, text in zip(authors, words, strict=True):
        send(author, clause, stance="agree_changes", reason=text)
    asked.author, asked.officer = authors[0], school.people[Role.OFFICER]
    store.lay_out_all(asked.id)
    db.session.commit()
    asked.others = f"{asked.url}/y-kien-khac"
    return asked


def decide(asked, act, number=0, *more):
    lines = db.session.scalars(
        db.select(DeskLine).where(DeskLine.id == DeskLine.kin_id).order_by(DeskLine.id)
    ).all()
    chosen = sorted(lines, key=lambda line: line.is_covered)[number]
    act(asked.consultation, [chosen.id], asked.officer, *more)
    db.session.commit()


def test_only_what_is_approved_is_shown_covered_and_folded(spoken, visit, school):
    reader = visit(school.households[4])
    assert "Chưa có ý kiến nào được duyệt" in reader.get(spoken.others).get_text(" ")
    decide(spoken, store.approve, 0)
    page = reader.get(spoken.others)
    assert len(page.select("main li.quote")) == 1 and "2 ý kiến giống nhau" in page.get_text(" ")
    decide(spoken, store.approve, 1)
    text = reader.get(spoken.others).get_text(" ")
    assert "[số điện thoại]" in text and "0912" not in text
    assert school.classes[0].name not in text and "Cha mẹ trẻ" not in text  # fewer than five have spoken


def test_who_was_not_told_so_shows_nothing(ask, school, visit):
    asked = ask()
    visit(school.households[0]).get(f"{asked.url}/y-kien-khac", 404)
    assert "y-kien-khac" not in str(visit(school.households[0]).get(asked.url))


def test_pages_follow_each_other(spoken, visit, school, monkeypatch):
    monkeypatch.setattr("feedback.views.others.MOST_CHARS", 20)
    decide(spoken, store.approve, 0)
    decide(spoken, store.approve, 1)
    reader = visit(school.households[4])
    first = reader.get(spoken.others)
    assert len(first.select("main li.quote")) == 1
    second = reader.get(first.select_one("main .acts a")["href"])
    assert len(second.select("main li.quote")) == 1 and not second.select("main .acts a")


def test_the_holder_of_the_receipt_is_told_what_was_decided_and_why(spoken):
    told = spoken.author.get(f"{spoken.url}/tiep-nhan").get_text(" ")
    assert "không hiển thị lời góp ý này" not in told and "đã được duyệt" not in told
    decide(spoken, store.hide, 0, HideReason.OFF_TOPIC)
    told = spoken.author.get(f"{spoken.url}/tiep-nhan").get_text(" ")
    assert "Lý do: Không nói về dự thảo đang lấy ý kiến. Quan điểm vẫn được tính." in told
    decide(spoken, store.show_again, 0)
    decide(spoken, store.approve, 0)
    told = spoken.author.get(f"{spoken.url}/tiep-nhan").get_text(" ")
    assert "đã được duyệt và hiện cho những người được hỏi" in told


def test_whoever_writes_of_danger_or_denounces_is_told_at_once_where_to_go(ask, school, visit):
    asked = ask()
    author = visit(school.households[0])
    form = author.get(f"{asked.url}/muc/{asked.clauses[0]}").get_text(" ")
    assert "111" in form and "tố cáo" in form
    send(
        author, f"{asked.url}/muc/{asked.clauses[0]}", stance="disagree", reason="Cô giáo đánh cháu bầm tím."
    )
    told = author.get(f"{asked.url}/tiep-nhan").get_text(" ")
    assert "111" in told and "113" in told and "nộp đơn" in told


def test_the_choice_is_locked_at_the_opening(ask, visit):
    asked = ask()
    visit(Role.OFFICER).post(
        f"/dot/{asked.id}/sua", None, title="Nội quy", summary="s", purpose="p", method="m",
        responsible_id=asked.consultation.responsible_id or 1, shows_comments="y",
    )  # fmt: skip
    assert asked.consultation.shows_comments is False
