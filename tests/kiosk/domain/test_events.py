"""Which event takes a tap."""

from dataclasses import replace

from kiosk.domain.events import OpeningWindow, agenda
from tests.fakes.house import CLUB, DROP_IN, HOUR_US, MINUTE_US, NOON_US, WORKSHOP

LATER = replace(WORKSHOP, window=OpeningWindow(NOON_US + HOUR_US, NOON_US + 3 * HOUR_US))


def test_an_event_takes_taps_while_its_window_is_open() -> None:
    events = [DROP_IN, CLUB]
    before = agenda(events, at_us=NOON_US - 1, clock_trusted=True)
    assert (before.current, before.next_opens_us) == (DROP_IN, NOON_US)
    assert agenda(events, at_us=NOON_US, clock_trusted=True).current == CLUB
    assert agenda(events, at_us=NOON_US + 2 * HOUR_US, clock_trusted=True).current == DROP_IN


def test_of_two_open_windows_the_one_that_began_last_takes_the_tap() -> None:
    assert agenda([CLUB, LATER], at_us=NOON_US + 90 * MINUTE_US, clock_trusted=True).current == LATER


def test_on_a_doubtful_clock_nothing_opens_by_time() -> None:
    doubtful = agenda([DROP_IN, CLUB], at_us=NOON_US, clock_trusted=False)
    assert (doubtful.current, doubtful.next_opens_us) == (DROP_IN, None)
    assert agenda([DROP_IN, CLUB], at_us=NOON_US, clock_trusted=False, opened_by_staff=CLUB.id).current == CLUB


def test_with_nothing_known_nothing_is_open() -> None:
    assert agenda([], at_us=NOON_US, clock_trusted=True).current is None
