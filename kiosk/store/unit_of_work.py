"""The store: one engine, one connection, one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from kiosk.ports import Transaction
from kiosk.store.directory import DirectoryTables
from kiosk.store.engine import exclusive, immediate, make_engine, make_private, refusals_as_store_errors
from kiosk.store.ledgers import LedgersTable
from kiosk.store.migrate import bring_up_to_date, refuse_if_too_new
from kiosk.store.records import RecordsTable


@dataclass(frozen=True, slots=True)
class _Repositories:
    records: RecordsTable
    ledgers: LedgersTable
    directory: DirectoryTables


class SqliteStore:
    """``kiosk.ports.Store`` on one SQLite file. Make it with ``open_store``; use it from one thread."""

    def __init__(self, connection: Connection) -> None:
        """Own ``connection`` until its opener closes it."""
        self._connection = connection
        self._repositories = _Repositories(
            RecordsTable(connection), LedgersTable(connection), DirectoryTables(connection)
        )

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open ``BEGIN IMMEDIATE``; commit on a clean exit, roll back on an exception."""
        with refusals_as_store_errors(), immediate(self._connection):
            yield self._repositories

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
