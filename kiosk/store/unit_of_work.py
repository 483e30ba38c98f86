"""The store: one engine, one connection, one transaction at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from kiosk.ports import Transaction
from kiosk.store.directory import DirectoryTables
from kiosk.store.engine import (
    as_store_error,
    driver_of,
    exclusive,
    make_engine,
    make_private,
    refusals_as_store_errors,
)
from kiosk.store.ledgers import LedgersTable
from kiosk.store.migrate import bring_up_to_date, refuse_if_too_new
from kiosk.store.records import RecordsTable


@dataclass(frozen=True, slots=True)
class _Repositories:
    records: RecordsTable
    ledgers: LedgersTable
    directory: DirectoryTables


class _Immediate:
    """One transaction. A class, since every tap pays for it: generators and the library's bookkeeping cost more."""

    __slots__ = ("_driver", "_repositories")

    def __init__(self, driver: sqlite3.Connection, repositories: _Repositories) -> None:
        self._driver = driver
        self._repositories = repositories

    def __enter__(self) -> Transaction:
        try:
            self._driver.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise as_store_error(error) from None
        return self._repositories

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if error is None:
            try:
                self._driver.execute("COMMIT")
            except sqlite3.Error as refusal:
                error = refusal
            else:
                return
        with refusals_as_store_errors():
            if self._driver.in_transaction:  # on some errors SQLite has rolled back by itself
                self._driver.execute("ROLLBACK")
        if isinstance(error, SQLAlchemyError | sqlite3.Error):
            raise as_store_error(error) from None


class SqliteStore:
    """``kiosk.ports.Store`` on one SQLite file. Make it with ``open_store``; use it from one thread."""

    def __init__(self, connection: Connection) -> None:
        """Own ``connection`` until its opener closes it."""
        self._connection = connection
        self._driver = driver_of(connection)
        self._repositories = _Repositories(
            RecordsTable(connection), LedgersTable(connection), DirectoryTables(connection)
        )

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open ``BEGIN IMMEDIATE``; commit on a clean exit, roll back on an exception."""
        return _Immediate(self._driver, self._repositories)

    def sqlite_version(self) -> str:
        """Return the version of the SQLite library in use."""
        return ".".join(str(part) for part in self._connection.dialect.server_version_info or ())


@contextmanager
def open_store(database: Path) -> Iterator[SqliteStore]:
    """Open ``database``, creating and migrating it as needed; close it at the end.

    Raises:
        StoreInUseError: another daemon owns it.
        StoreTooNewError: only newer programs may use it; it was left as it is.
        StoreError: it can't be opened.

    """
    with exclusive(database), refusals_as_store_errors():
        refuse_if_too_new(database)
        make_private(database)
        engine = make_engine(database)
        try:
            with engine.connect() as connection:
                bring_up_to_date(connection)
                yield SqliteStore(connection)
        finally:
            engine.dispose()
