"""Figures beside figures: two summaries of one consultation, and a survey and an earlier one."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.rules import Audience, Role
from core.db import db
from feedback.rules import Stance
from reports import comparing, store
from reports.comparing import Verdict
from reports.printers import compared
from reports.summary import ScaleFigures
from tests.reports.conftest import Asked


@pytest.fixture
def summary(asked):
    return asked.summary()


def rated(summary, counts, *, text="Giờ đón trẻ", population=100):
    scale = ScaleFigures("", counts, 0)
    question = replace(summary.questions[0], text=text, scales=(scale,), population=population)
    return replace(summary, questions=(question,))


@pytest.mark.parametrize(
    ("then", "now", "population", "verdict"),
    [
        ((10, 20, 20, 5, 5), (0, 5, 10, 25, 20), 100, Verdict.UP),
        ((0, 5, 10, 25, 20), (10, 20, 20, 5, 5), 100, Verdict.DOWN),
        ((0, 1, 2, 4, 3), (0, 1, 1, 4, 4), 100, Verdict.CHANCE),
        # All answered both times: what is known leaves nothing to chance.
        ((0, 1, 2, 4, 3), (0, 1, 1, 4, 4), 10, Verdict.UP),
        ((0, 1, 2, 4, 3), (0, 1, 2, 4, 3), 10, Verdict.CHANCE),
        ((10, 20, 20, 5, 5), (0, 5, 10, 25, 20), None, Verdict.UNKNOWN),
    ],
)
def test_a_change_is_more_than_chance_or_not(summary, then, now, population, verdict):
    found = comparing.compare(*(rated(summary, one, population=population) for one in (then, now)))
    (change,) = found.changes
    assert change.verdict is verdict
    assert change.difference == change.now.value - change.then.value


def test_the_same_words_are_the_same_question_and_others_are_named(summary):
    one = rated(summary, (0, 1, 2, 4, 3))
    assert len(comparing.compare(one, rated(summary, (1, 1, 1, 1, 1), text="GIO DON TRE")).changes) == 1
    found = comparing.compare(one, rated(summary, (1, 1, 1, 1, 1), text="Giờ trả trẻ"))
    assert found.changes == ()
    assert found.only_then == ("Câu 1. Giờ đón trẻ",) and found.only_now == ("Câu 1. Giờ trả trẻ",)


def test_what_is_asked_twice_or_with_other_choices_is_not_compared(summary):
    twice = replace(summary, questions=summary.questions[:1] * 2)
    assert comparing.compare(twice, twice).changes == ()
    other = replace(summary.questions[1], choices=summary.questions[1].choices[:1])
    found = comparing.compare(summary, replace(summary, questions=(other,)))
    assert found.changes == () and found.only_now


def test_shares_are_compared_in_percent(summary):
    found = comparing.compare(summary, summary)
    share = next(one for one in found.changes if one.now.is_share)
    assert share.difference == Decimal("0.0") and share.verdict is Verdict.CHANCE


def test_the_officer_picks_an_earlier_survey(asked, visit):
    asked.snapshot()
    later = Asked(asked.school)
    later.consultation.opened_at += timedelta(days=1)
    db.session.commit()
    later.snapshot()
    officer = visit(Role.OFFICER)
    address = f"/dot/{later.id}/tong-hop/lan-truoc"
    assert officer.get(address).select(f"option[value='{asked.id}']")
    page = officer.get(f"{address}?voi={asked.id}")
    assert "Không hơn mức ngẫu nhiên" in page.text and "3,75" in page.text
    assert not officer.get(f"/dot/{asked.id}/tong-hop/lan-truoc").select("option")
    assert officer.get(f"/dot/{later.id}/tong-hop").select(f"a[href='{address}']")
    officer.get(f"{address}?voi=999", status=404)


def test_two_summaries_of_one_consultation_stand_side_by_side(asked, visit):
    asked.snapshot()
    for _each in range(5):
        asked.submit(None, {asked.first: Stance.DISAGREE}, audience=Audience.COMMUNITY)
    db.session.commit()
    second = asked.snapshot()
    before, after = (store.outer_summary_of(store.get_snapshot(asked.consultation, n)) for n in (1, 2))
    rows = [one for *_place, figures in compared.changed(before, after) for one in figures]
    assert ("Số", 0, 5, 5) in rows
    officer = visit(Role.OFFICER)
    page = officer.get(f"/dot/{asked.id}/tong-hop/hai-ban")
    assert "+5" in page.text and second.sha256[:16] in page.text
    officer.client.set_cookie("lang", "en")
    page = officer.get(f"/dot/{asked.id}/tong-hop/hai-ban")
    assert {"Channel", "Counted apart"} <= {one.text for one in page.select("h2 + p")}
    named = {one.text for one in page.select("h2 ~ table tbody th")}
    assert {"Number", "Level 4", "Beyond the list of those asked: Disagree"} <= named
    assert not named & {"Số", "Trả lời", "Số trả lời", "Mức 4", "Trung bình"}
    officer.client.delete_cookie("lang")
    assert "Không con số nào khác nhau" in officer.get(f"/dot/{asked.id}/tong-hop/hai-ban?tu=2&den=2").text


def test_what_one_more_said_is_not_had_by_comparing(asked, visit):
    asked.snapshot()
    asked.submit(asked.units[5], {asked.first: Stance.DISAGREE})
    db.session.commit()
    asked.snapshot()
    page = visit(Role.OFFICER).get(f"/dot/{asked.id}/tong-hop/hai-ban")
    assert "Không đồng ý" not in page.text.split("Mã kiểm tra")[-1]
    assert not any("Không nhất trí" in row.get_text() for row in page.select("table tbody tr"))
