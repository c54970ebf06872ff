"""What was committed reaches the disk before anybody is told so, and those who wait at once share the way.

SQLite would wait for the disk while it holds its one writer. Here a commit is written to the log, the writer
is free for the next one, and a single fdatasync then serves all whose commits it covers (group commit).
"""

import os
import threading


def file_of(engine):
    """Path of the SQLite file behind `engine`; None for PostgreSQL and for a database in memory."""
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    return None if path in (None, "", ":memory:") else path


class Disk:
    """The log of the SQLite databases that the threads of this process write to."""

    def __init__(self):
        self._turns = threading.Condition()
        #: {path of a log: [syncs begun, number of the last one that ended well, is one running]}.
        self._logs = {}

    def await_log(self, path):
        """Return when everything committed so far to the database at `path` is on disk. Raises OSError."""
        with self._turns:
            log = self._logs.setdefault(path, [0, 0, False])
            # The one that runs may have begun before the commit of whoever calls; the next one covers it.
            needed = log[0] + 1
            while log[1] < needed:
                if log[2]:
                    self._turns.wait()
                else:
                    self._sync(path, log)

    def _sync(self, path, log):
        log[0] += 1
        mine, log[2] = log[0], True
        self._turns.release()
        try:
            flush(f"{path}-wal")
        finally:
            self._turns.acquire()
            log[2] = False
            self._turns.notify_all()
        log[1] = mine


def flush(path):
    """Bring the log at `path` to the disk. SQLite's locks are on other files: closing this one drops none."""
    try:
        log = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return  # copied into the database and synced with it, as SQLite does before it takes the log away
    try:
        os.fdatasync(log)
    finally:
        os.close(log)
