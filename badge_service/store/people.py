"""Members and their cards: a reference, a first name that may be shown, and tokens. Nothing else of a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, func, select, update

from badge_service.store.dialects import insert_if_absent
from badge_service.store.keyring import Purpose
from badge_service.store.same_cards import made_with
from badge_service.store.tables import cards, keys, member_hubs, members
from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken, HubId, MemberRef


@dataclass(frozen=True, slots=True)
class Member:
    """A member as far as a hub may know one; the name never prints."""

    ref: MemberRef
    shown_name: str | None = field(repr=False)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What the scheme says of a token."""

    token: CardToken
    standing: CardStanding
    member: MemberRef | None


_COUNT = select(func.count()).select_from(members)
_KNOWN = select(members.c.ref).where(members.c.ref == bindparam("wanted"))
_HUBS = select(member_hubs.c.hub).where(member_hubs.c.member == bindparam("wanted"))
_AT_HUB = member_hubs.c.hub == bindparam("place")
_MEMBERS = (
    select(members.c.ref, members.c.shown_name, members.c.language)
    .join(member_hubs, member_hubs.c.member == members.c.ref)
    .where(_AT_HUB, members.c.ref.in_(bindparam("wanted", expanding=True)))
)
_KNOWN_THERE = select(cards.c.token, cards.c.standing, member_hubs.c.member).outerjoin(
    member_hubs, (member_hubs.c.member == cards.c.member) & _AT_HUB
)
_RETIRED = select(keys.c.key_id).where(
    keys.c.purpose == Purpose.REGION.value, keys.c.retired_us.is_not(None), made_with(cards.c.token, keys.c.key_id)
)
_CARDS = _KNOWN_THERE.where(cards.c.token.in_(bindparam("wanted", expanding=True)), ~_RETIRED.exists())
_LINKED = _KNOWN_THERE.where(cards.c.standing == CardStanding.LINKED.value, member_hubs.c.member.is_not(None))
_STAFF = select(cards.c.token).where(cards.c.standing == CardStanding.STAFF.value)
_MAKE_STAFF = (
    update(cards)
    .where(cards.c.token == bindparam("wanted"), cards.c.standing != CardStanding.STAFF.value)
    .values(standing=CardStanding.STAFF.value, member=None)
)
_OWN = select(cards.c.token).where(cards.c.member == bindparam("wanted")).order_by(cards.c.token)
_CARD = select(cards.c.token, cards.c.standing, cards.c.member).where(cards.c.token == bindparam("wanted"))


class People:
    """Members and cards in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def any(self) -> bool:
        """Tell whether there is any member."""
        return bool(self._connection.execute(_COUNT).scalar())

    def knows(self, member: MemberRef) -> bool:
        """Tell whether there is such a member."""
        return self._connection.execute(_KNOWN, {"wanted": member.value}).first() is not None

    def add_member(self, member: Member) -> None:
        """Add a member; one with this reference stays as it is."""
        row = {"ref": member.ref.value, "shown_name": member.shown_name, "language": member.language}
        self._connection.execute(insert_if_absent(self._connection, members), row)

    def add_to_hub(self, member: MemberRef, hub: HubId) -> bool:
        """Let a hub know a member; return whether that is new."""
        row = {"member": member.value, "hub": hub}
        return self._connection.execute(insert_if_absent(self._connection, member_hubs), row).rowcount > 0

    def add_card(self, card: Card) -> bool:
        """Add a card; return whether it was new. A known token stays as it is."""
        member = None if card.member is None else card.member.value
        row = {"token": card.token.value, "standing": card.standing.value, "member": member}
        return self._connection.execute(insert_if_absent(self._connection, cards), row).rowcount > 0

    def make_staff(self, token: CardToken) -> bool:
        """Make this a staff card, whatever it was; return whether that is new."""
        if self.add_card(Card(token, CardStanding.STAFF, None)):
            return True
        return self._connection.execute(_MAKE_STAFF, {"wanted": token.value}).rowcount > 0

    def card(self, token: CardToken) -> Card | None:
        """Return what the scheme says of a token, or None."""
        row = self._connection.execute(_CARD, {"wanted": token.value}).first()
        return None if row is None else _card(*row)

    def cards_of(self, member: MemberRef) -> list[CardToken]:
        """Return the tokens that the scheme says are the member's."""
        return [CardToken(each) for each in self._connection.execute(_OWN, {"wanted": member.value}).scalars()]

    def hubs_of(self, member: MemberRef) -> frozenset[HubId]:
        """Return the hubs that know a member."""
        return frozenset(self._connection.execute(_HUBS, {"wanted": member.value}).scalars())

    def members_at(self, hub: HubId, refs: Iterable[str]) -> dict[str, Member]:
        """Return those of ``refs`` that the hub may know, by reference."""
        found = self._connection.execute(_MEMBERS, {"place": hub, "wanted": list(refs)})
        return {row.ref: Member(MemberRef(row.ref), row.shown_name, row.language) for row in found}

    def cards_at(self, hub: HubId, tokens: Iterable[str]) -> dict[str, Card]:
        """Return those of ``tokens`` that are known, by token; to a hub that doesn't know the member they are bare.

        Tokens under a retired key of the region are of no use to a hub.
        """
        found = self._connection.execute(_CARDS, {"place": hub, "wanted": list(tokens)})
        return {row.token: _card(*row) for row in found}

    def linked_at(self, hub: HubId) -> dict[CardToken, MemberRef]:
        """Return whose each linked card is, as far as the hub may know."""
        cards_there = (_card(*row) for row in self._connection.execute(_LINKED, {"place": hub}))
        return {card.token: card.member for card in cards_there if card.member is not None}

    def staff(self) -> frozenset[CardToken]:
        """Return the tokens of all staff cards."""
        return frozenset(CardToken(token) for token in self._connection.execute(_STAFF).scalars())


def _card(token: str, standing: str, member: str | None) -> Card:
    return Card(CardToken(token), CardStanding(standing), None if member is None else MemberRef(member))
