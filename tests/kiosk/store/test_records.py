"""Records in the file: appended once, found again as they were."""

import pytest

from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken, HubId, KioskId, LedgerId, RecordId
from kiosk.domain.records import Headcount, Record, lookup_key
from kiosk.ports import Ledger
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    BOOT,
    CLUB,
    ELY,
    NOON_US,
    SECOND_US,
    TOMASZS_CARD,
    UNLINKED_CARD,
    record,
    tap,
)

KIOSK = KioskId("kiosk-ely-1")


@pytest.fixture
def ledger(store: SqliteStore) -> Ledger:
    with store.transaction() as transaction:
        return transaction.ledgers.open_new(LedgerId("ledger-1"), KIOSK, ELY)


def append(store: SqliteStore, ledger: Ledger, *records: Record) -> None:
    with store.transaction() as transaction:
        for each in records:
            token = next(iter(each.body.get("tokens", ())), None)
            lookup = None if token is None else lookup_key(CardToken(token))
            transaction.records.append(each, ledger=ledger, lookup=lookup)


def some_tap(number: int, ledger: Ledger, card: CardToken = AMIRAS_CARD) -> Record:
    return record(number, tap(card, CLUB), at_us=NOON_US + number * SECOND_US, ledger=ledger.id)


def test_a_record_comes_back_as_it_went_in(store: SqliteStore, ledger: Ledger) -> None:
    doubtful = Record(
        RecordId("01900000-0000-7000-8000-00000000ffff"),
        ledger.id,
        1,
        "mood_set",
        record(1, tap(AMIRAS_CARD, CLUB), at_us=-5).taken,
        {"mood": "ünï \u2028 🌞", "deep": {"list": [1, 2.5, None, True]}, "big": 2**60},
    )
    append(store, ledger, doubtful)
    with store.transaction() as transaction:
        (found,) = transaction.records.after(ledger, 0, most=10)
    assert found == doubtful
    assert found.taken.synchronised is True


def test_records_are_found_by_any_of_their_keys_newest_kept_oldest_first(store: SqliteStore, ledger: Ledger) -> None:
    cards = (AMIRAS_CARD, TOMASZS_CARD, AMIRAS_OTHER_CARD, AMIRAS_CARD, UNLINKED_CARD)
    append(store, ledger, *(some_tap(number, ledger, card) for number, card in enumerate(cards, start=1)))
    keys = [lookup_key(each) for each in (AMIRAS_CARD, AMIRAS_OTHER_CARD, AMIRA)]
    with store.transaction() as transaction:
        assert [each.seq for each in transaction.records.found_by(keys)] == [1, 3, 4]
        assert [each.seq for each in transaction.records.found_by(keys, most=2)] == [3, 4]
        assert transaction.records.found_by([lookup_key(BOOT)]) == ()
        assert transaction.records.found_by([]) == ()


def test_records_are_found_across_ledgers_in_the_order_of_the_ledgers(store: SqliteStore, ledger: Ledger) -> None:
    append(store, ledger, some_tap(1, ledger), some_tap(2, ledger))
    with store.transaction() as transaction:
        second = transaction.ledgers.open_new(LedgerId("ledger-2"), KIOSK, HubId("hub-march"))
    append(store, second, some_tap(1, second))
    with store.transaction() as transaction:
        found = transaction.records.found_by([lookup_key(AMIRAS_CARD)])
    assert [(each.ledger, each.seq) for each in found] == [("ledger-1", 1), ("ledger-1", 2), ("ledger-2", 1)]


def test_records_after_a_seq_and_at_seqs_come_in_order(store: SqliteStore, ledger: Ledger) -> None:
    append(store, ledger, *(some_tap(number, ledger) for number in range(1, 8)))
    with store.transaction() as transaction:
        assert [each.seq for each in transaction.records.after(ledger, 3, most=2)] == [4, 5]
        assert [each.seq for each in transaction.records.after(ledger, 7, most=2)] == []
        assert [each.seq for each in transaction.records.at(ledger, [6, 99, 2])] == [2, 6]


def test_places_are_told_of_known_ids_only(store: SqliteStore, ledger: Ledger) -> None:
    first, second = some_tap(1, ledger), some_tap(2, ledger)
    append(store, ledger, first, second)
    with store.transaction() as transaction:
        places = transaction.records.places([second.id, RecordId("unheard-of"), first.id])
        assert places == {first.id: (1, 1), second.id: (1, 2)}
        assert transaction.records.places([]) == {}


@pytest.mark.parametrize("twin", ["seq", "id"])
def test_neither_a_seq_nor_an_id_is_taken_twice(store: SqliteStore, ledger: Ledger, twin: str) -> None:
    first = some_tap(1, ledger)
    append(store, ledger, first)
    counted = Headcount(CLUB.id, 3, "walk-ins")
    again = record(1 if twin == "seq" else 2, counted, at_us=NOON_US, ledger=ledger.id)
    if twin == "id":
        again = Record(first.id, again.ledger, again.seq, again.kind, again.taken, again.body)
    else:
        again = Record(RecordId("another"), again.ledger, again.seq, again.kind, again.taken, again.body)
    with pytest.raises(StoreError, match=r"UNIQUE|PRIMARYKEY"):
        append(store, ledger, again)
    with store.transaction() as transaction:
        assert transaction.records.after(ledger, 0, most=10) == (first,)
