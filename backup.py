"""Backup and restore of the whole database, the same file format for SQLite and PostgreSQL.

The file is gzipped JSON lines: a header, then one line a row, in the order of foreign keys. One read
transaction makes it consistent while the program runs. Secrets, and the keys of consultations without
names, are never in it: whose envelopes it holds cannot be opened from it alone.
"""

import base64
import gzip
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from alembic.migration import MigrationContext
from flask import current_app
from sqlalchemy import func, insert, select, text, update

from consultations import store as consultations
from core.db import db, step
from core.i18n import _l

FORMAT = "lang-nghe-backup-1"
#: Rows written at once when restoring.
BATCH = 500


class NotPossible(Exception):
    """The file or the database does not allow it; the message says why."""


def write(path):
    """Write all rows to `path`, first beside it, so that a broken copy never takes the name of a good one."""
    beside = path.with_name(path.name + ".part")
    db.session.rollback()
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    # A copy holds what people said: nobody else's to read, whatever the folder allows.
    beside.touch(mode=0o600)
    beside.chmod(0o600)
    with gzip.open(beside, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"format": FORMAT, "revision": _revision(connection)}) + "\n")
        for table in db.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                file.write(json.dumps([table.name, {key: _out(value) for key, value in row.items()}]) + "\n")
        file.write(json.dumps({"end": True}) + "\n")
    db.session.rollback()
    beside.replace(path)


def keep_after_release():
    """A copy of its own after the newest release, where BACKUP_DIR is set; does nothing when it is there."""
    released_at = consultations.last_release()
    if not (folder := current_app.config["BACKUP_DIR"]) or released_at is None:
        return
    path = Path(folder) / f"lang-nghe-{released_at:%Y%m%d-%H%M%S}.gz"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(path)


def read(path):
    """Put the rows of `path` into the empty database; returns how many. All or nothing.

    Raises NotPossible for another kind of file, a cut one, another version, or a database in use.
    """
    with step() as session:
        _refuse_if_used(session)
        rows = 0
        for name, batch in _batches(path, _revision(session.connection())):
            table = db.metadata.tables.get(name)
            if table is None:
                raise NotPossible(str(_l("Tệp sao lưu có bảng mà chương trình không biết: ")) + name)
            session.execute(insert(table), [_in(table, row) for row in batch])
            rows += len(batch)
        _link_clauses(session, path)
        _wind_sequences(session)
    return rows


def _revision(connection):
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_if_used(session):
    for table in db.metadata.sorted_tables:
        if session.scalar(select(func.count()).select_from(table)):
            raise NotPossible(
                str(_l("Cơ sở dữ liệu không trống nên không phục hồi, để khỏi mất dữ liệu đang có."))
            )


def _lines(path):
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise NotPossible(str(_l("Tệp sao lưu hỏng hoặc không phải tệp sao lưu của Lắng Nghe."))) from error


def _batches(path, revision):
    lines = _lines(path)
    header = next(lines, None)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise NotPossible(str(_l("Tệp này không phải tệp sao lưu của Lắng Nghe.")))
    if header.get("revision") != revision:
        raise NotPossible(str(_l("Tệp sao lưu thuộc phiên bản khác của chương trình.")))
    name, batch, ended = None, [], False
    for line in lines:
        if isinstance(line, dict):
            ended = True
            break
        if batch and (line[0] != name or len(batch) >= BATCH):
            yield name, batch
            batch = []
        name = line[0]
        batch.append(line[1])
    if not ended:
        raise NotPossible(str(_l("Tệp sao lưu bị cắt cụt.")))
    if batch:
        yield name, batch


def _link_clauses(session, path):
    """Clauses point at clauses: their parents are set once all rows are there."""
    table = db.metadata.tables["clause"]
    for line in _lines(path):
        if isinstance(line, list) and line[0] == "clause" and line[1]["parent_id"] is not None:
            session.execute(
                update(table).where(table.c.id == line[1]["id"]).values(parent_id=line[1]["parent_id"])
            )


def _wind_sequences(session):
    if session.connection().dialect.name != "postgresql":
        return
    for table in db.metadata.sorted_tables:
        if "id" in table.c and table.c.id.type.python_type is int:
            session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
                )
            )


def _out(value):
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, Decimal) else value


def _in(table, row):
    values = {name: _value(table.c[name], value) for name, value in row.items() if name in table.c}
    if table.name == "clause":
        values["parent_id"] = None
    return values


def _value(column, value):
    kind = column.type.python_type
    if value is None:
        return None
    if issubclass(kind, Enum):
        return kind(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value)
    return Decimal(value) if kind is Decimal else value
