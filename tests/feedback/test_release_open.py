"""While a release is under way on PostgreSQL, what is said in other consultations is committed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from consultations.rules import GRACE, Mode
from core import clock
from core.db import db, step
from feedback import store
from feedback.models import Envelope, Participation, Submission
from tests.conftest import on_postgres
from tests.feedback.conftest import rows, send

#: Seconds that a release which shuts others out is held, before it goes on and the test fails.
HELD_AT_MOST = 20


class Hold:
    """Stops a release in its transaction, after the submissions are written and before anything else."""

    def __init__(self, monkeypatch):
        # The package's name for the module is that of the function.
        names = store.release.__globals__
        self._write, self.reached, self.go_on = names["_write"], Event(), Event()
        monkeypatch.setitem(names, "_write", self)

    def __call__(self, *args):
        written = self._write(*args)
        self.reached.set()
        assert self.go_on.wait(HELD_AT_MOST)
        return written


@on_postgres
def test_others_take_in_what_is_said_while_a_release_is_open(app, ask, visit, school, monkeypatch):
    ended, *others = [ask(mode=mode) for mode in (Mode.ANONYMOUS, *Mode)]
    families = [visit(household) for household in school.households]
    for family in families:
        send(family, f"{ended.url}/muc/{ended.clauses[0]}", stance="disagree", reason="Vì thế.")
    ended.consultation.closes_at = clock.now() - GRACE
    db.session.commit()
    hold = Hold(monkeypatch)

    def release_it():
        with app.app_context(), step():
            return store.release(ended.id)

    with ThreadPoolExecutor(1) as pool:
        releasing = pool.submit(release_it)
        try:
            assert hold.reached.wait(HELD_AT_MOST)
            for other in others:
                send(families[0], f"{other.url}/muc/{other.clauses[0]}", stance="agree")
            db.session.rollback()
            told = {row.consultation_id for row in rows(Participation)}
            assert told == {ended.id, *(other.id for other in others)}
            # Of the release itself nobody sees anything yet: it is one transaction, and it is still open.
            assert not releasing.done() and {row.consultation_id for row in rows(Submission)} == {
                other.id for other in others if other.consultation.mode is Mode.NAMED
            }
            db.session.rollback()
        finally:
            hold.go_on.set()
        assert releasing.result()
    db.session.rollback()
    assert [row.consultation_id for row in rows(Submission)].count(ended.id) == len(families)
    assert ended.id not in {row.consultation_id for row in rows(Envelope)}
