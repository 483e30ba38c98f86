"""Programmes and events."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import events, programmes
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import EventId, HubId, ProgrammeId


@dataclass(frozen=True, slots=True)
class Programme:
    """An intervention that a funder pays for."""

    id: ProgrammeId
    code: str
    title: str


_OF_HUB = select(events).where(events.c.hub == bindparam("place"))
_PLANNED = _OF_HUB.where(events.c.made_by.is_(None))
_CODES = select(programmes.c.id, programmes.c.code)
_KNOWN = select(events.c.id).where(events.c.id.in_(bindparam("ids", expanding=True)))


class Events:
    """The events in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def add_programme(self, programme: Programme) -> None:
        """Add a programme; one with this id or code stays as it is."""
        row = {"id": programme.id, "code": programme.code, "title": programme.title}
        self._connection.execute(insert_if_absent(self._connection, programmes), row)

    def add(self, event: Event) -> bool:
        """Add an event; return whether it was new."""
        row = event_row(event)
        return self._connection.execute(insert_if_absent(self._connection, events), row).rowcount > 0

    def of_hub(self, hub: HubId) -> dict[EventId, Event]:
        """Return the hub's events by id, those made at kiosks included."""
        return {row.id: event_of(row) for row in self._connection.execute(_OF_HUB, {"place": hub})}

    def planned_at(self, hub: HubId) -> dict[EventId, Event]:
        """Return the hub's events by id, without those that staff made at a kiosk."""
        return {row.id: event_of(row) for row in self._connection.execute(_PLANNED, {"place": hub})}

    def programme_codes(self) -> dict[str, str]:
        """Return every programme's code by its id."""
        return dict(self._connection.execute(_CODES).tuples().all())

    def known(self, ids: Iterable[EventId]) -> frozenset[EventId]:
        """Return those of ``ids`` that are events of any hub."""
        wanted = sorted(set(ids))
        return frozenset(self._connection.execute(_KNOWN, {"ids": wanted}).scalars()) if wanted else frozenset()


def event_row(event: Event) -> dict[str, object]:
    """Return an event as the table keeps it."""
    window = event.window
    return {
        "id": event.id,
        "hub": event.hub,
        "title": event.title,
        "programme": event.programme,
        "opens_us": None if window is None else window.opens_us,
        "closes_us": None if window is None else window.closes_us,
        "mode": event.mode.value,
        "leave_gap_s": event.leave_gap_s,
        "capacity": event.capacity,
    }


def event_of(row: Row[tuple[object, ...]]) -> Event:
    """Return the event that a row of the table is."""
    window = None if row.opens_us is None else OpeningWindow(row.opens_us, row.closes_us)
    programme = None if row.programme is None else ProgrammeId(row.programme)
    mode = EventMode(row.mode)
    return Event(EventId(row.id), HubId(row.hub), row.title, programme, window, mode, row.leave_gap_s, row.capacity)
