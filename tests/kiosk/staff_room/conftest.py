"""A kiosk whose staff are at work."""

from pathlib import Path

import pytest

from kiosk.store.unit_of_work import SqliteStore
from tests.kiosk.staff_room.at_work import AtWork, at_work


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> AtWork:
    return at_work(store, tmp_path)
