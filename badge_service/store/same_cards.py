"""Which tokens are one card's: a card has another under each key of the region."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, or_, select

from badge_service.store.chunks import chunks
from badge_service.store.tables import cards, keys, same_cards
from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken

_OTHER = same_cards.alias("other")
_CARDS = select(same_cards.c.token, same_cards.c.card).where(
    same_cards.c.token.in_(bindparam("wanted", expanding=True))
)
_TOGETHER = (
    select(_OTHER.c.token)
    .join(same_cards, same_cards.c.card == _OTHER.c.card)
    .where(same_cards.c.token == bindparam("wanted"))
)
_STRANGERS = (
    select(same_cards.c.token, same_cards.c.card)
    .outerjoin(cards, cards.c.token == same_cards.c.token)
    .where(or_(cards.c.token.is_(None), cards.c.standing != CardStanding.LINKED.value))
)


def made_with(token: ColumnElement[str], key_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a token was made with a key."""
    return func.substr(token, 1, func.length(key_id) + 1) == key_id + ":"


_KEY_ID = bindparam("key_id", type_=keys.c.key_id.type)
_OF_KEY = select(cards.c.token).where(made_with(cards.c.token, _KEY_ID)).order_by(cards.c.token)
_SEEN_UNDER_ANOTHER = (
    select(_OTHER.c.token)
    .join(same_cards, same_cards.c.card == _OTHER.c.card)
    .where(same_cards.c.token == cards.c.token, _OTHER.c.token != cards.c.token)
    .where(
        select(keys.c.key_id)
        .where(keys.c.retired_us.is_(None), keys.c.key_id != _KEY_ID, made_with(_OTHER.c.token, keys.c.key_id))
        .exists()
    )
)
_UNSEEN = (
    select(func.count())
    .select_from(cards)
    .where(and_(made_with(cards.c.token, _KEY_ID), ~_SEEN_UNDER_ANOTHER.exists()))
)


class SameCards:
    """Pairs of tokens in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def cards_of(self, tokens: Collection[CardToken]) -> dict[CardToken, CardToken]:
        """Return the card of each of ``tokens`` that is known to be one with another token."""
        found: dict[CardToken, CardToken] = {}
        for some in chunks(sorted(token.value for token in tokens)):
            rows = self._connection.execute(_CARDS, {"wanted": some})
            found |= {CardToken(row.token): CardToken(row.card) for row in rows}
        return found

    def together_with(self, token: CardToken) -> frozenset[CardToken]:
        """Return all tokens of the card, ``token`` itself as well."""
        found = self._connection.execute(_TOGETHER, {"wanted": token.value}).scalars()
        return frozenset({token, *map(CardToken, found)})

    def strangers(self) -> dict[CardToken, CardToken]:
        """Return the card of each token that is nobody's: linked ones are known by their member."""
        return {CardToken(row.token): CardToken(row.card) for row in self._connection.execute(_STRANGERS)}

    def add(self, tokens: Iterable[CardToken], card: CardToken) -> None:
        """Say that ``tokens``, none of them known here yet, are ``card``'s."""
        rows = [{"token": token.value, "card": card.value} for token in tokens]
        self._connection.execute(insert(same_cards), rows)

    def made_with(self, key_id: str) -> list[CardToken]:
        """Return the tokens made with a key of which the scheme says something."""
        return [CardToken(token) for token in self._connection.execute(_OF_KEY, {"key_id": key_id}).scalars()]

    def unseen_under_another(self, key_id: str) -> int:
        """Count those whose card was never seen under another key that is in use."""
        return self._connection.execute(_UNSEEN, {"key_id": key_id}).scalar_one()
