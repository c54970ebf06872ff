"""Members of the staff: adding, changing, inviting, leaving."""

from datetime import timedelta

import pytest

from accounts import store
from accounts.models import Person, School
from accounts.rules import FAILURES_PER_ACCOUNT, INVITATION_LASTS, THROTTLE_WINDOW, Audience, Role
from core import clock
from core.db import db
from tests.conftest import NOON

FIELDS = {"full_name": "Người Mới Thử", "staff_code": "M1", "login": "nguoi.moi", "role": "teacher"}
PASSWORD = "một câu dễ nhớ"


def invite(visitor, person):
    """The link on the slip, as the page shows it once."""
    page = visitor.get(visitor.post(f"/nhan-su/{person.id}/moi").location)
    return page.select_one(".code .soft").text.removeprefix("http://localhost")


def test_somebody_is_added_with_audience_and_class(school, visit):
    class_ = school.classes[1]
    visitor = visit(Role.ADMINISTRATOR)
    location = visitor.post("/nhan-su/them", **FIELDS, audience="teachers", class_ids=class_.id).location
    person = store.get_person(school.id, int(location.rsplit("/", 1)[1]))
    assert (person.role, person.audience, person.classes) == (Role.TEACHER, Audience.TEACHERS, [class_])
    assert "Người Mới Thử" in visitor.get("/nhan-su").main.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"login": "teacher"}, "Đã có người dùng tên đăng nhập này"),
        ({"login": "có dấu"}, "chữ thường không dấu"),
        ({"staff_code": "teacher"}, "Đã có người mang mã nhân sự này"),
        ({"role": "parent"}, "Xin chọn một mục"),
        ({"full_name": " "}, "Xin điền mục này"),
        ({"full_name": "x" * 121}, "nhiều nhất 120"),
        ({"class_ids": "999"}, "Xin chọn"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(school, visit, wrong, words):
    page = visit(Role.ADMINISTRATOR).post("/nhan-su/them", status=422, **(FIELDS | {"audience": ""} | wrong))
    assert words in page.select_one(".err").text
    assert page.select_one("#staff_code")["value"] == (FIELDS | wrong)["staff_code"]


def test_a_person_is_changed(school, visit):
    person = school.people[Role.EMPLOYEE]
    visitor = visit(Role.ADMINISTRATOR)
    page = visitor.get(f"/nhan-su/{person.id}")
    assert page.select_one("[name=role][checked]")["value"] == "employee"
    visitor.post(f"/nhan-su/{person.id}", **FIELDS | {"role": "officer", "audience": "staff"})
    assert (person.full_name, person.role) == ("Người Mới Thử", Role.OFFICER)


def test_an_invitation_sets_a_password_once(school, visit):
    person = school.people[Role.TEACHER]
    link = invite(visit(Role.ADMINISTRATOR), person)
    newcomer = visit()
    answer = newcomer.open(link, status=302)
    assert (answer.location, answer.headers["Referrer-Policy"]) == ("/loi-moi", "no-referrer")
    assert "teacher" in newcomer.get("/loi-moi").main.text
    assert "10 chữ" in newcomer.post("/loi-moi", status=422, password="ngắn", password_again="ngắn").text
    differ = newcomer.post("/loi-moi", status=422, password=PASSWORD, password_again=PASSWORD + "!")
    assert "chưa giống nhau" in differ.select_one(".err").text
    assert newcomer.post("/loi-moi", password=PASSWORD, password_again=PASSWORD).location == "/"
    newcomer.get("/lop")
    visit().post("/dang-nhap", login="teacher", password=PASSWORD)
    late = visit()
    late.open(link, status=302)
    assert "không dùng được" in late.get("/loi-moi", status=404).h1.text
    late.post("/loi-moi", status=409, password=PASSWORD, password_again=PASSWORD)


def test_a_robot_that_follows_the_link_uses_nothing_up(school, visit):
    link = invite(visit(Role.ADMINISTRATOR), school.people[Role.TEACHER])
    visit().open(link, follow_redirects=True)
    person = visit()
    person.open(link, follow_redirects=True)
    person.post("/loi-moi", password=PASSWORD, password_again=PASSWORD)


def test_an_invitation_ends_after_fourteen_days(school, visit):
    person = school.people[Role.TEACHER]
    token = store.invite(person)
    db.session.commit()
    assert store.find_invited(token) is person
    with clock.stopped(NOON + INVITATION_LASTS - timedelta(seconds=1)):
        assert store.find_invited(token) is person
    with clock.stopped(NOON + INVITATION_LASTS):
        assert store.find_invited(token) is None


def test_only_the_hash_of_an_invitation_is_stored(school, visit):
    link = invite(visit(Role.ADMINISTRATOR), school.people[Role.TEACHER])
    token = link.rsplit("/", 1)[1]
    assert len(token) >= 22
    assert token not in school.people[Role.TEACHER].invitation_tag


def test_a_reset_ends_sessions_the_password_and_the_older_link(school, visit):
    person = school.people[Role.TEACHER]
    person.password_hash = store.hash_password(PASSWORD)
    db.session.commit()
    signed_in, manager = visit(Role.TEACHER), visit(Role.ADMINISTRATOR)
    assert "bị thoát khỏi mọi máy" in manager.get(f"/nhan-su/{person.id}/moi").main.text
    older = invite(manager, person)
    invite(manager, person)
    signed_in.open("/lop", status=302)
    visit().post("/dang-nhap", status=422, login="teacher", password=PASSWORD)
    visitor = visit()
    visitor.open(older, status=302)
    visitor.get("/loi-moi", status=404)


def test_nobody_resets_themselves_out(school, visit):
    person = school.people[Role.ADMINISTRATOR]
    visit(Role.ADMINISTRATOR).post(f"/nhan-su/{person.id}/moi", status=409)
    assert person.session_stamp == 0


def test_the_link_is_shown_only_to_who_made_it(school, visit):
    person = school.people[Role.TEACHER]
    invite(visit(Role.ADMINISTRATOR), person)
    other = visit(Role.PRINCIPAL)
    assert other.open(f"/nhan-su/{person.id}/phieu-moi", status=302).location == f"/nhan-su/{person.id}"


def test_who_leaves_is_out_and_may_come_back(school, visit):
    person = school.people[Role.TEACHER]
    signed_in, manager = visit(Role.TEACHER), visit(Role.ADMINISTRATOR)
    manager.get(f"/nhan-su/{person.id}/nghi")
    assert person.left_on is None
    manager.post(f"/nhan-su/{person.id}/nghi")
    signed_in.open("/lop", status=302)
    assert "nghỉ từ 12/10/2026" in manager.get("/nhan-su").main.text
    manager.post(f"/nhan-su/{person.id}/moi", status=409)
    manager.get(f"/nhan-su/{person.id}")
    manager.post(f"/nhan-su/{person.id}/tro-lai")
    assert person.left_on is None


def test_the_last_who_manages_people_neither_leaves_nor_loses_the_role(school, visit):
    manager, principal = visit(Role.ADMINISTRATOR), school.people[Role.PRINCIPAL]
    manager.post(f"/nhan-su/{principal.id}/nghi")
    last = school.people[Role.ADMINISTRATOR]
    page = manager.post(f"/nhan-su/{last.id}/nghi", status=409)
    assert "người cuối cùng" in page.text
    manager.post(f"/nhan-su/{last.id}", status=409, **FIELDS | {"role": "employee", "audience": ""})
    assert (last.left_on, last.role) == (None, Role.ADMINISTRATOR)
    manager.post(f"/nhan-su/{last.id}", **FIELDS | {"role": "principal", "audience": "managers"})


def test_people_of_another_school_are_not_there(school, visit):
    other = School(slug="khac", made_at=clock.now())
    db.session.add(other)
    db.session.flush()
    person = Person(
        school_id=other.id, staff_code="teacher", full_name="Người khác", login="khac", role=Role.TEACHER,
        audience=Audience.TEACHERS,
    )  # fmt: skip
    db.session.add(person)
    db.session.commit()
    manager = visit(Role.ADMINISTRATOR)
    for path in ("", "/nghi", "/moi", "/phieu-moi"):
        manager.open(f"/nhan-su/{person.id}{path}", status=404)
    for path in ("", "/nghi", "/moi", "/tro-lai"):
        manager.post(f"/nhan-su/{person.id}{path}", status=404, **FIELDS, audience="")
    assert "Người khác" not in manager.get("/nhan-su").text
    assert person.left_on is None


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEACHER, Role.EMPLOYEE, Role.OBSERVER, Role.PARENT])
def test_others_manage_nobody(school, visit, role):
    visit(role).get("/nhan-su", status=403)
    visit(role).post("/nhan-su/them", status=403, **FIELDS, audience="")


