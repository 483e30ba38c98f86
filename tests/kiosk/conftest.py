"""What the daemon's tests share: a real database in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.fresh_store import open_fresh_store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "attendance.db"


@pytest.fixture
def store(database: Path) -> Iterator[SqliteStore]:
    with open_fresh_store(database) as opened:
        yield opened
