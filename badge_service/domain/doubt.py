"""Whether the centre knows well enough when something happened to say to which day and event it belongs."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from kiosk.domain.clock_bounds import Bounds
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId

_US_PER_S = 1_000_000
CLOSE_ENOUGH_US = 600 * _US_PER_S
"""Bounds that are closer than this are good enough, whatever begins or ends between them."""


def is_doubtful(bounds: Bounds, events: Iterable[Event], zone: tzinfo) -> bool:
    """Tell whether a person must say when it was: a day or one of the hub's ``events`` may have begun or ended."""
    if bounds.width_us <= CLOSE_ENOUGH_US:
        return False
    if _day(bounds.earliest_us, zone) != _day(bounds.latest_us, zone):
        return True
    return any(
        event.window is not None
        and event.window.opens_us <= bounds.latest_us
        and event.window.closes_us > bounds.earliest_us
        and not (event.window.holds(bounds.earliest_us) and event.window.holds(bounds.latest_us))
        for event in events
    )


def taken_for(bounds: Bounds, events: Iterable[Event]) -> EventId | None:
    """Return the one dated event that was open then, or None where there was none or more than one."""
    open_then = [event.id for event in events if event.window is not None and event.window.holds(bounds.at_us)]
    return open_then[0] if len(open_then) == 1 else None


def _day(at_us: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(zone).date()
