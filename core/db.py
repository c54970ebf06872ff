"""The database: base class, column types, the one commit at the end of a request, and the door beside it."""

from contextlib import contextmanager
from datetime import UTC, datetime

from flask import current_app, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, Enum, MetaData, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import Pool
from sqlalchemy.types import TypeDecorator

from core import statements
from core.direct import direct_to
from core.disk import Disk, file_of
from core.i18n import Labelled
from core.turns import BUSY_TIMEOUT_MS, Turn

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
#: Pages of 4 KiB in SQLite's log before they are copied into the file. A class that answers in the same
#: quarter of an hour writes the same pages again and again; copying them costs a writer its turn.
CHECKPOINT_PAGES = 4000
#: Memory for SQLite's pages in `roomy`; else it takes 2,000 KiB.
ROOM_KIB = 12 * 1024


class UtcDateTime(TypeDecorator):
    """An aware moment, kept in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    registry = registry(
        metadata=metadata,
        type_annotation_map={
            datetime: UtcDateTime,
            Labelled: Enum(
                Labelled,
                values_callable=lambda members: [member.value for member in members],
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
        },
    )


_disk = Disk()


class _Session(Session):
    """When commit() is back, what was written is on disk."""

    def commit(self):
        super().commit()
        if path := file_of(db.engine):
            _disk.await_log(path)


db = SQLAlchemy(model_class=Base, session_options={"class_": _Session})


@event.listens_for(Engine, "connect")
def _settle_sqlite(connection, record):
    """Durable and strict: what was acknowledged is on disk, and foreign keys hold."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # _Session waits for the log, when the next may write
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection):
    """A writer takes SQLite's lock at once: two that read first and then write would both fail."""
    if connection.dialect.name != "sqlite":
        return
    if _only_reads():
        _say(connection, "BEGIN")
        return
    if _is_direct():
        raise RuntimeError("this request writes past the session, which would wait for it in vain")
    if "turn" not in connection.info:
        connection.info["turn"] = Turn(file_of(connection.engine))
    connection.info["turn"].take()
    _say(connection, "BEGIN IMMEDIATE")


def _say(connection, words):
    """Straight to the driver: every request begins at least once."""
    try:
        connection.connection.cursor().execute(words)
    except connection.dialect.dbapi.OperationalError as error:
        raise OperationalError(words, None, error) from error


@event.listens_for(Pool, "checkin")
def _end_turn(connection, record):
    """A session gives its connection back right after the commit, or when it gave up."""
    if "turn" in record.info:
        record.info["turn"].end()


@event.listens_for(Pool, "close")
def _forget_turn(connection, record):
    if "turn" in record.info:
        record.info.pop("turn").close()


_UNKNOWN = object()
#: How a request writes that needs no session.
DIRECTLY = "directly"


def execute(statement, values=None):
    """Run a Core `statement` that was built beforehand, past the ORM; gives its result.

    For the few pages that every respondent waits for: it costs a third of what an entity does. What
    the session holds unwritten is written first, so both ways see the same rows.
    """
    if has_request_context():
        direct = g.get("direct", _UNKNOWN)
        if direct is _UNKNOWN:
            direct = g.direct = _go_direct()
        if direct is not None:
            prepared = statements.prepare(statement, direct.dialect, values)
            if not prepared.is_left_to_sqlalchemy:
                return prepared.run(direct, values)
    return statements.run(_connection(), statement, values)


def read_plain(statement, values):
    """The rows of a Core SELECT, built beforehand, as plain tuples; no type of SQLAlchemy's touches them."""
    return statements.read_plain(_connection(), statement, values)


def add_rows(model, names, rows):
    """Add `rows`, an iterable of tuples as the database holds them, to the columns `names` of a model."""
    statements.add_rows(_connection(), model.__table__, names, rows)


