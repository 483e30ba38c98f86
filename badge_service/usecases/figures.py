"""Figures from day to day, per event, hub and programme, as records, links and decisions make them now."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from badge_service.domain.figures import Counted, Line, Tally, lines
from badge_service.domain.holds import Standing
from badge_service.domain.intake import event_named, stated
from badge_service.store.engine import Database
from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.attendance import events_that_count, evidence
from badge_service.usecases.spans import spans
from kiosk.domain.derive import Stay, reckon, that_count
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId

_US_PER_S = 1_000_000
_REACH_US = 36 * 3_600 * _US_PER_S
"""Whoever was there before the first day began has not arrived on it."""
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, in each hub's own time."""

    first: date
    last: date

    def bounds_us(self, zone: ZoneInfo) -> tuple[int, int]:
        """Return when the period begins, and when the day after it does."""
        days = (self.first, self.last + timedelta(days=1))
        begins_us, ends_us = (int(datetime.combine(day, time.min, zone).timestamp()) * _US_PER_S for day in days)
        return begins_us, ends_us


@dataclass(frozen=True, slots=True)
class Report:
    """Lines, and what hubs and programmes are called."""

    lines: tuple[Line, ...]
    hub_names: dict[str, str]
    programme_codes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts what is stored."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, period: Period) -> Report:
        """Return the figures of a period."""
        return self.database.read(lambda unit: _report(unit, period, self.now_us()))


def _report(unit: Unit, period: Period, now_us: int) -> Report:
    hubs = {hub.id: hub for hub in unit.hubs.all()}
    events = {place: events_that_count(unit, place) for place in hubs}
    tallies: dict[tuple[HubId, EventId | None], Tally] = defaultdict(Tally)
    for hub in hubs.values():
        _count(unit, hub, period, now_us, tallies)
    _count_what_does_not(unit, hubs, period, events, tallies)
    counted = [
        Counted(hub, None if event is None else events[hub][event], tally) for (hub, event), tally in tallies.items()
    ]
    names: dict[str, str] = {hub.id: hub.name for hub in hubs.values()}
    return Report(tuple(lines(counted)), names, unit.events.programme_codes())


def _count(
    unit: Unit, hub: Hub, period: Period, now_us: int, tallies: dict[tuple[HubId, EventId | None], Tally]
) -> None:
    begins_us, ends_us = period.bounds_us(ZoneInfo(hub.zone))
    known = evidence(unit, hub, begins_us - _REACH_US)
    found = reckon(known.records, known.book, until_us=now_us)
    for stay in found.stays:
        if begins_us <= stay.arrived_us < ends_us:
            _add(tallies[hub.id, stay.event], stay)
    for each in that_count(found.counted):
        if begins_us <= each.at_us < ends_us:
            tallies[hub.id, each.event].headcount += each.count


def _add(tally: Tally, stay: Stay) -> None:
    tally.arrivals += 1
    tally.subjects.add(stay.subject)
    if stay.left_us is None:
        return
    if stay.left_inferred:
        tally.no_goodbye += 1
    else:
        tally.dwell_s.append((stay.left_us - stay.arrived_us) // _US_PER_S)


def _count_what_does_not(
    unit: Unit,
    hubs: dict[HubId, Hub],
    period: Period,
    events: dict[HubId, dict[EventId, Event]],
    tallies: dict[tuple[HubId, EventId | None], Tally],
) -> None:
    """Count what may have happened in the period, and is held or was set aside."""
    earliest_us = min(period.bounds_us(zone)[0] for zone in _zones(hubs.values()))
    found = unit.held.uncounted(earliest_us - _REACH_US)
    at = spans(unit, found)
    for each in found:
        place = HubId(each.hub)
        begins_us, ends_us = period.bounds_us(ZoneInfo(hubs[place].zone) if place in hubs else _UTC)
        if at[each.id].latest_us < begins_us or at[each.id].earliest_us >= ends_us:
            continue
        named = event_named(stated(each.record))
        event = None if named is None else events.get(place, {}).get(named)
        tally = tallies[place, None if event is None else event.id]
        if each.standing is Standing.HELD:
            tally.held += 1
        else:
            tally.not_counted += 1


def _zones(hubs: Iterable[Hub]) -> set[ZoneInfo]:
    return {ZoneInfo(hub.zone) for hub in hubs} | {_UTC}
