"""One opinion entered for somebody, with its photo; meetings, where attendance is no opinion."""

from io import BytesIO

import pytest

from accounts.rules import Role
from consultations.models import Consultation
from consultations.rules import Mode
from core.db import db
from feedback import store
from feedback.models import Batch, ClauseStance, Comment, Entry, Participation, Submission
from feedback.moderation import DeskLine
from feedback.rules import Channel, Stance, State
from reports import store as reports
from tests.feedback.conftest import rows, send
from tests.feedback.test_entries import number_of

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture
def asked(ask):
    return ask()


def say(officer, where, status=303, **fields):
    receipt = officer.get(where).select_one("[name=receipt]")["value"]
    return officer.post(where, status=status, data={"receipt": receipt} | fields)


def by_phone(asked, **fields):
    return {
        "channel": "phone", "who": number_of(asked, 0), "clause": asked.clauses[0], "stance": "disagree",
        "words": "Giờ đón muộn quá.", "is_read_back": "y",
    } | fields  # fmt: skip


def test_a_call_is_the_familys_opinion(asked, visit):
    officer = visit(Role.OFFICER)
    where = f"/dot/{asked.id}/ghi-y-kien"
    page = say(officer, where, **by_phone(asked))
    (entry,) = rows(Entry)
    assert entry.is_read_back and entry.channel is Channel.PHONE and entry.batch_id is None
    assert rows(Submission)[0].group == "3 tuổi A" and rows(ClauseStance)[0].stance is Stance.DISAGREE
    assert rows(Comment)[0].reason == "Giờ đón muộn quá."
    kept = officer.get(page.location)
    assert kept.select_one("[name=channel][checked]")["value"] == "phone" and "Bé 0" in kept.text


def test_the_same_household_by_phone_and_online_is_one(asked, visit):
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien"
    page = say(officer, where, 409, **by_phone(asked))
    assert page.select_one("#replace") and "Giờ đón muộn quá." in page.select_one("textarea").text
    say(officer, where, **by_phone(asked, replace="y"))
    assert len(rows(Submission)) == len(rows(Participation)) == 1
    assert [row.stance for row in rows(ClauseStance)] == [Stance.DISAGREE]


def test_nobody_known_is_not_identified(asked, visit):
    say(visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien", **by_phone(asked, who="", channel="facebook"))
    figures = reports.summary_of(reports.make_snapshot(db.session.get(Consultation, asked.id)))
    assert (figures.answered, figures.unidentified) == (0, 1) and dict(figures.channels) == {"facebook": 1}


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"stance": ""}, "một trong bốn"), ({"stance": "other", "words": ""}, "ghi lời góp ý"),
     ({"clause": "0", "words": ""}, "ghi lời góp ý"), ({"clause": "9999"}, "một mục trong danh sách"),
     ({"words": "x" * 10_000}, "viết ngắn hơn"), ({"who": "Ai đó"}, "Không có trong danh sách")],
)  # fmt: skip
def test_what_is_wrong_is_named_and_kept(asked, visit, fields, told):
    page = say(visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien", 422, **by_phone(asked, **fields))
    assert told in page.select_one(".err").text and rows(Entry) == []
    assert page.select_one("#who")["value"] == by_phone(asked, **fields)["who"]


def test_the_photo_is_for_who_enters_and_goes_with_the_words(asked, visit):
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien"
    say(officer, where, 422, **by_phone(asked), photo=(BytesIO(b"<svg/>"), "a.jpg"))
    say(officer, where, **by_phone(asked), photo=(BytesIO(JPEG), "a.jpg"))
    address = officer.get(where).select_one("a[href*=anh-phieu]")["href"]
    response = officer.open(address)
    assert response.data == JPEG and response.headers["Content-Disposition"].startswith("attachment")
    visit(Role.TEACHER).open(address, status=403)
    send(visit(Role.PARENT), f"{asked.url}/rut")
    officer.open(address, status=404)
    assert rows(Entry) == []


def test_the_photo_of_a_possible_denunciation_is_locked_with_its_words(asked, visit):
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien"
    say(officer, where, **by_phone(asked), photo=(BytesIO(JPEG), "a.jpg"))
    address = officer.get(where).select_one("a[href*=anh-phieu]")["href"]
    store.lay_out_all(asked.id)
    db.session.commit()
    rows(DeskLine)[0].state = State.DIVERTED
    db.session.commit()
    officer.open(address, status=404)


def test_without_names_nothing_said_is_entered(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    for path in ("ghi-y-kien", "cuoc-hop"):
        visit(Role.OFFICER).get(f"/dot/{asked.id}/{path}", status=409)


MEETING = {
    "title": "Họp cha mẹ trẻ lớp 3 tuổi A", "held_on": "2026-10-10", "place": "Phòng họp", "attended": "24",
    "chair": "Cô Lan", "secretary": "Cô Hoa", "minutes": "Đọc dự thảo.",
}  # fmt: skip


def test_a_meeting_counts_what_was_said_not_who_came(asked, visit):
    officer = visit(Role.OFFICER)
    where = officer.post(f"/dot/{asked.id}/cuoc-hop", status=303, **MEETING).location
    first, second = asked.clauses[:2]
    say(officer, f"{where}/y-kien", who="Bé 0", clause=first, stance="disagree", words="Muộn quá.")
    say(officer, f"{where}/y-kien", who="", clause=second, stance="agree")
    say(officer, f"{where}/y-kien", who="", clause=0, stance="other", words="Cảm ơn nhà trường.")
    assert "Muộn quá" not in officer.get(where).select_one(".minutes").text
    store.lay_out_all(asked.id)
    db.session.commit()
    page = officer.get(where)
    minutes = page.select_one(".minutes").text
    for words in ("BIÊN BẢN", "Số người dự: 24", "Không nhất trí: Muộn quá.", "Cảm ơn nhà trường.", "Cô Hoa",
                  "không được tính là ý kiến", "10/10/2026"):  # fmt: skip
        assert words in minutes
    assert "Bé 0" not in minutes
    figures = reports.summary_of(reports.make_snapshot(db.session.get(Consultation, asked.id)))
    db.session.commit()
    assert (figures.answered, figures.unidentified, dict(figures.channels)) == (1, 2, {"meeting": 3})
    assert MEETING["title"] in officer.get(f"/dot/{asked.id}/nhap-ho").text
    assert officer.open(where.replace("cuoc-hop", "nhap-ho"), status=302).location == where
    officer.post(f"{where}/sua", status=303, **MEETING | {"attended": "25"})
    assert "Số người dự: 25" in officer.get(where).text


@pytest.mark.parametrize(
    "fields",
    [{"attended": "0"}, {"attended": "nhiều"}, {"held_on": "2026-12-01"}, {"held_on": ""}, {"chair": ""},
     {"title": "x" * 500}],
)  # fmt: skip
def test_a_meeting_that_cannot_be(asked, visit, fields):
    page = visit(Role.OFFICER).post(f"/dot/{asked.id}/cuoc-hop", status=422, **MEETING | fields)
    assert page.select_one(".err") and rows(Batch) == []
