"""Which events staff opened, made and ended: derived from the records that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from kiosk.domain.clock import ClockReading, Now, TimeLine
from kiosk.domain.derive import voided
from kiosk.domain.events import Event, OpeningWindow, end_of_day
from kiosk.domain.ids import EventId
from kiosk.domain.records import EventClosed, EventOpened, Fact, MadeEvent, Record


@dataclass(frozen=True, slots=True)
class Made:
    """An event that was made on the spot at this kiosk: what was said of it, and when by the kiosk's clocks."""

    like: MadeEvent
    taken: ClockReading


@dataclass(frozen=True, slots=True)
class Openings:
    """What staff said last. ``opened``: the event that takes every tap. ``closed``: those that take none any more.

    ``since``: when ``opened`` was opened. ``made``: events that were made here.
    """

    opened: EventId | None = None
    closed: frozenset[EventId] = frozenset()
    since: ClockReading | None = None
    made: Mapping[EventId, Made] = field(default_factory=dict)


NOTHING_SAID = Openings()


def openings(said: Iterable[tuple[Record, Fact]]) -> Openings:
    """Return what holds after ``said``, which is in the order in which it was said at this kiosk.

    Opening an event ends none; it takes the taps from the one that took them before. Ending one gives them back to
    whatever is on by time. A voided record says nothing; but an event whose making was voided takes none by its window.
    """
    facts = list(said)
    gone = voided(facts)
    opened: EventId | None = None
    since: ClockReading | None = None
    closed: set[EventId] = set()
    made: dict[EventId, Made] = {}
    for record, fact in facts:
        if isinstance(fact, EventOpened) and fact.made is not None:
            made[fact.event] = Made(fact.made, record.taken)
            closed.add(fact.event)
        if record.id in gone:
            continue
        if isinstance(fact, EventOpened):
            opened, since = fact.event, record.taken
            closed.discard(fact.event)
        elif isinstance(fact, EventClosed):
            closed.add(fact.event)
            opened = None if opened == fact.event else opened
    return Openings(opened, frozenset(closed), None if opened is None else since, made)


def holds(said: Openings, events: Iterable[Event], now: Now, line: TimeLine, zone: tzinfo) -> EventId | None:
    """Return the event that takes every tap at ``now`` because staff opened it, or None where none does any more.

    On a doubtful clock no event ends by time. On a trusted one it ends with its window; drop-in, and what was opened
    once its window was over, with the local day on which it was opened.
    """
    if said.opened is None or said.since is None or not now.trusted:
        return said.opened
    since_us = line.at_us(said.since)
    window = next((event.window for event in events if event.id == said.opened), None)
    if window is not None and since_us < window.closes_us:
        return said.opened if now.at_us < window.closes_us else None
    return said.opened if now.at_us < end_of_day(since_us, zone) else None


def as_made(event: Event, said: Openings, line: TimeLine, zone: tzinfo) -> Event:
    """Return ``event`` with its own window where it was made here on a clock that turned out to be wrong."""
    made = said.made.get(event.id)
    if made is None or event.window != OpeningWindow(made.like.opens_us, made.like.closes_us):
        return event
    opens_us = line.at_us(made.taken)
    return replace(event, window=OpeningWindow(opens_us, end_of_day(opens_us, zone)))
