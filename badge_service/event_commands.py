"""``hubtap service event``: programme events, with what a second tap means and how many fit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from badge_service.commands import chosen_hub
from badge_service.store.engine import Database
from badge_service.store.hubs import Hub
from badge_service.store.schema import require_current
from badge_service.store.unit import Unit
from badge_service.usecases.add_events import add_events
from kiosk.domain.errors import SettingsError
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import EventId, ProgrammeId

_US_PER_S = 1_000_000
_ID_BYTES = 8
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """An event as the command line says it. ``opens``, ``closes``: in the hub's own time. ``programme``: its code."""

    hub: str
    title: str
    opens: datetime
    closes: datetime
    mode: EventMode
    leave_gap_s: int
    capacity: int | None
    programme: str | None


def add(
    database: Database, planned: Planned, now_us: Callable[[], int], random_bytes: Callable[[int], bytes]
) -> tuple[Event, Hub]:
    """Add the event; its hub's kiosks are told with their next pull.

    Raises:
        SettingsError: there is no such hub or programme, or the event ends before it begins.

    """
    require_current(database)

    def write(unit: Unit) -> tuple[Event, Hub]:
        hub = chosen_hub(unit.hubs.all(), planned.hub)
        event = _event(unit, planned, hub, EventId(f"event-{random_bytes(_ID_BYTES).hex()}"))
        add_events(unit, [event], now_us())
        return event, hub

    return database.write(write)


def _event(unit: Unit, planned: Planned, hub: Hub, event: EventId) -> Event:
    zone = ZoneInfo(hub.zone)
    opens_us, closes_us = (
        int(at.replace(tzinfo=zone).timestamp()) * _US_PER_S for at in (planned.opens, planned.closes)
    )
    if closes_us <= opens_us:
        raise SettingsError((f"--closes {planned.closes:%Y-%m-%dT%H:%M}: is not after --opens",))
    if not planned.title.strip() or len(planned.title) > _LONGEST_TITLE or not planned.title.isprintable():
        raise SettingsError((f"the title should be one line of 1 to {_LONGEST_TITLE} characters",))
    return Event(
        event,
        hub.id,
        planned.title.strip(),
        None if planned.programme is None else _programme(unit, planned.programme),
        OpeningWindow(opens_us, closes_us),
        planned.mode,
        planned.leave_gap_s,
        planned.capacity,
    )


def _programme(unit: Unit, code: str) -> ProgrammeId:
    codes = unit.events.programme_codes()
    found = next((each for each, known in codes.items() if known.casefold() == code.casefold()), None)
    if found is None:
        raise SettingsError((f"unknown programme {code!r}; the programmes are {', '.join(sorted(codes.values()))}",))
    return ProgrammeId(found)
