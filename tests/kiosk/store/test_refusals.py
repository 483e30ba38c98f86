"""A disk that refuses: nothing half is kept, the words betray nobody, and the store goes on afterwards."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.errors import StoreError, StoreFullError
from kiosk.domain.records import Record, lookup_key
from kiosk.store.unit_of_work import SqliteStore, open_store
from tests.fakes.house import AMIRAS_CARD, CLUB, NOON_US, furnish, record, tap
from tests.kiosk.store.raw import driver, pragma

BIG = 40_000
"""Bytes in a body that needs pages of its own."""
_LEAST_BYTES = 36 * 1024
"""The index of the log fits, a big record does not."""


def big_tap(number: int) -> Record:
    small = record(number, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    return Record(small.id, small.ledger, number, small.kind, small.taken, {**small.body, "padding": "x" * BIG})


def append(store: SqliteStore, number: int) -> None:
    with store.transaction() as transaction:
        ledger = transaction.ledgers.current()
        assert ledger is not None
        transaction.records.append(big_tap(number), ledger=ledger, lookup=lookup_key(AMIRAS_CARD))


def seqs(store: SqliteStore) -> list[int]:
    with store.transaction() as transaction:
        ledger = transaction.ledgers.current()
        assert ledger is not None
        return [each.seq for each in transaction.records.after(ledger, 0, most=100)]


@contextmanager
def full_disk(store: SqliteStore) -> Iterator[None]:
    pages = pragma(store, "page_count")
    driver(store).execute(f"PRAGMA max_page_count = {pages}")
    yield
    driver(store).execute("PRAGMA max_page_count = 1000000")


@contextmanager
def failing_commit(store: SqliteStore) -> Iterator[None]:
    """No file may grow past what opening takes: the write that a commit makes fails."""
    del store  # the whole process is limited
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LEAST_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


_TROUBLE = {"full": full_disk, "failing commit": failing_commit}


@pytest.mark.parametrize("trouble", _TROUBLE)
def test_what_is_refused_is_not_kept_and_the_store_goes_on(store: SqliteStore, trouble: str) -> None:
    furnish(store)
    append(store, 1)
    with _TROUBLE[trouble](store):
        for _ in range(2):
            with pytest.raises(StoreError) as refusal:
                append(store, 2)
            assert isinstance(refusal.value, StoreFullError) == (trouble == "full")
            assert not any(word in str(refusal.value) for word in ("INSERT", "records", AMIRAS_CARD.value, "xxx"))
            assert refusal.value.__cause__ is None
    store.reopen()
    assert seqs(store) == [1]
    append(store, 2)
    assert seqs(store) == [1, 2]


def test_what_was_kept_before_a_failing_commit_is_there_after_the_next_start(database: Path) -> None:
    with open_store(database) as store:
        furnish(store)
        append(store, 1)
        with failing_commit(store), pytest.raises(StoreError):
            append(store, 2)
        store.reopen()
        append(store, 2)
    with open_store(database) as store:
        assert seqs(store) == [1, 2]


def test_a_database_that_was_cut_short_is_refused_in_words_without_values(database: Path) -> None:
    with open_store(database) as store:
        furnish(store)
        for number in range(1, 6):
            append(store, number)
    database.write_bytes(database.read_bytes()[: 4096 * 12])
    with pytest.raises(StoreError, match=r"^the database refused: SQLITE_CORRUPT"), open_store(database):
        pass


def test_an_error_inside_a_transaction_passes_through_and_takes_it_back(store: SqliteStore) -> None:
    furnish(store)

    def fail() -> None:
        with store.transaction() as transaction:
            ledger = transaction.ledgers.current()
            assert ledger is not None
            transaction.records.append(big_tap(1), ledger=ledger, lookup=None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seqs(store) == []
