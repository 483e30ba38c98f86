"""Held records in the groups in which a person settles them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from badge_service.domain.holds import OFFERED, Choice
from badge_service.domain.intake import Hold, event_named, stated
from badge_service.domain.links import Span
from badge_service.store.held import Stored
from badge_service.store.hubs import Hub
from badge_service.store.unit import Unit
from badge_service.usecases.spans import spans
from kiosk.domain.ids import CardToken, HubId, RecordId
from kiosk.domain.records import Tap

_UTC = ZoneInfo("UTC")
_US_PER_S = 1_000_000
_KEY_CHARACTERS = 24
_CARDS = frozenset({Hold.CONTESTED_LINK, Hold.AFTER_LOSS})


@dataclass(frozen=True, slots=True)
class Group:
    """Records that are settled together. ``hub`` is None where the centre doesn't know the hub that they name.

    ``subject``: the boot, day, event, kind or ledger that they have in common; never a token. ``first_us`` and
    ``last_us`` bound when all of it happened. ``through_us``: when the newest of them was received.
    ``claims``: a digest of which records say whose the card is or that it is lost; empty where it is about no card.
    """

    reason: Hold
    hub: Hub | None
    hub_id: str
    subject: str
    card: CardToken | None
    records: tuple[Stored, ...]
    spans: Mapping[RecordId, Span]
    through_us: int
    claims: str = ""

    @property
    def key(self) -> str:
        """What a page calls the group: nobody can tell the card from it."""
        name = "\n".join((self.reason, self.hub_id, self.subject, self.card.value if self.card else ""))
        return hashlib.sha256(name.encode()).hexdigest()[:_KEY_CHARACTERS]

    @property
    def zone(self) -> ZoneInfo:
        """Where its days are counted."""
        return _UTC if self.hub is None else ZoneInfo(self.hub.zone)

    @property
    def first_us(self) -> int:
        """Before this, nothing of it happened."""
        return min((span.earliest_us for span in self.spans.values()), default=0)

    @property
    def last_us(self) -> int:
        """After this, nothing of it happened."""
        return max((span.latest_us for span in self.spans.values()), default=0)

    @property
    def cards(self) -> int:
        """How many different cards its taps are of."""
        facts = (stated(each.record) for each in self.records)
        return len({min(fact.tokens) for fact in facts if isinstance(fact, Tap) and fact.tokens})


def groups(unit: Unit) -> list[Group]:
    """Return everything that waits for a person, in groups: most pressing reasons first, larger groups first."""
    hubs = {hub.id: hub for hub in unit.hubs.all()}
    held = list(unit.held.all())
    at = spans(unit, held)
    cards = _questioned_cards(unit, held)
    members: dict[tuple[Hold, str, str, CardToken | None], list[Stored]] = defaultdict(list)
    for each in held:
        if each.reason is not None:
            members[_place(each, at[each.id], cards.get(each.id), hubs)].append(each)
    for family in {unit.same_cards.together_with(token) for token in unit.links.contested()}:
        name = (Hold.CONTESTED_LINK, "", "", min(family))
        if name not in members and _undecided(unit, family):
            members[name] = []
    found = [_group(unit, name, records, at, hubs) for name, records in members.items()]
    return sorted(found, key=lambda group: (list(OFFERED).index(group.reason), -len(group.records), group.key))


def _questioned_cards(unit: Unit, held: Iterable[Stored]) -> dict[RecordId, CardToken | None]:
    """Return, for what is held because of a card, which card that is."""
    taps = [(each.id, fact) for each in held if each.reason in _CARDS and isinstance(fact := stated(each.record), Tap)]
    watched = unit.links.watched({token for _, fact in taps for token in fact.tokens})
    one = {token: min(unit.same_cards.together_with(token)) for token in watched}
    return {record: min((one[token] for token in fact.tokens if token in one), default=None) for record, fact in taps}


def _undecided(unit: Unit, family: Iterable[CardToken]) -> bool:
    decisions = [decision for token in family for decision, _ in unit.decisions.about_card(token)]
    return all(decision.choice is not Choice.NOBODYS for decision in decisions)


def _place(
    each: Stored, at: Span, card: CardToken | None, hubs: Mapping[HubId, Hub]
) -> tuple[Hold, str, str, CardToken | None]:
    """Return what a held record has in common with those that are settled together with it."""
    reason = each.reason or Hold.MALFORMED
    match reason:
        case Hold.CONTESTED_LINK | Hold.AFTER_LOSS:
            return reason, "", "", card
        case Hold.UNKNOWN_KIND | Hold.MALFORMED:
            return reason, each.hub, each.kind, None
        case Hold.DOUBTFUL_TIME:
            return reason, each.hub, f"{each.ledger} {each.taken.boot}", None
        case Hold.FORKED | Hold.WRONG_HUB:
            return reason, each.hub, each.ledger, None
        case Hold.UNKNOWN_EVENT:
            return reason, each.hub, event_named(stated(each.record)) or "", None
        case Hold.NO_EVENT:
            hub = hubs.get(HubId(each.hub))
            return reason, each.hub, _day(at, hub) or each.taken.boot, None


def _day(at: Span, hub: Hub | None) -> str | None:
    """Return the hub's local day on which something happened, or None where that isn't sure."""
    zone = _UTC if hub is None else ZoneInfo(hub.zone)
    first, last = (local_day(moment_us, zone) for moment_us in (at.earliest_us, at.latest_us))
    return first.isoformat() if first == last else None


def local_day(at_us: int, zone: ZoneInfo) -> date:
    """Return the local day of a moment; the first day there is for one that is not known."""
    try:
        return datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        return date.min


def _claims(unit: Unit, card: CardToken | None) -> str:
    if card is None:
        return ""
    ids = unit.links.linking(unit.same_cards.together_with(card))
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:_KEY_CHARACTERS]


def _group(
    unit: Unit,
    name: tuple[Hold, str, str, CardToken | None],
    records: Sequence[Stored],
    at: Mapping[RecordId, Span],
    hubs: Mapping[HubId, Hub],
) -> Group:
    reason, hub_id, subject, card = name
    where = hub_id or next((each.hub for each in records), "")
    through_us = max((each.received_us for each in records), default=0)
    mine = {each.id: at[each.id] for each in records}
    return Group(
        reason, hubs.get(HubId(where)), hub_id, subject, card, tuple(records), mine, through_us, _claims(unit, card)
    )
