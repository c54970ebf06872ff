"""Blind recoding: how good the coding is, on a sample, and never on one's own."""

import pytest

from accounts.rules import Role
from core.db import db
from core.errors import Refused
from feedback.rules import State
from reports.models import CommentTheme, Recoding
from reports.rules import Maker
from reports.store import coding, samples
from reports.themes import quality
from tests.reports.coded import line_of, person, run, theme


def test_quality_is_measured_blind_on_a_sample_and_never_on_ones_own_coding(told, visit):
    meals = theme(told, "Bữa ăn").id
    ids = [told.say(f"thực đơn ngày {number}") for number in range(100)]
    db.session.add_all(
        CommentTheme(
            comment_id=one, school_id=told.school.id, codebook_id=told.codebook.id, theme_id=meals,
            maker=Maker.ASSISTANT, confidence=0.8, run=1,
        )
        for one in ids
    )  # fmt: skip
    own = ids[0]
    coding.code(told.codebook, own, theme(told, "Bữa ăn").id, person=person(told), seen="")
    samples.draw_sample(told.codebook)
    db.session.commit()
    assert db.session.scalar(db.select(db.func.count()).select_from(Recoding)) == 60
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/kiem-tra-ma-hoa"
    for number in range(30):
        page = officer.get(url)
        assert "máy tin" not in page.get_text() and not page.select(".th__key--on, .th__yes")
        comment = page.select_one("main [name=comment]")["value"]
        assert comment != own
        sent = theme(told, "An toàn").id if number < 3 else meals
        officer.post(url, 303, data={"comment": comment, "theme": sent})
    found = samples.quality_of(told.codebook)
    assert (found.number, found.agreed) == (30, 27)
    assert found.low < found.f1 < found.high
    assert "Trùng khớp" in officer.get(f"/dot/{told.id}/chu-de").get_text(" ")
    judged = db.session.scalars(db.select(Recoding.comment_id).where(Recoding.chosen_id.is_not(None))).first()
    line_of(judged).state = State.DIVERTED
    db.session.flush()
    assert samples.quality_of(told.codebook) is None
    assert tuple(samples.count_sample(told.codebook)) == (29, 59)


def test_too_few_comments_are_not_measured(told):
    run(told)
    with pytest.raises(Refused):
        samples.draw_sample(told.codebook)
    assert samples.quality_of(told.codebook) is None


def test_f1_and_its_interval_by_hand():
    pairs = [("A", "A")] * 20 + [("A", "B")] * 5 + [("B", "B")] * 10 + [("B", "A")] * 5
    found = quality.measure(pairs, 10**9)
    assert (found.number, found.agreed, float(found.f1)) == (40, 30, 75.0)
    a, b = found.themes
    # A: 2·20 / (25 + 25); B: 2·10 / (15 + 15)
    assert (a.name, a.number, str(a.f1)) == ("A", 25, "80.0") and (b.number, str(b.f1)) == (15, "66.7")
    assert a.low < a.f1 < a.high and (str(found.low), str(found.high)) == ("59.8", "85.8")
    assert quality.measure(pairs[:29], 100) is None
