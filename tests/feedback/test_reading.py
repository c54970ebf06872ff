"""The page of a consultation: what it says, chapter by chapter when long, light on a weak network."""

from datetime import timedelta

import pytest

from accounts.rules import Role
from consultations.models import Clause, Draft, Extension
from consultations.rules import Kind, Mode
from core import clock
from core.db import db
from tests.feedback.conftest import DEADLINE

PAGE_MAX_BYTES = 12 * 1024
FORM_MAX_BYTES = 10 * 1024


def wire(visitor, url):
    """Bytes of the first visit: compressed page and headers."""
    response = visitor.open(url, headers={"Accept-Encoding": "gzip"}, method="GET")
    assert response.headers["Content-Encoding"] == "gzip"
    return len(response.data) + sum(len(name) + len(value) + 4 for name, value in response.headers)


class Uninspected:
    """Opens pages as they come over the wire, compressed."""

    def __init__(self, visitor):
        self.client = visitor.client

    def open(self, url, **kwargs):
        db.session.rollback()
        return self.client.open(url, **kwargs)


def test_the_page_says_what_it_is_about_and_how_names_are_kept(ask, visit):
    page = visit(Role.PARENT).get(ask(mode=Mode.ANONYMOUS).url)
    for words in (
        "Còn 9 ngày",
        "Cổng trường mở sớm hơn.",
        "Để an toàn.",
        "Hết thứ Tư, 21/10/2026",
        "Cha mẹ trẻ",
    ):
        assert words in page.text
    assert "niêm phong đến khi đóng" in page.text and "nhãn “Cha mẹ trẻ, 3 tuổi A”" in page.text


def test_the_reason_of_an_extension_is_shown(ask, visit):
    asked = ask()
    asked.consultation.extensions.append(
        Extension(old_deadline=DEADLINE, new_deadline=DEADLINE, reason="Nhiều nhà về quê.", at=clock.now())
    )
    db.session.commit()
    assert "Nhiều nhà về quê." in visit(Role.PARENT).get(asked.url).text


def test_the_last_day_is_named(ask, visit):
    asked = ask()
    with clock.stopped(asked.consultation.closes_at - timedelta(hours=1)):
        assert "Hôm nay là ngày cuối" in visit(Role.PARENT).get(asked.url).text


def test_a_long_draft_is_read_chapter_by_chapter(ask, visit, school):
    asked = ask(clauses=0)
    draft = Draft(school_id=school.id, consultation_id=asked.id, title="QUY CHẾ")
    for chapter in range(2):
        draft.clauses.append(
            Clause(
                school_id=school.id, position=100 * chapter, kind=Kind.CHAPTER,
                label=f"Chương {'I' * (chapter + 1)}", heading=f"Phần việc {chapter}", text="",
            )
        )  # fmt: skip
        for number in range(25):
            draft.clauses.append(
                Clause(
                    school_id=school.id, position=100 * chapter + number + 1, kind=Kind.ARTICLE,
                    label=f"Điều {25 * chapter + number + 1}.", heading="Việc", text="Làm việc này.",
                )
            )  # fmt: skip
    db.session.add(draft)
    db.session.commit()
    family = visit(Role.PARENT)
    front = family.get(asked.url)
    assert not front.select(".clause .btn")
    links = [link["href"] for link in front.select("main ol a")]
    assert links == [f"{asked.url}?chuong=1", f"{asked.url}?chuong=2"]
    assert "50 mục chưa có ý kiến" in front.text
    chapter = family.get(links[1])
    assert len(chapter.select(".clause .btn")) == 25 and "Điều 26." in chapter.text
    back = family.get(chapter.select_one(".clause .btn")["href"]).select_one("a.back")["href"]
    assert back.startswith(links[1] + "#m")


@pytest.mark.parametrize("mode", list(Mode))
def test_a_first_visit_fits_a_weak_network(ask, visit, mode):
    asked = ask(clauses=40, survey=True, mode=mode)
    family = Uninspected(visit(Role.PARENT))
    assert wire(family, asked.url) <= PAGE_MAX_BYTES
    family.client.delete_cookie("look")
    assert wire(family, f"{asked.url}/muc/{asked.clauses[0]}") <= FORM_MAX_BYTES
    family.client.delete_cookie("look")
    assert wire(family, f"{asked.url}/khao-sat") <= FORM_MAX_BYTES
