"""The register of requests about personal data: its clock, its reminders, and what it forgets."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from accounts import store
from accounts.models import DataRequest
from accounts.rules import RequestKind, Role
from core import clock
from core.db import db

PAGE = "/nha-truong/yeu-cau"
TOLD = {"who": "Mẹ cháu An, gọi 0912 345 678", "wish": "Xin xóa ý kiến tháng trước."}


def write_down(visitor, kind="delete", status=303, **more):
    return visitor.post(PAGE, status, kind=kind, **{"received_on": clock.today().isoformat()} | TOLD | more)


def only_one():
    return db.session.scalars(db.select(DataRequest)).one()


@pytest.mark.parametrize(("kind", "days", "longest"), [
    (RequestKind.VIEW, 10, 15), (RequestKind.CORRECT, 10, 15), (RequestKind.STOP, 15, 20),
    (RequestKind.DELETE, 20, 30),
])  # fmt: skip
def test_the_clock_runs_from_the_day_it_came(app, school, kind, days, longest):
    """Friday 27/3/2026: two working days later is Tuesday; the other terms are days of the calendar."""
    made = store.add_request(
        school.id, kind, received_on=date(2026, 3, 27), by=school.people[Role.OFFICER], **TOLD
    )
    assert made.acknowledge_by == date(2026, 3, 31)
    assert made.due_on == date(2026, 3, 27) + timedelta(days=days)
    store.extend_request(made)
    assert made.due_on == date(2026, 3, 27) + timedelta(days=longest)


def test_it_is_acknowledged_extended_once_and_answered_and_then_names_nobody(school, visit):
    officer = visit(Role.OFFICER)
    write_down(officer)
    own = f"{PAGE}/{only_one().id}"
    assert "0912 345 678" in officer.get(own).get_text(" ")
    officer.post(f"{own}/viec", 303, viec="da-bao")
    officer.post(f"{own}/viec", 303, viec="gia-han")
    officer.post(f"{own}/viec", 409, viec="gia-han")
    officer.post(own, 422, end="done", note="")
    officer.post(own, 303, end="done", note="Đã xóa 1 phiếu.")
    officer.post(own, 409, end="refused", note="Hai lần.")
    db.session.expire_all()
    found = only_one()
    assert (found.who, found.wish, found.note) == ("", "", "Đã xóa 1 phiếu.")
    assert found.closed_on == found.acknowledged_on == clock.today()
    assert "0912 345" not in officer.get(PAGE).get_text(" ") + officer.get(own).get_text(" ")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(school, visit):
    officer = visit(Role.ADMINISTRATOR)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    page = write_down(officer, kind="", status=422, received_on=tomorrow, about="x" * 201)
    text = page.get_text(" ")
    assert (
        "Xin chọn loại yêu cầu." in text and "hôm nay hoặc trước đó" in text and "Xin viết ngắn hơn" in text
    )
    assert TOLD["wish"] in text and db.session.scalars(db.select(DataRequest)).all() == []


def test_the_home_page_reminds_and_the_file_holds_nothing_personal(school, visit):
    officer = visit(Role.OFFICER)
    write_down(officer, received_on=(clock.today() - timedelta(days=40)).isoformat())
    assert "Có yêu cầu đã quá hạn." in officer.get("/").get_text(" ")
    assert "Sổ yêu cầu" not in visit(Role.TEACHER).get("/").get_text(" ")
    data = officer.open(f"{PAGE}.csv").data.decode()
    assert "Xóa dữ liệu" in data and "0912" not in data and "tháng trước" not in data


def test_another_school_sees_none_of_it(app, school):
    made = store.add_request(school.id, RequestKind.VIEW, by=school.people[Role.OFFICER], **TOLD)
    with pytest.raises(NoResultFound):
        store.get_request(school.id + 1, made.id)
    assert store.list_open_requests(school.id + 1) == []
