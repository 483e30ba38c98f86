"""A new kiosk's store: a copy of one that was made once, since making it takes a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.store.unit_of_work import SqliteStore, open_store


@contextmanager
def open_fresh_store(database: Path) -> Iterator[SqliteStore]:
    """Open a new database at ``database``; close it at the end."""
    lay_fresh_database(database)
    with open_store(database) as opened:
        yield opened


def lay_fresh_database(database: Path) -> None:
    """Put a new database where there is none yet."""
    database.touch(mode=0o600)
    database.write_bytes(_fresh())


@cache
def _fresh() -> bytes:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "attendance.db"
        with open_store(database):
            pass
        return database.read_bytes()
