"""Who came, as staff see it: read a little at a time, right at every moment, and the same however it was read."""

from dataclasses import replace

import pytest

from kiosk.domain.clock import ClockReading
from kiosk.domain.events import Event, EventMode
from kiosk.domain.ids import BootId, CardToken
from kiosk.domain.outcomes import AlreadyHere, Arrived
from kiosk.domain.records import Tap
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.by_staff.attendance import check_in, check_out, count_heads
from kiosk.usecases.by_staff.cards import link_card, link_tapped_card, report_lost
from kiosk.usecases.by_staff.deeds import Refusal
from kiosk.usecases.by_staff.events import end_event, make_event, open_event
from kiosk.usecases.by_staff.move import move_arrivals
from kiosk.usecases.by_staff.newcomers import add_person
from kiosk.usecases.by_staff.paper import Line, copy_from_paper
from kiosk.usecases.by_staff.undo import undo
from kiosk.usecases.enrol import accept_enrolment
from kiosk.usecases.roster import Roster
from kiosk.usecases.sheets import Derived, Sheet, Totals
from kiosk.usecases.situation import append
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    AT_ELY,
    CLUB,
    CONTESTED_CARD,
    DROP_IN,
    HOUR_US,
    MINUTE_US,
    NOON_US,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
    WORKSHOP,
)
from tests.kiosk.usecases.staffed import StaffedKiosk

DAY_US = 24 * HOUR_US


class Seen:
    """A roster of the kiosk's day, read to the end whenever it is looked at."""

    def __init__(self, kiosk: StaffedKiosk, since_us: int = NOON_US - 12 * HOUR_US) -> None:
        self.kiosk = kiosk
        self.roster = Roster(kiosk.store, since_us)

    def read(self) -> int:
        for steps in range(1, 1_000):
            if not self.roster.step(self.kiosk.situation):
                return steps
        raise AssertionError

    @property
    def now(self) -> Derived:
        self.read()
        self.roster.people_changed()
        self.read()
        now_us = self.kiosk.situation.now(self.kiosk.clock.read()).at_us
        return self.roster.derived(self.kiosk.situation, now_us)

    def club(self) -> Sheet:
        return self.now.sheet(CLUB, None)

    def lost_here(self) -> int:
        return self.now.lost_here(self.kiosk.situation.now(self.kiosk.clock.read()))

    def names(self) -> list[str]:
        return [each.name for each in self.club().arrivals]


@pytest.fixture
def seen(kiosk_at_work: StaffedKiosk) -> Seen:
    return Seen(kiosk_at_work)


