"""One commit, at the edge; and a door beside it."""

import sqlite3

import pytest

from accounts.models import School, SignInFailure
from core import clock
from core.db import _settle_sqlite, apart, db, step


def test_what_is_acknowledged_is_on_disk(tmp_path):
    """The tests' own databases are spared the disk (tests/quick.py); those of a school are not. SQLite syncs
    the log when it copies it, core.disk (test_disk.py) before anybody is told."""
    connection = sqlite3.connect(tmp_path / "school.db")
    _settle_sqlite(connection, None)
    normal = 1
    assert connection.execute("PRAGMA synchronous").fetchone() == (normal,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_step_is_stored_or_not_at_all(app):
    with pytest.raises(ZeroDivisionError), step() as session:
        session.add(School(slug="a", made_at=clock.now()))
        session.flush()
        raise ZeroDivisionError
    with step() as session:
        session.add(School(slug="b", made_at=clock.now()))
    assert [school.slug for school in db.session.query(School)] == ["b"]


def test_what_is_written_apart_survives_a_refusal(app):
    with app.test_request_context("/", method="POST"):
        db.session.add(School(slug="lost", made_at=clock.now()))
        db.session.flush()
        with apart() as session:
            session.add(SignInFailure(about="kept", at=clock.now()))
        db.session.rollback()
        assert db.session.query(School).count() == 0
        assert db.session.query(SignInFailure).count() == 1
