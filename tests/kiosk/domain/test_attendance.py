"""What a tap comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import CardAtHand, CardStanding, decide
from kiosk.domain.derive import derive
from kiosk.domain.events import Agenda, Event
from kiosk.domain.outcomes import AlreadyHere, Arrived, HelpNeeded, HelpReason, Left, NotOpen, Outcome
from kiosk.domain.records import Record, Voided
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    BOOK,
    CLUB,
    DROP_IN,
    HOUR_US,
    LONDON,
    MINUTE_US,
    NOON_US,
    UNLINKED_CARD,
    WORKSHOP,
    record,
    tap,
)

AMIRA_AT_HAND = CardAtHand((AMIRAS_CARD,), CardStanding.LINKED, AMIRA)


def outcome(event: Event | None, earlier: list[Record], at_us: int, card: CardAtHand = AMIRA_AT_HAND) -> Outcome:
    return decide(card, Agenda(event, None), earlier, now_us=at_us, zone=LONDON)


def test_the_first_tap_is_an_arrival_and_a_second_changes_nothing() -> None:
    first = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    assert outcome(CLUB, [], NOON_US) == Arrived()
    assert outcome(CLUB, [first], NOON_US + HOUR_US) == AlreadyHere()


def test_after_an_undo_the_next_tap_is_an_arrival_again() -> None:
    first = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US)
    undo = record(2, Voided(first.id), at_us=NOON_US + MINUTE_US)
    assert outcome(CLUB, [first, undo], NOON_US + 2 * MINUTE_US) == Arrived()


def test_where_departures_count_a_later_tap_is_a_goodbye() -> None:
    first = record(1, tap(AMIRAS_CARD, WORKSHOP), at_us=NOON_US)
    assert outcome(WORKSHOP, [first], NOON_US + 5 * MINUTE_US) == AlreadyHere()
    assert outcome(WORKSHOP, [first], NOON_US + HOUR_US) == Left()
    goodbye = record(2, tap(AMIRAS_CARD, WORKSHOP, "left"), at_us=NOON_US + HOUR_US)
    assert outcome(WORKSHOP, [first, goodbye], NOON_US + HOUR_US + MINUTE_US) == Left()
    assert outcome(WORKSHOP, [first, goodbye], NOON_US + HOUR_US + 11 * MINUTE_US) == Arrived()


def test_yesterdays_tap_makes_nobody_here_today() -> None:
    yesterday = record(1, tap(AMIRAS_CARD, DROP_IN), at_us=NOON_US)
    assert outcome(DROP_IN, [yesterday], NOON_US + 24 * HOUR_US) == Arrived()


def test_every_card_that_needs_help_says_why_to_staff_only() -> None:
    lost = CardAtHand((AMIRAS_CARD,), CardStanding.LOST, AMIRA)
    contested = CardAtHand((AMIRAS_CARD,), CardStanding.CONTESTED)
    assert outcome(CLUB, [], NOON_US, CardAtHand(())) == HelpNeeded(HelpReason.CANNOT_IDENTIFY)
    assert outcome(CLUB, [], NOON_US, CardAtHand((UNLINKED_CARD,))) == HelpNeeded(HelpReason.UNKNOWN_CARD)
    assert outcome(CLUB, [], NOON_US, lost) == HelpNeeded(HelpReason.CARD_LOST)
    assert outcome(CLUB, [], NOON_US, contested) == HelpNeeded(HelpReason.CONTESTED)


def test_nobody_may_decide_what_a_staff_card_comes_to() -> None:
    with pytest.raises(ValueError, match="staff card"):
        outcome(CLUB, [], NOON_US, CardAtHand((AMIRAS_CARD,), CardStanding.STAFF))


def test_with_no_event_it_is_not_open_and_says_when() -> None:
    shut = decide(AMIRA_AT_HAND, Agenda(None, NOON_US), [], now_us=NOON_US - HOUR_US, zone=LONDON)
    assert shut == NotOpen(NOON_US)


@given(minutes=st.lists(st.integers(min_value=0, max_value=120), min_size=1, max_size=8, unique=True))
def test_what_is_shown_is_what_is_derived(minutes: list[int]) -> None:
    """Whoever reads the records later counts the arrivals and goodbyes that people were shown."""
    earlier: list[Record] = []
    shown: list[tuple[str, int]] = []
    lingering_us: int | None = None
    for number, minute in enumerate(sorted(minutes), start=1):
        at_us = NOON_US + minute * MINUTE_US
        result = outcome(WORKSHOP, earlier, at_us)
        earlier.append(record(number, tap(AMIRAS_CARD, WORKSHOP, result.code), at_us=at_us))
        if isinstance(result, Left) and lingering_us is not None and at_us - lingering_us < 10 * MINUTE_US:
            continue  # a second tap on the way out says goodbye again
        if not isinstance(result, AlreadyHere):
            shown.append((result.code, at_us))
            lingering_us = at_us if isinstance(result, Left) else None
    stays = derive(earlier, BOOK)
    derived = sorted(
        [("arrived", stay.arrived_us) for stay in stays]
        + [("left", stay.left_us) for stay in stays if stay.left_us is not None],
        key=lambda pair: pair[1],
    )
    assert derived == shown
