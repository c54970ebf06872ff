"""Sealed intake and the release: what lies where, when, and what is left of it."""

from consultations import store as consultations
from consultations.rules import Mode
from core.db import db
from feedback.models import ClauseStance, Comment, Envelope, Participation, Receipt, Submission
from tests.feedback.conftest import rows, send

SAYS = {"stance": "agree_changes", "proposed": "Mở cổng lúc 6 giờ 30.", "reason": "Đi làm sớm."}


def test_what_is_said_lies_in_an_envelope_until_the_release(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS, survey=True)
    families = [visit(household) for household in school.households]
    for family in families:
        send(family, f"{asked.url}/muc/{asked.clauses[0]}", **SAYS)
    assert len(rows(Envelope)) == len(rows(Participation)) == 6
    assert len({len(row.sealed) for row in rows(Envelope)}) == 1
    assert rows(Submission) == rows(Comment) == rows(ClauseStance) == rows(Receipt) == []
    assert SAYS["reason"] in families[0].get(f"{asked.url}/tiep-nhan").text
    assert asked.release(smallest_group=3)
    db.session.expire_all()
    assert rows(Envelope) == [] and len(rows(Submission)) == len(rows(Receipt)) == 6
    assert {row.reason for row in rows(Comment)} == {SAYS["reason"]}
    assert {row.group for row in rows(Submission)} == {"3 tuổi A", "5 tuổi B"}
    assert SAYS["reason"] in families[0].get(f"{asked.url}/tiep-nhan").text
    assert not consultations.has_key(asked.consultation)
    assert not asked.release(smallest_group=3)
