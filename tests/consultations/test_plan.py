"""The officer's way from a plan to an open consultation, by what the officer sees."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from accounts.rules import Audience, Role
from consultations import jobs, store
from consultations.models import Consultation
from consultations.rules import Mode, Status
from core import clock
from core.db import db, step
from core.errors import Refused
from tests.consultations.conftest import add_question, other_school

PLAN = {
    "title": "Nội quy đón, trả trẻ", "summary": "Giờ đón và người đón trẻ.",
    "purpose": "Để trẻ được an toàn.", "method": "Góp ý trên trang.", "reference": "", "issuing_office": "",
    "audiences": ["parents", "teachers"],
    "mode": "anonymous", "smallest_group": "4", "unit": "household", "deadline": "2026-10-21",
}  # fmt: skip


@pytest.fixture
def plan(school):
    return PLAN | {"responsible_id": str(school.people[Role.OFFICER].id)}


def the_consultation():
    return db.session.scalars(select(Consultation)).one()


def test_an_officer_makes_a_plan(visit, plan, school):
    officer = visit(Role.OFFICER)
    page = officer.get("/dot/moi")
    assert "mã gia đình" in page.select_one("#method").text
    assert "Như bỏ phiếu kín" in page.text
    plan["class_ids"] = [str(school.classes[1].id)]
    location = officer.post("/dot/moi", data=plan).location
    consultation = the_consultation()
    assert consultation.smallest_group == 4
    assert consultation.mode is Mode.ANONYMOUS and consultation.deadline == date(2026, 10, 21)
    chosen = {(choice.audience, choice.class_id) for choice in consultation.audiences}
    assert chosen == {(Audience.PARENTS, school.classes[1].id), (Audience.TEACHERS, None)}
    page = officer.get(location)
    assert "tải dự thảo lên, hoặc thêm câu hỏi" in page.text
    assert "Chưa có dự thảo và chưa có câu hỏi nào." in page.text


@pytest.mark.parametrize("name", ["title", "summary", "purpose", "method", "deadline", "mode", "audiences"])
def test_what_the_law_asks_of_a_plan_is_mandatory(visit, plan, name):
    plan[name] = ""
    page = visit(Role.OFFICER).post("/dot/moi", status=422, data=plan)
    assert page.select_one(".err") and page.select_one(f"#{name}-error")
    kept = "purpose" if name == "summary" else "summary"
    assert page.select_one(f"#{kept}").text.strip() == plan[kept]
    assert db.session.scalars(select(Consultation)).all() == []


def test_a_deadline_in_the_past_is_refused_and_today_is_not(visit, plan):
    page = visit(Role.OFFICER).post("/dot/moi", status=422, data=plan | {"deadline": "2026-10-11"})
    assert "hôm nay hoặc một ngày sau" in page.text
    visit(Role.OFFICER).post("/dot/moi", data=plan | {"deadline": "2026-10-12"})


def test_another_schools_class_or_person_cannot_be_chosen(visit, plan):
    other = other_school()
    stranger = store.list_responsible(other.school_id)[0]
    page = visit(Role.OFFICER).post("/dot/moi", status=422, data=plan | {"responsible_id": str(stranger.id)})
    assert page.select_one("#responsible_id-error")
    page = visit(Role.OFFICER).post("/dot/moi", status=422, data=plan | {"class_ids": ["999"]})
    assert page.select_one("#class_ids-error")


def test_a_plan_is_edited_until_it_opens_and_only_its_wording_afterwards(visit, make, plan):
    consultation = make(audiences=[Audience.PARENTS, Audience.COMMUNITY], mode=Mode.NAMED)
    officer, url = visit(Role.OFFICER), f"/dot/{consultation.id}/sua"
    page = officer.get(url)
    assert {tag["value"] for tag in page.select("[name=audiences][checked]")} == {"parents", "community"}
    assert page.select_one("#deadline")["value"] == "2026-10-21"
    officer.post(url, data=plan)
    assert the_consultation().mode is Mode.ANONYMOUS and the_consultation().open_token is None
    officer.post(f"/dot/{consultation.id}/mo-ngay")
    assert not officer.get(url).select("[name=audiences], [name=mode], [name=deadline]")
    officer.post(
        url,
        data=plan
        | {"title": "Nội quy mới", "mode": "named", "audiences": ["staff"], "deadline": "2027-01-01"},
    )
    changed = the_consultation()
    assert changed.title == "Nội quy mới" and changed.mode is Mode.ANONYMOUS
    assert changed.deadline == date(2026, 10, 21) and len(changed.audiences) == 2


def test_the_page_names_the_next_step_at_every_status(visit, make):
    consultation = make(draft=False)
    officer, url = visit(Role.OFFICER), f"/dot/{consultation.id}"
    assert "tải dự thảo lên" in officer.get(url).select_one(".note--gold").text
    add_question(consultation)
    db.session.commit()
    assert "mở lấy ý kiến" in officer.get(url).select_one(".note--gold").text
    officer.get(url + "/mo")
    assert officer.post(url + "/mo-ngay").location.endswith("/chia-se")
    assert "gửi địa chỉ" in officer.get(url).select_one(".note--gold").text
    officer.get(url + "/dong")
    officer.post(url + "/dong-ngay")
    assert "đọc bản tổng hợp" in officer.get(url).select_one(".note--gold").text
    store.set_published(db.session.get(Consultation, consultation.id), clock.now())
    db.session.commit()
    page = officer.get(url)
    assert (
        "20 ngày" in page.select_one(".note--gold").text
        and "Đã công khai kết quả" in page.select_one(".tag").text
    )
    assert "Nội quy đón, trả trẻ" in officer.get("/dot").text


def test_opening_is_refused_with_what_is_missing(visit, make):
    consultation = make(draft=False)
    officer = visit(Role.OFFICER)
    assert "Chưa có dự thảo" in officer.get(f"/dot/{consultation.id}/mo").text
    page = officer.post(f"/dot/{consultation.id}/mo-ngay", status=409)
    assert "Chưa có dự thảo và chưa có câu hỏi nào." in page.text
    assert the_consultation().status is Status.PREPARING


def test_the_clock_opens_it_at_the_chosen_time(visit, make):
    consultation = make()
    officer, url = visit(Role.OFFICER), f"/dot/{consultation.id}"
    for wrong in ("2026-10-12T11:59", "2026-10-22T08:00", "", "mai"):
        assert officer.post(url + "/hen-gio", status=422, opens_at=wrong).select_one("#opens_at-error"), wrong
    officer.post(url + "/hen-gio", opens_at="2026-10-13T07:30")
    assert "07:30, 13/10/2026" in officer.get(url).text
    for moment, status in [
        (datetime(2026, 10, 13, 0, 29, tzinfo=UTC), Status.PREPARING),
        (datetime(2026, 10, 13, 0, 30, tzinfo=UTC), Status.OPEN),
        (datetime(2026, 10, 13, 0, 31, tzinfo=UTC), Status.OPEN),
    ]:
        with clock.stopped(moment), step():
            jobs.open_those_due()
            assert the_consultation().status is status
    assert sum(row.asked for row in store.count_roll(consultation.id)) == 6


def test_a_due_opening_waits_while_something_is_missing(visit, make):
    consultation = make()
    officer = visit(Role.OFFICER)
    officer.post(f"/dot/{consultation.id}/hen-gio", opens_at="2026-10-13T07:30")
    store.remove_draft(the_consultation())
    db.session.commit()
    with clock.stopped(datetime(2026, 10, 14, tzinfo=UTC)):
        with step():
            jobs.open_those_due()
        assert the_consultation().status is Status.PREPARING
        assert "Chưa có dự thảo" in officer.get(f"/dot/{consultation.id}").text
        officer.post(f"/dot/{consultation.id}/bo-hen-gio")
        assert the_consultation().opens_at is None


def test_an_extension_moves_the_deadline_and_keeps_its_reason(visit, make):
    consultation = make()
    officer, url = visit(Role.OFFICER), f"/dot/{consultation.id}"
    officer.get(url + "/gia-han", status=409)
    officer.post(url + "/mo-ngay")
    officer.get(url + "/gia-han")
    page = officer.post(url + "/gia-han", status=422, new_deadline="2026-10-21", reason="Mưa lũ.")
    assert "sau thời hạn đang có" in page.text and page.select_one("#reason").text.strip() == "Mưa lũ."
    assert officer.post(url + "/gia-han", status=422, new_deadline="2026-10-25", reason=" ").select_one(
        "#reason-error"
    )
    officer.post(url + "/gia-han", new_deadline="2026-10-25", reason="Mưa lũ.")
    extended = the_consultation()
    assert extended.closes_at == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)
    assert [(e.old_deadline, e.reason) for e in extended.extensions] == [(date(2026, 10, 21), "Mưa lũ.")]
    assert "Mưa lũ." in officer.get(url).text
    with clock.stopped(datetime(2026, 10, 25, 17, 0, tzinfo=UTC)):
        officer.post(url + "/gia-han", status=409, new_deadline="2026-11-25", reason="Muộn.")


def test_the_share_page_gives_address_code_and_words(visit, make):
    consultation = make(audiences=[Audience.PARENTS, Audience.COMMUNITY])
    officer = visit(Role.OFFICER)
    officer.post(f"/dot/{consultation.id}/mo-ngay")
    page = officer.get(f"/dot/{consultation.id}/chia-se")
    words = page.select_one("#in-text").text
    for part in (consultation.title, "http", "21/10/2026", "phút", "mã gia đình"):
        assert part in words
    assert len(page.select("svg[role=img] title")) == 2
    assert the_consultation().open_token in page.select_one("#out-text").text
    assert officer.open(f"/dot/{consultation.id}/xem-truoc", status=302).location


def test_only_who_runs_consultations_may_change_them(visit, make):
    consultation = make()
    url = f"/dot/{consultation.id}"
    for role in (Role.TEACHER, Role.EMPLOYEE, Role.ADMINISTRATOR, Role.PARENT):
        for path in (
            "/dot",
            "/dot/moi",
            url,
            url + "/sua",
            url + "/du-thao",
            url + "/ra-soat",
            url + "/khao-sat",
        ):
            visit(role).get(path, status=403)
        visit(role).post(url + "/mo-ngay", status=403, anything="1")
    observer = visit(Role.OBSERVER)
    observer.get("/dot")
    assert not observer.get(url).select(".btn")
    observer.get(url + "/sua", status=403)
    visit(Role.PRINCIPAL).get(url + "/sua")


def test_another_schools_consultation_is_not_found(visit, school):
    other = other_school()
    officer = visit(Role.OFFICER)
    url = f"/dot/{other.id}"
    for path in (
        "",
        "/sua",
        "/mo",
        "/du-thao",
        "/du-thao/tep",
        "/ra-soat",
        "/khao-sat",
        "/khao-sat/them",
        "/chia-se",
    ):
        officer.get(url + path, status=404)
    for path in ("/mo-ngay", "/hen-gio", "/dong-ngay", "/gia-han", "/ra-soat/1/gop", "/khao-sat/1/xoa"):
        officer.post(url + path, status=404, anything="1")


def test_no_path_sets_groups_in_which_one_could_be_guessed(make):
    consultation = make(smallest_group=3)
    with pytest.raises(Refused, match="3 trở lên"):
        store.update_consultation(consultation, {"smallest_group": 2})
    with pytest.raises(Refused, match="3 trở lên"):
        make(smallest_group=2)
    assert consultation.smallest_group == 3
