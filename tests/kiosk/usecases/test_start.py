"""Starting on a database, and opening it anew: a ledger begins where one must, and not for a full disk's sake."""

from dataclasses import replace

import pytest

from kiosk.domain.ids import LedgerId
from kiosk.domain.ledger_starts import Began, Marker
from kiosk.ports import Ledger
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.start import begin_after_loss, start
from tests.fakes.house import CountingIds, furnish

HERE = "this machine"


@pytest.fixture
def ids(store: SqliteStore) -> CountingIds:
    furnish(store, ids=(ids := CountingIds()))
    return ids


def current(store: SqliteStore) -> Ledger:
    with store.transaction() as transaction:
        found = transaction.ledgers.current()
    assert found is not None
    return found


def test_a_mark_that_cannot_be_written_begins_no_ledger_at_any_start(store: SqliteStore, ids: CountingIds) -> None:
    ledger = current(store)
    marker = Marker(ledger.id, ledger.number, start(store, ids, None, HERE).starts, 0, HERE)
    for _ in range(4):
        assert start(store, ids, marker, HERE).anew is None
    assert current(store) == ledger


def test_once_the_mark_is_written_again_an_older_database_is_noticed(store: SqliteStore, ids: CountingIds) -> None:
    ledger = current(store)
    marker = Marker(ledger.id, ledger.number, start(store, ids, None, HERE).starts, 0, HERE)
    for _ in range(3):
        marker = replace(marker, starts=start(store, ids, marker, HERE).starts)
    assert start(store, ids, replace(marker, starts=marker.starts + 1), HERE).anew is Began.RESTORED


def test_saved_records_that_are_gone_are_noticed_whatever_ledger_is_open(store: SqliteStore, ids: CountingIds) -> None:
    old = current(store)
    with store.transaction() as transaction:
        transaction.ledgers.open_new(ids.ledger_id(), old.kiosk, old.hub, began=Began.MOVED)
    assert not begin_after_loss(store, ids, old)
    assert begin_after_loss(store, ids, replace(old, highest=7))
    assert not begin_after_loss(store, ids, replace(old, highest=7))
    with store.transaction() as transaction:
        stories = transaction.ledgers.stories()
    assert next(each.lost for each in stories if each.ledger.id == old.id) == ((1, 7),)
    unknown = replace(old, id=LedgerId("gone"), number=8, highest=3)
    assert begin_after_loss(store, ids, unknown)
    assert current(store).number > unknown.number