def test_a_wrong_invitation_is_slowed_like_a_wrong_password(school, visit, monkeypatch):
    monkeypatch.setattr("accounts.rules.FAILURES_PER_ADDRESS", 3)
    link = invite(visit(Role.ADMINISTRATOR), school.people[Role.TEACHER])
    guesser = visit()
    for number, method in enumerate(["GET", "POST", "GET"]):
        guesser.open(f"/loi-moi/falsch-{number}", status=302)
        guesser.open("/loi-moi", method=method, status=404 if method == "GET" else 409)
    newcomer = visit()
    newcomer.open(link, status=302)
    assert "chờ" in newcomer.get("/loi-moi", status=429).h1.text
    with clock.stopped(clock.now() + THROTTLE_WINDOW + timedelta(seconds=1)):
        newcomer.open(link, status=302)
        newcomer.post("/loi-moi", password=PASSWORD, password_again=PASSWORD)


@pytest.fixture
def teacher(school):
    school.people[Role.TEACHER].password_hash = store.hash_password(PASSWORD)
    db.session.commit()
    return school.people[Role.TEACHER]


NEW = "mot cau that de nho"


def test_who_knows_the_password_changes_it_and_other_phones_are_signed_out(teacher, visit):
    here, elsewhere = visit(Role.TEACHER), visit(Role.TEACHER)
    assert here.get("/").select_one(".foot a[href='/mat-khau']")
    fields = {"current_password": PASSWORD, "password": NEW, "password_again": NEW}
    assert here.post("/mat-khau", 303, data=fields).location == "/"
    assert "Đã đổi mật khẩu" in here.get("/").text
    assert "/vao" in elsewhere.open("/mat-khau", status=302).location
    visit().post("/dang-nhap", 422, login="teacher", password=PASSWORD)
    visit().post("/dang-nhap", login="teacher", password=NEW)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"current_password": "khong phai"}, "Mật khẩu hiện tại chưa đúng."),
        ({"current_password": ""}, "Xin gõ mật khẩu hiện tại."),
        ({"current_password": "a" * 300}, "Mật khẩu quá dài."),
        ({"password": "ngắn", "password_again": "ngắn"}, "10 chữ"),
        ({"password_again": "khac"}, "chưa giống nhau"),
    ],
)
def test_a_password_is_not_changed_by_a_wrong_form(teacher, visit, wrong, said):
    fields = {"current_password": PASSWORD, "password": NEW, "password_again": NEW} | wrong
    page = visit(Role.TEACHER).post("/mat-khau", 422, data=fields)
    assert said in page.select_one(".err").text
    assert NEW not in str(page)
    visit().post("/dang-nhap", login="teacher", password=PASSWORD)


def test_trying_passwords_on_a_phone_left_open_is_slowed(teacher, visit):
    found = visit(Role.TEACHER)
    fields = {"password": NEW, "password_again": NEW}
    for number in range(FAILURES_PER_ACCOUNT):
        found.post("/mat-khau", 422, data=fields | {"current_password": f"doan thu {number}"})
    assert "chậm lại" in found.post("/mat-khau", 429, data=fields | {"current_password": PASSWORD}).text


def test_a_family_has_no_password(school, visit):
    visit(Role.PARENT).open("/mat-khau", status=403)
    assert not visit(Role.PARENT).get("/").select("a[href='/mat-khau']")
