"""Ledgers in the file, and how far each is delivered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.delivery import Answer, Delivery, Exceptional, Verdict, reopen, settle
from kiosk.domain.ids import HubId, KioskId, LedgerId
from kiosk.ports import Ledger, Outstanding
from kiosk.store.unit_of_work import SqliteStore, open_store
from tests.fakes.house import AMIRAS_CARD, CLUB, ELY, NOON_US, record, tap

KIOSK = KioskId("kiosk-ely-1")
MARCH = HubId("hub-march")

_verdicts = st.sampled_from(list(Verdict))
_answers = st.dictionaries(
    st.integers(1, 30), st.builds(Answer, _verdicts, st.sampled_from((None, "bad_record", "unknown_event")))
)
_steps = st.lists(st.one_of(_answers, st.builds(range, st.integers(0, 20), st.integers(0, 40))), max_size=8)


def test_there_is_no_ledger_before_one_is_opened(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        assert transaction.ledgers.current() is None
        assert transaction.ledgers.all() == ()


def test_a_new_ledger_closes_the_one_before_and_both_are_kept(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        first = transaction.ledgers.open_new(LedgerId("l-1"), KIOSK, ELY)
        transaction.records.append(record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US), ledger=first, lookup=None)
        second = transaction.ledgers.open_new(LedgerId("l-2"), KIOSK, MARCH)
    with store.transaction() as transaction:
        assert transaction.ledgers.current() == second == Ledger(2, LedgerId("l-2"), KIOSK, MARCH, highest=0)
        assert transaction.ledgers.all() == (Ledger(1, LedgerId("l-1"), KIOSK, ELY, highest=1), second)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """One file for all examples, each with a ledger of its own."""
    with open_store(tmp_path_factory.mktemp("ledgers") / "attendance.db") as opened:
        yield opened


_numbers = count(1)


def deliver(store: SqliteStore, steps: list[Mapping[int, Answer] | range]) -> tuple[Delivery, Delivery]:
    """Take ``steps`` in memory and in the file; return both results."""
    with store.transaction() as transaction:
        ledger = transaction.ledgers.open_new(LedgerId(f"l-{next(_numbers)}"), KIOSK, ELY)
    expected = Delivery()
    for step in steps:
        with store.transaction() as transaction:
            before = transaction.ledgers.delivery(ledger)
            assert before == expected
            expected = reopen(before, step) if isinstance(step, range) else settle(before, step)
            transaction.ledgers.save_delivery(ledger, before, expected)
    with store.transaction() as transaction:
        return expected, transaction.ledgers.delivery(ledger)


@given(steps=_steps)
def test_a_delivery_is_kept_as_the_domain_knows_it(
    shared_store: SqliteStore, steps: list[Mapping[int, Answer] | range]
) -> None:
    expected, kept = deliver(shared_store, steps)
    assert kept == expected


@given(steps=_steps, after=st.integers(0, 30), most=st.integers(1, 10))
def test_what_a_step_touches_is_all_that_it_needs_to_know(
    shared_store: SqliteStore, steps: list[Mapping[int, Answer] | range], after: int, most: int
) -> None:
    with shared_store.transaction() as transaction:
        ledgers = transaction.ledgers
        ledger = replace(ledgers.open_new(LedgerId(f"l-{next(_numbers)}"), KIOSK, ELY), highest=40)
        expected = Delivery()
        for step in steps:
            if not step:
                continue
            touched = step if isinstance(step, range) else range(min(step), max(step) + 1)
            before = ledgers.delivery(ledger, touched)
            known = reopen(before, step) if isinstance(step, range) else settle(before, step)
            ledgers.save_delivery(ledger, before, known)
            expected = reopen(expected, step) if isinstance(step, range) else settle(expected, step)
        assert ledgers.delivery(ledger) == expected
        refused = [seq for seq, it in expected.exceptions.items() if it.state is Exceptional.REFUSED]
        again = sorted(expected.exceptions.keys() - set(refused))
        assert ledgers.outstanding(ledger) == Outstanding(40 - expected.mark + len(again), len(refused))
        assert ledgers.waiting_after(ledger, after, most=most) == tuple(seq for seq in again if seq > after)[:most]


def test_the_deliveries_of_two_ledgers_are_apart(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        first = transaction.ledgers.open_new(LedgerId("l-1"), KIOSK, ELY)
        second = transaction.ledgers.open_new(LedgerId("l-2"), KIOSK, MARCH)
        after = settle(Delivery(), {3: Answer(Verdict.REFUSED, "bad_record")})
        transaction.ledgers.save_delivery(second, Delivery(), after)
        assert transaction.ledgers.delivery(first) == Delivery()
        assert transaction.ledgers.delivery(second) == after


def test_a_delivery_of_a_refused_transaction_is_not_kept(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        ledger = transaction.ledgers.open_new(LedgerId("l-1"), KIOSK, ELY)
    after = settle(Delivery(), {3: Answer(Verdict.ACCEPTED)})

    def fail() -> None:
        with store.transaction() as transaction:
            transaction.ledgers.save_delivery(ledger, Delivery(), after)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.transaction() as transaction:
        assert transaction.ledgers.delivery(ledger) == Delivery()