def _connection():
    session = db.session()
    session.flush()
    kept, transaction = session.info, session.get_transaction()
    if transaction is None or kept.get("transaction") is not transaction:
        kept["connection"] = session.connection()
        kept["transaction"] = session.get_transaction()
    return kept["connection"]


def _go_direct():
    """This thread's Direct for a request that only reads or writes directly, unless the session has begun to:
    one request, one state."""
    if db.session.registry.has() and db.session().in_transaction():
        return None
    begins = "begin" if _only_reads() else "begin_writing" if g.get("writing") == DIRECTLY else None
    direct = direct_to(db.engine) if begins else None
    if direct is not None:
        getattr(direct, begins)()
    return direct


def _is_direct():
    """Whether this request has SQLite's writer in hand already."""
    direct = g.get("direct") if has_request_context() else None
    return direct is not None and direct.writes


def _end_direct(error=None):
    """What was read belongs to the past; whoever reads on sees what has been written since."""
    direct = g.pop("direct", None)
    if direct is not None:
        direct.end()


def _start_anew():
    """End what this request reads or has begun to write."""
    _end_direct()
    if db.session.registry.has():
        db.session.rollback()


def _only_reads():
    if not has_request_context() or g.get("writing"):
        return False
    view = current_app.view_functions.get(request.endpoint)
    return request.method in ("GET", "HEAD", "OPTIONS") or getattr(view, "reads_first", False)


def reads_first(view):
    """Mark a view whose POST reads and judges first, and says start_writing() before it writes."""
    view.reads_first = True
    return view


def start_writing(*, directly=False):
    """End the reading half of a request: from here on it writes. What was read before is read again.

    directly: it writes by execute() alone, which on SQLite spares it the session.
    """
    if has_request_context() and not g.get("writing"):
        _start_anew()
        g.writing = DIRECTLY if directly else True


def stop_writing():
    """Take back what was written since start_writing()."""
    if has_request_context():
        _start_anew()
        g.writing = False
    else:
        db.session.rollback()


@contextmanager
def apart():
    """A transaction of its own for what must survive a refusal (throttle, security log).

    Whatever the request had begun is rolled back first: on one SQLite file there is one writer.
    """
    _start_anew()
    if has_request_context():
        g.writing = True
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        if has_request_context():
            g.pop("direct", None)
            g.writing = False


@contextmanager
def step():
    """One step of a job or command: committed at its end, or not at all."""
    db.session.rollback()
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def read_by_index(is_on):
    """Let PostgreSQL find rows by their index, until the transaction ends or this is taken back: a table that
    is read in two hundred parts would else be read whole for each of them."""
    if db.engine.dialect.name == "postgresql":
        _connection().exec_driver_sql(f"SET LOCAL enable_seqscan = {'off' if is_on else 'on'}")


@contextmanager
def roomy():
    """Let SQLite keep more pages in memory while rows by the hundred thousand find their places."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    if is_sqlite:
        _connection().exec_driver_sql(f"PRAGMA cache_size={-ROOM_KIB}")
    try:
        yield
    finally:
        if is_sqlite:
            _connection().exec_driver_sql("PRAGMA cache_size=-2000")


def sweep(model):
    """Let nothing deleted of `model` lie about: in SQLite's log, among PostgreSQL's dead rows."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    else:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {model.__tablename__}")


def init_app(app):
    db.init_app(app)
    app.teardown_request(_end_direct)


def commit_at_the_end(app):
    """Called last of all, so that the rest is done to a reply when SQLite's writer is free again."""

    @app.after_request
    def commit_once(response):
        """The one commit: a POST that succeeded is stored before the reply leaves; a GET never writes."""
        if request.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 400:
            _commit()
        return response


def _commit():
    if not _is_direct():
        db.session.commit()
        return
    if db.session.registry.has() and (db.session.new or db.session.dirty or db.session.deleted):
        raise RuntimeError("this request writes past the session, which holds something unwritten")
    g.pop("direct").commit()
    _disk.await_log(file_of(db.engine))
