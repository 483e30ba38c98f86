"""What staff saw and did at a hub's kiosks on one day: who by reference, what, when and where; never a name."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from badge_service.domain.intake import stated
from badge_service.store.engine import Database
from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.times import history_of
from kiosk.domain.ids import KioskId, StaffRef
from kiosk.domain.records import StaffActed

MOST_ACTS = 1_000
_US_PER_S = 1_000_000
_LATE_US = 7 * 86_400 * _US_PER_S
"""A kiosk may send what it has up to this long after."""


@dataclass(frozen=True, slots=True)
class ActLine:
    """Someone did something. ``did``: a word of ``kiosk.domain.audit.Act``, or a newer kiosk's."""

    at_us: int
    kiosk: KioskId
    staff: StaffRef
    did: str


@dataclass(frozen=True, slots=True)
class AuditDay:
    """A hub's day, newest first."""

    hub: Hub
    day: date
    acts: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Shows what staff did. Safe to call from many threads."""

    database: Database

    def __call__(self, hub: str, day: date) -> AuditDay | None:
        """Return what staff did at a hub on that day, or None where there is no such hub."""
        return self.database.read(lambda unit: _look(unit, hub, day))


def _look(unit: Unit, hub: str, day: date) -> AuditDay | None:
    place = next((each for each in unit.hubs.all() if each.id == hub), None)
    if place is None:
        return None
    zone = ZoneInfo(place.zone)
    first_us, after_us = (
        int(datetime.combine(each, time.min, zone).timestamp()) * _US_PER_S for each in (day, day + timedelta(days=1))
    )
    ids = unit.staff_acts.latest(place.id, first_us, after_us + _LATE_US, MOST_ACTS)
    stored = unit.held.stored(ids)
    told = history_of(unit, {(each.ledger, each.taken.boot) for each in stored.values()})
    lines = []
    for each in stored.values():
        fact = stated(each.record)
        at_us = told.bounds(each.taken).at_us
        if isinstance(fact, StaffActed) and first_us <= at_us < after_us:
            lines.append(ActLine(at_us, each.kiosk, fact.staff, fact.did))
    lines.sort(key=lambda line: -line.at_us)
    return AuditDay(place, day, tuple(lines))
