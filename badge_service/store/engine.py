"""One database, SQLite or PostgreSQL by its URL; every access is one transaction.

On SQLite one connection writes and the others only read. SQLite up to 3.51.2 can lose committed rows when two
connections write or checkpoint one file at once, so a lock beside the file lets one writer in at a time, among all
processes: the running service and an operator's command.
"""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from badge_service.store.unit import Unit
from kiosk.domain.errors import StoreError

T = TypeVar("T")

_ATTEMPTS = 3
_BUSY_TIMEOUT_MS = 10_000
_POOL = 10
_SECURE = "secure_delete"
_RETRIED_STATES = frozenset({"40001", "40P01"})
"""PostgreSQL's serialisation failure and deadlock: the same transaction may succeed when run again."""


class Database:
    """The service's database. Safe to use from many threads; nothing is opened before the first transaction."""

    def __init__(self, url: str) -> None:
        """Take the URL: ``sqlite:///path`` or ``postgresql://user@host/name``.

        Raises:
            StoreError: the URL is of neither kind.

        """
        self._url = _checked(url)
        self._lock = _NoLock() if self.file is None else _FileLock(self.file.with_name(self.file.name + ".lock"))
        self._writer, self._reader = _engines(self._url)

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        name = self._url.database
        return Path(name) if name and self._url.get_backend_name() == "sqlite" else None

    def write(self, work: Callable[[Unit], T]) -> T:
        """Run ``work`` in one transaction that may write, again where another one came between.

        Raises:
            StoreError: the database can't be reached, or refused.

        """
        return self.change(lambda connection: work(Unit(connection)))

    def read(self, work: Callable[[Unit], T]) -> T:
        """Run ``work`` in one transaction that only reads.

        Raises:
            StoreError: the database can't be reached, or refused.

        """
        return self.look(lambda connection: work(Unit(connection)))

    def look(self, work: Callable[[Connection], T]) -> T:
        """Run ``work``, which knows SQL, in one transaction that only reads.

        Raises:
            StoreError: the database can't be reached, or refused.

        """
        with _translated(), self._reader.begin() as connection:
            return work(connection)

    def change(self, work: Callable[[Connection], T]) -> T:
        """Run ``work``, which knows SQL, in one writing transaction: for migrations; others use ``write``.

        Raises:
            StoreError: the database can't be reached, or refused.

        """
        for left in reversed(range(_ATTEMPTS)):
            try:
                with _translated(), self._lock.held(), self._writer.begin() as connection:
                    return work(connection)
            except _CameBetweenError:
                if not left:
                    raise
        raise AssertionError

    def scrub(self) -> None:
        """Leave nothing of what was overwritten in a SQLite file or its log; PostgreSQL sees to that by itself.

        What SQLite frees is zeroed at once (``secure_delete``). A file from before that was so is written anew, once.

        Raises:
            StoreError: the database refused, or its log went on being read.

        """
        if self.file is None:
            return
        with _translated(), self._lock.held(), self._writer.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            try:
                if driver.execute("SELECT 1 FROM marks WHERE name = ?", [_SECURE]).fetchone() is None:
                    driver.execute("VACUUM")
                    driver.execute("INSERT INTO marks (name, value) VALUES (?, 'vacuumed')", [_SECURE])
                (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                message = f"the database refused: {type(error).__name__}"
                raise StoreError(message) from None
        if busy:
            message = "the database's log is being read all the time; try again"
            raise StoreError(message)

    def close(self) -> None:
        """Close every connection. The last one of SQLite's checkpoints, so this waits for its turn to write."""
        turn = _NoLock() if self.file is None or not self.file.exists() else self._lock
        with turn.held():
            self._reader.dispose()
            self._writer.dispose()


class _CameBetweenError(StoreError):
    """Another transaction came between: this one may be run again."""


class _NoLock:
    @contextmanager
    def held(self) -> Iterator[None]:
        yield


class _FileLock:
    """Lets one thread of one process in at a time. The kernel lets go for a process that dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._threads:
            descriptor = self._open()
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            message = f"{self._path} can't be opened: {error.strerror}"
            raise StoreError(message) from error


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the driver's errors into the project's. Their texts hold values, so only the kind is told."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        message = f"the database refused: {type(cause).__name__}"
        again = isinstance(error, IntegrityError) or getattr(cause, "sqlstate", None) in _RETRIED_STATES
        raise (_CameBetweenError if again else StoreError)(message) from error


def _checked(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        message = "the database URL can't be read; write sqlite:///PATH or postgresql://USER@HOST/NAME"
        raise StoreError(message) from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed.set(drivername="sqlite")
    message = "the database must be a SQLite file (sqlite:///PATH) or PostgreSQL (postgresql://USER@HOST/NAME)"
    raise StoreError(message)


def _engines(url: URL) -> tuple[Engine, Engine]:
    """Return the engine that writes and the one that reads."""
    try:
        if url.get_backend_name() == "postgresql":
            writer = sqlalchemy.create_engine(url, pool_pre_ping=True, pool_size=_POOL, hide_parameters=True)
            # Like SQLite's, a reader sees one moment, however many statements it needs.
            return writer, writer.execution_options(isolation_level="REPEATABLE READ")
        writer = sqlalchemy.create_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
        reader = sqlalchemy.create_engine(url, pool_size=_POOL, hide_parameters=True)
    except (NoSuchModuleError, ImportError) as error:
        message = "the driver for this database is not installed"
        raise StoreError(message) from error
    safely = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
    _prepare(writer, "BEGIN IMMEDIATE", safely)
    _prepare(reader, "BEGIN", ("query_only = ON", "wal_autocheckpoint = 0"))
    return writer, reader


def _prepare(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    """Let SQLAlchemy, not the driver, begin transactions, and set every new connection up."""

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's connection has no type here
        connection.isolation_level = None
        for pragma in (f"busy_timeout = {_BUSY_TIMEOUT_MS}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
