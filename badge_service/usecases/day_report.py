"""What a hub's events of one day came to, for operators and staff: totals, and the lines of one event's table."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from badge_service.domain.intake import stated
from badge_service.store.engine import Database
from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.attendance import evidence
from kiosk.domain import event_report
from kiosk.domain.derive import Counted, Stay, reckon, that_count
from kiosk.domain.event_report import Attended, Heads
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, KioskId, MemberRef, RecordId
from kiosk.domain.records import Record, StaffIn
from sync.protocol import HeartbeatRequest

_US_PER_S = 1_000_000
_REACH_US = 36 * 3_600 * _US_PER_S


@dataclass(frozen=True, slots=True)
class EventDay:
    """What an event came to on the day. Of the ``people``, each once, ``named`` show a name.

    ``walk_ins``: whom staff added at a kiosk. ``dwell_s``: how long each stay was whose goodbye was said;
    ``no_goodbye``: how many ended without one. ``heads``: of each label the number that counts.
    """

    event: Event
    made: bool
    people: int
    stays: int
    named: int
    walk_ins: int
    from_paper: int
    unlinked: int
    dwell_s: tuple[int, ...]
    no_goodbye: int
    heads: tuple[Counted, ...]

    @property
    def median_dwell_s(self) -> int | None:
        """How long people stayed, as many longer as shorter."""
        return round(statistics.median(self.dwell_s)) if self.dwell_s else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one kiosk said last of what it has not sent yet; None where it was never heard of."""

    kiosk: KioskId
    records: int | None
    heard_ago_us: int | None


@dataclass(frozen=True, slots=True)
class DayReport:
    """A hub's day."""

    hub: Hub
    day: date
    events: tuple[EventDay, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """One day at a hub, as far as the centre knows it."""

    hub: Hub
    events: Mapping[EventId, Event]
    records: Mapping[RecordId, Record]
    stays: Mapping[EventId, Sequence[Stay]]
    counted: Mapping[EventId, Sequence[Counted]]


@dataclass(frozen=True, slots=True)
class DayReports:
    """Reports on days. Safe to call from many threads."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, hub: str, day: date) -> DayReport | None:
        """Return what a hub's events of that day came to, or None where there is no such hub."""
        return self.database.read(lambda unit: self._report(unit, hub, day))

    def table(self, hub: str, day: date, event: str) -> bytes | None:
        """Return one event's table as CSV, with the names that the hub's kiosks show; None for none of the day's."""
        return self.database.read(lambda unit: self._table(unit, hub, day, event))

    def _report(self, unit: Unit, hub: str, day: date) -> DayReport | None:
        found = _look(unit, hub, day, self.now_us())
        if found is None:
            return None
        planned = unit.events.planned_at(found.hub.id)
        lines = tuple(_summary(unit, found, event, made=event.id not in planned) for event in found.events.values())
        return DayReport(found.hub, day, lines, self._waiting(unit, found.hub))

    def _waiting(self, unit: Unit, hub: Hub) -> tuple[Waiting, ...]:
        beats = unit.heartbeats.all()
        told = []
        for kiosk in unit.kiosks.all():
            if kiosk.hub != hub.id or kiosk.revoked_us is not None:
                continue
            beat = beats.get(kiosk.id)
            if beat is None:
                told.append(Waiting(kiosk.id, None, None))
            else:
                said = msgspec.json.decode(beat.body, type=HeartbeatRequest)
                told.append(Waiting(kiosk.id, said.waiting, max(0, self.now_us() - beat.received_us)))
        return tuple(told)

    def _table(self, unit: Unit, hub: str, day: date, event: str) -> bytes | None:
        found = _look(unit, hub, day, self.now_us())
        if found is None or event not in found.events:
            return None
        stays = found.stays.get(EventId(event), ())
        names = _names(unit, found.hub, stays)
        counted = that_count(found.counted.get(EventId(event), ()))
        heads = [Heads(each.label, each.at_us, each.count) for each in counted]
        lines = [_attended(stay, found.records, names) for stay in stays]
        return event_report.as_csv(event_report.rows(lines, heads, ZoneInfo(found.hub.zone)))


def _look(unit: Unit, hub: str, day: date, now_us: int) -> _Day | None:
    place = next((each for each in unit.hubs.all() if each.id == hub), None)
    if place is None:
        return None
    begins_us, ends_us = _bounds_us(day, ZoneInfo(place.zone))
    known = evidence(unit, place, begins_us - _REACH_US)
    found = reckon(known.records, known.book, until_us=now_us)
    stays: dict[EventId, list[Stay]] = defaultdict(list)
    for stay in found.stays:
        if begins_us <= stay.arrived_us < ends_us:
            stays[stay.event].append(stay)
    counted: dict[EventId, list[Counted]] = defaultdict(list)
    for each in found.counted:
        if begins_us <= each.at_us < ends_us:
            counted[each.event].append(each)
    on = [
        event
        for event in {event.id: event for event in known.book.events.values()}.values()
        if event.id in {*stays, *counted}
        or (event.window is not None and event.window.opens_us < ends_us and event.window.closes_us > begins_us)
    ]
    on.sort(key=lambda event: (event.window.opens_us if event.window else -1, event.id))
    records = {record.id: record for record in known.records}
    return _Day(place, {event.id: event for event in on}, records, stays, counted)


def _bounds_us(day: date, zone: ZoneInfo) -> tuple[int, int]:
    first, after = (datetime.combine(each, time.min, zone) for each in (day, day + timedelta(days=1)))
    return int(first.timestamp()) * _US_PER_S, int(after.timestamp()) * _US_PER_S


def _summary(unit: Unit, day: _Day, event: Event, *, made: bool) -> EventDay:
    stays = day.stays.get(event.id, ())
    first = {stay.subject: stay for stay in reversed(stays)}
    members = {subject for subject in first if isinstance(subject, MemberRef)}
    left = [(stay.left_us - stay.arrived_us, stay.left_inferred) for stay in stays if stay.left_us is not None]
    return EventDay(
        event=event,
        made=made,
        people=len(first),
        stays=len(stays),
        named=sum(1 for name in _names(unit, day.hub, stays).values() if name),
        walk_ins=len(unit.made_here.members({member.value for member in members})),
        from_paper=sum(1 for stay in first.values() if _how(day.records[stay.arrival]) == "paper"),
        unlinked=len(first) - len(members),
        dwell_s=tuple(stayed_us // _US_PER_S for stayed_us, inferred in left if not inferred),
        no_goodbye=sum(1 for _, inferred in left if inferred),
        heads=that_count(day.counted.get(event.id, ())),
    )


def _names(unit: Unit, hub: Hub, stays: Iterable[Stay]) -> dict[MemberRef, str]:
    refs = sorted({stay.subject.value for stay in stays if isinstance(stay.subject, MemberRef)})
    known = unit.people.members_at(hub.id, refs)
    return {MemberRef(ref): member.shown_name or "" for ref, member in known.items()}


def _attended(stay: Stay, records: Mapping[RecordId, Record], names: Mapping[MemberRef, str]) -> Attended:
    known = isinstance(stay.subject, MemberRef)
    name = names.get(stay.subject, "") if isinstance(stay.subject, MemberRef) else ""
    return Attended(name, known, stay.arrived_us, stay.left_us, stay.left_inferred, _how(records[stay.arrival]))


def _how(record: Record) -> Literal["card", "staff", "paper"]:
    fact = stated(record)
    if not isinstance(fact, StaffIn):
        return "card"
    return "staff" if fact.paper_us is None else "paper"
