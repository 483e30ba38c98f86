"""What the use cases' tests share."""

import pytest

from kiosk.store.unit_of_work import SqliteStore
from tests.kiosk.usecases.staffed import StaffedKiosk, staffed


@pytest.fixture
def kiosk_at_work(store: SqliteStore) -> StaffedKiosk:
    return staffed(store)
