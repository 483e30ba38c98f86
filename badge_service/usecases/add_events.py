"""New events: hubs' kiosks are told, and what was held for want of them is read again."""

from collections.abc import Iterable

from badge_service.store.feed import Sort
from badge_service.store.unit import Unit
from badge_service.usecases.read_again import read_again
from kiosk.domain.events import Event


def add_events(unit: Unit, events: Iterable[Event], now_us: int) -> int:
    """Add those of ``events`` that are not there yet; return how many those are."""
    unit.links.take_turn(alone=True)
    new = [event for event in events if unit.events.add(event)]
    for hub in sorted({event.hub for event in new}):
        unit.feed.append(hub, [(Sort.EVENT, event.id) for event in new if event.hub == hub], now_us)
    if new:
        read_again(unit, now_us)
    return len(new)
