"""When records were taken, with bounds: from the fixes of their boots, their neighbours, and when they came in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from badge_service.domain.boots import Boot, noted
from badge_service.domain.doubt import CLOSE_ENOUGH_US, is_doubtful, taken_for
from badge_service.domain.intake import Hold, Incoming, stated
from badge_service.store.held import Stored
from badge_service.store.unit import Unit
from kiosk.domain.clock import FURTHEST_US, ClockFix, ClockReading, drift_us
from kiosk.domain.clock_bounds import BootTimes, Bounds, History, history
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, Headcount, StaffIn, StaffOut, Tap

_NOTHING = History({})
_COUNTING = frozenset(fact.kind for fact in (Tap, StaffIn, StaffOut, Headcount))


def history_of(unit: Unit, ledgers: Iterable[LedgerId]) -> History:
    """Return the times of all boots of these ledgers, from all that is known."""
    told = _NOTHING
    for ledger in sorted(set(ledgers)):
        boots = unit.boots.of_ledger(ledger)
        fixes = unit.boots.fixes(ledger, {each.boot for each in boots})
        told = told.also(history([each.seen(fixes[each.boot]) for each in boots]))
    return told


def bounds_of(unit: Unit, record: RecordId) -> Bounds | None:
    """Return between which moments a record was taken, or None where there is no such record."""
    stored = unit.held.stored([record]).get(record)
    return None if stored is None else history_of(unit, [stored.ledger]).bounds(stored.taken)


def to_consider(
    unit: Unit, ledger: LedgerId, kept: Sequence[Incoming], sending: ClockReading | None, received_us: int
) -> set[RecordId]:
    """Note what a batch tells of the kiosk's clocks; return the records to consider anew for when they were taken.

    Those are records of the batch whose time is not known closely, and whatever of the ledger was held for that, once
    there is new evidence. ``sending``: the kiosk's clocks when it sent the batch, None for one that was carried here.
    """
    if not kept:
        return set()
    named = {each.taken.boot for each in kept}
    known = unit.boots.some(ledger, named if sending is None else named | {sending.boot})
    after = noted(known, kept, sending, received_us)
    unit.boots.put(known.keys(), after.values())
    fixes = unit.boots.fixes(ledger, named)
    unsure = {
        each.id
        for boot in named
        for each in _unsure(after[boot], fixes[boot], [it for it in kept if it.taken.boot == boot])
    }
    news = named - known.keys() or any(each.kind == ClockFixed.kind for each in kept)
    return unsure.union(unit.held.held_for([Hold.DOUBTFUL_TIME], of=ledger) if news else ())


def _unsure(boot: Boot, fixes: list[ClockFix], kept: list[Incoming]) -> list[Incoming]:
    """Return the records of one boot at which the kiosk didn't know the time, or whose time is not known closely."""
    (times,) = history([boot.seen(fixes)]).boots.values()
    if not _is_close(times, [each.taken.boottime_us for each in kept]):
        return kept
    known_us = min((fix.boottime_us for fix in fixes), default=FURTHEST_US)
    return [each for each in kept if not each.taken.synchronised and each.taken.boottime_us < known_us]


def _is_close(times: BootTimes, at: list[int]) -> bool:
    """Tell whether one of the anchors alone tells all these boot times closely."""
    return any(
        anchor.latest_us
        - anchor.earliest_us
        + 2 * drift_us(max(abs(max(at) - anchor.boottime_us), abs(min(at) - anchor.boottime_us)))
        <= CLOSE_ENOUGH_US
        for anchor in times.anchors
    )


# ----------------------------------------------------------------- what that means for records that wait


@dataclass(frozen=True, slots=True)
class Timed:
    """What a record's time says of it. ``doubtful``: a person must say when it was.

    ``event``: the dated event that was on, for a tap that the kiosk took for drop-in because it didn't know the time.
    """

    doubtful: bool = False
    event: EventId | None = None


def timed(unit: Unit, stored: Iterable[Stored]) -> dict[RecordId, Timed]:
    """Return what the times of records that count people say of them; nothing where that is nothing special."""
    counting = [each for each in stored if each.kind in _COUNTING]
    zones = {hub.id: ZoneInfo(hub.zone) for hub in unit.hubs.all()} if counting else {}
    told = history_of(unit, {each.ledger for each in counting})
    events = {hub: unit.events.of_hub(hub) for hub in zones if any(each.hub == hub for each in counting)}
    found: dict[RecordId, Timed] = {}
    for each in counting:
        hub = HubId(each.hub)
        bounds = told.bounds(each.taken)
        if is_doubtful(bounds, events.get(hub, {}).values(), zones.get(hub, UTC)):
            found[each.id] = Timed(doubtful=True)
        elif not each.taken.synchronised and _took_for_drop_in(each, events.get(hub, {})):
            found[each.id] = Timed(event=taken_for(bounds, events[hub].values()))
    return found


def _took_for_drop_in(stored: Stored, events: Mapping[EventId, Event]) -> bool:
    fact = stated(stored.record)
    event = events.get(fact.event) if isinstance(fact, Tap) and fact.event is not None else None
    return event is not None and event.drop_in