def test_arrivals_come_newest_first_with_how_they_came(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    kiosk.made(check_in, TOMASZ)
    kiosk.made(add_person, "Zofia", here=())
    kiosk.tap(UNLINKED_CARD)
    sheet = seen.club()
    assert [(each.name, each.by.value, each.here) for each in sheet.arrivals] == [
        ("", "card", True),
        ("Zofia", "staff", True),
        ("Tomasz", "staff", True),
        ("Amira", "card", True),
    ]
    assert [each.member for each in sheet.arrivals][0::2] == [None, TOMASZ]
    assert sheet.totals == Totals(people=4, here=4, by_staff=2, from_paper=0, unlinked=1, heads=0)


def test_what_happens_next_shows_with_the_next_step(seen: Seen) -> None:
    kiosk = seen.kiosk
    assert seen.names() == []
    kiosk.tap(AMIRAS_CARD)
    assert seen.names() == ["Amira"]
    kiosk.made(undo, kiosk.records[0].id)
    assert seen.names() == []
    kiosk.tap(AMIRAS_CARD)
    kiosk.made(check_out, AMIRA)
    (gone,) = seen.club().arrivals
    assert not gone.here
    assert seen.club().totals.here == 0


def test_a_long_day_is_read_in_steps_and_not_further_back_than_needed(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.clock.pass_us(-10 * DAY_US)
    for _ in range(150):
        kiosk.tap(TOMASZS_CARD)
    kiosk.clock.pass_us(10 * DAY_US)
    cards = [CardToken(f"k1:{number:032x}") for number in range(250)]
    for card in cards:
        kiosk.tap(card)
    assert 5 <= seen.read() <= 12
    assert len(seen.club().arrivals) == 250
    assert {stay.day for stay in seen.now.stays} == {None}
    longer = Seen(kiosk, NOON_US - 35 * DAY_US)
    assert len(longer.now.stays) == 251


def test_what_is_handed_in_counts_once(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    for record in kiosk.records * 2:
        seen.roster.add(record)
    assert seen.names() == ["Amira"]


def test_records_of_an_earlier_ledger_count_too(seen: Seen, store: SqliteStore) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    assert seen.names() == ["Amira"]
    accept_enrolment(store, kiosk.ids, replace(AT_ELY, kiosk=type(AT_ELY.kiosk)("kiosk-ely-2")))
    kiosk.restart()
    kiosk.tap(TOMASZS_CARD)
    assert seen.names() == ["Tomasz", "Amira"]
    assert Seen(kiosk).names() == ["Tomasz", "Amira"]


def test_a_boot_whose_clock_was_never_right_does_not_end_the_reading(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    dark = ClockReading(1_000, synchronised=False, boot=BootId("dark"), boottime_us=5)
    with kiosk.store.transaction() as transaction:
        fact = Tap((UNLINKED_CARD,), CLUB.id, "arrived")
        kiosk.situation, _ = append(transaction, kiosk.situation, kiosk.ids, fact, taken=dark, lookup=None)
    assert "Amira" in seen.names()


# ----------------------------------------------------------------- cards


def test_cards_that_nobody_is_known_by_show_once_with_their_last_digits(seen: Seen) -> None:
    kiosk = seen.kiosk
    for card in (UNLINKED_CARD, AMIRAS_CARD, CONTESTED_CARD, UNLINKED_CARD):
        kiosk.tap(card)
        kiosk.clock.pass_us(MINUTE_US)
    kiosk.tap()
    cards = seen.now.cards()
    assert [(each.digits, each.reason, each.times) for each in cards] == [
        ("", "cannot_identify", 1),
        ("c3c3", "unknown_card", 2),
        ("f6f6", "contested", 1),
    ]
    assert cards[1].tap == kiosk.records[3].id
    kiosk.made(undo, kiosk.records[3].id)
    kiosk.made(undo, kiosk.records[0].id)
    assert [each.reason for each in seen.now.cards()] == ["cannot_identify", "contested"]


def test_once_a_card_is_linked_its_taps_are_the_members(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(UNLINKED_CARD)
    assert seen.names() == [""]
    linked = kiosk.made(link_tapped_card, kiosk.records[0].id, AMIRA)
    assert seen.names() == ["Amira"]
    assert seen.now.cards() == ()
    kiosk.tap(AMIRAS_CARD)
    assert seen.club().totals.people == 1
    kiosk.made(undo, linked)
    assert sorted(seen.names()) == ["", "Amira"]


def test_who_lost_a_card_stays_the_one_who_came_with_it(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(TOMASZS_CARD)
    kiosk.made(report_lost, TOMASZ, TOMASZS_CARD)
    assert seen.names() == ["Tomasz"]
    new = CardToken("k1:" + "99" * 16)
    kiosk.made(link_card, [new], TOMASZ)
    assert kiosk.tap(new) != Arrived()
    assert seen.club().totals.people == 1
    kiosk.tap(TOMASZS_CARD)  # whoever has it now: no figure counts them, as at the centre, but they may be in the house
    assert (seen.names(), seen.lost_here()) == (["Tomasz"], 1)
    assert [each.reason for each in seen.now.cards()] == ["card_lost"]


def test_who_came_with_a_card_before_it_was_linked_stays_one_person_once_it_is_lost(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(UNLINKED_CARD)
    kiosk.made(check_in, TOMASZ)
    kiosk.made(link_tapped_card, kiosk.records[0].id, TOMASZ)
    assert seen.club().totals.people == 1
    kiosk.made(report_lost, TOMASZ, UNLINKED_CARD)
    assert seen.names() == ["Tomasz"]
    assert seen.now.cards() == ()
    kiosk.tap(UNLINKED_CARD)  # whoever has it now
    assert (seen.names(), seen.lost_here()) == (["Tomasz"], 1)


def test_two_cards_of_one_member_are_one_row(seen: Seen) -> None:
    seen.kiosk.tap(AMIRAS_CARD)
    seen.kiosk.tap(AMIRAS_OTHER_CARD)
    assert seen.names() == ["Amira"]


# ----------------------------------------------------------------- headcounts, moves, paper


def test_of_each_label_the_last_headcount_counts(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.made(count_heads, 10, "adults")
    kiosk.made(count_heads, 4, "children")
    last = kiosk.made(count_heads, 12, "adults")
    sheet = seen.club()
    assert [(each.count, each.label) for each in sheet.heads] == [(12, "adults"), (4, "children"), (10, "adults")]
    assert sheet.totals.heads == 16
    kiosk.made(undo, last)
    assert seen.club().totals.heads == 14


def test_all_signs_of_an_arrival_move_with_it(seen: Seen) -> None:
    kiosk = seen.kiosk
    for _ in range(3):
        kiosk.tap(AMIRAS_CARD)
        kiosk.clock.pass_us(MINUTE_US)
    kiosk.tap(TOMASZS_CARD)
    amiras = [each for each in seen.club().arrivals if each.member == AMIRA]
    signs = seen.now.signs_of([amiras[0].stay.arrival])
    assert list(signs) == [each.id for each in kiosk.records[:3]]
    kiosk.made(move_arrivals, signs, DROP_IN.id)
    assert seen.names() == ["Tomasz"]
    day = next(stay.day for stay in seen.now.stays if stay.event == DROP_IN.id)
    assert [each.name for each in seen.now.sheet(DROP_IN, day).arrivals] == ["Amira"]


def test_paper_is_marked_and_shown_at_its_own_time(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    kiosk.clock.pass_us(HOUR_US)
    kiosk.made(copy_from_paper, Line(CLUB.id, TOMASZ, NOON_US - MINUTE_US, NOON_US + MINUTE_US))
    sheet = seen.club()
    assert [(each.name, each.by.value, each.here) for each in sheet.arrivals] == [
        ("Amira", "card", True),
        ("Tomasz", "paper", False),
    ]
    assert sheet.totals == Totals(people=2, here=1, by_staff=0, from_paper=1, unlinked=0, heads=0)


# ----------------------------------------------------------------- who is here


def here(seen: Seen) -> list[str]:
    now = seen.kiosk.situation.now(seen.kiosk.clock.read())
    return sorted(each.name for each in seen.now.here(now))


def test_who_is_here_covers_all_that_has_not_ended(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.tap(AMIRAS_CARD)
    kiosk.made(open_event, DROP_IN.id)
    kiosk.tap(AMIRAS_CARD)
    kiosk.tap(TOMASZS_CARD)
    kiosk.made(add_person, "Zofia", here=())
    assert here(seen) == ["Amira", "Tomasz", "Zofia"]
    kiosk.made(check_out, TOMASZ)
    assert here(seen) == ["Amira", "Zofia"]
    ended = kiosk.made(end_event, DROP_IN.id)
    assert here(seen) == ["Amira"]
    kiosk.made(undo, ended)
    assert here(seen) == ["Amira", "Zofia"]
    kiosk.clock.pass_us(3 * HOUR_US)
    assert here(seen) == ["Amira", "Zofia"]
    kiosk.clock.pass_us(12 * HOUR_US)
    assert here(seen) == []


def test_an_event_that_staff_opened_within_its_window_ends_with_it(seen: Seen) -> None:
    seen.kiosk.made(open_event, CLUB.id)
    seen.kiosk.tap(AMIRAS_CARD)
    assert here(seen) == ["Amira"]
    seen.kiosk.clock.pass_us(3 * HOUR_US)
    assert here(seen) == []


@pytest.mark.parametrize("event", [CLUB, WORKSHOP])
def test_an_event_that_staff_opened_after_its_window_goes_on(seen: Seen, event: Event) -> None:
    kiosk = seen.kiosk
    kiosk.told(events=(event,))
    kiosk.made(open_event, event.id)
    kiosk.tap(AMIRAS_CARD)
    kiosk.clock.pass_us(3 * HOUR_US)
    assert here(seen) == []
    kiosk.made(open_event, event.id)
    kiosk.tap(TOMASZS_CARD)
    assert here(seen) == ["Amira", "Tomasz"]
    kiosk.made(open_event, DROP_IN.id)
    assert here(seen) == ["Amira", "Tomasz"]
    kiosk.made(end_event, event.id)
    assert here(seen) == []


def test_who_forgot_to_say_goodbye_can_be_checked_in_when_staff_open_the_event_on_another_day(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.told(events=(WORKSHOP,))
    kiosk.made(open_event, WORKSHOP.id)
    kiosk.tap(AMIRAS_CARD)
    kiosk.tap(TOMASZS_CARD)
    kiosk.clock.pass_us(DAY_US)
    kiosk.made(open_event, WORKSHOP.id)
    assert here(seen) == []
    assert kiosk.do(check_out, AMIRA) is Refusal.NOT_HERE
    kiosk.made(check_in, AMIRA)
    kiosk.tap(TOMASZS_CARD)
    assert here(seen) == ["Amira", "Tomasz"]


@pytest.mark.parametrize("mode", EventMode)
def test_who_is_seen_after_drop_in_was_ended_and_taken_up_again_is_here(seen: Seen, mode: EventMode) -> None:
    kiosk = seen.kiosk
    kiosk.told(events=(replace(DROP_IN, mode=mode),))
    kiosk.made(open_event, DROP_IN.id)
    kiosk.tap(AMIRAS_CARD)
    kiosk.tap(TOMASZS_CARD)
    kiosk.made(end_event, CLUB.id)
    kiosk.made(end_event, DROP_IN.id)
    assert here(seen) == []
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(TOMASZS_CARD) == AlreadyHere()
    assert here(seen) == ["Tomasz"]
    kiosk.made(check_in, AMIRA)
    assert here(seen) == ["Amira", "Tomasz"]
    kiosk.made(end_event, DROP_IN.id)
    assert here(seen) == []


def test_what_staff_opened_goes_on_while_the_clock_is_doubtful(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.made(open_event, CLUB.id)
    kiosk.tap(AMIRAS_CARD)
    kiosk.clock.synchronised = False
    kiosk.clock.pass_us(3 * HOUR_US)
    assert here(seen) == ["Amira"]


def test_ending_an_event_that_counts_departures_lets_everyone_leave_then(seen: Seen) -> None:
    kiosk = seen.kiosk
    kiosk.made(make_event, "Chess", EventMode.ARRIVE_AND_LEAVE)
    (chess,) = [event for event in kiosk.situation.events if event.title == "Chess"]
    kiosk.tap(AMIRAS_CARD)
    kiosk.clock.pass_us(HOUR_US)
    assert here(seen) == ["Amira"]
    kiosk.made(end_event, chess.id)
    (arrival,) = seen.now.sheet(chess, None).arrivals
    assert arrival.stay.left_inferred
    assert arrival.stay.left_us == NOON_US + HOUR_US + 2_000
    assert here(seen) == []


def test_which_events_anybody_came_to_is_told(seen: Seen) -> None:
    kiosk = seen.kiosk
    assert seen.now.occasions() == ()
    kiosk.tap(AMIRAS_CARD)
    kiosk.made(open_event, DROP_IN.id)
    kiosk.made(count_heads, 3, "adults")
    assert {event for event, _ in seen.now.occasions()} == {CLUB.id, DROP_IN.id}
