"""Past the ORM's session: a connection for each thread, one transaction for each request.

The session and its pool cost a respondent's page as much as the statements it runs. On SQLite a page that
only reads needs neither, nor does one that writes by statements alone; the threads of a web process stay.
"""

import os
import threading

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from core.disk import file_of
from core.turns import Turn

_local = threading.local()
#: Counted up whenever an engine lets go of its connections: the file may be another one from then on.
_disposals = 0


@event.listens_for(Engine, "engine_disposed")
def _let_go(engine):
    global _disposals
    _disposals += 1


class Direct:
    """What core.statements.run needs of a SQLAlchemy Connection: `engine`, `dialect`, `connection`."""

    def __init__(self, engine):
        self.engine, self.dialect = engine, engine.dialect
        self.made = engine, os.getpid(), _disposals
        # Out of the pool, which has set it up (core.db) and forgets it.
        self.connection = engine.raw_connection()
        self.connection.detach()
        self._turn = Turn(file_of(engine))
        self.writes = False

    def begin(self):
        """From here on everything is read as it is now."""
        self.connection.cursor().execute("BEGIN")

    def begin_writing(self):
        """As the only one that writes. Raises OperationalError."""
        self._turn.take()
        self.writes = True
        try:
            self.connection.cursor().execute("BEGIN IMMEDIATE")
        except self.dialect.dbapi.OperationalError as error:
            self._end_turn()
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error

    def commit(self):
        """To the log; whoever calls sees to the disk (core.disk). Raises OperationalError."""
        try:
            self.connection.commit()
        except self.dialect.dbapi.OperationalError as error:
            self.connection.rollback()
            raise OperationalError("COMMIT", None, error) from error
        finally:
            self._end_turn()

    def end(self):
        """Forget what was written and is not committed."""
        self.connection.rollback()
        self._end_turn()

    def close(self):
        self.connection.close()
        self._turn.close()

    def _end_turn(self):
        if self.writes:
            self.writes = False
            self._turn.end()


def direct_to(engine):
    """This thread's Direct to `engine`, not begun; None where the database is not a file of SQLite's."""
    if file_of(engine) is None:
        return None
    direct = getattr(_local, "direct", None)
    if direct is None or direct.made != (engine, os.getpid(), _disposals):
        if direct is not None and direct.made[1] == os.getpid():
            direct.close()
        direct = _local.direct = Direct(engine)
    return direct
