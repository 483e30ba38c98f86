"""What can be done about a group of held records: each offer is one button."""

import hashlib
from dataclasses import dataclass

from badge_service.domain.holds import OFFERED, Choice
from badge_service.domain.intake import stated
from badge_service.store.unit import Unit
from badge_service.usecases.waiting import Group
from kiosk.domain.events import Event
from kiosk.domain.ids import CardToken, EventId, MemberRef
from kiosk.domain.records import CardLinked

MOST_EVENTS = 12
_NEAR_US = 36 * 3_600_000_000
_PICK_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do. ``member``: whose the card would be. ``events``: to which of these it would be moved."""

    choice: Choice
    member: MemberRef | None = None
    events: tuple[Event, ...] = ()

    @property
    def pick(self) -> str:
        """What a page calls this offer: nobody can tell the member from it."""
        if self.member is None:
            return self.choice.value
        return f"{self.choice.value}-{hashlib.sha256(self.member.value.encode()).hexdigest()[:_PICK_CHARACTERS]}"


def offers(unit: Unit, group: Group) -> tuple[Offer, ...]:
    """Return what can be done, what fits most often first."""
    found: list[Offer] = []
    for choice in OFFERED[group.reason]:
        if choice is Choice.OWNER and group.card is not None:
            found += [Offer(choice, member) for member in claimants(unit, group.card)]
        elif choice is Choice.ASSIGN:
            events = _events_near(unit, group)
            found += [Offer(choice, events=events)] if events else []
        else:
            found.append(Offer(choice))
    return tuple(found)


def claimants(unit: Unit, card: CardToken) -> list[MemberRef]:
    """Return everyone whose card it was ever said to be."""
    stored = unit.held.stored(unit.links.linking(card))
    facts = [stated(each.record) for each in stored.values()]
    found = {fact.member for fact in facts if isinstance(fact, CardLinked) and fact.token == card}
    first = unit.links.known_first_member(card)
    return sorted(found | ({first} if first is not None else set()))


def _events_near(unit: Unit, group: Group) -> tuple[Event, ...]:
    """Return the hub's events around then, the nearest first; drop-in leads."""
    if group.hub is None:
        return ()
    events = unit.events.of_hub(group.hub.id).values()
    dated = sorted(
        (away, event.id, event)
        for event in events
        if event.window is not None
        and (away := max(event.window.opens_us - group.last_us, group.first_us - event.window.closes_us, 0)) <= _NEAR_US
    )
    near: list[tuple[int, EventId, Event]] = dated[: MOST_EVENTS - 1]
    return (*(event for event in events if event.drop_in), *(event for _, _, event in near))
