"""The one connection to the database file, with durability that is set and read back."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from kiosk.domain.errors import StoreError, StoreFullError, StoreInUseError

_WAL_SIZE_LIMIT_BYTES = 8 * 1024 * 1024
_PRAGMAS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("journal_size_limit", str(_WAL_SIZE_LIMIT_BYTES), _WAL_SIZE_LIMIT_BYTES),
)


@contextmanager
def exclusive(database: Path) -> Iterator[None]:
    """Hold the right to be the only daemon on ``database``; the kernel gives it back when the process ends.

    Raises:
        StoreInUseError: another daemon holds it.

    """
    descriptor = os.open(database.with_name(database.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another daemon already uses {database}; stop it first, or give this one another state_dir"
            raise StoreInUseError(message) from error
        yield
    finally:
        os.close(descriptor)


def make_engine(database: Path) -> Engine:
    """Return an engine whose transactions are ``BEGIN IMMEDIATE`` and whose settings were read back."""
    engine = create_engine(
        f"sqlite:///{database}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "cached_statements": 64},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401  the driver's own connection
        connection.isolation_level = None
        for name, value, expected in _PRAGMAS:
            connection.execute(f"PRAGMA {name} = {value}")
            (found,) = connection.execute(f"PRAGMA {name}").fetchone()
            if found != expected:
                message = f"the database took {name} = {found!r}, not {value}: taps would not be safe on it"
                raise StoreError(message)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def refusals_as_store_errors() -> Iterator[None]:
    """Turn the library's errors into the store's own, without SQL or values in their text."""
    try:
        yield
    except DatabaseError as error:
        name = getattr(error.orig, "sqlite_errorname", None) or type(error.orig).__name__
        if name == "SQLITE_FULL":
            message = "the disk is full"
            raise StoreFullError(message) from None
        message = f"the database refused: {name}"
        raise StoreError(message) from None
