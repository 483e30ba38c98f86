"""Members and cards as staff look them up, and what is put of them here."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.shown_names import begins, folded
from kiosk.ports import CardEntry, CardWord, HeldCard, MemberEntry, Person
from kiosk.store.card_words import CardWords
from kiosk.store.engine import driver_of
from kiosk.store.prepared import Prepared, each_of, listed
from kiosk.store.tables import HERE, cards, members, pull

_NAMED = Prepared(select(members.c.ref, members.c.shown_name).where(members.c.shown_name.is_not(None)))
_KNOWN = Prepared(
    select(members.c.ref, members.c.shown_name, members.c.language).where(members.c.ref.in_(each_of("refs")))
)
_CARDS_OF = Prepared(
    select(cards.c.token, cards.c.standing).where(cards.c.member == bindparam("whose")).order_by(cards.c.token)
)
_CARDS = Prepared(select(cards.c.token, cards.c.standing, cards.c.member).where(cards.c.token.in_(each_of("tokens"))))
_ADD = upsert(members).on_conflict_do_nothing()
_LEAVE = (
    update(members).where(members.c.generation == HERE).values(generation=select(pull.c.generation).scalar_subquery())
)


class PeopleTables:
    """``kiosk.ports.People`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._driver = driver_of(connection)
        self._words = CardWords(connection)

    def beginning_with(self, beginning: str, *, most: int) -> tuple[Person, ...]:
        """Return up to ``most`` members with a word of their name that begins so, in the order of their names."""
        wanted = folded(beginning.strip())
        if not wanted:
            return ()
        named = ((folded(row["shown_name"]), row) for row in _NAMED.rows(self._driver, {}))
        found = sorted((name, row["ref"], row["shown_name"]) for name, row in named if begins(name, wanted))
        return tuple(Person(MemberRef(ref), shown) for _, ref, shown in found[:most])

    def known(self, members: Sequence[MemberRef]) -> Mapping[MemberRef, MemberEntry]:
        """Return those of ``members`` whom this hub holds."""
        rows = _KNOWN.rows(self._driver, {"refs": listed(each.value for each in members)})
        return {MemberRef(row["ref"]): MemberEntry(row["shown_name"], row["language"]) for row in rows}

    def cards_of(self, member: MemberRef) -> tuple[HeldCard, ...]:
        """Return the member's cards in the order of their tokens."""
        rows = _CARDS_OF.rows(self._driver, {"whose": member.value})
        return tuple(HeldCard(CardToken(row["token"]), CardStanding(row["standing"])) for row in rows)

    def cards(self, tokens: Sequence[CardToken]) -> Mapping[CardToken, CardEntry]:
        """Return what is known of those of ``tokens`` that are known at all."""
        rows = _CARDS.rows(self._driver, {"tokens": listed(each.value for each in tokens)})
        return {CardToken(row["token"]): _entry(row["standing"], row["member"]) for row in rows}

    def add(self, member: MemberRef, entry: MemberEntry) -> None:
        """Put a member whom the centre doesn't know yet."""
        row = {"ref": member.value, "shown_name": entry.shown_name, "language": entry.language, "generation": HERE}
        self._connection.execute(_ADD, row)

    def say(self, token: CardToken, entry: CardEntry | None, *, by: RecordId | None) -> None:
        """Say what the card is, whatever the centre says until it has the record ``by``."""
        self._words.say(token, entry, by)

    def word(self, token: CardToken) -> CardWord | None:
        """Return what was said of the card here and the centre has not yet answered."""
        return self._words.word(token)

    def unsay(self, token: CardToken) -> None:
        """Let the centre's word on the card hold again."""
        self._words.unsay(token.value)

    def drop_outlived_words(self) -> None:
        """Leave to the centre what was said of cards by records that are gone."""
        self._words.drop_outlived()

    def leave_members_to_centre(self) -> None:
        """Let the next full pull sweep members that were put here, too."""
        self._connection.execute(_LEAVE)


def _entry(standing: str, member: str | None) -> CardEntry:
    return CardEntry(CardStanding(standing), None if member is None else MemberRef(member))
