"""The one connection to the database file, with durability that is set and read back."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from kiosk.domain.errors import (
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    StoreInUseError,
)

_PRIVATE_MODE = 0o600
_WAL_SIZE_LIMIT_BYTES = 8 * 1024 * 1024
_PRAGMAS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("journal_size_limit", str(_WAL_SIZE_LIMIT_BYTES), _WAL_SIZE_LIMIT_BYTES),
)

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")
"""The second: no room for the index of the log."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_DISK = ("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")


@contextmanager
def exclusive(database: Path) -> Iterator[None]:
    """Hold the right to be the only daemon on ``database``; the kernel gives it back when the process ends.

    Raises:
        StoreInUseError: another daemon holds it.
        StoreError: there is no place to lock it.

    """
    descriptor = _private_file(database.with_name(database.name + ".lock"))
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another daemon already uses {database}; stop it first, or give this one another state_dir"
            raise StoreInUseError(message) from error
        yield
    finally:
        os.close(descriptor)


def make_private(database: Path) -> None:
    """Make a missing database file, readable by this user only; SQLite gives its neighbours the same mode.

    Raises:
        StoreError: it can't be made or opened.

    """
    os.close(_private_file(database))


def _private_file(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_MODE)
    except OSError as error:
        message = f"{path} can't be opened: {error.strerror}"
        raise StoreError(message) from error


def make_engine(database: Path) -> Engine:
    """Return an engine whose settings were read back; it begins no transaction by itself: see ``immediate``."""
    engine = create_engine(
        URL.create("sqlite", database=str(database)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "cached_statements": 64},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401  the driver's own connection
        connection.isolation_level = None
        connection.row_factory = sqlite3.Row
        try:
            _set(connection)
        except BaseException:
            connection.close()  # nobody else knows of it yet
            raise

    return engine


def _set(connection: sqlite3.Connection) -> None:
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            message = f"the database took {name} = {found!r}, not {value}: taps would not be safe on it"
            raise StoreError(message)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection below ``connection``."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


@contextmanager
def immediate(connection: Connection) -> Iterator[None]:
    """Hold a ``BEGIN IMMEDIATE`` transaction: commit on a clean exit, roll back on an exception.

    It speaks to the driver, which spares each tap the library's own bookkeeping of transactions.
    """
    driver = driver_of(connection)
    driver.execute("BEGIN IMMEDIATE")
    try:
        yield
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:  # on some errors SQLite has rolled back by itself
            driver.execute("ROLLBACK")
        raise


def as_store_error(error: SQLAlchemyError | sqlite3.Error) -> StoreError:
    """Return the store's own error for the library's, without SQL or values in its text."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or type(cause).__name__
    if name in _FULL:
        return StoreFullError("the disk is full")
    kind: type[StoreError] = StoreError
    if name.startswith(_DAMAGED):
        kind = StoreDamagedError
    elif name.startswith(_DISK):
        kind = StoreDiskError
    return kind(f"the database refused: {name}")


@contextmanager
def refusals_as_store_errors() -> Iterator[None]:
    """Turn the library's errors into the store's own."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise as_store_error(error) from None
