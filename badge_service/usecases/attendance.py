"""What attendance at a hub is derived from: everything that counts, and what the centre knows besides."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.times import history_of
from kiosk.domain.derive import Book
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId
from kiosk.domain.records import Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """Records that count, and the book to derive from them with."""

    records: list[Record]
    book: Book


def events_that_count(unit: Unit, hub: HubId) -> dict[EventId, Event]:
    """Return the hub's events by id; under the id of one that was merged stands the event as which it counts."""
    events = unit.events.of_hub(hub)
    merged = unit.merges.in_force().items()
    return events | {event: events[same_as] for event, same_as in merged if event in events and same_as in events}


def evidence(unit: Unit, hub: Hub, since_us: int) -> Evidence:
    """Return what is known of a hub from records received at or after ``since_us``."""
    forks = (each.record for each in unit.held.forks_at(hub.id, since_us))
    records = [*unit.records.of_hub(hub.id, since_us), *(record for record in forks if record is not None)]
    book = Book(
        events=events_that_count(unit, hub.id),
        members=unit.links.owners() if records else {},
        zone=ZoneInfo(hub.zone),
        clocks=history_of(unit, {(record.ledger, record.taken.boot) for record in records}),
        staff=unit.people.staff() if records else frozenset(),
        rulings=unit.links.rulings_at(hub.id, since_us) if records else {},
        same_cards=unit.same_cards.strangers() if records else {},
    )
    return Evidence(records, book)
