"""Words are kept as long as the school says; the office above reads what is public until its link is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import SchoolSettings
from accounts.rules import Role
from core import clock
from core.db import db
from feedback import store as feedback
from feedback.rules import Erasure, months_before
from reports import printers, store
from reports.rules import Decision
from tests.reports.conftest import listed


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 10, 12), 24, date(2024, 10, 12)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_words_go_when_their_time_is_over_and_figures_stay(asked):
    summary = asked.summary()
    named = listed(summary)
    with clock.stopped(datetime(2028, 10, 9, 5, tzinfo=UTC)):
        assert feedback.erase_expired() == 0
    with clock.stopped(datetime(2028, 10, 12, 5, tzinfo=UTC)):
        assert feedback.erase_expired(limit=4) == 4
        assert feedback.erase_expired(limit=4) == 2 and feedback.erase_expired() == 0
        db.session.commit()
    assert len(named) == summary.in_words and store.list_comments(named) == []
    assert {one.reason for one in feedback.list_tombstones(asked.id)} == {Erasure.RETENTION}
    assert store.summary_of(store.get_snapshot(asked.consultation)) == summary
    assert store.verify() is not None


def test_the_school_chooses_how_long(asked, school, visit):
    asked.snapshot()
    row = db.session.query(SchoolSettings).one()
    page = visit(Role.PRINCIPAL).get(f"/nha-truong/{row.id}")
    fields = {one["name"]: one.get("value", "") for one in page.select("main input[name]")}
    fields |= {one["name"]: one.text.strip() for one in page.select("main textarea")}
    visit(Role.PRINCIPAL).post(f"/nha-truong/{row.id}", 422, data=fields | {"retention_months": "2"})
    visit(Role.PRINCIPAL).post(f"/nha-truong/{row.id}", 302, data=fields | {"retention_months": "6"})
    with clock.stopped(datetime(2027, 4, 12, 5, tzinfo=UTC)):
        assert feedback.erase_expired() == 6


def path(asked):
    return f"/dot/{asked.id}/lien-ket"


def shared(asked, visit):
    """The path of a new link."""
    officer = visit(Role.OFFICER)
    officer.post(path(asked), 303, office="UBND xã Hoa Ban", days="7")
    told = officer.get(path(asked))
    return "/cap-tren/" + told.text.split("/cap-tren/")[1].split()[0]


def test_the_office_above_reads_what_is_public_until_the_link_is_over(asked, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.PARTLY, "Đến 17 giờ 15.")
    asked.decide(None, Decision.ACCEPTED)
    printers.make_letter(asked.consultation)
    db.session.commit()
    address = shared(asked, visit)
    visit().get(address, 404)
    store.publish(asked.consultation)
    db.session.commit()
    response = visit().open(address)
    assert response.headers["Referrer-Policy"] == "no-referrer"
    page = visit().get(address)
    assert "Đến 17 giờ 15." in page.text and "Nhà xa" not in page.text and "17 giờ 30" not in page.text
    assert "Kết quả khảo sát" in page.text and "Ai thường đón trẻ?" in page.text
    assert visit().open(f"{address}/bao-cao/1.docx").data[:2] == b"PK"
    assert visit().open(f"{address}/bao-cao/1.pdf").data[:4] == b"%PDF"
    visit().open(f"{address}/bao-cao/2.pdf", status=404)
    visit().get(address[:-1] + "x", 404)
    with clock.stopped(clock.now() + timedelta(days=8)):
        visit().get(address, 404)
        visit().open(f"{address}/bao-cao/1.pdf", status=404)


def test_a_link_is_closed_and_shown_once(asked, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    address = shared(asked, visit)
    officer = visit(Role.OFFICER)
    page = officer.get(path(asked))
    assert "UBND xã Hoa Ban" in page.text and "/cap-tren/" not in page.text
    officer.post(page.select_one("form[action$='/dong']")["action"], 303)
    visit().get(address, 404)
    officer.post(path(asked), 422, office="", days="7")
    officer.post(path(asked), 422, office="UBND xã", days="900")


def test_observers_read_and_change_nothing(asked, visit):
    asked.snapshot()
    observer = visit(Role.OBSERVER)
    observer.get(f"/dot/{asked.id}/tong-hop")
    for tail in ("tra-loi", "bao-cao", "lien-ket", "giao-viec"):
        observer.open(f"/dot/{asked.id}/{tail}", status=403)
    observer.open(f"/dot/{asked.id}/tong-hop", method="POST", status=403)
