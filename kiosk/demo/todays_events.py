"""Events around the hour at which the demo is tried."""

from collections.abc import Iterator
from datetime import UTC, datetime

from badge_service.store.unit import Unit
from badge_service.usecases.add_events import add_events
from kiosk.demo.programs import HUB
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import EventId, HubId

_US_PER_S = 1_000_000
_US_PER_MIN = 60 * _US_PER_S
_US_PER_HOUR = 60 * _US_PER_MIN
_AHEAD_US = 45 * _US_PER_MIN
_AN_HOUR_AGO, _NOW, _SOON, _AFTERWARDS = (-3, -1), (0, 3), (1, 3), (3, 5)
_CAPACITY = 20


def around(now_us: int) -> Iterator[Event]:
    """Yield what is over, what is on, and two that come: the first could as well be opened now."""
    hour_us = now_us - now_us % _US_PER_HOUR
    for title, hours, mode, capacity in (
        ("Story Time", _AN_HOUR_AGO, EventMode.ARRIVALS_ONLY, None),
        ("Games Club", _NOW, EventMode.ARRIVE_AND_LEAVE, _CAPACITY),
        ("Art Table", _SOON, EventMode.ARRIVALS_ONLY, None),
        ("Film Evening", _AFTERWARDS, EventMode.ARRIVE_AND_LEAVE, None),
    ):
        window = OpeningWindow(*(hour_us + each * _US_PER_HOUR for each in hours))
        begins = datetime.fromtimestamp(window.opens_us / _US_PER_S, UTC)
        name = f"{title.lower().replace(' ', '-')}-{HUB}-{begins:%Y-%m-%d-%H}"
        yield Event(EventId(name), HubId(HUB), title, None, window, mode, capacity=capacity)


def plant(unit: Unit, now_us: int) -> None:
    """Add them, unless there is still one on that lasts a while."""
    known = unit.events.of_hub(HubId(HUB)).values()
    until_us = now_us + _AHEAD_US
    if any(each.title == "Games Club" and each.window is not None and _lasts(each, now_us, until_us) for each in known):
        return
    add_events(unit, around(now_us), now_us)


def _lasts(event: Event, now_us: int, until_us: int) -> bool:
    return event.window is not None and event.window.opens_us <= now_us and event.window.closes_us >= until_us
