"""What staff do at a kiosk with events: open, end and make them, and move arrivals from the wrong one."""

from datetime import UTC, datetime

from kiosk.domain.events import EventMode, OpeningWindow
from kiosk.domain.ids import EventId
from kiosk.domain.outcomes import AlreadyHere, Arrived
from kiosk.domain.records import EventOpened, MadeEvent, Moved
from kiosk.usecases.by_staff.attendance import count_heads
from kiosk.usecases.by_staff.deeds import Refusal
from kiosk.usecases.by_staff.events import end_event, make_event, open_event
from kiosk.usecases.by_staff.move import move_arrivals
from kiosk.usecases.by_staff.undo import undo
from kiosk.usecases.deliver_names import unsent_names
from kiosk.usecases.keep_time import note_kernel_time
from tests.fakes.house import (
    AMIRAS_CARD,
    CLUB,
    DROP_IN,
    HOUR_US,
    NOON_US,
    TOMASZS_CARD,
)
from tests.kiosk.usecases.staffed import StaffedKiosk, current

DAY_US = 24 * HOUR_US


def test_what_staff_open_takes_the_taps_until_they_end_it_also_after_a_restart(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert current(kiosk) == CLUB.id
    kiosk.made(open_event, DROP_IN.id)
    for _ in range(2):
        assert current(kiosk) == DROP_IN.id
        kiosk.restart()
    ended = kiosk.made(end_event, DROP_IN.id)
    assert current(kiosk) == CLUB.id
    kiosk.made(end_event, CLUB.id)
    for _ in range(2):
        assert current(kiosk) == DROP_IN.id
        kiosk.restart()
    kiosk.made(undo, ended)
    assert current(kiosk) == DROP_IN.id
    kiosk.made(open_event, CLUB.id)
    assert current(kiosk) == CLUB.id
    assert kiosk.do(open_event, EventId("e-none")) is Refusal.GONE


def test_undoing_the_end_of_an_event_lets_it_go_on(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    ended = kiosk.made(end_event, CLUB.id)
    assert current(kiosk) == DROP_IN.id
    kiosk.made(undo, ended)
    for _ in range(2):
        assert current(kiosk) == CLUB.id
        kiosk.restart()


def test_what_staff_opened_ends_with_its_window_and_drop_in_with_the_day(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.clock.pass_us(-HOUR_US)
    kiosk.made(open_event, CLUB.id)
    assert current(kiosk) == CLUB.id
    kiosk.clock.pass_us(3 * HOUR_US)
    assert current(kiosk) == DROP_IN.id
    kiosk.made(open_event, CLUB.id)  # it goes on for longer
    kiosk.clock.pass_us(HOUR_US)
    assert current(kiosk) == CLUB.id
    kiosk.clock.pass_us(DAY_US)
    assert current(kiosk) == DROP_IN.id


def test_on_a_doubtful_clock_what_staff_opened_goes_on(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.clock.synchronised = False
    assert current(kiosk) == DROP_IN.id
    kiosk.made(open_event, CLUB.id)
    kiosk.clock.pass_us(3 * DAY_US)
    assert current(kiosk) == CLUB.id


def test_an_event_made_on_the_spot_takes_the_taps_and_ends_with_the_day(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(make_event, " Chess  evening ", EventMode.ARRIVE_AND_LEAVE)
    made = next(event for event in kiosk.situation.events if event.title == "Chess evening")
    midnight_us = round(datetime(2026, 11, 14, tzinfo=UTC).timestamp()) * 1_000_000
    assert made.window == OpeningWindow(NOON_US, midnight_us)
    assert kiosk.facts == [EventOpened(made.id, MadeEvent("arrive_and_leave", 600, NOON_US, midnight_us))]
    assert "Chess" not in repr(kiosk.records)
    for _ in range(2):
        assert current(kiosk) == made.id
        kiosk.restart()
    assert kiosk.tap(AMIRAS_CARD) == Arrived()
    kiosk.pull_all()
    assert current(kiosk) == made.id
    assert [name.text for name in unsent_names(kiosk.store, most=9)] == ["Chess evening"]
    kiosk.clock.pass_us(DAY_US)
    assert current(kiosk) == DROP_IN.id
    assert kiosk.do(make_event, " ", EventMode.ARRIVALS_ONLY) is Refusal.NO_NAME


def test_an_event_that_was_made_by_mistake_takes_nothing_but_can_be_opened(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    made = kiosk.made(make_event, "Chess", EventMode.ARRIVALS_ONLY)
    chess = current(kiosk)
    assert chess is not None
    undone = kiosk.made(undo, made)
    for _ in range(2):
        assert current(kiosk) == CLUB.id
        kiosk.restart()
    kiosk.made(undo, undone)
    assert current(kiosk) == chess
    kiosk.made(undo, made)
    kiosk.made(open_event, chess)
    assert current(kiosk) == chess


def test_once_the_centre_names_an_event_that_was_made_here_its_word_counts(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(make_event, "Chess", EventMode.ARRIVALS_ONLY)
    (made,) = [event for event in kiosk.situation.events if event.title == "Chess"]
    named = CLUB.__class__(made.id, made.hub, "Chess club", window=CLUB.window, capacity=20)
    kiosk.told(events=(named,))
    for _ in range(2):
        assert [event for event in kiosk.situation.dated if event.id == made.id] == [named]
        kiosk.restart()
    kiosk.told(gone_events=(made.id,))
    assert made.id not in {event.id for event in kiosk.situation.events}


def test_an_event_made_on_a_wrong_clock_is_dated_once_the_time_is_known(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.clock.wall_us, kiosk.clock.synchronised = NOON_US - 200 * DAY_US, False
    kiosk.made(make_event, "Chess", EventMode.ARRIVE_AND_LEAVE)
    made = current(kiosk)
    kiosk.clock.wall_us, kiosk.clock.synchronised = NOON_US, True
    kiosk.situation = note_kernel_time(kiosk.store, kiosk.ids, kiosk.situation, kiosk.clock.read())
    assert current(kiosk) == made
    (event,) = [event for event in kiosk.situation.dated if event.id == made]
    assert event.window is not None
    assert event.window.holds(NOON_US)
    kiosk.clock.pass_us(DAY_US)
    assert current(kiosk) == DROP_IN.id


# ----------------------------------------------------------------- wrong event


def test_arrivals_at_the_wrong_event_are_moved_and_moved_back(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    for card in (AMIRAS_CARD, TOMASZS_CARD):
        kiosk.tap(card)
    taps = [each.id for each in kiosk.records]
    moved = kiosk.made(move_arrivals, taps, DROP_IN.id)
    assert kiosk.facts[2:] == [Moved(taps[0], DROP_IN.id), Moved(taps[1], DROP_IN.id)]
    assert kiosk.tap(AMIRAS_CARD) == Arrived()
    kiosk.made(undo, kiosk.records[-1].id)
    kiosk.made(undo, moved)
    for card in (AMIRAS_CARD, TOMASZS_CARD):
        assert kiosk.tap(card) == AlreadyHere()


def test_nobody_is_moved_to_an_event_that_is_not_there_and_only_arrivals_are_moved(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    heads = kiosk.made(count_heads, 3, "adults")
    assert kiosk.do(move_arrivals, [heads], DROP_IN.id) is Refusal.GONE
    assert kiosk.do(move_arrivals, [heads], EventId("e-none")) is Refusal.GONE
