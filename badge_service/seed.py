"""What a new service starts with: its keys, the core library hubs, and made-up programmes, events and members.

Planting again adds what is missing and changes nothing that is there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from badge_service.store.events import Programme
from badge_service.store.feed import Sort
from badge_service.store.hubs import Hub
from badge_service.store.keyring import Key, Purpose
from badge_service.store.people import Card, Member
from badge_service.store.unit import Unit
from badge_service.usecases.add_events import add_events
from badge_service.usecases.pull import GENERATION
from kiosk.domain.attendance import CardStanding
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import CardToken, EventId, HubId, MemberRef, ProgrammeId

_ZONE = "Europe/London"
_US_PER_S = 1_000_000
_KEY_BYTES = 32
_GENERATION_BYTES = 8
_REF_BYTES = 8
_UID_BYTES = 7
_REGION_KEY_ID = "r1"

_HUBS = ("Cambridge", "Wisbech", "March", "Ely", "St Neots", "St Ives", "Huntingdon", "Bar Hill", "Cambourne")
_PROGRAMMES = (
    Programme(ProgrammeId("make-and-code"), "MAKE", "Make and Code"),
    Programme(ProgrammeId("homework-club"), "HOME", "Homework Club"),
)
_MEMBERS = ("Amira", "Ben", "Chloe", "Dawid", "Esi", "Freya", "Gabriel", "Hana", "Ivan", "Jaya", "Kofi", "Lena")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A dated event of the seed: ``day`` counts from today."""

    name: str
    title: str
    programme: ProgrammeId
    day: int
    opens: time
    closes: time
    mode: EventMode = EventMode.ARRIVALS_ONLY


_SLOTS = (
    _Slot("homework", "Homework Club", _PROGRAMMES[1].id, -1, time(15, 30), time(17, 30)),
    _Slot("homework", "Homework Club", _PROGRAMMES[1].id, 0, time(15, 30), time(17, 30)),
    _Slot("code", "Code Club", _PROGRAMMES[0].id, 1, time(10, 0), time(12, 0), EventMode.ARRIVE_AND_LEAVE),
    _Slot("homework", "Homework Club", _PROGRAMMES[1].id, 2, time(15, 30), time(17, 30)),
    _Slot("robots", "Robot Workshop", _PROGRAMMES[0].id, 7, time(13, 0), time(16, 0), EventMode.ARRIVE_AND_LEAVE),
)


@dataclass(frozen=True, slots=True)
class CardToLink:
    """A card whose UID the caller knows: its token is linked to a new made-up member at ``hubs``."""

    shown_name: str
    card: CardSeen
    hubs: tuple[HubId, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """Plants what a service starts with."""

    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    def plant(self, unit: Unit) -> None:
        """Add keys, hubs, programmes, events and, where there are none yet, made-up members with linked cards."""
        self._plant_keys(unit)
        for name in _HUBS:
            unit.hubs.add(Hub(_hub_id(name), name, _ZONE))
        for programme in _PROGRAMMES:
            unit.events.add_programme(programme)
        add_events(unit, [event for hub in unit.hubs.all() for event in _events(hub, self.now_us())], self.now_us())
        if not unit.people.any():
            hubs = tuple(_hub_id(name) for name in _HUBS)
            cards = (CardSeen(Technology.ISO14443A, self.random_bytes(_UID_BYTES)) for _ in _MEMBERS)
            self.link_all(unit, [CardToLink(name, card, hubs) for name, card in zip(_MEMBERS, cards, strict=True)])

    def link_all(self, unit: Unit, wanted: Iterable[CardToLink]) -> None:
        """Link each card to a new member, or let more hubs know the member it is linked to; tell every hub.

        A staff card stays one.
        """
        places = [hub.id for hub in unit.hubs.all()]
        changed: dict[HubId, list[tuple[Sort, str]]] = {place: [] for place in places}
        for card in wanted:
            self._link(unit, card, changed)
        for place, changes in changed.items():
            unit.feed.append(place, changes, self.now_us())

    def make_staff(self, unit: Unit, wanted: Iterable[CardSeen]) -> None:
        """Make these cards the team's, whatever they were before; tell every hub."""
        tokens = [each for card in wanted for each in self._tokens(unit, card)]
        new = [(Sort.CARD, each.value) for each in tokens if unit.people.make_staff(each)]
        for hub in unit.hubs.all():
            unit.feed.append(hub.id, new, self.now_us())

    def _link(self, unit: Unit, wanted: CardToLink, changed: dict[HubId, list[tuple[Sort, str]]]) -> None:
        tokens = self._tokens(unit, wanted.card)
        known = next((card for each in tokens if (card := unit.people.card(each)) is not None), None)
        if known is not None and known.standing is CardStanding.STAFF:
            return
        member = None if known is None else known.member
        if member is None:
            member = MemberRef(f"m-{self.random_bytes(_REF_BYTES).hex()}")
            unit.people.add_member(Member(member, wanted.shown_name))
        new = [each for each in tokens if unit.people.add_card(Card(each, CardStanding.LINKED, member))]
        for place, changes in changed.items():
            if place in wanted.hubs and unit.people.add_to_hub(member, place):
                changes += [(Sort.MEMBER, member.value), *((Sort.CARD, each.value) for each in tokens)]
            else:
                changes += [(Sort.CARD, each.value) for each in new]

    def _tokens(self, unit: Unit, card: CardSeen) -> list[CardToken]:
        return [token(card, RegionKey(key.key_id, key.secret)) for key in unit.keyring.keys(Purpose.REGION)]

    def _plant_keys(self, unit: Unit) -> None:
        unit.keyring.set_mark_once(GENERATION, self.random_bytes(_GENERATION_BYTES).hex())
        for purpose, key_id in ((Purpose.NONCE, "n1"), (Purpose.SIGNING, "s1"), (Purpose.REGION, _REGION_KEY_ID)):
            if not unit.keyring.keys(purpose):
                unit.keyring.add(purpose, Key(key_id, self.random_bytes(_KEY_BYTES)), self.now_us())


def _hub_id(name: str) -> HubId:
    return HubId(name.lower().replace(" ", "-"))


def _events(hub: Hub, now_us: int) -> Iterator[Event]:
    """Yield the hub's drop-in event and the dated ones around now; their ids follow from hub and day."""
    yield Event(EventId(f"drop-in-{hub.id}"), hub.id, f"Drop-in at {hub.name}")
    zone = ZoneInfo(hub.zone)
    today = datetime.fromtimestamp(now_us / _US_PER_S, UTC).astimezone(zone).date()
    for slot in _SLOTS:
        day = today + timedelta(days=slot.day)
        window = OpeningWindow(_at_us(day, slot.opens, zone), _at_us(day, slot.closes, zone))
        event_id = EventId(f"{slot.name}-{hub.id}-{day.isoformat()}")
        yield Event(event_id, hub.id, slot.title, slot.programme, window, slot.mode)


def _at_us(day: date, at: time, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, at, zone).timestamp()) * _US_PER_S
