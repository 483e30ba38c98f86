"""Which events staff opened and ended: derived from the records that say so."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.derive import voided
from kiosk.domain.ids import EventId
from kiosk.domain.records import EventClosed, EventOpened, Fact, Record


@dataclass(frozen=True, slots=True)
class Openings:
    """What staff said last. ``opened``: the event that takes every tap. ``closed``: those that take none any more."""

    opened: EventId | None = None
    closed: frozenset[EventId] = frozenset()


NOTHING_SAID = Openings()


def openings(said: Iterable[tuple[Record, Fact]]) -> Openings:
    """Return what holds after ``said``, which is in the order in which it was said at this kiosk.

    Opening an event ends none; it takes the taps from the one that took them before. Ending one gives them back to
    whatever is on by time. A voided record says nothing.
    """
    facts = list(said)
    gone = voided(facts)
    opened: EventId | None = None
    closed: set[EventId] = set()
    for record, fact in facts:
        if record.id in gone:
            continue
        if isinstance(fact, EventOpened):
            opened = fact.event
            closed.discard(fact.event)
        elif isinstance(fact, EventClosed):
            closed.add(fact.event)
            opened = None if opened == fact.event else opened
    return Openings(opened, frozenset(closed))
