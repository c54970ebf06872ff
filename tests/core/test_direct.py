"""Writing past the session: one turn among all who write, and nothing of it without the commit."""

import pytest
from flask import g

from accounts.models import SignInFailure
from core import clock
from core.db import _commit, db, execute, start_writing, step, stop_writing
from core.turns import Turn

_ADD = SignInFailure.__table__.insert().inline()
_ALL = db.select(SignInFailure.__table__.c.about)


@pytest.fixture
def writing(app):
    """A POST that writes directly; on PostgreSQL that is the session's way."""
    with app.test_request_context("/", method="POST"):
        start_writing(directly=True)
        execute(_ADD, {"about": "a", "at": clock.now()})
        yield
        stop_writing()


def kept():
    with step() as session:
        return session.scalars(_ALL).all()


def test_what_was_written_directly_is_there_after_the_commit(writing):
    assert [row.about for row in execute(_ALL)] == ["a"]
    _commit()
    assert g.get("direct") is None
    assert kept() == ["a"]


def test_what_was_taken_back_is_not(writing):
    stop_writing()
    assert kept() == []


def test_a_request_that_ends_in_the_middle_leaves_nothing_and_the_turn_to_others(app):
    with app.test_request_context("/", method="POST"):
        start_writing(directly=True)
        execute(_ADD, {"about": "a", "at": clock.now()})
        app.do_teardown_request()
        db.session.rollback()
    with step() as session:
        session.add(SignInFailure(about="b", at=clock.now()))
    assert kept() == ["b"]


def test_the_session_cannot_write_beside_it(writing):
    if db.engine.dialect.name != "sqlite":
        return
    with pytest.raises(RuntimeError, match="past the session"):
        db.session.execute(_ALL)
    db.session.add(SignInFailure(about="b", at=clock.now()))
    with pytest.raises(RuntimeError, match="unwritten"):
        _commit()
    db.session.expunge_all()


def test_a_turn_is_one_writers_and_may_be_taken_again(tmp_path):
    first, second = Turn(str(tmp_path / "a.db")), Turn(str(tmp_path / "a.db"))
    first.take()
    first.take()
    first.end()
    second.take()
    second.end()
    first.end()
    first.close()
