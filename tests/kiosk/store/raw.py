"""A look at the file behind the store's back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.store.unit_of_work import SqliteStore


def driver(store: SqliteStore) -> sqlite3.Connection:
    """Return the driver's own connection of ``store``."""
    connection = store._connection.connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def pragma(store: SqliteStore, name: str) -> Any:  # noqa: ANN401  a number or a word
    return driver(store).execute(f"PRAGMA {name}").fetchone()[0]


def content(database: Path) -> list[str]:
    """Return everything that is in the file, as SQL."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as raw:
        return list(raw.iterdump())


def rows(database: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as raw:
        return raw.execute(query).fetchall()
