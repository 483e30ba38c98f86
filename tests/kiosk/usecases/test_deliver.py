"""What the worker takes away and brings back, on a real database."""

from pathlib import Path

import pytest

from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.ids import HubId, LedgerId, RecordId
from kiosk.ports import Enrolment, Ledger, NameKind
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.deliver import Pending, SettleResult, apply_answers, pending_after, reopen_missing
from kiosk.usecases.deliver_names import names_kept, unsent_names
from kiosk.usecases.enrol import accept_enrolment
from kiosk.usecases.refused import offer_to
from tests.fakes.house import AMIRAS_CARD, AT_ELY, CLUB, NOON_US, CountingIds, furnish, record, tap
from tests.kiosk.store.raw import content

ACCEPTED = Answer(Verdict.ACCEPTED)
LATER = Answer(Verdict.LATER)
REFUSED = Answer(Verdict.REFUSED, "bad_record")
AT_MARCH = Enrolment(AT_ELY.kiosk, HubId("hub-march"), "March", "Europe/London")


def fill(store: SqliteStore, count: int) -> Ledger:
    """Add ``count`` taps to the current ledger."""
    with store.transaction() as transaction:
        ledger = transaction.ledgers.current()
        assert ledger is not None
        for seq in range(ledger.highest + 1, ledger.highest + count + 1):
            each = record(seq, tap(AMIRAS_CARD, CLUB), at_us=NOON_US, ledger=ledger.id)
            transaction.records.append(each, ledger=ledger, lookup=None)
        return ledger


def ids_of(ledger: Ledger, *seqs: int) -> list[RecordId]:
    return [RecordId(f"{ledger.id}-{seq:06}") for seq in seqs]


def pages(store: SqliteStore, most: int) -> list[tuple[int, list[int]]]:
    """Page through everything that is pending, as the worker does: (ledger number, seqs) of each page."""
    found: list[tuple[int, list[int]]] = []
    number, seq = 0, 0
    while (page := pending_after(store, ledger_number=number, seq=seq, most=most)) is not None:
        found.append((page.ledger.number, [each.seq for each in page.records]))
        number, seq = page.ledger.number, page.records[-1].seq
    return found


@pytest.fixture
def ledger(store: SqliteStore) -> Ledger:
    furnish(store)
    return fill(store, 7)


def test_nothing_is_pending_before_enrolment_or_before_a_tap(store: SqliteStore) -> None:
    assert pending_after(store, ledger_number=0, seq=0, most=10) is None
    furnish(store)
    assert pending_after(store, ledger_number=0, seq=0, most=10) is None


def test_everything_pending_is_paged_once_in_order(store: SqliteStore, ledger: Ledger) -> None:
    assert pages(store, most=3) == [(1, [1, 2, 3]), (1, [4, 5, 6]), (1, [7])]
    first = pending_after(store, ledger_number=0, seq=0, most=3)
    assert isinstance(first, Pending)
    assert (first.ledger.id, first.ledger.highest, first.waiting) == (ledger.id, 7, 7)


def test_fetching_is_a_pure_read(store: SqliteStore, ledger: Ledger, database: Path) -> None:
    apply_answers(store, dict.fromkeys(ids_of(ledger, 4), ACCEPTED))
    before = content(database)
    assert pages(store, most=2) == pages(store, most=2)
    assert content(database) == before


def test_what_waits_below_the_mark_goes_before_what_is_new(store: SqliteStore, ledger: Ledger) -> None:
    [second, third, fifth] = ids_of(ledger, 2, 3, 5)
    result = apply_answers(store, {second: REFUSED, third: LATER, fifth: ACCEPTED})
    assert result == SettleResult(settled=3, ignored=0, waiting=5)
    assert pages(store, most=2) == [(1, [1, 3]), (1, [4, 6]), (1, [7])]
    assert pages(store, most=100) == [(1, [1, 3, 4, 6, 7])]


def test_answers_may_come_twice_and_of_unknown_records(store: SqliteStore, ledger: Ledger, database: Path) -> None:
    answers = {**dict.fromkeys(ids_of(ledger, 1, 2, 3), ACCEPTED), RecordId("somebody-elses"): ACCEPTED}
    assert apply_answers(store, answers) == SettleResult(settled=3, ignored=1, waiting=4)
    before = content(database)
    assert apply_answers(store, answers) == SettleResult(settled=3, ignored=1, waiting=4)
    assert apply_answers(store, {}) == SettleResult(settled=0, ignored=0, waiting=4)
    assert content(database) == before


