"""Statements that are put together once and run past SQLAlchemy's machinery, which costs more than SQLite.

A page of a respondent runs half a dozen of them. What a statement means, and the types of its columns,
stay SQLAlchemy's; only what it does anew for each run is done once here.
"""

from collections import namedtuple
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import exc

_prepared = WeakKeyDictionary()


def run(connection, statement, values=None):
    """Run `statement` on a SQLAlchemy Connection with `values`: a dict, or a list of dicts for many rows.

    Gives Rows. Statements kept by a module are prepared once; expanding IN, and columns whose default
    Python makes, are left to SQLAlchemy. Raises what SQLAlchemy raises.
    """
    prepared = prepare(statement, connection.dialect, values)
    if prepared.is_left_to_sqlalchemy:
        return connection.execute(statement, values)
    return prepared.run(connection, values)


def prepare(statement, dialect, values=None):
    """`statement` ready to run. Unless left to SQLAlchemy, it needs but a connection of the driver."""
    many = isinstance(values, list)
    names = frozenset(values[0] if many else values or ())
    kept = _prepared.setdefault(statement, {})
    # By name: tests use both databases in one process, each with one dialect.
    key = dialect.name, names, many
    if key not in kept:
        kept[key] = _Prepared(statement, dialect, names, many)
    return kept[key]


def read_plain(connection, statement, values):
    """The rows of a SELECT as the driver gives them, plain tuples: for what is read by the million."""
    return prepare(statement, connection.dialect, values).run(connection, values, is_plain=True)


def add_rows(connection, table, names, rows):
    """Add `rows`, tuples of values as the database holds them, to the columns `names`: the quickest way that
    the driver knows. Raises what SQLAlchemy raises."""
    columns = f"{table.name} ({', '.join(names)})"
    copies = connection.dialect.name == "postgresql"
    marks = ", ".join("?" * len(names))
    text = f"COPY {columns} FROM STDIN" if copies else f"INSERT INTO {columns} VALUES ({marks})"
    for listener in connection.engine.dispatch.before_cursor_execute:
        listener(connection, None, text, (), None, True)
    cursor = connection.connection.cursor()
    try:
        if copies:
            with cursor.copy(text) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(text, rows)
    except connection.dialect.dbapi.Error as error:
        raise _known(error)(text, None, error) from error
    finally:
        cursor.close()


class Rows:
    """What came back: all of it, as named tuples."""

    def __init__(self, rows, rowcount):
        self._rows, self.rowcount = rows, rowcount

    def __iter__(self):
        return iter(self._rows)

    def all(self):
        return self._rows

    def first(self):
        return self._rows[0] if self._rows else None

    def one_or_none(self):
        """Raises MultipleResultsFound."""
        if len(self._rows) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
        return self.first()

    def one(self):
        """Raises NoResultFound, MultipleResultsFound."""
        row = self.one_or_none()
        if row is None:
            raise exc.NoResultFound("No row was found when one was required")
        return row

    def scalar_one(self):
        return self.one()[0]

    def scalar_one_or_none(self):
        row = self.one_or_none()
        return None if row is None else row[0]


class _Prepared:
    def __init__(self, statement, dialect, names, many):
        columns = sorted(names) if statement.is_dml else None
        compiled = statement.compile(dialect=dialect, column_keys=columns, for_executemany=many)
        self.is_left_to_sqlalchemy = bool(
            any(bind.expanding for bind in compiled.binds.values())
            or (statement.is_dml and (compiled.insert_prefetch or compiled.update_prefetch))
        )
        self.text = str(compiled)
        self.order = compiled.positiontup if compiled.positional else None
        self.fixed = {
            name: bind.value
            for name, bind in compiled.binds.items()
            if not bind.required and name not in names
        }
        self.to_database = {
            name: processor
            for name, bind in compiled.binds.items()
            if (processor := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self.columns = [] if many else list(statement.exported_columns)
        self.dialect, self.is_for_many = dialect, many
        #: [(place in the row, processor)]; known with the first row, as PostgreSQL's numbers need it.
        self.from_database = None

    def run(self, connection, values, *, is_plain=False):
        many = self.is_for_many
        filled = [self._fill(row) for row in values] if many else self._fill(values or {})
        for listener in connection.engine.dispatch.before_cursor_execute:
            listener(connection, None, self.text, filled, None, many)
        cursor = connection.connection.cursor()
        try:
            (cursor.executemany if many else cursor.execute)(self.text, filled)
            if is_plain:
                return cursor.fetchall()
            rows = self._read(cursor) if cursor.description else []
            return Rows(rows, cursor.rowcount)
        except self.dialect.dbapi.Error as error:
            raise _known(error)(self.text, None, error) from error
        finally:
            cursor.close()

    def _fill(self, values):
        filled = {**self.fixed, **values}
        for name, processor in self.to_database.items():
            filled[name] = processor(filled[name])
        return filled if self.order is None else [filled[name] for name in self.order]

    def _read(self, cursor):
        if self.from_database is None:
            self.from_database = [
                (at, processor)
                for at, (column, described) in enumerate(zip(self.columns, cursor.description, strict=True))
                if (processor := self._processor(column, described[1]))
            ]
        row_of = _row_class(tuple(column.name for column in self.columns))._make
        if not self.from_database:
            return [row_of(row) for row in cursor.fetchall()]
        rows = []
        for row in cursor.fetchall():
            row = list(row)
            for at, processor in self.from_database:
                row[at] = processor(row[at])
            rows.append(row_of(row))
        return rows

    def _processor(self, column, described):
        return column.type.dialect_impl(self.dialect).result_processor(self.dialect, described)


@lru_cache(maxsize=256)
def _row_class(names):
    return namedtuple("Row", names)


def _known(error):
    """The exception of SQLAlchemy that stands for the driver's `error`."""
    for cls in type(error).__mro__:
        known = getattr(exc, cls.__name__, None)
        if known is not None and issubclass(known, exc.DBAPIError):
            return known
    return exc.DBAPIError
