"""Events that staff made at a kiosk exist at the centre as soon as a record tells of them."""

from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

from badge_service.domain.doubt import CLOSE_ENOUGH_US
from badge_service.domain.intake import Hold, Incoming, plain, stated
from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.times import history_of, retimed
from kiosk.domain.events import Event, EventMode, OpeningWindow, end_of_day
from kiosk.domain.ids import BootId, HubId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, EventOpened, Fact, MadeEvent

UNTITLED = "Made at the kiosk"
"""What an event is called until its title came."""
_TELLING = (EventOpened, ClockFixed)
_LONGEST_GAP_S = 86_400
_LATEST_US = 253_370_764_800_000_000
"""The year 9999, after which no zone can tell its local time."""


def makes_events(facts: Iterable[Fact | Hold]) -> bool:
    """Tell whether taking in ``facts`` may make an event, which others may have waited for."""
    return any(isinstance(fact, EventOpened) and fact.made is not None for fact in facts)


def make_events(unit: Unit, hub: str, said: Iterable[tuple[RecordId, Fact | Hold]]) -> bool:
    """Make the events that these records of a hub tell of; return whether any is new."""
    opened = [(record, fact) for record, fact in said if isinstance(fact, EventOpened) and fact.made is not None]
    if not opened or _known(unit, hub) is None:
        return False
    made = [(record, event) for record, fact in opened if (event := _event(HubId(hub), fact)) is not None]
    return sum(unit.made_here.add_event(event, record) for record, event in made) > 0


def date_events(unit: Unit, ledger: LedgerId, kept: Sequence[tuple[Incoming, Fact | Hold]]) -> None:
    """Give events their real windows that were made on a wrong clock, as far as records that just came tell the time.

    Until the kiosk's clock is known, an event is when its kiosk thought it was.
    """
    if not any(isinstance(fact, _TELLING) for _, fact in kept):
        return
    new = {each.taken.boot for each, fact in kept if makes_events([fact]) and not each.taken.synchronised}
    fixed = {each.taken.boot for each, fact in kept if isinstance(fact, ClockFixed)}
    boots = {ledger: set(new)} if new else {}
    for where, bearing in (retimed(unit, ledger, fixed) if fixed else {}).items():
        boots[where] = boots.get(where, set()) | bearing
    for where, named in boots.items():
        _date(unit, where, named)


def _date(unit: Unit, ledger: LedgerId, boots: Collection[BootId]) -> None:
    made = unit.made_here.events_of(ledger, boots)
    stored = unit.held.stored({record for _, record in made})
    told = history_of(unit, {(each.ledger, each.taken.boot) for each in stored.values()})
    for event, record in made:
        fact, taken = stated(stored[record].record), stored[record].taken
        bounds = told.bounds(taken)
        if taken.synchronised or bounds.width_us > CLOSE_ENOUGH_US or not isinstance(fact, EventOpened):
            continue
        window = _window(fact.made, bounds.at_us, ZoneInfo(unit.hubs.get(event.hub).zone))
        if window is not None and window != event.window:
            unit.made_here.give_window(event.id, window)


def _window(like: MadeEvent | None, at_us: int, zone: ZoneInfo) -> OpeningWindow | None:
    """Return when an event was that was made at ``at_us``: as its kiosk said, if its clock was nearly right."""
    if like is None:
        return None
    if abs(at_us - like.opens_us) <= CLOSE_ENOUGH_US:
        return OpeningWindow(like.opens_us, like.closes_us)
    return OpeningWindow(at_us, end_of_day(at_us, zone))


def _event(hub: HubId, opened: EventOpened) -> Event | None:
    like = opened.made
    if like is None or not plain(opened.event) or not 0 <= like.opens_us <= like.closes_us < _LATEST_US:
        return None
    mode = EventMode(like.mode) if like.mode in set(EventMode) else EventMode.ARRIVALS_ONLY
    gap_s = min(max(like.leave_gap_s, 0), _LONGEST_GAP_S)
    return Event(opened.event, hub, UNTITLED, None, OpeningWindow(like.opens_us, like.closes_us), mode, gap_s)


def _known(unit: Unit, hub: str) -> Hub | None:
    return next((each for each in unit.hubs.all() if each.id == hub), None)
