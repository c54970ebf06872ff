"""Several posts at the same moment: the table refuses the second, and nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from accounts.rules import Audience
from consultations.models import RollEntry
from consultations.rules import Mode
from core import codes
from core.db import db
from core.errors import Refused
from feedback import store
from feedback.models import ClauseStance, Comment, Participation, Receipt, Submission
from feedback.rules import Respondent, Stance
from tests.feedback.conftest import rows

WRITERS = 6


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("same_code", [True, False])
def test_posts_at_the_same_moment_are_one_submission(app, ask, school, mode, same_code):
    asked = ask(mode=mode)
    unit = Respondent(
        school_id=school.id, consultation_id=asked.id, audience=Audience.PARENTS,
        is_named=mode is Mode.NAMED, roll_entry_id=rows(RollEntry)[0].id,
    )  # fmt: skip
    clause, code, start = asked.clauses[0], codes.draw(), Barrier(WRITERS)
    db.session.rollback()

    def write(_number):
        with app.app_context():
            start.wait()
            given = [code if same_code else codes.draw()]
            try:
                store.put_comment(unit, given, clause, stance=Stance.DISAGREE, reason="Vì thế.", replace=True)
                db.session.commit()
            except Refused as refused:
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(WRITERS) as pool:
        refused = [one for one in pool.map(write, range(WRITERS)) if one]
    db.session.expire_all()
    asked.settle()
    assert len(rows(Submission)) == len(rows(Participation)) == len(rows(ClauseStance)) == 1
    assert len([comment for comment in rows(Comment) if not comment.is_superseded]) == 1
    refuses = mode is Mode.ANONYMOUS and not same_code
    assert len(refused) == (WRITERS - 1 if refuses else 0)
    assert len(rows(Receipt)) == (1 if same_code or refuses else WRITERS)
