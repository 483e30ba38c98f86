"""Opening, making and ending events."""

from dataclasses import replace

from kiosk.domain.audit import Act
from kiosk.domain.events import Event, EventMode, OpeningWindow, end_of_day
from kiosk.domain.ids import EventId
from kiosk.domain.records import OPENINGS_KEY, EventClosed, EventOpened, MadeEvent
from kiosk.domain.shown_names import tidied
from kiosk.ports import NameKind, Transaction
from kiosk.usecases.by_staff.deeds import Did, Hand, Outcome, Refusal, record
from kiosk.usecases.situation import Situation, openings_now

LEAVE_GAP_S = 600
"""Of an event made on the spot: how long after an arrival a tap is a goodbye."""


def open_event(hand: Hand, event: EventId) -> Outcome:
    """Let ``event`` take every tap from now on, also one that was ended before.

    Raises:
        StoreError: nothing was recorded.

    """
    return _say_of_known(hand, Act.OPENED_EVENT, EventOpened(event))


def end_event(hand: Hand, event: EventId) -> Outcome:
    """Let ``event`` take no tap any more; whoever is still in left now.

    Raises:
        StoreError: nothing was recorded.

    """
    return _say_of_known(hand, Act.ENDED_EVENT, EventClosed(event))


def make_event(hand: Hand, typed: str, mode: EventMode) -> Outcome:
    """Make an event and open it. It ends by itself at the end of the local day.

    Raises:
        StoreError: nothing was recorded.

    """
    title = tidied(typed)
    if title is None:
        return hand.refused(Refusal.NO_NAME)
    hub, now_us = hand.situation.enrolment.hub, hand.now.at_us
    window = OpeningWindow(now_us, end_of_day(now_us, hand.situation.zone))
    event = Event(hand.ids.event_id(), hub, title, window=window, mode=mode, leave_gap_s=LEAVE_GAP_S)
    made = MadeEvent(mode.value, LEAVE_GAP_S, window.opens_us, window.closes_us)
    with hand.store.transaction() as transaction:
        transaction.directory.make_event(event)
        transaction.names.put(NameKind.EVENT, event.id, title)
        situation, did = _say(transaction, hand, Act.MADE_EVENT, EventOpened(event.id, made))
    return replace(situation, events=(*situation.events, event)), did


def _say_of_known(hand: Hand, did: Act, said: EventOpened | EventClosed) -> Outcome:
    if all(event.id != said.event for event in hand.situation.events):
        return hand.refused(Refusal.GONE)
    with hand.store.transaction() as transaction:
        return _say(transaction, hand, did, said)


def _say(transaction: Transaction, hand: Hand, did: Act, said: EventOpened | EventClosed) -> tuple[Situation, Did]:
    situation, done = record(transaction, hand, did, [(said, OPENINGS_KEY)])
    return replace(situation, openings=openings_now(transaction)), done
