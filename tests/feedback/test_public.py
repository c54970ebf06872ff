"""What stands outside: link previews, their picture, the feed, the list for a web page, notices."""

from xml.etree import ElementTree

import pytest

from accounts.rules import Audience, Role
from consultations.models import AudienceChoice, Consultation
from core import clock
from core.db import db
from tests.feedback.test_entries import text_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def database_url(sqlite_url):
    """One database is enough: what is shown does not depend on it."""
    return sqlite_url


def meta(page):
    return {one["property"]: one["content"] for one in page.select("meta[property]")}


def only_for(asked, audience):
    consultation = db.session.get(Consultation, asked.id)
    consultation.audiences = [AudienceChoice(audience=audience)]
    db.session.commit()


def test_a_link_to_a_consultation_shows_what_it_is_about_before_signing_in(ask, visit):
    asked = ask()
    nobody = visit()
    where = nobody.open(asked.url, status=302).location
    shown = meta(nobody.get(where))
    assert shown["og:title"] == "Nội quy đón, trả trẻ" and "21/10/2026" in shown["og:description"]
    assert shown["og:url"].endswith(asked.url)
    picture = nobody.open(shown["og:image"].split("localhost", 1)[-1])
    assert picture.mimetype == "image/png" and "public" in picture.headers["Cache-Control"]
    assert picture.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture.data[16:20]), int.from_bytes(picture.data[20:24])) == (1200, 630)


@pytest.mark.parametrize(
    "path", ["/vao", "/vao?next=/y-kien/999", "/vao?next=/y-kien/x", "/vao?next=//y-kien/1"]
)
def test_other_ways_in_show_no_card(ask, visit, path):
    ask()
    assert meta(visit().get(path)) == {}


def test_strangers_learn_nothing_of_what_is_asked_of_the_staff_or_not_yet(ask, visit):
    asked = ask()
    only_for(asked, Audience.TEACHERS)
    prepared = ask(opened_at=None, closes_at=None)
    for one in (asked, prepared):
        assert meta(visit().get(f"/vao?next=/y-kien/{one.id}")) == {}
        visit().open(f"/anh/{one.id}.png", status=404)
    assert "Nội quy" not in visit().open("/truong/hoa-ban/dot-lay-y-kien.atom").text
    assert "Nội quy" not in visit().get("/truong/hoa-ban/dot-lay-y-kien").text


def test_the_open_link_has_a_card_too(ask, visit):
    asked = ask(open_token="ai-cung-doc")
    only_for(asked, Audience.COMMUNITY)
    assert meta(visit().get("/m/ai-cung-doc"))["og:url"].endswith("/m/ai-cung-doc")


def test_the_feed_lists_what_is_open(ask, visit):
    asked = ask(title="Nội quy <mới> & cũ")
    done = ask(title="Đã xong")
    db.session.get(Consultation, done.id).closes_at = clock.now()
    db.session.commit()
    response = visit().open("/truong/hoa-ban/dot-lay-y-kien.atom")
    assert response.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(response.text)
    assert [one.text for one in root.findall("a:entry/a:title", ATOM)] == ["Nội quy <mới> & cũ"]
    assert root.find("a:entry/a:link", ATOM).get("href").endswith(asked.url)
    assert root.find("a:updated", ATOM).text.endswith("+07:00")
    assert "Mầm non Hoa Ban" in root.find("a:author/a:name", ATOM).text
    visit().open("/truong/la/dot-lay-y-kien.atom", status=404)


def test_one_page_may_be_framed_and_no_other(ask, visit):
    asked = ask()
    response = visit().open("/truong/hoa-ban/dot-lay-y-kien")
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert asked.url in response.text and "<form" not in response.text
    for path in ("/", "/vao", f"/anh/{asked.id}.png"):
        assert "frame-ancestors 'none'" in visit().open(path).headers["Content-Security-Policy"]


def test_notices_for_the_gate_and_for_a_class(ask, visit):
    asked = ask()
    officer = visit(Role.OFFICER)
    text = text_of(officer.open(f"/dot/{asked.id}/thong-bao.pdf").data)
    assert "Nội quy đón, trả trẻ" in text and "21/10/2026" in text and f"/y-kien/{asked.id}" in text
    assert "Lớp 3 tuổi A" in text_of(officer.open(f"/dot/{asked.id}/thong-bao.pdf?lop=3 tuổi A").data)
    officer.open(f"/dot/{asked.id}/thong-bao.pdf?lop=Lớp lạ", status=404)
    page = officer.get(f"/dot/{asked.id}/chia-se")
    assert "<iframe" in page.select_one("#h-web-code").text and "dot-lay-y-kien.atom" in page.text