def test_a_later_word_does_not_unsettle(store: SqliteStore, ledger: Ledger) -> None:
    apply_answers(store, dict.fromkeys(ids_of(ledger, *range(1, 8)), ACCEPTED))
    apply_answers(store, dict.fromkeys(ids_of(ledger, *range(1, 8)), LATER))
    assert pages(store, most=10) == []


def test_what_the_service_lacks_goes_again(store: SqliteStore, ledger: Ledger) -> None:
    apply_answers(store, dict.fromkeys(ids_of(ledger, *range(1, 6)), ACCEPTED))
    reopen_missing(store, ledger.id, range(2, 4))
    assert pages(store, most=10) == [(1, [2, 3, 6, 7])]
    reopen_missing(store, LedgerId("somebody-elses"), range(1, 4))
    assert pages(store, most=10) == [(1, [2, 3, 6, 7])]


def test_names_go_again_with_the_records_that_the_service_lacks(store: SqliteStore, ledger: Ledger) -> None:
    with store.transaction() as transaction:
        transaction.names.put(NameKind.MEMBER, "m-1", "Amina")
        transaction.names.put(NameKind.EVENT, "e-1", "Chess")
    apply_answers(store, dict.fromkeys(ids_of(ledger, *range(1, 8)), ACCEPTED))
    names_kept(store, {"m-1": 1, "e-1": 1})
    for nothing_new in (LedgerId("somebody-elses"), range(1, 4)), (ledger.id, range(8, 12)):
        reopen_missing(store, *nothing_new)
        assert unsent_names(store, most=9) == ()

    reopen_missing(store, ledger.id, range(2, 4))
    assert [each.text for each in unsent_names(store, most=9)] == ["Chess", "Amina"]

    names_kept(store, {"m-1": 1, "e-1": 1})
    reopen_missing(store, ledger.id, range(2, 4))  # said again before they were sent
    assert unsent_names(store, most=9) == ()


def test_a_gap_told_past_the_end_of_the_ledger_costs_no_time(store: SqliteStore, ledger: Ledger) -> None:
    apply_answers(store, dict.fromkeys(ids_of(ledger, *range(1, 8)), ACCEPTED))
    reopen_missing(store, ledger.id, range(-(10**15), 10**15))
    assert pages(store, most=10) == [(1, [1, 2, 3, 4, 5, 6, 7])]


def test_after_a_move_the_old_ledger_still_goes_out_under_its_hub(store: SqliteStore, ledger: Ledger) -> None:
    apply_answers(store, dict.fromkeys(ids_of(ledger, 1, 2, 3, 4, 5), ACCEPTED))
    accept_enrolment(store, CountingIds(ledgers=5), AT_MARCH)
    new = fill(store, 2)
    assert (new.number, new.hub, new.highest) == (2, AT_MARCH.hub, 0)
    assert pages(store, most=10) == [(1, [6, 7]), (2, [1, 2])]
    old = pending_after(store, ledger_number=0, seq=0, most=10)
    assert old is not None
    assert (old.ledger.hub, old.waiting) == (AT_ELY.hub, 4)
    apply_answers(store, dict.fromkeys([*ids_of(ledger, 6, 7), *ids_of(new, 1)], ACCEPTED))
    assert pages(store, most=10) == [(2, [2])]


def test_what_one_version_of_the_service_refused_is_kept_and_offered_to_the_next_once(
    store: SqliteStore, ledger: Ledger
) -> None:
    refused = {**dict.fromkeys(ids_of(ledger, *range(1, 8)), ACCEPTED), **dict.fromkeys(ids_of(ledger, 2, 5), REFUSED)}
    apply_answers(store, refused, "1.0")
    assert (offer_to(store, "1.0"), pages(store, most=9)) == (0, [])
    assert (offer_to(store, "1.1"), pages(store, most=9)) == (2, [(1, [2, 5])])
    apply_answers(
        store, {**dict.fromkeys(ids_of(ledger, 2), REFUSED), **dict.fromkeys(ids_of(ledger, 5), LATER)}, "1.1"
    )
    assert (offer_to(store, "1.1"), pages(store, most=9)) == (0, [(1, [5])])
    apply_answers(store, dict.fromkeys(ids_of(ledger, 5), REFUSED), "1.1")
    assert (offer_to(store, "1.0"), offer_to(store, "1.1"), offer_to(store, "2.0")) == (0, 0, 2)
