"""Reading past the ORM's session: a connection for each thread, one state of the database for each request.

The session and its pool cost a respondent's page as much as the statements it runs. On SQLite a page that
only reads needs neither: nothing is flushed, nothing is committed, and the threads of a web process stay.
"""

import os
import threading

from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.disk import file_of

_local = threading.local()
#: Counted up whenever an engine lets go of its connections: the file may be another one from then on.
_turn = 0


@event.listens_for(Engine, "engine_disposed")
def _let_go(engine):
    global _turn
    _turn += 1


class Reader:
    """What core.statements.run needs of a SQLAlchemy Connection: `engine`, `dialect`, `connection`."""

    def __init__(self, engine):
        self.engine, self.dialect = engine, engine.dialect
        self.made = engine, os.getpid(), _turn
        # Out of the pool, which has set it up (core.db) and forgets it.
        self.connection = engine.raw_connection()
        self.connection.detach()

    def begin(self):
        """From here on everything is read as it is now."""
        self.connection.cursor().execute("BEGIN")

    def end(self):
        self.connection.rollback()


def reader_of(engine):
    """This thread's Reader of `engine`, begun; None where the database is not a file of SQLite's."""
    if file_of(engine) is None:
        return None
    reader = getattr(_local, "reader", None)
    if reader is None or reader.made != (engine, os.getpid(), _turn):
        if reader is not None and reader.made[1] == os.getpid():
            reader.connection.close()
        reader = _local.reader = Reader(engine)
    reader.begin()
    return reader
