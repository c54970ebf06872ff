"""What an attacker takes from a database: a copy after every submission, and the rows with their places."""

import base64
import logging
import re
import sqlite3
from pathlib import Path

import psycopg
from sqlalchemy import make_url

#: Tables that hold something of those who took part or of what was said.
TABLES = (
    "participation", "envelope", "submission", "receipt", "comment", "clause_stance", "answer", "unfinished",
    "ballot_box",
)  # fmt: skip
PAGE = 4096
#: Of SQLite's log: its head, and the head of each page in it.
LOG_HEAD, FRAME = 32, 24 + PAGE


#: What a token may look like: an id or a tag in hex, or the text that only one person wrote.
HEX, MARKER = re.compile(rb"[0-9a-f]{32,}"), re.compile(rb"DAU-[0-9A-F]{12}")
HEX_CHARS = 32
_IS_HEX = bytes(ord("1") if one in b"0123456789abcdef" else ord("0") for one in range(256))


def hex_runs(data):
    """Yields what HEX finds in `data`, in a tenth of the time: most of it is envelopes, without any."""
    signs, end = data.translate(_IS_HEX), 0
    while (start := signs.find(b"1" * HEX_CHARS, end)) >= 0:
        end = signs.find(b"0", start)
        end = end if end >= 0 else len(data)
        yield data[start:end]


class Copies:
    """What was new in one copy after another, and in which of them a token was seen first."""

    def __init__(self):
        self.parts = []
        self._seen = {}

    def add(self, number, data):
        self.parts.append(data)
        for run in hex_runs(data):
            # Columns of hex may touch each other: then a token begins anywhere in the run.
            starts = [0] if len(run) in (32, 64) else range(len(run) - HEX_CHARS + 1)
            for at in starts:
                self._seen.setdefault(run[at : at + HEX_CHARS], number)
        for marker in MARKER.findall(data):
            self._seen.setdefault(marker, number)

    def first(self, token):
        """Number of the first copy with `token` in it, or None."""
        return self._seen.get(token[:HEX_CHARS])

    def contain(self, secret):
        """Whether any copy holds the bytes of `secret`, as they are, in hex or in base64."""
        forms = (secret, secret.hex().encode(), secret.hex().upper().encode(), base64.b64encode(secret))
        return any(form in data for data in self.parts for form in forms)


def _changed(old, new, size, start=0):
    """The blocks of `size` bytes of `new`, from `start` on, that are not as they were in `old`."""
    blocks = ((new[at : at + size], old[at : at + size]) for at in range(start, len(new), size))
    return b"".join(now for now, before in blocks if now != before)


