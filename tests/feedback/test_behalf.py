"""One opinion entered for somebody, with its photo; meetings, where attendance is no opinion."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from accounts.rules import Role
from consultations.models import Consultation
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db
from feedback import store
from feedback.models import Batch, ClauseStance, Comment, Entry, Participation, Submission
from feedback.moderation import DeskLine
from feedback.rules import Channel, Stance, State
from reports import store as reports
from tests.feedback.conftest import rows, send
from tests.feedback.test_entries import number_of

JPEG = b"\xff\xd8\xff\xda\x00\x03sdrawn\xff\xd9"


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
    say(officer, where, 422, **by_phone(asked), photo=(BytesIO(JPEG[:-2]), "a.jpg"))
    say(officer, where, **by_phone(asked), photo=(BytesIO(JPEG + b"where and when"), "a.jpg"))
    address = officer.get(where).select_one("a[href*=anh-phieu]")["href"]
    response = officer.open(address)
    assert response.data == JPEG and response.headers["Content-Disposition"].startswith("attachment")
    visit(Role.TEACHER).open(address, status=403)
    send(visit(Role.PARENT), f"{asked.url}/rut")
    officer.open(address, status=404)
    assert rows(Entry) == []


def test_photos_stored_with_place_and_time_are_cleaned_once(asked, visit):
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien"
    say(officer, where, **by_phone(asked), photo=(BytesIO(JPEG), "a.jpg"))
    entry = db.session.scalars(db.select(Entry)).one()
    entry.photo = JPEG + b"where and when"
    db.session.commit()
    assert store.strip_photos() == (1, [])
    assert store.strip_photos() == (0, [])
    db.session.refresh(entry)
    assert entry.photo == JPEG
    entry.photo = JPEG[:-2]
    db.session.commit()
    assert store.strip_photos() == (0, [entry.tag])


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


def docx():
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def test_minutes_come_as_a_file_too_and_go_with_the_words(asked, visit, monkeypatch):
    monkeypatch.setattr("feedback.forms.PHOTO_MAX_BYTES", 400)
    officer = visit(Role.OFFICER)
    start = f"/dot/{asked.id}/cuoc-hop"
    for wrong in (b"<html>", b"PK\x03\x04zip", b"%PDF-" + b"x" * 400):
        officer.post(start, status=422, **MEETING, file=(BytesIO(wrong), "bien-ban.pdf"))
    where = officer.post(start, status=303, **MEETING, file=(BytesIO(b"%PDF-1.7"), "a.docx")).location
    file = officer.open(f"{where}/bien-ban")
    assert file.data == b"%PDF-1.7" and file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"].startswith("attachment")
    officer.post(f"{where}/sua", status=303, **MEETING)
    assert officer.open(f"{where}/bien-ban").data == b"%PDF-1.7", "without a new file the old one stays"
    officer.post(f"{where}/sua", status=303, **MEETING, file=(BytesIO(docx()), "b.pdf"))
    assert officer.open(f"{where}/bien-ban").data == docx()
    visit(Role.TEACHER).open(f"{where}/bien-ban", status=403)
    with clock.stopped(asked.consultation.closes_at + timedelta(days=800)):
        store.erase_expired()
        db.session.commit()
    officer.open(f"{where}/bien-ban", status=404)
    assert rows(Batch)[0].minutes == ""


def test_paper_handed_in_before_the_close_is_entered_some_days_longer(asked, visit):
    """Figures are final only after those days; whoever answers themselves is not let in any more."""
    asked.consultation.paper_days = 2
    asked.consultation.closes_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/ghi-y-kien"
    page = officer.get(f"/dot/{asked.id}")
    assert "Nhập nốt phiếu giấy" in page.get_text(" ")
    say(officer, where, **by_phone(asked))
    assert asked.consultation not in reports.list_due() and not asked.consultation.takes_answers()
    with clock.stopped(asked.consultation.closes_at + timedelta(days=2, minutes=1)):
        say(officer, where, 409, **by_phone(asked, who=number_of(asked, 1)))
        assert asked.consultation in reports.list_due()
        assert reports.summary_of(reports.make_snapshot(asked.consultation)).is_final


def test_where_it_is_sealed_paper_has_no_days(ask):
    asked = ask(mode=Mode.ANONYMOUS)
    asked.consultation.paper_days = 5
    assert asked.consultation.final_at == asked.consultation.closes_at + GRACE
