"""What waits for a person at the centre, and what was decided lately. No personal data."""

from collections.abc import Callable
from dataclasses import dataclass

from badge_service.domain.holds import Decision
from badge_service.store.engine import Database
from badge_service.store.unit import Unit
from badge_service.usecases.offers import Offer, offers
from badge_service.usecases.waiting import Group, groups

MOST_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A group with what can be done about it."""

    group: Group
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A decision, about how many records it was, and whether it was undone."""

    decision: Decision
    hub_name: str
    event_title: str | None
    records: int
    undone: bool


@dataclass(frozen=True, slots=True)
class InboxState:
    """All that waits, and what was decided lately, newest first."""

    now_us: int
    waiting: tuple[Waiting, ...]
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Shows what waits. Safe to call from many threads."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self) -> InboxState:
        """Return what is true now."""
        return self.database.read(self._look)

    def _look(self, unit: Unit) -> InboxState:
        waiting = tuple(Waiting(group, offers(unit, group)) for group in groups(unit))
        names = {hub.id: hub.name for hub in unit.hubs.all()}
        latest = unit.decisions.latest(MOST_DECISIONS)
        events = {place: unit.events.of_hub(place) for place in {decision.hub for decision, _, _ in latest}}
        done = []
        for decision, count, undone in latest:
            event = None if decision.event is None else events[decision.hub].get(decision.event)
            title = None if event is None else event.title
            done.append(Done(decision, names.get(decision.hub, decision.hub), title, count, undone))
        return InboxState(self.now_us(), waiting, tuple(done))