class SQLite:
    """File, log (WAL), free pages and rowids."""

    def __init__(self, url):
        self.path = Path(make_url(url).database)
        self.copies = Copies()
        self._before, self._log = b"", b""

    def copy(self, number):
        """Take the pages that changed since the last copy; the bytes of the log that are new."""
        whole, log = self.whole()
        # Of the log its frames: it begins anew at its head once it was copied into the file.
        fresh = _changed(self._before, whole, PAGE) + _changed(self._log, log, FRAME, LOG_HEAD)
        self._before, self._log = whole, log
        self.copies.add(number, fresh)
        return len(fresh)

    def whole(self):
        log = self.path.with_name(self.path.name + "-wal")
        return self.path.read_bytes(), log.read_bytes() if log.exists() else b""

    def rows(self, table):
        """[{column: value}] with "place", the row number where the table has one."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            try:
                found = connection.execute(f"SELECT rowid AS place, * FROM {table}").fetchall()
            except sqlite3.OperationalError:
                found = connection.execute(f"SELECT * FROM {table}").fetchall()
            return [dict(row) for row in found]
        finally:
            connection.close()

    def places(self):
        """{name: bytes} in which the words lie at some offset."""
        whole, log = self.whole()
        return {"file": whole, "log": log}

    def close(self):
        pass


class PostgreSQL:
    """Heap and index files with their dead rows, ctid, xmin, and the write-ahead log."""

    def __init__(self, url):
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection = psycopg.connect(plain, autocommit=True)
        # Segments stay until they were read; the cluster is thrown away after the tests.
        self._connection.execute("ALTER SYSTEM SET wal_keep_size = '1GB'")
        self._connection.execute("SELECT pg_reload_conf()")
        self.copies = Copies()
        self._blocks = {}
        self._since = self._now()

    def _ask(self, question, *values):
        return self._cursor().execute(question, values).fetchall()

    def _cursor(self):
        # As text every byte of an envelope would travel as two letters.
        return self._connection.cursor(binary=True)

    def _now(self):
        return self._ask("SELECT pg_current_wal_insert_lsn()::text")[0][0]

    def _files(self):
        """{name: bytes} of the tables, their overflow (TOAST) and their indexes."""
        rows = self._ask(
            "WITH own AS (SELECT oid, reltoastrelid FROM pg_class WHERE relkind = 'r' AND relname = ANY(%s))"
            " SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE oid IN"
            " (SELECT oid FROM own UNION SELECT reltoastrelid FROM own UNION"
            "  SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM own))"
            " AND pg_relation_size(oid) > 0 ORDER BY relname",
            list(TABLES),
        )
        return {name: bytes(data) for name, data in rows}

    def _log_since(self, start):
        """The bytes of the write-ahead log from `start` on, its page headers included."""
        (end, size), *_ = self._ask(
            "SELECT now::text, pg_wal_lsn_diff(now, %s)::bigint FROM pg_current_wal_insert_lsn() AS now",
            start,
        )
        (name, at), *_ = self._ask("SELECT * FROM pg_walfile_name_offset(%s)", start)
        data = self._ask("SELECT pg_read_binary_file('pg_wal/' || %s, %s, %s)", name, at, max(int(size), 0))
        rest = b""
        (last, to), *_ = self._ask("SELECT * FROM pg_walfile_name_offset(%s)", end)
        if last != name:
            rest = bytes(self._ask("SELECT pg_read_binary_file('pg_wal/' || %s, 0, %s)", last, to)[0][0])
        return end, bytes(data[0][0]) + rest

    def copy(self, number):
        self._connection.execute("CHECKPOINT")
        changed = []
        for name, data in self._files().items():
            for at in range(0, len(data), 2 * PAGE):
                block = data[at : at + 2 * PAGE]
                if self._blocks.get((name, at)) != block:
                    self._blocks[name, at] = block
                    changed.append(block)
        self._since, log = self._log_since(self._since)
        self.copies.add(number, b"".join([*changed, log]))
        return sum(map(len, changed)) + len(log)

    def rows(self, table):
        cursor = self._cursor().execute(f"SELECT ctid::text AS at, xmin::text AS xid, * FROM {table}")
        names = [column.name for column in cursor.description]
        found = []
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            page, item = map(int, re.findall(r"\d+", row.pop("at")))
            found.append(row | {"place": page * 1000 + item, "transaction": int(row.pop("xid"))})
        return found

    def places(self):
        self._connection.execute("CHECKPOINT")
        return {"file": self._files()["comment"], "log": self._log_since(self._since)[1]}

    def close(self):
        self._connection.close()


def take_from(url):
    return (SQLite if url.startswith("sqlite") else PostgreSQL)(url)


class Listening(logging.Handler):
    """All that is logged meanwhile, at the finest level, becomes part of the evidence."""

    def __init__(self, world):
        super().__init__(logging.DEBUG)
        self._world = world

    def emit(self, record):
        self._world.logs.add(len(self._world.events) - 1, self.format(record).encode())

    def __enter__(self):
        self._level = logging.root.level
        logging.root.addHandler(self)
        logging.root.setLevel(logging.DEBUG)

    def __exit__(self, *_failure):
        logging.root.removeHandler(self)
        logging.root.setLevel(self._level)
