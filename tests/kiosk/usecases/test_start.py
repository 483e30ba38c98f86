"""Starting on a database, and opening it anew: a ledger begins where one must, and not for a full disk's sake."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.ids import LedgerId
from kiosk.domain.ledger_starts import COPY_MARK, Began, Marker
from kiosk.ports import Ledger
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.situation import load
from kiosk.usecases.start import begin_after_loss, start
from kiosk.usecases.take_tap import take_tap
from tests.fakes.house import AMIRAS_CARD, CountingIds, FakeClock, furnish

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


@pytest.mark.parametrize(
    "stays", [None, Marker(LedgerId("elsewhere"), 1, 7, 3, HERE), Marker(LedgerId("l"), 1, 1, 0, "")]
)
def test_an_unused_ledger_is_used_again_while_the_mark_cannot_be_written(
    store: SqliteStore, ids: CountingIds, stays: Marker | None
) -> None:
    start(store, ids, None, HERE)
    assert start(store, ids, stays, HERE).anew is not None
    unused = current(store)
    for _ in range(4):
        assert start(store, ids, stays, HERE).anew is None
    assert current(store) == unused


def a_tap_was_taken(store: SqliteStore, ids: CountingIds) -> None:
    now = load(store)
    assert now is not None
    take_tap(store, ids, now, (AMIRAS_CARD,), FakeClock().read())


def it_was_made_as_a_copy(store: SqliteStore, _: CountingIds) -> None:
    with store.transaction() as transaction:
        transaction.marks.put(COPY_MARK, "")


def it_was_marked_since(store: SqliteStore, ids: CountingIds) -> None:
    ledger = current(store)
    marker = Marker(ledger.id, ledger.number, 2, 0, HERE)
    assert start(store, ids, marker, HERE).anew is None


@pytest.mark.parametrize("happens", [a_tap_was_taken, it_was_made_as_a_copy, it_was_marked_since])
def test_a_ledger_that_may_have_been_used_is_not(
    store: SqliteStore, ids: CountingIds, happens: Callable[[SqliteStore, CountingIds], None]
) -> None:
    for _ in range(2):
        start(store, ids, None, HERE)
    begun = current(store)
    happens(store, ids)
    assert start(store, ids, None, HERE).anew is Began.RESTORED
    assert current(store) != begun


def test_an_unused_ledger_is_not_used_again_on_another_machine_or_beside_another_mark(
    store: SqliteStore, ids: CountingIds
) -> None:
    for _ in range(2):
        start(store, ids, None, HERE)
    ledger = current(store)
    assert start(store, ids, None, "elsewhere").anew is Began.RESTORED
    assert start(store, ids, Marker(ledger.id, ledger.number, 9, 3, HERE), HERE).anew is Began.RESTORED


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
