"""A session or a form that is over costs one button, never the words."""

import json

import pytest

from accounts.access import local_path, read_carried
from accounts.rules import Role
from core.db import db

WORDS = "Xin thêm giờ chơi ngoài trời cho các cháu."


@pytest.fixture
def address():
    """A POST that needs somebody; any route would do."""
    return "/nhan-su/them"


def carried(page):
    return page.select_one("[name=carried]")["value"]


def test_a_post_after_sign_out_shows_the_words_and_carries_them_through_the_entry(school, visit, address):
    visitor = visit()
    page = visitor.post(address, status=401, data={"text": WORDS, "stance": ["a", "b"], "csrf_token": "old"})
    assert WORDS in page.select_one(".quote").text
    code = school.code_of(school.households[0])
    wrong = visitor.post("/vao", status=422, code="ZZZZZZZZ", carried=carried(page))
    assert carried(wrong) == carried(page)
    again = visitor.post("/vao", status=200, code=code, carried=carried(page))
    form = again.select_one("main form")
    assert form["action"] == address
    fields = [(tag["name"], tag["value"]) for tag in form.select("input") if tag["name"] != "csrf_token"]
    assert fields == [("text", WORDS), ("stance", "a"), ("stance", "b")]
    assert len(again.main.select("button")) == 1


def test_whoever_lost_a_page_of_the_staff_sees_the_sign_in_of_staff_at_once(school, visit):
    for lost, is_open in (("/nhan-su/them", True), ("/y-kien/1/khao-sat", False)):
        page = visit().post(lost, status=401, data={"text": WORDS})
        assert page.select_one("main details").has_attr("open") is is_open


def test_staff_send_again_after_signing_in(school, visit, address):
    from accounts import store

    school.people[Role.ADMINISTRATOR].password_hash = store.hash_password("mat-khau-thu-nghiem")
    db.session.commit()
    visitor = visit()
    typed = {
        "full_name": "Người Mới Thử",
        "staff_code": "M1",
        "login": "nguoi.moi",
        "role": "employee",
        "audience": "",
    }
    page = visitor.post(address, status=401, data=typed)
    again = visitor.post(
        "/dang-nhap", status=200, login="administrator", password="mat-khau-thu-nghiem", carried=carried(page)
    )
    form = again.select_one("main form")
    fields = {tag["name"]: tag["value"] for tag in form.select("input")}
    assert visitor.post(form["action"], data=fields).location.startswith("/nhan-su/")
    assert store.is_login_taken("nguoi.moi")


def test_a_session_ended_elsewhere_is_told_the_same(school, visit, address):
    visitor = visit(Role.ADMINISTRATOR)
    school.people[Role.ADMINISTRATOR].session_stamp += 1
    db.session.commit()
    assert WORDS in visitor.post(address, status=401, data={"text": WORDS}).text


def test_an_expired_form_of_somebody_signed_in_is_sent_again_with_one_button(app, school, visit, address):
    app.config["WTF_CSRF_ENABLED"] = True
    visitor = visit(Role.ADMINISTRATOR)
    typed = {
        "full_name": "Người Mới Thử",
        "staff_code": "M1",
        "login": "nguoi.moi",
        "role": "employee",
        "audience": "",
    }
    page = visitor.post(address, status=400, data=typed)
    assert "Người Mới Thử" in page.select_one(".quote").text
    form = page.select_one("main form")
    fields = {tag["name"]: tag["value"] for tag in form.select("input")}
    assert visitor.post(form["action"], data=fields).location.startswith("/nhan-su/")


def test_an_expired_form_of_nobody_leads_through_the_entry_and_works(app, school, visit, address):
    app.config["WTF_CSRF_ENABLED"] = True
    visitor = visit()
    page = visitor.post(address, status=401, data={"text": WORDS})
    form = page.select_one("main form")
    fields = {tag["name"]: tag.get("value", "") for tag in form.select("input")}
    fields["code"] = school.code_of(school.households[0])
    again = visitor.post("/vao", status=200, data=fields)
    fields = {tag["name"]: tag["value"] for tag in again.select_one("main form").select("input")}
    assert fields["text"] == WORDS
    # A parent may not do this, but the token is good: the answer is the ability's, not the form's.
    visitor.post(address, status=403, data=fields)


def test_no_button_is_offered_for_what_another_site_posted(app, school, visit, address):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = visit(Role.ADMINISTRATOR).open(
        address, method="POST", status=400, data={"text": WORDS}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert "Gửi lại" not in answer.text


def test_passwords_are_never_carried(visit, address):
    page = visit().post(address, status=401, data={"password": "rat bi mat day nhe", "text": WORDS})
    assert "rat bi mat" not in str(page)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        json.dumps({"to": "//x.example", "fields": []}),
        json.dumps({"to": "/a", "fields": [1]}),
    ],
)
def test_what_is_not_ours_is_not_carried(text):
    assert read_carried(text) is None


@pytest.mark.parametrize("target", ["/a", "/a?b=1", "/a/b#c"])
def test_paths_here_are_kept(target):
    assert local_path(target) == target


@pytest.mark.parametrize("target", [None, "", "a", "//a", "/\\a", "http://a", "/a\nb", "javascript:alert(1)"])
def test_what_leads_away_is_not_a_path(target):
    assert local_path(target) is None
