"""One writer at a time on a SQLite file, in a queue: SQLite itself lets who waits sleep longer and longer."""

import fcntl
import os
import threading
import time

#: How long a writer waits for another one on SQLite, in milliseconds.
BUSY_TIMEOUT_MS = 10_000
#: Seconds between two looks of the first in the queue at whether another process writes.
LOOK_EVERY = 0.0002

#: The threads of one process queue here.
_threads = threading.Lock()


class Turn:
    """The right to write to the database at `path` (None: in memory), for one connection of one thread."""

    def __init__(self, path):
        self._path, self._file, self._is_mine = path, None, False

    def take(self):
        """Wait for it. After BUSY_TIMEOUT_MS it is SQLite that waits, and refuses in the end."""
        if self._is_mine:
            return
        self._is_mine = _threads.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        if self._path is not None:
            self._await_other_processes()

    def _await_other_processes(self):
        """By a lock on a file beside the database: whoever writes there lets go the moment it is done."""
        if self._file is None:
            self._file = os.open(f"{self._path}-turn", os.O_CREAT | os.O_RDWR, 0o600)
        until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while time.monotonic() < until:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(LOOK_EVERY)

    def end(self):
        """Let the next one write."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        if self._is_mine:
            self._is_mine = False
            _threads.release()

    def close(self):
        if self._file is not None:
            os.close(self._file)
            self._file = None
