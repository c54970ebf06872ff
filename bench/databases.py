"""Both databases to measure on: SQLite in a file, PostgreSQL in a cluster that lasts as long as the block."""

import os
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bench.processes import cpu_seconds
from core.db import db
from tests import servers

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@contextmanager
def fresh(name, folder):
    """The URL of an empty database of this `name`; what a Ground put into the environment is gone afterwards.

    Raises pytest's Skipped where there is no PostgreSQL.
    """
    folder.mkdir(parents=True)
    before = dict(os.environ)
    try:
        if name == SQLITE:
            yield f"sqlite:///{folder / 'bench.db'}"
        else:
            with servers.postgres() as url, servers.fresh_database(url) as database:
                yield database
    finally:
        os.environ.clear()
        os.environ.update(before)


def on_both(what, take):
    """The rows of `take`(name) for each database; one that says so where there is no PostgreSQL."""
    for name in (SQLITE, POSTGRES):
        try:
            yield from take(name)
        except pytest.skip.Exception as skipped:
            yield f"{name}: {what}: {skipped.msg}", "not taken", ""


class Spent:
    """Processor seconds since it was made: of this process, and of PostgreSQL's process that serves it."""

    def __init__(self):
        is_served = db.engine.dialect.name == "postgresql"
        self._backend = db.session.scalar(text("SELECT pg_backend_pid()")) if is_served else None
        self._own, self._theirs = time.process_time(), self._read()

    def _read(self):
        return cpu_seconds(self._backend) if self._backend else 0

    def seconds(self):
        """(ours, the server's)"""
        return time.process_time() - self._own, self._read() - self._theirs
