"""Coming in and going out: families by code and by QR, staff by password, and the throttle."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts import jobs, store
from accounts.models import SignInFailure
from accounts.rules import FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, THROTTLE_WINDOW, Role, address_block
from core import clock, codes
from core.db import db
from tests.conftest import NOON, PASSWORD


@pytest.fixture
def teacher(school):
    person = school.people[Role.TEACHER]
    person.password_hash = store.hash_password(PASSWORD)
    db.session.commit()
    return person


def is_in(visitor):
    """Whether somebody is signed in in this browser."""
    with visitor.client.session_transaction() as session:
        return "_user_id" in session


def count_failures():
    return db.session.scalar(select(func.count()).select_from(SignInFailure))


@pytest.mark.parametrize("spelling", ["{}", "{}-{}", " {} {} ", "{}–{}"])
def test_a_family_types_its_code_as_it_likes(school, visit, spelling):
    code = school.code_of(school.households[0])
    typed = (
        spelling.format(code[:4], code[4:]) if spelling.count("{}") == 2 else spelling.format(code.lower())
    )
    visitor = visit()
    assert visitor.post("/vao", code=typed).location == "/"
    assert is_in(visitor)


def test_a_mistyped_code_is_explained_and_kept_and_not_counted(visit):
    page = visit().post("/vao", status=422, code="ABCD-O01I")
    assert "không có chữ I, O và số 0, 1" in page.select_one(".err").text
    assert page.select_one("#code")["value"] == "ABCD-O01I"
    assert count_failures() == 0


def test_unknown_and_revoked_codes_get_the_same_sentence_with_whom_to_ask(school, visit):
    old = school.code_of(school.households[0])
    store.reissue_code(school.households[0])
    db.session.commit()
    revoked = visit().post("/vao", status=422, code=old)
    unknown = visit().post("/vao", status=422, code="ZZZZZZZZ")
    assert revoked.select_one(".err").text == unknown.select_one(".err").text
    assert "văn phòng nhà trường" in revoked.footer.text
    assert count_failures() == 2


def test_a_family_that_left_does_not_come_in(school, visit):
    school.households[0].left_on = clock.today()
    db.session.commit()
    visit().post("/vao", status=422, code=school.code_of(school.households[0]))


def test_reissuing_ends_the_sessions_of_the_old_code(school, visit):
    household = school.households[0]
    visitor = visit()
    visitor.post("/vao", code=school.code_of(household))
    store.reissue_code(household)
    db.session.commit()
    assert store.find_signed_in(f"h:{household.id}:1") is None
    assert visitor.open("/lop", status=302).location.startswith("/vao")


def test_many_wrong_codes_from_one_address_must_wait_and_then_go_on(school, visit):
    visitor = visit()
    for _number in range(FAILURES_PER_ADDRESS):
        store.note_failure(address="127.0.0.1")
    code = school.code_of(school.households[0])
    page = visitor.post("/vao", status=429, code=code)
    assert "Xin chờ" in page.text
    assert page.select_one("#code")["value"] == code
    with clock.stopped(NOON + THROTTLE_WINDOW + timedelta(seconds=1)):
        visitor.post("/vao", code=code)


def test_success_is_never_counted(school, visit):
    for _number in range(3):
        visit().post("/vao", code=school.code_of(school.households[0]))
    assert count_failures() == 0


def test_the_qr_shows_the_school_and_one_button_and_signs_in_only_by_it(school, visit):
    visitor = visit()
    code = school.code_of(school.households[0])
    answer = visitor.open(f"/v/{code}", status=302)
    assert answer.location == "/v"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    page = visitor.get("/v")
    assert "Trường Mầm non Hoa Ban" in page.main.text
    assert code not in str(page)
    assert len(page.main.select("button")) == 1
    assert not is_in(visitor)
    assert visitor.post("/v").location == "/"
    assert is_in(visitor)


def test_a_robot_that_follows_the_qr_enters_nothing_and_writes_nothing(school, visit):
    robot = visit()
    robot.open(f"/v/{school.code_of(school.households[0])}", status=200, follow_redirects=True)
    robot.open("/v/ZZZZZZZZ", status=200, follow_redirects=True)
    assert not is_in(robot)
    assert count_failures() == 0


def test_a_scanned_code_that_was_revoked_is_refused_with_the_usual_sentence(school, visit):
    visitor = visit()
    visitor.open("/v/ZZZZZZZZ", status=302)
    page = visitor.post("/v", status=422)
    assert "Xin dùng phiếu mới nhất" in page.text
    assert count_failures() == 1


def test_a_scan_without_the_cookie_leads_to_typing(visit):
    assert visit().open("/v", status=302).location == "/vao"
    assert visit().open("/v", method="POST", status=302).location == "/vao"


def test_a_forged_scan_is_worth_nothing(school, visit):
    visitor = visit()
    visitor.client.set_cookie("ma_quet", school.code_of(school.households[0]), path="/v")
    assert visitor.open("/v", status=302).location == "/vao"


def test_staff_sign_in_with_a_password(teacher, visit):
    visitor = visit()
    assert visitor.post("/dang-nhap", login="Teacher", password=PASSWORD, next="/lop").location == "/lop"
    visitor.get("/lop")
    visitor.post("/thoat")
    assert not is_in(visitor)
    assert visitor.open("/lop", status=302).location == "/vao?next=/lop"


@pytest.mark.parametrize("login", ["teacher", "nobody"])
def test_a_wrong_password_and_an_unknown_login_look_alike(teacher, visit, login):
    page = visit().post("/dang-nhap", status=422, login=login, password="sai-mat-khau")
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.select_one(".err").text
    assert page.select_one("#login")["value"] == login
    assert count_failures() == 2


def test_who_has_no_password_yet_or_has_left_does_not_come_in(school, teacher, visit):
    visit().post("/dang-nhap", status=422, login="principal", password=PASSWORD)
    teacher.left_on = clock.today()
    db.session.commit()
    visit().post("/dang-nhap", status=422, login="teacher", password=PASSWORD)


def test_an_account_tried_too_often_must_wait_and_others_need_not(school, teacher, visit):
    for _number in range(FAILURES_PER_ACCOUNT):
        visit().post("/dang-nhap", status=422, login="teacher", password="sai-mat-khau")
    page = visit().post("/dang-nhap", status=429, login="teacher", password=PASSWORD)
    assert page.select_one("#login")["value"] == "teacher"
    visit().post("/dang-nhap", status=422, login="principal", password="sai-mat-khau")


def test_neither_login_nor_address_is_stored(teacher, visit):
    visit().post("/dang-nhap", status=422, login="teacher", password="sai-mat-khau")
    stored = {row.about for row in db.session.scalars(select(SignInFailure))}
    assert stored == {
        codes.tag(b"test-hash-key", about) for about in ("account:teacher", "address:127.0.0.1")
    }


def test_old_failures_are_forgotten(app, school):
    store.note_failure(address="127.0.0.1")
    with clock.stopped(NOON + THROTTLE_WINDOW):
        jobs.store.forget_old_failures()
        db.session.commit()
    assert count_failures() == 0


def test_a_password_hash_of_older_cost_is_renewed(teacher, visit):
    from argon2 import PasswordHasher

    teacher.password_hash = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1).hash(PASSWORD)
    db.session.commit()
    visit().post("/dang-nhap", login="teacher", password=PASSWORD)
    assert "m=19456,t=2,p=1" in teacher.password_hash


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "lop"]
)
def test_signing_in_leads_nowhere_else(teacher, visit, target):
    assert visit().post("/dang-nhap", login="teacher", password=PASSWORD, next=target).location == "/"


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("?", "unknown"),
    ],
)
def test_one_household_of_ipv6_is_one_address(address, block):
    assert address_block(address) == block


def test_the_language_is_kept_in_a_cookie(visit):
    visitor = visit()
    page = visitor.get("/ngon-ngu", headers={"Referer": "http://localhost/vao?next=/lop"})
    assert page.select_one("[name=next]")["value"] == "/vao"
    assert visitor.post("/ngon-ngu", lang="en", next="/vao").location == "/vao"
    assert visitor.get("/vao").html["lang"] == "en"
    visitor.post("/ngon-ngu", status=400, lang="xx")
