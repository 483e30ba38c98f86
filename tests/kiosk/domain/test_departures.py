"""Arriving and leaving, stated as properties: goodbyes, forgotten ones, events that staff end, and paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import CardAtHand, CardStanding, decide
from kiosk.domain.derive import Book, closings, derive, headcounts, reckon, signs, that_count
from kiosk.domain.events import Agenda, Event, EventMode, OpeningWindow, local_day
from kiosk.domain.ids import EventId
from kiosk.domain.outcomes import Arrived, Left
from kiosk.domain.records import EventClosed, EventOpened, Headcount, Record, StaffIn, StaffOut, Voided
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    BOOK,
    CLUB,
    ELY,
    HOUR_US,
    LONDON,
    MEMBERS,
    MINUTE_US,
    NOON_US,
    TOMASZ,
    WORKSHOP,
    record,
    tap,
)

DAY_US = 24 * HOUR_US
CAFE = Event(EventId("cafe"), ELY, "Drop-in café", mode=EventMode.ARRIVE_AND_LEAVE)
CAMP = replace(WORKSHOP, id=EventId("camp"), window=OpeningWindow(NOON_US, NOON_US + 30 * HOUR_US))
LEAVING = Book({event.id: event for event in (CAFE, WORKSHOP, CAMP, CLUB)}, MEMBERS, LONDON)
MINUTES = st.integers(min_value=0, max_value=60 * 60)
EVENTS = st.sampled_from([CAFE, WORKSHOP, CAMP, CLUB])
SAID = st.lists(st.tuples(st.sampled_from([EventOpened, EventClosed]), EVENTS, MINUTES), max_size=5)
SIGNS = st.lists(
    st.tuples(st.sampled_from(["tap", "in", "out", "paper in", "paper out"]), EVENTS, MINUTES), max_size=10
)


def records_of(came: Sequence[tuple[str, Event, int]], said: Sequence[tuple[type, Event, int]] = ()) -> list[Record]:
    found = []
    for number, (how, event, minute) in enumerate(came, start=1):
        at_us = NOON_US + minute * MINUTE_US
        paper_us = at_us if how.startswith("paper") else None
        taken_us = NOON_US + 70 * HOUR_US if how.startswith("paper") else at_us
        kind = StaffOut if how.endswith("out") else StaffIn
        fact = tap(AMIRAS_CARD, event) if how == "tap" else kind(AMIRA, event.id, paper_us)
        found.append(record(number, fact, at_us=taken_us))
    for number, (word, event, minute) in enumerate(said, start=len(found) + 1):
        found.append(record(number, word(event.id), at_us=NOON_US + minute * MINUTE_US))
    return found


@given(came=SIGNS, said=SAID, order=st.randoms(use_true_random=False), until=st.none() | MINUTES)
def test_the_order_of_delivery_changes_nothing(
    came: list[tuple[str, Event, int]], said: list[tuple[type, Event, int]], order: object, until: int | None
) -> None:
    records = records_of(came, said)
    shuffled = list(records)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its Random as object
    until_us = None if until is None else NOON_US + until * MINUTE_US
    assert derive(shuffled, LEAVING, until_us=until_us) == derive(records, LEAVING, until_us=until_us)
    assert signs(shuffled, LEAVING) == signs(records, LEAVING)
    assert reckon(shuffled, LEAVING, until_us=until_us) == reckon(records, LEAVING, until_us=until_us)


@given(came=SIGNS, said=SAID)
def test_every_stay_ends_once_it_is_over_and_lasts_no_less_than_nothing(
    came: list[tuple[str, Event, int]], said: list[tuple[type, Event, int]]
) -> None:
    late_us = NOON_US + 100 * HOUR_US
    for stay in derive(records_of(came, said), LEAVING, until_us=late_us):
        if LEAVING.events[stay.event].mode is EventMode.ARRIVE_AND_LEAVE:
            assert stay.left_us is not None
        if stay.left_us is not None:
            assert stay.arrived_us <= stay.left_us <= late_us


@given(came=SIGNS, said=SAID)
def test_a_tap_is_never_the_goodbye_of_a_stay_whose_event_ended_on_an_earlier_day(
    came: list[tuple[str, Event, int]], said: list[tuple[type, Event, int]]
) -> None:
    records = records_of(came, said)
    ended = closings(records, LEAVING)
    for stay in derive(records, LEAVING):
        event = LEAVING.events[stay.event]
        if stay.left_us is None or stay.left_inferred or event.mode is EventMode.ARRIVALS_ONLY:
            continue
        if event.window is None:
            assert local_day(stay.left_us, LONDON) == local_day(stay.arrived_us, LONDON)
            continue
        ends_us = min(event.window.closes_us, ended.get((event.id, None), event.window.closes_us))
        if stay.arrived_us <= ends_us <= stay.left_us:
            assert local_day(stay.left_us, LONDON) == local_day(ends_us, LONDON)


def test_a_dated_event_that_staff_ended_is_over_also_for_whoever_is_seen_there_later() -> None:
    came = [("tap", CAMP, 0), ("tap", CAMP, 5), ("tap", CAMP, 24 * 60)]
    records = records_of(came, [(EventClosed, CAMP, 0)])
    assert derive(records, LEAVING)[-1].arrival == records[2].id


@given(minutes=st.lists(MINUTES, max_size=8, unique=True), event=st.sampled_from([CAFE, WORKSHOP, CAMP]))
def test_what_the_kiosk_says_of_a_tap_is_what_is_derived_from_it(minutes: list[int], event: Event) -> None:
    """An arrival begins a stay, a goodbye ends one."""
    card = CardAtHand((AMIRAS_CARD,), CardStanding.LINKED, AMIRA)
    records: list[Record] = []
    for number, minute in enumerate(sorted(minutes), start=1):
        now_us = NOON_US + minute * MINUTE_US
        before = derive(records, LEAVING)
        outcome = decide(card, Agenda(event, None), records, now_us=now_us, zone=LONDON)
        records.append(record(number, tap(AMIRAS_CARD, event), at_us=now_us))
        after = derive(records, LEAVING)
        assert (outcome == Arrived()) == (len(after) > len(before))
        if outcome == Left():
            assert after[-1].left_us is not None


def test_the_next_days_tap_is_an_arrival_and_the_forgotten_goodbye_is_marked() -> None:
    for event, ends_us in ((CAFE, NOON_US + 12 * HOUR_US), (WORKSHOP, NOON_US + 2 * HOUR_US)):
        first, second = records_of([("tap", event, 0), ("tap", event, 24 * 60)])
        yesterday, today = derive([first, second], LEAVING, until_us=NOON_US + DAY_US)
        assert (yesterday.left_us, yesterday.left_inferred) == (ends_us, True)
        assert (today.arrival, today.arrived_us) == (second.id, NOON_US + DAY_US)


def test_a_goodbye_some_minutes_after_the_end_is_a_goodbye() -> None:
    records = records_of([("tap", WORKSHOP, 0), ("tap", WORKSHOP, 125)])
    (stay,) = derive(records, LEAVING, until_us=NOON_US + DAY_US)
    assert (stay.left_us, stay.left_inferred) == (NOON_US + 125 * MINUTE_US, False)


def test_a_camp_of_two_days_ends_in_the_morning_with_the_goodbye_that_was_tapped() -> None:
    (stay,) = derive(records_of([("tap", CAMP, 0), ("tap", CAMP, 22 * 60)]), LEAVING)
    assert stay.left_us == NOON_US + 22 * HOUR_US


def test_an_event_that_staff_ended_ends_then_unless_its_window_was_over_or_they_opened_it_again() -> None:
    came = records_of([("tap", WORKSHOP, 0)])
    late_us = NOON_US + 10 * HOUR_US

    def left_us(*said: tuple[type, Event, int], gone: int | None = None) -> int | None:
        words = records_of([], said)
        words = [replace(each, id=type(each.id)(f"word-{each.seq}")) for each in words]
        if gone is not None:
            words.append(record(9, Voided(words[gone].id), at_us=late_us))
        (stay,) = derive(came + words, LEAVING, until_us=late_us)
        assert stay.left_inferred
        return stay.left_us

    window_us = NOON_US + 2 * HOUR_US
    assert left_us((EventClosed, WORKSHOP, 30)) == NOON_US + 30 * MINUTE_US
    assert left_us((EventClosed, WORKSHOP, 180)) == window_us
    assert left_us((EventClosed, WORKSHOP, 30), (EventOpened, WORKSHOP, 40)) == window_us
    assert left_us((EventClosed, WORKSHOP, 30), gone=0) == window_us
    assert left_us((EventClosed, CAMP, 30)) == window_us


def left_of_the_workshop(came: int, *said: tuple[type, int], until: int) -> list[int | None]:
    """Return after how many minutes who came then left; the workshop's window ends after 120."""
    records = records_of([("tap", WORKSHOP, came)], [(word, WORKSHOP, minute) for word, minute in said])
    stays = derive(records, LEAVING, until_us=NOON_US + until * MINUTE_US)
    return [None if stay.left_us is None else (stay.left_us - NOON_US) // MINUTE_US for stay in stays]


def test_an_event_that_staff_opened_after_its_window_goes_on_until_the_days_end_or_they_end_it() -> None:
    again, ended = (EventOpened, 180), (EventClosed, 240)
    for came in (0, 150, 200):
        assert left_of_the_workshop(came, again, until=300) == [None]
        assert left_of_the_workshop(came, again, until=12 * 60) == [12 * 60]
        assert left_of_the_workshop(came, again, ended, until=300) == [240]
        assert left_of_the_workshop(came, again, ended, (EventOpened, 270), until=300) == [None]
    assert left_of_the_workshop(0, (EventClosed, 60), again, until=300) == [None]
    assert left_of_the_workshop(0, (EventOpened, 60), until=300) == [120]


def test_who_came_before_is_not_still_in_when_staff_open_an_event_again_on_another_day() -> None:
    tomorrow = 24 * 60
    assert left_of_the_workshop(0, (EventOpened, tomorrow), until=tomorrow + 60) == [120]
    assert left_of_the_workshop(tomorrow + 30, (EventOpened, tomorrow), until=tomorrow + 60) == [None]
    words = [(EventOpened, 180), (EventClosed, 240), (EventOpened, tomorrow), (EventClosed, tomorrow + 60)]
    assert left_of_the_workshop(0, *words, until=2 * tomorrow) == [240]


def test_drop_in_that_staff_ended_ends_that_day_only_and_who_comes_later_stays_until_the_days_end() -> None:
    records = records_of(
        [("tap", CAFE, 0), ("in", CAFE, 120), ("tap", CAFE, 24 * 60)],
        [(EventClosed, CAFE, 60), (EventOpened, CAFE, 1500)],
    )
    stays = derive(records[:1] + records[2:], LEAVING, until_us=NOON_US + 3 * DAY_US)
    assert [stay.left_us for stay in stays] == [NOON_US + HOUR_US, NOON_US + 36 * HOUR_US]
    late = derive([records[1], records[3]], LEAVING, until_us=NOON_US + DAY_US)
    assert [stay.left_us for stay in late] == [NOON_US + 12 * HOUR_US]


def test_two_events_in_one_day_count_each() -> None:
    records = records_of([("tap", CLUB, 0), ("tap", WORKSHOP, 30), ("tap", WORKSHOP, 90), ("tap", CAFE, 100)])
    stays = derive(records, LEAVING, until_us=NOON_US + DAY_US)
    assert [(stay.event, stay.left_us, stay.left_inferred) for stay in stays] == [
        (CLUB.id, None, False),
        (WORKSHOP.id, NOON_US + 90 * MINUTE_US, False),
        (CAFE.id, NOON_US + 12 * HOUR_US, True),
    ]


def test_paper_counts_at_the_time_that_it_says_and_a_goodbye_of_the_same_minute_comes_last() -> None:
    came, went = records_of([("paper in", CLUB, 10), ("paper out", CLUB, 20)])
    (stay,) = derive([went, came], LEAVING)
    assert (stay.arrived_us, stay.left_us) == (NOON_US + 10 * MINUTE_US, NOON_US + 20 * MINUTE_US)
    out_first = record(1, StaffOut(TOMASZ, CLUB.id, NOON_US), at_us=NOON_US)
    in_second = record(2, StaffIn(TOMASZ, CLUB.id, NOON_US), at_us=NOON_US)
    (brief,) = derive([out_first, in_second], LEAVING)
    assert brief.left_us == NOON_US


@given(counts=st.lists(st.tuples(st.sampled_from(["adults", "children"]), st.integers(0, 50)), max_size=6))
def test_of_each_label_the_last_headcount_counts(counts: list[tuple[str, int]]) -> None:
    records = [
        record(number, Headcount(CLUB.id, count, label), at_us=NOON_US + number * MINUTE_US)
        for number, (label, count) in enumerate(counts, start=1)
    ]
    kept = that_count(headcounts(reversed(records), BOOK))
    assert {each.label: each.count for each in kept} == dict(counts)


def test_days_are_the_hubs_own() -> None:
    summer_us = NOON_US - round(timedelta(days=150).total_seconds()) * 1_000_000
    stays = derive([record(1, tap(AMIRAS_CARD, CAFE), at_us=summer_us)], LEAVING, until_us=NOON_US)
    assert [stay.left_us for stay in stays] == [summer_us + 11 * HOUR_US]


@given(came=SIGNS, said=SAID)
def test_reckoning_at_once_says_the_same_as_one_after_the_other(
    came: list[tuple[str, Event, int]], said: list[tuple[type, Event, int]]
) -> None:
    records = records_of(came, said)
    reckoned = reckon(records, LEAVING, until_us=NOON_US + DAY_US)
    assert reckoned.stays == derive(records, LEAVING, until_us=NOON_US + DAY_US)
    assert reckoned.counted == headcounts(records, LEAVING)
    assert reckoned.ended == closings(records, LEAVING)
