"""When records were taken, with bounds: from the fixes of their boots, their neighbours, and when they came in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from badge_service.domain.boots import Boot, noted
from badge_service.domain.doubt import CLOSE_ENOUGH_US, is_doubtful, taken_for
from badge_service.domain.intake import Incoming, stated
from badge_service.store.held import Stored
from badge_service.store.unit import Unit
from badge_service.usecases.boot_runs import run_of
from kiosk.domain.clock import FURTHEST_US, ClockFix, ClockReading, drift_us
from kiosk.domain.clock_bounds import BootTimes, Bounds, History, history
from kiosk.domain.events import Event
from kiosk.domain.ids import BootId, EventId, HubId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, Headcount, StaffIn, StaffOut, Tap

_NOTHING = History({})
_COPIED = frozenset({StaffIn.kind, StaffOut.kind})
_COUNTING = frozenset(fact.kind for fact in (Tap, StaffIn, StaffOut, Headcount))


def history_of(unit: Unit, asked: Iterable[tuple[LedgerId, BootId]]) -> History:
    """Return the times of at least these boots of these ledgers, from all that is known.

    A boot that is in several of these ledgers is bounded by what each of them tells.
    """
    wanted: dict[LedgerId, set[BootId]] = defaultdict(set)
    for ledger, boot in asked:
        wanted[ledger].add(boot)
    several = unit.ledgers.siblings(wanted)
    told = _NOTHING
    for ledger in sorted(wanted):
        named = set[BootId]().union(*(wanted[each] for each in several[ledger]))
        told = told.also(_history_in(unit, ledger, named))
    return told


def _history_in(unit: Unit, ledger: LedgerId, named: set[BootId]) -> History:
    known = unit.histories.get(ledger, _NOTHING)
    missing = named - known.boots.keys()
    if missing:
        run = run_of(unit, ledger, missing)
        found = history(run.seen).boots
        unit.histories[ledger] = known = History({**known.boots, **{boot: found[boot] for boot in run.sure}})
    return known


def retimed(unit: Unit, ledger: LedgerId, named: Collection[BootId]) -> dict[LedgerId, set[BootId]]:
    """Return the boots on whose times news of these boots bear, in all ledgers of the kiosk that wrote ``ledger``."""
    holding = unit.boots.holding(ledger, named)
    return {each: {seen.boot for seen in run_of(unit, each, boots).seen} for each, boots in holding.items()}


def bounds_of(unit: Unit, record: RecordId) -> Bounds | None:
    """Return between which moments a record was taken, or None where there is no such record."""
    stored = unit.held.stored([record]).get(record)
    return None if stored is None else history_of(unit, [(stored.ledger, stored.taken.boot)]).bounds(stored.taken)


def paper_us(stored: Stored) -> int | None:
    """Return when it was by the paper register that staff copied the record from, or None."""
    fact = stated(stored.record) if stored.kind in _COPIED else None
    return fact.paper_us if isinstance(fact, StaffIn | StaffOut) else None


def to_consider(
    unit: Unit, ledger: LedgerId, kept: Sequence[Incoming], sending: ClockReading | None, received_us: int
) -> set[RecordId]:
    """Note what a batch tells of the kiosk's clocks; return the records to consider anew for when they were taken.

    Those are records of the batch whose time is not known closely, and whatever was held for that of boots on which
    new evidence bears. ``sending``: the kiosk's clocks when it sent the batch, None for one that was carried here.
    """
    if not kept:
        return set()
    named = {each.taken.boot for each in kept}
    known = unit.boots.some(ledger, named if sending is None else named | {sending.boot})
    after = noted(known, kept, sending, received_us)
    unit.boots.put(known.keys(), after.values())
    unit.histories.clear()
    fixes = unit.boots.fixes(ledger, named)
    unsure = {
        each.id
        for boot in named
        for each in _unsure(after[boot], fixes[boot], [it for it in kept if it.taken.boot == boot])
    }
    news = _news(known, after) | {each.taken.boot for each in kept if each.kind == ClockFixed.kind}
    bearing = retimed(unit, ledger, news) if news else {}
    return unsure.union(*(unit.held.doubtful(each, boots) for each, boots in bearing.items()))


def _news(known: Mapping[BootId, Boot], after: Mapping[BootId, Boot]) -> set[BootId]:
    """Return the boots of which it is new that their clock was right at a moment, or that they sent something."""
    there = {boot: (known[boot].vouched, known[boot].sent) if boot in known else (None, None) for boot in after}
    return {
        boot
        for boot, each in after.items()
        if (there[boot][0] is None and each.vouched is not None) or (there[boot][1] is None and each.sent is not None)
    }


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
    """Return what the times of records that count people say of them; nothing where that is nothing special.

    Events that staff made are on because staff said so, whatever the time; and paper tells its own.
    """
    counting = [each for each in stored if each.kind in _COUNTING and paper_us(each) is None]
    zones = {hub.id: ZoneInfo(hub.zone) for hub in unit.hubs.all()} if counting else {}
    told = history_of(unit, {(each.ledger, each.taken.boot) for each in counting})
    events = {hub: unit.events.planned_at(hub) for hub in zones if any(each.hub == hub for each in counting)}
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
