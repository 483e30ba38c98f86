"""The attendance rules, stated as properties."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.derive import Book, Stay, derive
from kiosk.domain.events import Event
from kiosk.domain.ids import CardToken
from kiosk.domain.records import Moved, Record, StaffIn, StaffOut, Tap, Voided
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    BOOK,
    CLUB,
    DROP_IN,
    HOUR_US,
    LONDON,
    MEMBERS,
    MINUTE_US,
    NOON_US,
    TOMASZS_CARD,
    UNLINKED_CARD,
    WORKSHOP,
    record,
    tap,
)

CARDS = st.sampled_from([AMIRAS_CARD, TOMASZS_CARD, UNLINKED_CARD])
EVENTS = st.sampled_from([DROP_IN, CLUB, WORKSHOP])
MINUTES = st.integers(min_value=0, max_value=36 * 60)
TAPS = st.lists(st.tuples(CARDS, EVENTS, MINUTES), max_size=12)


def records_of(taps: Sequence[tuple[CardToken, Event, int]]) -> list[Record]:
    return [
        record(number, tap(card, event), at_us=NOON_US + minute * MINUTE_US)
        for number, (card, event, minute) in enumerate(taps, start=1)
    ]


def present(records: Sequence[Record]) -> frozenset[tuple[object, object, object]]:
    return frozenset((stay.subject, stay.event, stay.day) for stay in derive(records, BOOK))


@given(taps=TAPS, order=st.randoms(use_true_random=False))
def test_the_order_of_delivery_changes_nothing(taps: list[tuple[CardToken, Event, int]], order: object) -> None:
    records = records_of(taps)
    shuffled = list(records)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its Random as object
    assert derive(shuffled, BOOK) == derive(records, BOOK)


@given(taps=TAPS, kiosks=st.lists(st.booleans(), min_size=12, max_size=12))
def test_which_of_two_kiosks_took_a_tap_changes_nothing(
    taps: list[tuple[CardToken, Event, int]], kiosks: list[bool]
) -> None:
    def without_ids(stays: Sequence[Stay]) -> list[tuple[object, ...]]:
        return [(stay.subject, stay.event, stay.day, stay.arrived_us, stay.left_us) for stay in stays]

    one = records_of(taps)
    two = [
        record(each.seq, tap(card, event), at_us=each.taken.wall_us, ledger="ledger-2" if second else "ledger-1")
        for each, (card, event, _), second in zip(one, taps, kiosks, strict=False)
    ]
    assert sorted(without_ids(derive(two, BOOK)), key=repr) == sorted(without_ids(derive(one, BOOK)), key=repr)


@given(taps=TAPS)
def test_delivering_twice_counts_once(taps: list[tuple[CardToken, Event, int]]) -> None:
    records = records_of(taps)
    assert derive(records + records, BOOK) == derive(records, BOOK)


@given(taps=TAPS)
def test_whoever_tapped_counts_and_nobody_else(taps: list[tuple[CardToken, Event, int]]) -> None:
    came = {(MEMBERS.get(card, card), event.id) for card, event, _ in taps}
    assert {(stay.subject, stay.event) for stay in derive(records_of(taps), BOOK)} == came


@given(taps=TAPS.filter(bool), data=st.data())
def test_undo_and_redo_leave_the_same_people_present(
    taps: list[tuple[CardToken, Event, int]], data: st.DataObject
) -> None:
    records = records_of(taps)
    undone = data.draw(st.sampled_from(records))
    undo = record(len(records) + 1, Voided(undone.id), at_us=NOON_US + 50 * HOUR_US)
    redo = record(len(records) + 2, Voided(undo.id), at_us=NOON_US + 51 * HOUR_US)
    assert derive([*records, undo, redo], BOOK) == derive(records, BOOK)
    assert derive([*records, undo], BOOK) == derive([each for each in records if each != undone], BOOK)


def test_undoing_the_first_tap_leaves_the_second_to_count() -> None:
    first = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    second = record(2, tap(AMIRAS_CARD, CLUB, "already_here"), at_us=NOON_US + 20 * MINUTE_US)
    undo = record(3, Voided(first.id), at_us=NOON_US + 21 * MINUTE_US)
    (stay,) = derive([first, second, undo], BOOK)
    assert (stay.arrival, stay.arrived_us) == (second.id, NOON_US + 20 * MINUTE_US)


def test_two_records_that_void_each_other_void_nothing_else_and_end() -> None:
    first = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    there = record(2, Voided(record(3, Voided(first.id), at_us=NOON_US).id), at_us=NOON_US)
    back = record(3, Voided(there.id), at_us=NOON_US)
    assert present([first, there, back]) == present([first])


def test_an_earlier_tap_of_a_card_counts_once_the_card_is_linked() -> None:
    taps = [record(1, tap(UNLINKED_CARD, CLUB, "help"), at_us=NOON_US)]
    linked = Book(BOOK.events, {**MEMBERS, UNLINKED_CARD: AMIRA}, LONDON)
    assert [stay.subject for stay in derive(taps, BOOK)] == [UNLINKED_CARD]
    assert [stay.subject for stay in derive(taps, linked)] == [AMIRA]


@given(taps=TAPS, staff=st.frozensets(CARDS))
def test_a_staff_card_makes_no_stay_and_changes_nobody_elses(
    taps: list[tuple[CardToken, Event, int]], staff: frozenset[CardToken]
) -> None:
    """Whenever it was tapped, and whosever it was before."""
    records = records_of(taps)
    of_visitors = [each for each, (card, _, _) in zip(records, taps, strict=True) if card not in staff]
    assert derive(records, replace(BOOK, staff=staff)) == derive(of_visitors, BOOK)


def test_a_staff_card_is_known_under_either_token_of_a_tap() -> None:
    both = record(1, Tap((UNLINKED_CARD, AMIRAS_CARD), CLUB.id, "arrived"), at_us=NOON_US)
    for token in (UNLINKED_CARD, AMIRAS_CARD):
        assert derive([both], replace(BOOK, staff=frozenset({token}))) == ()


def test_in_at_one_kiosk_and_out_at_another_is_one_stay() -> None:
    came = record(1, tap(AMIRAS_CARD, WORKSHOP), at_us=NOON_US, ledger="ledger-1")
    went = record(1, tap(AMIRAS_CARD, WORKSHOP, "left"), at_us=NOON_US + HOUR_US, ledger="ledger-2")
    (stay,) = derive([went, came], BOOK)
    assert (stay.arrived_us, stay.left_us, stay.left_inferred) == (NOON_US, NOON_US + HOUR_US, False)


def test_a_forgotten_goodbye_is_inferred_at_the_end_and_marked_so() -> None:
    came = record(1, tap(AMIRAS_CARD, WORKSHOP), at_us=NOON_US)
    ends_us = NOON_US + 2 * HOUR_US
    (during,) = derive([came], BOOK, until_us=ends_us - 1)
    (after,) = derive([came], BOOK, until_us=ends_us)
    assert (during.left_us, during.left_inferred) == (None, False)
    assert (after.left_us, after.left_inferred) == (ends_us, True)


def local_us(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp()) * 1_000_000


def test_drop_in_counts_by_the_hubs_own_day_which_has_25_hours_in_october() -> None:
    taps = ["2026-10-24T23:30", "2026-10-25T00:10", "2026-10-25T23:50", "2026-10-26T00:10"]
    records = [record(seq, tap(AMIRAS_CARD, DROP_IN), at_us=local_us(when)) for seq, when in enumerate(taps, start=1)]
    assert local_us(taps[2]) - local_us(taps[1]) > 24 * HOUR_US
    days = [stay.day.isoformat() for stay in derive(records, BOOK) if stay.day]
    assert days == ["2026-10-24", "2026-10-25", "2026-10-26"]


def test_staff_check_people_in_and_out() -> None:
    came = record(1, StaffIn(AMIRA, CLUB.id), at_us=NOON_US)
    went = record(2, StaffOut(AMIRA, CLUB.id), at_us=NOON_US + MINUTE_US)
    (stay,) = derive([came, went], BOOK)
    assert (stay.subject, stay.left_us) == (AMIRA, NOON_US + MINUTE_US)


def test_a_moved_tap_counts_at_the_other_event() -> None:
    came = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    move = record(2, Moved(came.id, WORKSHOP.id), at_us=NOON_US + MINUTE_US)
    assert [stay.event for stay in derive([came, move], BOOK)] == [WORKSHOP.id]


def test_a_record_of_a_kind_from_the_future_is_passed_over() -> None:
    came = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    strange = Record(came.id + "x", came.ledger, 2, "mood", came.taken, {"colour": "blue"})  # type: ignore[arg-type]  # an id
    assert present([came, strange]) == present([came])
