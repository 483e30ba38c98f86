"""Who is in at the kiosks of a hub, where what one kiosk says of an event is heard by no other."""

from dataclasses import replace

import pytest

from badge_service.domain.here import InNow, in_now
from kiosk.domain.derive import Book
from kiosk.domain.events import EventMode
from kiosk.domain.ids import KioskId, LedgerId, MemberRef
from kiosk.domain.records import EventClosed, EventOpened, Record, StaffIn
from tests.fakes.house import AMIRA, CLUB, HOUR_US, LONDON, MINUTE_US, NOON_US, TOMASZ, record

ZOFIA = MemberRef("made-up-zofia")
DOOR, GARDEN = KioskId("k-door"), KioskId("k-garden")
WHOSE = {LedgerId("door-1"): DOOR, LedgerId("door-2"): DOOR, LedgerId("garden-1"): GARDEN}
CAME = (
    record(1, StaffIn(AMIRA, CLUB.id), at_us=NOON_US, ledger="door-1"),
    record(1, StaffIn(TOMASZ, CLUB.id), at_us=NOON_US, ledger="garden-1"),
)


@pytest.fixture(params=EventMode)
def book(request: pytest.FixtureRequest) -> Book:
    return Book({CLUB.id: replace(CLUB, mode=request.param)}, {}, LONDON)


def said(word: type[EventClosed | EventOpened], minute: int, ledger: str) -> Record:
    return record(minute, word(CLUB.id), at_us=NOON_US + minute * MINUTE_US, ledger=ledger)


def test_an_event_that_one_kiosk_ended_goes_on_at_the_other(book: Book) -> None:
    ended = said(EventClosed, 30, "door-1")
    assert in_now([*CAME, ended], book, NOON_US + HOUR_US, WHOSE) == {GARDEN: InNow((TOMASZ,))}


def test_ending_an_event_counts_for_all_that_the_kiosk_ever_wrote(book: Book) -> None:
    ended = said(EventClosed, 30, "door-2")
    assert in_now([*CAME, ended], book, NOON_US + HOUR_US, WHOSE) == {GARDEN: InNow((TOMASZ,))}


def test_one_kiosk_opens_nothing_again_that_another_ended(book: Book) -> None:
    words = [said(EventClosed, 30, "door-1"), said(EventOpened, 40, "garden-1")]
    assert in_now([*CAME, *words], book, NOON_US + HOUR_US, WHOSE) == {GARDEN: InNow((TOMASZ,))}


def test_what_was_opened_again_goes_on_at_both(book: Book) -> None:
    words = [said(EventClosed, 30, "door-1"), said(EventOpened, 40, "door-2")]
    both = {DOOR: InNow((AMIRA,)), GARDEN: InNow((TOMASZ,))}
    assert in_now([*CAME, *words], book, NOON_US + HOUR_US, WHOSE) == both


def test_who_came_at_both_is_in_where_they_came_last(book: Book) -> None:
    other = replace(CLUB, id=type(CLUB.id)("other"))
    known = replace(book, events={**book.events, other.id: other})
    later = record(2, StaffIn(AMIRA, other.id), at_us=NOON_US + MINUTE_US, ledger="garden-1")
    assert in_now([*CAME, later], known, NOON_US + HOUR_US, WHOSE) == {GARDEN: InNow((AMIRA, TOMASZ))}


def test_what_staff_opened_after_its_window_goes_on_there_until_they_end_it_or_the_day_is_over(book: Book) -> None:
    again, ended = said(EventOpened, 180, "door-1"), said(EventClosed, 240, "door-1")
    late = record(2, StaffIn(ZOFIA, CLUB.id), at_us=NOON_US + 200 * MINUTE_US, ledger="door-1")
    now_us = NOON_US + 5 * HOUR_US

    assert in_now(CAME, book, now_us, WHOSE) == {}
    assert in_now([late, again, *CAME], book, now_us, WHOSE) == {DOOR: InNow((AMIRA, ZOFIA))}
    assert in_now([ended, late, again, *CAME], book, now_us, WHOSE) == {}
    assert in_now([late, again, *CAME], book, NOON_US + 12 * HOUR_US, WHOSE) == {}
