"""Two tokens of one tap are one card's: what holds for it under one of the region's keys holds under the other.

Only what a kiosk says that made both tokens from one card is believed, and the first word counts: a later one can't
make two cards one.
"""

import logging
from collections.abc import Iterable

from badge_service.store.feed import Sort
from badge_service.store.keyring import Purpose
from badge_service.store.people import Card
from badge_service.store.unit import Unit
from kiosk.domain.ids import CardToken
from kiosk.domain.records import Tap

_log = logging.getLogger(__name__)


def note_same_cards(unit: Unit, facts: Iterable[object], now_us: int) -> frozenset[CardToken]:
    """Keep which tokens of the taps among ``facts`` are one card's; tell every hub of tokens that became known so.

    Return the cards, each by one of its tokens, of which kiosks said something that now holds for more tokens: whose
    they are must be considered anew, in a turn of one's own.
    """
    seen = {fact.tokens for fact in facts if isinstance(fact, Tap) and len(fact.tokens) > 1}
    if not seen:
        return frozenset()
    known = unit.same_cards.cards_of({token for tokens in seen for token in tokens})
    new = [tokens for tokens in sorted(seen) if any(token not in known for token in tokens)]
    key_ids = unit.keyring.ids(Purpose.REGION) if new else frozenset()
    told: list[CardToken] = []
    claimed: set[CardToken] = set()
    for tokens in new:
        joined = _join(unit, tokens, known) if _is_one_card(tokens, key_ids) else {}
        if joined and unit.links.linking(unit.same_cards.together_with(tokens[0])):
            claimed.add(tokens[0])
            for token in tokens:
                unit.links.first_member([token])  # the scheme's own word of each, before another's is carried over
        known |= joined
        told += _carry_over(unit, tokens) if joined else []
    if told:
        for hub in unit.hubs.all():
            unit.feed.append(hub.id, [(Sort.CARD, token.value) for token in told], now_us)
    return frozenset(claimed)


def key_of(token: CardToken) -> str:
    """Return the id of the key that a token was made with."""
    return token.value.partition(":")[0]


def _is_one_card(tokens: tuple[CardToken, ...], key_ids: frozenset[str]) -> bool:
    """Tell whether these can be one card's tokens: each under another key, and every key the region's."""
    used = {key_of(token) for token in tokens}
    return len(used) == len(tokens) and used <= key_ids


def _join(unit: Unit, tokens: tuple[CardToken, ...], known: dict[CardToken, CardToken]) -> dict[CardToken, CardToken]:
    cards = {known[token] for token in tokens if token in known}
    if len(cards) > 1:
        _log.warning("event=two_cards_called_one keys=%s", ",".join(sorted(map(key_of, tokens))))
        return {}
    card = cards.pop() if cards else tokens[-1]
    new = [token for token in tokens if token not in known]
    if new:  # not, where another tap of the batch has shown them in another order
        unit.same_cards.add(new, card)
    return dict.fromkeys(new, card)


def _carry_over(unit: Unit, tokens: tuple[CardToken, ...]) -> list[CardToken]:
    """Say of the tokens of which nothing is known what is known of the card; return them."""
    cards = {token: unit.people.card(token) for token in reversed(tokens)}
    base = next((card for card in cards.values() if card is not None), None)
    if base is None:
        return []
    bare = [token for token, card in cards.items() if card is None]
    return [token for token in bare if unit.people.add_card(Card(token, base.standing, base.member))]
