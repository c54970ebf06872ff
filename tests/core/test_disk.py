"""What was acknowledged is on disk, and who writes at once waits for it together."""

import os
import sqlite3
import threading

import pytest

from accounts.models import School
from core import clock
from core import disk as disks
from core.db import db, step
from core.disk import Disk
from tests import quick


@pytest.fixture(autouse=True)
def disk_as_it_is(monkeypatch):
    monkeypatch.setattr(disks, "flush", quick.flush)


@pytest.fixture
def log(tmp_path):
    (tmp_path / "some.db-wal").write_bytes(b"x")
    return str(tmp_path / "some.db")


def test_nobody_is_told_before_a_sync_that_began_after_the_commit(log, monkeypatch):
    began, ended, gate = [], [], threading.Event()

    def sync(_descriptor):
        began.append(len(began))
        gate.wait(5)
        ended.append(len(ended))

    monkeypatch.setattr(os, "fdatasync", sync)
    disk, told = Disk(), []

    def commit():
        before = len(began)
        disk.await_log(log)
        told.append(len(ended) > before)

    threads = [threading.Thread(target=commit) for _ in range(8)]
    threads[0].start()
    while not began:
        pass
    for thread in threads[1:]:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert told == [True] * 8
    assert len(began) < 8


def test_a_disk_that_fails_is_told_to_each_and_the_next_tries_again(log, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    disk = Disk()
    with monkeypatch.context() as context:
        context.setattr(os, "fdatasync", full)
        with pytest.raises(OSError, match="No space left"):
            disk.await_log(log)
    disk.await_log(log)


def test_a_log_that_is_gone_was_synced_by_sqlite(tmp_path):
    Disk().await_log(str(tmp_path / "no.db"))


def test_the_next_may_write_while_one_waits_for_the_disk(app, monkeypatch):
    path = db.engine.url.database
    if db.engine.dialect.name != "sqlite":
        path = None
    seen = []

    def other_writes(_descriptor):
        with sqlite3.connect(path, timeout=0) as other:
            seen.append(other.execute("SELECT slug FROM school").fetchall())
            other.execute("UPDATE school SET slug = 'b'")

    monkeypatch.setattr(os, "fdatasync", other_writes)
    with step() as session:
        session.add(School(slug="a", made_at=clock.now()))
    assert seen == ([[("a",)]] if path else [])
