"""Operators say that two events which staff made are the same one, or that they are not."""

from collections.abc import Callable
from dataclasses import dataclass

from badge_service.store.engine import Database
from badge_service.store.merges import Merge
from badge_service.store.unit import Unit
from kiosk.domain.ids import EventId, HubId

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge, and what its events are called."""

    merge: Merge
    hub: HubId
    title: str
    same_title: str


@dataclass(frozen=True, slots=True)
class MergeEvents:
    """Merges events. Safe to call from many threads."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, hub: str, event: str, same_as: str, by: str) -> bool:
        """Let what came of ``event``, which staff made, count for another one; return whether that could be done."""
        return self.database.write(lambda unit: self._merge(unit, HubId(hub), EventId(event), EventId(same_as), by))

    def undo(self, merge: int, by: str) -> bool:
        """Let both be counted by themselves again; return whether there was anything to take back."""
        return self.database.write(lambda unit: self._undo(unit, merge, by))

    def latest(self, hub: str) -> list[Merged]:
        """Return the latest merges of a hub, newest first."""
        return self.database.read(lambda unit: _latest(unit, HubId(hub)))

    def _merge(self, unit: Unit, hub: HubId, event: EventId, same_as: EventId, by: str) -> bool:
        unit.links.take_turn(alone=True)
        events, planned, merged = unit.events.of_hub(hub), unit.events.planned_at(hub), unit.merges.in_force()
        apart = event in events and same_as in events and event != same_as and not {event, same_as} & merged.keys()
        if not apart or event in planned or events[same_as].drop_in:
            return False
        unit.merges.add(event, same_as, self.now_us(), by)
        return True

    def _undo(self, unit: Unit, merge: int, by: str) -> bool:
        unit.links.take_turn(alone=True)
        return unit.merges.undo(merge, self.now_us(), by) is not None


def _latest(unit: Unit, hub: HubId) -> list[Merged]:
    events = unit.events.of_hub(hub)
    return [
        Merged(each, hub, events[each.event].title, events[each.same_as].title)
        for each in unit.merges.latest(MOST_SHOWN * 10)
        if each.event in events and each.same_as in events
    ][:MOST_SHOWN]
