"""The school's settings by date, and the page that makes the first school."""

from datetime import date

import pytest

from accounts import setup, store
from accounts.models import School, SchoolSettings
from accounts.rules import Role
from core import clock
from core.db import db
from core.errors import Refused
from tests.conftest import Visitor

FIELDS = {
    "superior_body": "UBND xã Mới", "school_name": "Trường Mầm non Hoa Ban", "symbol_suffix": "TrMN",
    "place": "Mới", "receivers": "Nơi một\r\nNơi hai", "copies_to": "", "signer_title": "HIỆU TRƯỞNG",
    "signer_name": "", "contact": "", "retention_months": "24",
}  # fmt: skip


def test_a_new_row_holds_from_its_day_and_the_old_one_before(school, visit):
    visitor = visit(Role.ADMINISTRATOR)
    page = visitor.get("/nha-truong/them")
    assert page.select_one("#superior_body")["value"] == "UBND xã Hoa Ban"
    visitor.post("/nha-truong/them", **FIELDS, valid_from="2027-01-01", is_confirmed="y")
    assert store.settings_of(school.id, date(2026, 12, 31)).superior_body == "UBND xã Hoa Ban"
    new = store.settings_of(school.id, date(2027, 1, 1))
    assert (new.superior_body, new.receiver_lines) == ("UBND xã Mới", ["Nơi một", "Nơi hai"])


def test_an_unconfirmed_row_says_so_until_it_is_confirmed(school, visit):
    row = store.settings_of(school.id)
    row.is_confirmed = False
    db.session.commit()
    visitor = visit(Role.PRINCIPAL)
    assert "Nhà trường cần xác nhận" in visitor.get("/nha-truong").main.text
    visitor.post(f"/nha-truong/{row.id}", **FIELDS, valid_from="2025-07-01", is_confirmed="y")
    assert "Nhà trường cần xác nhận" not in visitor.get("/nha-truong").main.text


@pytest.mark.parametrize("wrong", [{"valid_from": ""}, {"valid_from": "hôm qua"}, {"receivers": " "}])
def test_wrong_settings_are_kept_on_the_page(school, visit, wrong):
    page = visit(Role.ADMINISTRATOR).post(
        "/nha-truong/them", status=422, **FIELDS | {"valid_from": "2027-01-01"} | wrong
    )
    assert page.select_one("#superior_body")["value"] == "UBND xã Mới"
    assert page.select_one(".err")


def test_a_day_has_one_row(school, visit):
    page = visit(Role.ADMINISTRATOR).post("/nha-truong/them", status=422, **FIELDS, valid_from="2025-07-01")
    assert "đã có một bản thông tin" in page.select_one(".err").text


def test_settings_of_another_school_are_not_there(school, visit):
    other = School(slug="khac", made_at=clock.now())
    db.session.add(other)
    db.session.flush()
    row = store.put_settings(other.id, valid_from=date(2025, 1, 1), **FIELDS)
    db.session.commit()
    visit(Role.ADMINISTRATOR).get(f"/nha-truong/{row.id}", status=404)
    visit(Role.ADMINISTRATOR).post(f"/nha-truong/{row.id}", status=404, **FIELDS, valid_from="2025-07-01")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEACHER, Role.PARENT])
def test_others_do_not_change_the_school(school, visit, role):
    visit(role).get("/nha-truong", status=403)


FIRST = FIELDS | {
    "admin_name": "Quản Trị Thử", "admin_login": "quantri", "password": "một câu dễ nhớ",
    "password_again": "một câu dễ nhớ",
}  # fmt: skip


def test_a_fresh_server_leads_to_the_page_that_makes_a_school(app):
    token = setup.make_token(app.config["DATA_DIR"])
    assert setup.make_token(app.config["DATA_DIR"]) == token
    visitor = Visitor(app)
    assert visitor.open("/vao", status=302).location == "/bat-dau"
    visitor.get("/bat-dau")
    wrong = visitor.post("/bat-dau", status=422, **FIRST, setup_token="ABCDEFGHJKLM")
    assert "Mã thiết lập chưa đúng" in wrong.select_one(".err").text
    assert wrong.select_one("#admin_login")["value"] == "quantri"
    assert not store.has_school()
    assert visitor.post("/bat-dau", **FIRST, setup_token=token.lower()).location == "/nhan-su/danh-sach"
    visitor.get("/nhan-su")
    school = store.find_only_school()
    assert school.slug == "truong-mam-non-hoa-ban"
    assert db.session.query(SchoolSettings).one().valid_from == date(2026, 10, 12)
    Visitor(app).post("/dang-nhap", login="quantri", password="một câu dễ nhớ")


def test_without_a_token_nobody_makes_a_school(app):
    Visitor(app).post("/bat-dau", status=422, **FIRST, setup_token="ABCDEFGHJKLM")
    assert not store.has_school()


def test_the_page_is_gone_once_there_is_a_school(app, school, visit):
    token = setup.make_token(app.config["DATA_DIR"])
    visit().get("/bat-dau", status=404)
    visit().post("/bat-dau", status=404, **FIRST, setup_token=token)


def test_two_schools_of_one_name_get_two_slugs(app):
    values = {name: FIELDS[name] for name in ("superior_body", "place", "receivers")}
    for number in range(2):
        store.create_school(name="Trường Mới", admin_name="A", admin_login=f"admin{number}", **values)
    db.session.commit()
    assert {school.slug for school in db.session.query(School)} == {"truong-moi", "truong-moi-2"}


def test_a_page_for_nobody_on_a_server_of_several_schools_bears_no_schools_name(school, visit):
    db.session.add(School(slug="khac", made_at=clock.now()))
    db.session.commit()
    assert "Hoa Ban" not in visit().get("/vao").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"admin_login": "Có Dấu"}, "chữ thường không dấu"),
        ({"admin_login": "teacher"}, "Đã có người dùng"),
        ({"password": "ngắn"}, "ít nhất 10"),
    ],
)
def test_no_school_is_made_with_an_administrator_who_could_not_sign_in(school, wrong, words):
    values = {name: FIELDS[name] for name in ("superior_body", "place", "receivers")}
    values |= {"admin_name": "A", "admin_login": "admin", "password": "một câu dễ nhớ"} | wrong
    with pytest.raises(Refused, match=words):
        store.create_school(name="Trường Mới", **values)
