"""What staff opened, and for how long it takes the taps."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.clock import UNFIXED, ClockFix, FixSource, Now, time_line
from kiosk.domain.events import Event, EventMode, OpeningWindow, end_of_day, local_day
from kiosk.domain.openings import Openings, as_made, holds, openings
from kiosk.domain.records import EventClosed, EventOpened, Fact, MadeEvent, Record, Voided
from tests.fakes.house import BOOT, CLUB, DROP_IN, HOUR_US, LONDON, MINUTE_US, NOON_US, WORKSHOP, record

EVENTS = (DROP_IN, CLUB, WORKSHOP)


def said(*facts: Fact, at_us: int = NOON_US) -> Openings:
    records: list[tuple[Record, Fact]] = []
    for number, fact in enumerate(facts, start=1):
        records.append((record(number, fact, at_us=at_us + number), fact))
    return openings(records)


def test_the_last_one_that_was_opened_takes_the_taps_and_ending_it_gives_them_back() -> None:
    assert said(EventOpened(CLUB.id), EventOpened(WORKSHOP.id)).opened == WORKSHOP.id
    ended = said(EventOpened(CLUB.id), EventClosed(CLUB.id))
    assert (ended.opened, ended.closed, ended.since) == (None, frozenset({CLUB.id}), None)
    assert said(EventClosed(CLUB.id), EventOpened(CLUB.id)).closed == frozenset()
    other = said(EventOpened(CLUB.id), EventClosed(WORKSHOP.id))
    assert (other.opened, other.closed) == (CLUB.id, frozenset({WORKSHOP.id}))


def test_what_was_voided_was_not_said() -> None:
    opened = record(1, EventOpened(CLUB.id), at_us=NOON_US)
    void = record(2, Voided(opened.id), at_us=NOON_US)
    again = record(3, Voided(void.id), at_us=NOON_US)
    facts: list[tuple[Record, Fact]] = [(opened, EventOpened(CLUB.id)), (void, Voided(opened.id))]
    assert openings(facts).opened is None
    assert openings([*facts, (again, Voided(void.id))]).opened == CLUB.id


@pytest.mark.parametrize(
    ("event", "opened_us", "now_us", "still"),
    [
        (CLUB, NOON_US - HOUR_US, NOON_US + 2 * HOUR_US - 1, True),
        (CLUB, NOON_US - HOUR_US, NOON_US + 2 * HOUR_US, False),
        (CLUB, NOON_US + 3 * HOUR_US, NOON_US + 11 * HOUR_US, True),
        (CLUB, NOON_US + 3 * HOUR_US, NOON_US + 12 * HOUR_US, False),
        (DROP_IN, NOON_US, NOON_US + 11 * HOUR_US, True),
        (DROP_IN, NOON_US, NOON_US + 12 * HOUR_US, False),
    ],
)
def test_it_takes_them_until_its_window_or_the_day_ends(
    event: Event,
    opened_us: int,
    now_us: int,
    still: bool,  # noqa: FBT001  a case
) -> None:
    word = said(EventOpened(event.id), at_us=opened_us)
    for trusted, expected in ((True, still), (False, True)):
        taken = holds(word, EVENTS, Now(now_us, trusted=trusted), UNFIXED, LONDON)
        assert (taken is not None) == expected


def test_an_event_made_on_a_wrong_clock_is_dated_by_the_right_one() -> None:
    wrong_us = NOON_US - 300 * 24 * HOUR_US
    made = MadeEvent("arrivals_only", 600, wrong_us, wrong_us + HOUR_US)
    word = said(EventOpened(WORKSHOP.id, made))
    taken = word.made[WORKSHOP.id].taken
    event = replace(WORKSHOP, window=OpeningWindow(wrong_us, wrong_us + HOUR_US), mode=EventMode.ARRIVALS_ONLY)
    line = time_line([ClockFix(BOOT, taken.boottime_us, NOON_US, FixSource.KERNEL)])
    assert as_made(event, word, line, LONDON).window == OpeningWindow(NOON_US, NOON_US + 12 * HOUR_US)
    assert as_made(CLUB, word, line, LONDON) == CLUB
    renamed = replace(event, window=CLUB.window)
    assert as_made(renamed, word, line, LONDON) == renamed


def test_a_local_day_ends_at_local_midnight_also_where_it_has_25_hours() -> None:
    before_us = round(datetime(2026, 10, 24, 23, 30, tzinfo=UTC).timestamp()) * 1_000_000  # 00:30 of the 25th there
    assert local_day(before_us, LONDON).isoformat() == "2026-10-25"
    assert end_of_day(before_us, LONDON) - before_us == 24 * HOUR_US + 30 * MINUTE_US
