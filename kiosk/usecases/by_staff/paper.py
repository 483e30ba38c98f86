"""Typing in a paper register after an outage, one line at a time."""

from dataclasses import dataclass

from kiosk.domain.audit import Act
from kiosk.domain.events import Event, day_of
from kiosk.domain.ids import EventId, MemberRef
from kiosk.domain.records import StaffIn, StaffOut, lookup_key
from kiosk.domain.retention import LEAST_DAYS
from kiosk.domain.shown_names import tidied
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, Step, record
from kiosk.usecases.by_staff.newcomers import put_newcomer
from kiosk.usecases.by_staff.subjects import may_be_member

_US_PER_DAY = 24 * 3_600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register: a member or someone new by name, when they came to ``event``, and perhaps left."""

    event: EventId
    who: MemberRef | str
    came_us: int
    left_us: int | None = None


def copy_from_paper(hand: Hand, line: Line) -> Outcome:
    """Record what the paper says, marked as such.

    Raises:
        StoreError: nothing was recorded.

    """
    event = next((each for each in hand.situation.dated if each.id == line.event), None)
    if event is None:
        return hand.refused(Refusal.GONE)
    if not _can_be(hand, event, line):
        return hand.refused(Refusal.BAD_TIME)
    who = line.who if isinstance(line.who, MemberRef) else tidied(line.who)
    if who is None:
        return hand.refused(Refusal.NO_NAME)
    with hand.store.transaction() as transaction:
        if isinstance(who, MemberRef) and not may_be_member(transaction, who):
            return hand.refused(Refusal.GONE)
        member = who if isinstance(who, MemberRef) else put_newcomer(transaction, hand.ids, who)
        return record(transaction, hand, Act.COPIED_FROM_PAPER, _steps(line, member))


def _can_be(hand: Hand, event: Event, line: Line) -> bool:
    """Tell whether it can have been then: over by now, by a clock that is right, and when the event was or soon by."""
    last_us = line.came_us if line.left_us is None else line.left_us
    zone, now = hand.situation.zone, hand.now
    orderly = line.left_us is None or line.came_us < line.left_us
    same_day = day_of(event, line.came_us, zone) == day_of(event, last_us, zone)
    by_now = now.trusted and now.at_us - LEAST_DAYS * _US_PER_DAY <= line.came_us and last_us <= now.at_us
    return orderly and same_day and by_now and _about_its_time(event, line.came_us, last_us)


def _about_its_time(event: Event, first_us: int, last_us: int) -> bool:
    """Tell whether it was no more than a day before the event opened or after it closed; drop-in is every day."""
    window = event.window
    if window is None:
        return True
    return window.opens_us - _US_PER_DAY <= first_us and last_us <= window.closes_us + _US_PER_DAY


def _steps(line: Line, member: MemberRef) -> list[Step]:
    steps: list[Step] = [(StaffIn(member, line.event, line.came_us), lookup_key(member))]
    if line.left_us is not None:
        steps.append((StaffOut(member, line.event, line.left_us), lookup_key(member)))
    return steps
