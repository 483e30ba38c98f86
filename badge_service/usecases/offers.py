"""What can be done about a group of held records: each offer is one button."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from badge_service.domain.holds import OFFERED, Choice
from badge_service.domain.intake import stated
from badge_service.store.unit import Unit
from badge_service.usecases.waiting import Group, local_day
from kiosk.domain.events import Event, OpeningWindow
from kiosk.domain.ids import CardToken, MemberRef
from kiosk.domain.records import CardLinked

MOST_EVENTS = 12
MOST_DAYS = 14
_NEAR_US = 36 * 3_600_000_000
_PICK_CHARACTERS = 16
_US_PER_S = 1_000_000
_MIDDAY = (time(12), time(23, 59))


@dataclass(frozen=True, slots=True)
class Place:
    """Where records can be counted: at an event. ``day``: of drop-in, where nobody knows on which day they were."""

    event: Event
    day: date | None = None

    @property
    def name(self) -> str:
        """What a page calls it."""
        return self.event.id if self.day is None else f"{self.event.id}@{self.day.isoformat()}"

    def window(self, zone: ZoneInfo) -> OpeningWindow | None:
        """Return within which time records of unknown time are laid, or None where each has its own time."""
        if self.day is None:
            return self.event.window
        return OpeningWindow(*(int(datetime.combine(self.day, at, zone).timestamp()) * _US_PER_S for at in _MIDDAY))


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do. ``member``: whose the card would be. ``places``: at one of these it would count."""

    choice: Choice
    member: MemberRef | None = None
    places: tuple[Place, ...] = ()

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
            places = _places(unit, group)
            found += [Offer(choice, places=places)] if places else []
        else:
            found.append(Offer(choice))
    return tuple(found)


def claimants(unit: Unit, card: CardToken) -> list[MemberRef]:
    """Return everyone whose card it was ever said to be."""
    family = unit.same_cards.together_with(card)
    stored = unit.held.stored(unit.links.linking(family))
    facts = [stated(each.record) for each in stored.values()]
    found = {fact.member for fact in facts if isinstance(fact, CardLinked) and fact.token in family}
    first = unit.links.known_first_member(family)
    return sorted(found | ({first} if first is not None else set()))


def _places(unit: Unit, group: Group) -> tuple[Place, ...]:
    """Return where the records can be counted: drop-in first, then the hub's events around then, the nearest first."""
    if group.hub is None:
        return ()
    events = unit.events.of_hub(group.hub.id).values()
    days = [None] if all(span.sure for span in group.spans.values()) else _days(group)
    dated = sorted(
        (
            max(each.window.opens_us - group.last_us, group.first_us - each.window.closes_us, 0),
            -each.window.opens_us,
            each.id,
        )
        for each in events
        if each.window is not None
    )
    near = [event_id for away_us, _, event_id in dated if away_us <= _NEAR_US][:MOST_EVENTS]
    by_id = {each.id: each for each in events}
    drop_in = (Place(each, day) for each in events if each.drop_in for day in days)
    return (*drop_in, *(Place(by_id[each]) for each in near))


def _days(group: Group) -> list[date | None]:
    """Return the days on which it may have been, the latest first; no more than a person wants to read."""
    latest = local_day(group.last_us, group.zone)
    days = (latest - timedelta(days=ago) for ago in range(MOST_DAYS))
    return [day for day in days if day >= local_day(group.first_us, group.zone)]
