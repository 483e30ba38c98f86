"""apsw in the shape of the standard library's ``sqlite3``, as far as the store uses it; apsw lets us be the disk."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import apsw


class Row(tuple[Any, ...]):
    """A row whose columns are found by number and by name."""

    __slots__ = ()
    columns: dict[str, int]

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401  a number, a slice, or a name
        return super().__getitem__(self.columns[key] if isinstance(key, str) else key)


@cache
def _row_of(columns: tuple[str, ...]) -> type[Row]:
    return type("_Row", (Row,), {"__slots__": (), "columns": {name: number for number, name in enumerate(columns)}})


class Cursor:
    """A cursor in the DB-API's shape. It fetches everything at once, so nothing stays open."""

    arraysize = 1
    lastrowid: int | None = None

    def __init__(self, connection: apsw.Connection) -> None:
        """Make a cursor on ``connection``."""
        self._cursor = connection.cursor()
        self._connection = connection
        self._rows: Iterator[Row] = iter(())
        self.description: tuple[tuple[str, None, None, None, None, None, None], ...] | None = None
        self.rowcount = -1

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "Cursor":
        """Run one statement."""
        self.description = None
        self._cursor.exec_trace = self._note_columns
        with _as_sqlite3_errors():
            found = self._cursor.execute(sql, parameters).fetchall()
        self.rowcount = self._connection.changes()
        kind = _row_of(self._columns())
        self._rows = iter([kind(row) for row in found])
        return self

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> "Cursor":
        """Run one statement with each of the parameter lists."""
        self._cursor.exec_trace = None
        with _as_sqlite3_errors():
            self._cursor.executemany(sql, many).fetchall()
        return self

    def fetchone(self) -> Row | None:
        """Return the next row."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """Return the other rows."""
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[Row]:
        """Return the next rows."""
        return [row for row, _ in zip(self._rows, range(size), strict=False)]

    def close(self) -> None:
        """Let go of it."""
        self._cursor.close()

    def _columns(self) -> tuple[str, ...]:
        return tuple(column[0] for column in self.description or ())

    def _note_columns(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        found = cursor.get_description()
        self.description = tuple((column[0], None, None, None, None, None, None) for column in found) or None
        return True


class Connection:
    """A connection in the DB-API's shape; transactions begin and end by statements only."""

    isolation_level = None

    def __init__(self, connection: apsw.Connection) -> None:
        """Own ``connection``."""
        self.apsw = connection

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.apsw.in_transaction

    def cursor(self) -> Cursor:
        """Return a new cursor."""
        return Cursor(self.apsw)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run one statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> Cursor:
        """Run one statement with each of the parameter lists."""
        return self.cursor().executemany(sql, many)

    def create_function(self, name: str, arguments: int, function: Callable[..., Any], **_: object) -> None:
        """Let SQL call ``function``."""
        self.apsw.create_scalar_function(name, function, arguments)

    def commit(self) -> None:
        """Commit what is open."""
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Roll back what is open."""
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self.apsw.close()


@contextmanager
def _as_sqlite3_errors() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from error
