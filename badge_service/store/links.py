"""Cards of which kiosks said something: which records name them, and what their taps count for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from badge_service.store.chunks import MOST_AT_ONCE, chunks
from badge_service.store.dialects import holds_bytes, insert_if_absent, take_turn
from badge_service.store.tables import card_histories, cards, ledgers, mentions, records, rulings
from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import Ruling
from kiosk.domain.ids import BootId, CardToken, EventId, LedgerId, MemberRef, RecordId
from kiosk.domain.records import Tap

_CARD, _TAP, _RECORD = "card ", "tap ", "record "


@dataclass(frozen=True, slots=True)
class Mention:
    """A record names a card or another record. ``name``: see ``naming_card`` and its siblings."""

    name: str
    record: RecordId
    ledger: LedgerId


def naming_card(token: CardToken) -> str:
    """Return the name under which records of links and losses of a card are found."""
    return _CARD + token.value


def naming_tap(token: CardToken) -> str:
    """Return the name under which the taps of a watched card are found."""
    return _TAP + token.value


def naming_record(record: RecordId) -> str:
    """Return the name under which corrections of a record are found."""
    return _RECORD + record


_WATCHED = select(card_histories.c.token).where(
    card_histories.c.watched, card_histories.c.token.in_(bindparam("tokens", expanding=True))
)
_SOME_WATCHED = select(card_histories.c.token).where(card_histories.c.watched).limit(MOST_AT_ONCE + 1)
_WATCH = update(card_histories).where(card_histories.c.token == bindparam("wanted")).values(watched=True)
_FIRST = select(card_histories.c.token, card_histories.c.first_member).where(
    card_histories.c.token.in_(bindparam("tokens", expanding=True))
)
_CONTESTED = select(cards.c.token).where(cards.c.standing == CardStanding.CONTESTED.value).order_by(cards.c.token)
_OWNED = (CardStanding.LINKED.value, CardStanding.LOST.value)
_OWNERS = select(cards.c.token, cards.c.member).where(cards.c.member.is_not(None), cards.c.standing.in_(_OWNED))
_CARD_ROW = select(cards.c.standing, cards.c.member).where(cards.c.token == bindparam("wanted"))
_CHANGE = update(cards).where(cards.c.token == bindparam("wanted"))
_REMOVE = delete(cards).where(cards.c.token == bindparam("wanted"))
_NAMING = select(mentions.c.name, mentions.c.record).where(mentions.c.name.in_(bindparam("names", expanding=True)))
_OF_BOOTS = (
    select(mentions.c.name)
    .join(records, records.c.id == mentions.c.record)
    .where(mentions.c.ledger == bindparam("in_ledger"), records.c.boot.in_(bindparam("boots", expanding=True)))
    .distinct()
)
_UNRULE = delete(rulings).where(rulings.c.record.in_(bindparam("ids", expanding=True)))
_RULINGS = (
    select(rulings)
    .join(records, records.c.id == rulings.c.record)
    .join(ledgers, ledgers.c.id == records.c.ledger)
    .where(ledgers.c.hub == bindparam("place"), records.c.received_us >= bindparam("since"))
)


class Links:
    """What is known of cards' links in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection
        self._alone = False

    @property
    def alone(self) -> bool:
        """Whether this transaction's turn was taken alone."""
        return self._alone

    def take_turn(self, *, alone: bool) -> None:
        """Wait until nobody changes what cards' links come to; ``alone``: until nobody takes in records either.

        First thing in a transaction. Otherwise a tap could come in unseen while its card is reported lost.
        """
        take_turn(self._connection, alone=alone)
        self._alone = alone

    def mention(self, found: Iterable[Mention]) -> None:
        """Note which records name what; repeats change nothing."""
        rows = [{"name": each.name, "record": each.record, "ledger": each.ledger} for each in found]
        if rows:
            self._connection.execute(insert_if_absent(self._connection, mentions), rows)

    def naming(self, names: Collection[str]) -> dict[str, list[RecordId]]:
        """Return the ids of the records that were noted under each name."""
        found: dict[str, list[RecordId]] = defaultdict(list)
        for some in chunks(names):
            for name, record in self._connection.execute(_NAMING, {"names": some}):
                found[name].append(RecordId(record))
        return found

    def cards_of_boots(self, ledger: LedgerId, boots: Collection[BootId]) -> frozenset[CardToken]:
        """Return the cards with a link, a loss or a watched tap in these boots of a ledger."""
        asked = ({"in_ledger": ledger, "boots": some} for some in chunks(sorted(boots)))
        names = [name for each in asked for name in self._connection.execute(_OF_BOOTS, each).scalars()]
        return frozenset(CardToken(name.removeprefix(_CARD).removeprefix(_TAP)) for name in names if _of_card(name))

    def watched(self, tokens: Collection[CardToken]) -> frozenset[CardToken]:
        """Return those of ``tokens`` whose taps a person may have to decide about."""
        if not tokens:
            return frozenset()
        few = self._connection.execute(_SOME_WATCHED).scalars().all()
        if len(few) <= MOST_AT_ONCE:  # so it is, as a rule: one short question instead of a long one
            return frozenset(map(CardToken, few)).intersection(tokens)
        found: set[CardToken] = set()
        for some in chunks(each.value for each in tokens):
            found.update(map(CardToken, self._connection.execute(_WATCHED, {"tokens": some}).scalars()))
        return frozenset(found)

    def first_member(self, tokens: Collection[CardToken]) -> MemberRef | None:
        """Return whose a card of these tokens was by the scheme's own word, before any kiosk said anything of it."""
        known = self._first_members(tokens)
        members = known or {token: self._member_now(token) for token in sorted(tokens)}
        rows = [
            {"token": token.value, "first_member": _value(members.get(token)), "watched": False}
            for token in sorted(tokens)
            if token not in known
        ]
        if rows:
            self._connection.execute(insert(card_histories), rows)
        return next((member for _, member in sorted(members.items()) if member is not None), None)

    def known_first_member(self, tokens: Collection[CardToken]) -> MemberRef | None:
        """Return the same as ``first_member``, from what is noted already; for transactions that only read."""
        known = self._first_members(tokens)
        return next((member for _, member in sorted(known.items()) if member is not None), None)

    def _first_members(self, tokens: Collection[CardToken]) -> dict[CardToken, MemberRef | None]:
        rows = self._connection.execute(_FIRST, {"tokens": [token.value for token in tokens]})
        return {CardToken(row.token): _member(row.first_member) for row in rows}

    def _member_now(self, token: CardToken) -> MemberRef | None:
        card = self._connection.execute(_CARD_ROW, {"wanted": token.value}).first()
        return None if card is None else _member(card.member)

    def linking(self, tokens: Iterable[CardToken]) -> list[RecordId]:
        """Return the records that say whose a card of these tokens is, or that it is lost."""
        return sorted(
            {each for found in self.naming([naming_card(token) for token in tokens]).values() for each in found}
        )

    def taps(self, tokens: Iterable[CardToken]) -> list[RecordId]:
        """Return the noted taps of a watched card of these tokens."""
        return sorted(
            {each for found in self.naming([naming_tap(token) for token in tokens]).values() for each in found}
        )

    def owners(self) -> dict[CardToken, MemberRef]:
        """Return whose each card is or, of a lost one, was; staff cards and contested ones are nobody's."""
        return {CardToken(row.token): MemberRef(row.member) for row in self._connection.execute(_OWNERS)}

    def contested(self) -> list[CardToken]:
        """Return the cards that are linked to several members at once."""
        return [CardToken(each) for each in self._connection.execute(_CONTESTED).scalars()]

    def watch(self, tokens: Collection[CardToken]) -> None:
        """Note these cards' taps, those that are there now; whoever takes in more notes them.

        All taps are looked through for them: once, however many they are.
        """
        new = sorted(set(tokens) - self.watched(tokens))
        for some in chunks(new):
            self._connection.execute(_WATCH, [{"wanted": token.value} for token in some])
            holding = or_(*(holds_bytes(self._connection, records.c.body, token.value.encode()) for token in some))
            found = self._connection.execute(
                select(records.c.id, records.c.ledger, records.c.body).where(records.c.kind == Tap.kind, holding)
            )
            self.mention(
                [
                    Mention(naming_tap(token), RecordId(row.id), LedgerId(row.ledger))
                    for row in found
                    for token in some
                    if token.value.encode() in bytes(row.body)
                ]
            )

    def put_card(self, token: CardToken, standing: CardStanding | None, member: MemberRef | None) -> bool:
        """Say what the scheme says of a card; return whether that is new. A staff card stays one."""
        row = {"standing": standing.value if standing else None, "member": None if member is None else member.value}
        known = self._connection.execute(_CARD_ROW, {"wanted": token.value}).first()
        if known is None:
            if standing is not None:
                self._connection.execute(insert(cards), row | {"token": token.value})
            return standing is not None
        if known.standing == CardStanding.STAFF.value or known._asdict() == row:
            return False
        change = _REMOVE if standing is None else _CHANGE.values(row)
        self._connection.execute(change, {"wanted": token.value})
        return True

    def rule(self, ruled: Mapping[RecordId, Ruling]) -> None:
        """Say what counts of these records; an empty ruling: what they say themselves."""
        for some in chunks(ruled):
            self._connection.execute(_UNRULE, {"ids": some})
        rows = [
            {"record": record, "event": ruling.event, "at_us": ruling.at_us, "member": _value(ruling.member)}
            for record, ruling in ruled.items()
            if ruling != Ruling()
        ]
        if rows:
            self._connection.execute(insert(rulings), rows)

    def rulings_at(self, hub: str, since_us: int) -> dict[RecordId, Ruling]:
        """Return what counts instead, of records of the hub received at or after ``since_us``."""
        found = self._connection.execute(_RULINGS, {"place": hub, "since": since_us})
        return {
            RecordId(row.record): Ruling(
                None if row.event is None else EventId(row.event),
                row.at_us,
                _member(row.member),
            )
            for row in found
        }


def _of_card(name: str) -> bool:
    return name.startswith((_CARD, _TAP))


def _value(member: MemberRef | None) -> str | None:
    return None if member is None else member.value


def _member(value: str | None) -> MemberRef | None:
    return None if value is None else MemberRef(value)
