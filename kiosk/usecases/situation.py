"""What the daemon knows at a moment, kept in memory so that a tap asks the database only about its own card."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from kiosk.domain.clock import ClockReading, Now, TimeLine, time_line
from kiosk.domain.errors import EnrolmentError
from kiosk.domain.events import Agenda, Event, agenda
from kiosk.domain.ids import EventId, RecordId
from kiosk.domain.openings import NOTHING_SAID, Openings, as_made, holds, openings
from kiosk.domain.records import OPENINGS_KEY, ClockFixed, Fact, LookupKey, Record, body_of, readable_facts
from kiosk.ports import Enrolment, IdSource, Ledger, Store, Transaction

_OPENINGS_HEEDED = 500
"""Of what staff opened and ended, this much is remembered: weeks of it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An enrolled kiosk: who it is, where it writes, what is on, and how its clock stands.

    ``events``: the hub's, those made here included, as they were said; see ``dated``. ``line`` also knows the fixes of
    earlier boots, whose taps still count. ``openings``: what staff said of the events at this kiosk.
    """

    enrolment: Enrolment
    ledger: Ledger
    events: tuple[Event, ...]
    line: TimeLine
    zone: tzinfo
    openings: Openings = NOTHING_SAID

    @property
    def dated(self) -> tuple[Event, ...]:
        """The hub's events; one that was made here on a wrong clock with the window that it really has."""
        if not self.openings.made:
            return self.events
        return tuple(as_made(event, self.openings, self.line, self.zone) for event in self.events)

    def writing_to(self, ledger: Ledger) -> "Situation":
        """Return the situation with ``ledger``. Spelt out, as is all that each tap waits for: ``replace`` is slow."""
        return Situation(self.enrolment, ledger, self.events, self.line, self.zone, self.openings)

    def now(self, reading: ClockReading) -> Now:
        """Return what time it is, as far as the kiosk can know."""
        return self.line.now(reading)

    def agenda(self, now: Now) -> Agenda:
        """Return what is on."""
        events = self.dated
        return agenda(
            events,
            at_us=now.at_us,
            clock_trusted=now.trusted,
            opened_by_staff=holds(self.openings, events, now, self.line, self.zone),
            closed_by_staff=self.openings.closed,
        )

    def held(self, now: Now) -> EventId | None:
        """Return the event that takes every tap because staff opened it, as long as it does."""
        return holds(self.openings, self.dated, now, self.line, self.zone)


def load(store: Store) -> Situation | None:
    """Return the situation as the database tells it, or None before enrolment."""
    with store.transaction() as transaction:
        enrolment = transaction.directory.enrolment()
        ledger = transaction.ledgers.current()
        if enrolment is None or ledger is None:
            return None
        line = time_line(
            fact.fix for _, fact in readable_facts(transaction.records.clock_fixes()) if isinstance(fact, ClockFixed)
        )
        events = _of_hub(transaction.directory.events(), enrolment)
        return Situation(enrolment, ledger, events, line, zone_of(enrolment), openings_now(transaction))


def openings_now(transaction: Transaction) -> Openings:
    """Return what staff said of the events at this kiosk."""
    return openings(readable_facts(transaction.records.found_by((OPENINGS_KEY,), most=_OPENINGS_HEEDED)))


def zone_of(enrolment: Enrolment) -> tzinfo:
    """Return the hub's local time.

    Raises:
        EnrolmentError: this machine doesn't know the zone.

    """
    try:
        return ZoneInfo(enrolment.zone)
    except (KeyError, ValueError, OSError) as error:
        message = f"this machine doesn't know the hub's time zone {enrolment.zone!r}"
        raise EnrolmentError(message) from error


def with_events(situation: Situation, events: Iterable[Event]) -> Situation:
    """Return the situation with the hub's own of ``events``."""
    return replace(situation, events=_of_hub(events, situation.enrolment))


def _of_hub(events: Iterable[Event], enrolment: Enrolment) -> tuple[Event, ...]:
    """After a move to another hub, what was pulled for the old one may still be here."""
    return tuple(event for event in events if event.hub == enrolment.hub)


def append(  # noqa: PLR0913  a record has this many parts
    transaction: Transaction,
    situation: Situation,
    ids: IdSource,
    fact: Fact,
    *,
    taken: ClockReading,
    lookup: LookupKey | None,
) -> tuple[Situation, RecordId]:
    """Store ``fact`` as the ledger's next record; the new situation holds once the transaction has committed."""
    ledger = situation.ledger.with_one_more()
    record = Record(ids.record_id(), ledger.id, ledger.highest, fact.kind, taken, body_of(fact))
    transaction.records.append(record, ledger=ledger, lookup=lookup)
    return situation.writing_to(ledger), record.id
