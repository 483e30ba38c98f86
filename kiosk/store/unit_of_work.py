"""The store: one engine, one connection, one transaction at a time."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from kiosk.domain.errors import StoreDamagedError, StoreDiskError, StoreError
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
from kiosk.store.marks import MarksTable
from kiosk.store.migrate import bring_up_to_date, refuse_if_too_new
from kiosk.store.names import NamesTable
from kiosk.store.people import PeopleTables
from kiosk.store.records import RecordsTable
from kiosk.store.redaction import RedactionTables, holds_remains, scrub, write_anew
from kiosk.store.team import TeamTables

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Repositories:
    records: RecordsTable
    ledgers: LedgersTable
    directory: DirectoryTables
    marks: MarksTable
    redactions: RedactionTables
    people: PeopleTables
    names: NamesTable
    team: TeamTables


class _Immediate:
    """One transaction. A class, since every tap pays for it: generators and the library's bookkeeping cost more."""

    __slots__ = ("_driver", "_repositories", "_store")

    def __init__(self, driver: sqlite3.Connection, repositories: _Repositories, store: "SqliteStore") -> None:
        self._driver = driver
        self._repositories = repositories
        self._store = store

    def __enter__(self) -> Transaction:
        try:
            self._driver.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise self._store.failed(as_store_error(error)) from None
        return self._repositories

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if error is None:
            try:
                self._driver.execute("COMMIT")
            except sqlite3.Error as refusal:
                error = refusal
            else:
                return
        try:
            if self._driver.in_transaction:  # on some errors SQLite has rolled back by itself
                self._driver.execute("ROLLBACK")
        except sqlite3.Error as refusal:
            raise self._store.failed(as_store_error(refusal)) from None
        if isinstance(error, SQLAlchemyError | sqlite3.Error):
            raise self._store.failed(as_store_error(error)) from None


class SqliteStore:
    """``kiosk.ports.Store`` on one SQLite file. Make it with ``open_store``; use it from one thread.

    After a failing disk the file must be opened anew before anything else is done: what a connection remembers of a
    disk that failed is not to be trusted, and one that was opened on a disk that could not be written never writes.
    """

    def __init__(self, connection: Connection, connect: Callable[[], Connection] | None = None) -> None:
        """Own ``connection`` until ``close``. ``connect`` opens the same file anew; without it, that is not done."""
        self.trouble: StoreError | None = None
        """The last refusal, until something was stored again; see ``try_again``."""
        self._connect = connect
        self._in_doubt = False
        self._use(connection)

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open ``BEGIN IMMEDIATE``; commit on a clean exit, roll back on an exception."""
        if self._in_doubt:
            message = "the disk failed, and the database was not opened anew yet"
            raise StoreDiskError(message)
        return _Immediate(self._driver, self._repositories, self)

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do ``work`` on the connection in one transaction, as ``transaction`` does; for what is no port's business."""
        with self.transaction():
            return work(self._connection)

    def failed(self, error: StoreError) -> StoreError:
        """Remember ``error``, and return it."""
        if self.trouble is None or self.trouble.code != error.code:
            _log.error("the database fails: code=%s %s", error.code, error)
        self.trouble = error
        self._in_doubt = self._in_doubt or (isinstance(error, StoreDiskError) and self._connect is not None)
        return error

    def try_again(self) -> None:
        """After a refusal: store a trifle, and forget the refusal if that is on disk.

        Raises:
            StoreError: it still refuses.

        """
        if self.trouble is None:
            return
        with self.transaction() as transaction:
            transaction.marks.put("tried", "0" if transaction.marks.get("tried") == "1" else "1")
        if not isinstance(self.trouble, StoreDamagedError):
            _log.info("the database stores again")
            self.trouble = None

    def scrub(self) -> bool:
        """Leave nothing of what was overwritten in the file or its log; return False where it must be tried again."""
        try:
            return scrub(self._connection)
        except sqlite3.Error as error:
            raise self.failed(as_store_error(error)) from None

    def holds_remains(self) -> bool:
        """Tell whether the file may still hold what an older program deleted; see ``write_anew``."""
        try:
            return holds_remains(self._connection)
        except sqlite3.Error as error:
            raise self.failed(as_store_error(error)) from None

    def write_anew(self) -> None:
        """Write the file anew, without remains. Takes its time: before anybody taps."""
        try:
            write_anew(self._connection)
        except sqlite3.Error as error:
            raise self.failed(as_store_error(error)) from None

    def close(self) -> None:
        """Close the connection. A disk that fails meanwhile has nothing to lose by it."""
        try:
            self._connection.close()
            self._connection.engine.dispose()
        except (SQLAlchemyError, sqlite3.Error) as error:
            _log.warning("the database was not closed in order: %s", as_store_error(error))

    def _use(self, connection: Connection) -> None:
        self._connection, self._driver = connection, driver_of(connection)
        self._repositories = _Repositories(
            records=RecordsTable(connection),
            ledgers=LedgersTable(connection),
            directory=DirectoryTables(connection),
            marks=MarksTable(connection),
            redactions=RedactionTables(connection),
            people=PeopleTables(connection),
            names=NamesTable(connection),
            team=TeamTables(connection),
        )

    def reopen(self) -> None:
        """After a failing disk: open the file anew; otherwise do nothing. What was read before is to be read again.

        Raises:
            StoreError: it can't be opened; every transaction is refused until it can.

        """
        if not self._in_doubt or self._connect is None:
            return
        self.close()
        try:
            with refusals_as_store_errors():
                self._use(self._connect())
        except StoreError as error:
            raise self.failed(error) from None
        self._in_doubt = False
        _log.warning("the database was opened anew")


@contextmanager
def open_store(database: Path) -> Iterator[SqliteStore]:
    """Open ``database``, creating and migrating it as needed; close it at the end.

    Raises:
        StoreInUseError: another daemon owns it.
        StoreTooNewError: only newer programs may use it; it was left as it is.
        StoreDamagedError: it is damaged; it was left as it is.
        StoreError: it can't be opened.

    """
    with exclusive(database), opened(database) as store:
        yield store


@contextmanager
def opened(database: Path) -> Iterator[SqliteStore]:
    """Open ``database``, whose right is held: see ``open_store``."""

    def connect() -> Connection:
        engine = make_engine(database)
        try:
            connection = engine.connect()
            bring_up_to_date(connection)
        except BaseException:
            engine.dispose()
            raise
        return connection

    with refusals_as_store_errors():
        refuse_if_too_new(database)
        make_private(database)
        store = SqliteStore(connect(), connect)
    try:
        yield store
    finally:
        store.close()
