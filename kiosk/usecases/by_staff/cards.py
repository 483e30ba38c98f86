"""Linking cards and reporting them lost: it holds here at once."""

from collections.abc import Sequence

from kiosk.domain.attendance import CardStanding
from kiosk.domain.audit import Act
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.records import CardLinked, CardLost, Record, Tap, lookup_key, readable_fact
from kiosk.ports import CardEntry, Transaction
from kiosk.usecases.by_staff.deeds import Did, Hand, Outcome, Refusal, record_each
from kiosk.usecases.by_staff.subjects import may_be_member
from kiosk.usecases.take_tap import let_in


def link_tapped_card(hand: Hand, tap: RecordId, member: MemberRef) -> Outcome:
    """Link the card of a recorded tap to a member: their earlier taps count.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        found = transaction.records.find(tap)
        tokens = None if found is None else _tokens(found.record)
        if tokens is None:
            return hand.refused(Refusal.GONE)
        return _link(transaction, hand, tokens, member)


def link_card(hand: Hand, tokens: Sequence[CardToken], member: MemberRef) -> Outcome:
    """Link a card that was just laid on a reader to a member, as their first one or instead of a lost one.

    Whoever laid it has come with it. That is a tap of its own: it stays when the link is taken back.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        situation, came = _link(transaction, hand, tokens, member)
        if isinstance(came, Did) and came.record is not None:
            situation = let_in(transaction, hand.ids, situation, tuple(tokens), hand.taken)
        return situation, came


def report_lost(hand: Hand, member: MemberRef, card: CardToken) -> Outcome:
    """Report a card of the member's lost: nobody can use it any more.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        linked = [each.token for each in transaction.people.cards_of(member) if each.standing is CardStanding.LINKED]
        if card not in linked:
            return hand.refused(Refusal.GONE)
        lost = [token for token in linked if token in _same_card(transaction, card)]
        steps = [(CardLost(token), lookup_key(token)) for token in lost]
        situation, made = record_each(transaction, hand, Act.REPORTED_CARD_LOST, steps)
        for token, by in zip(lost, made, strict=True):
            transaction.people.say(token, CardEntry(CardStanding.LOST, member), by=by)
    return situation, Did(made[0])


def why_not(transaction: Transaction, tokens: Sequence[CardToken], member: MemberRef | None) -> Refusal | None:
    """Return why the card can't become the member's, or, with None, a card of the team; None where it can."""
    if not tokens:
        return Refusal.CANNOT_IDENTIFY
    for entry in transaction.people.cards(tokens).values():
        if entry.standing is CardStanding.STAFF:
            return Refusal.STAFF_CARD
        if entry.standing is CardStanding.CONTESTED or member is None or entry.member != member:
            return Refusal.TAKEN
    return None


def _link(transaction: Transaction, hand: Hand, tokens: Sequence[CardToken], member: MemberRef) -> Outcome:
    if not may_be_member(transaction, member):
        return hand.refused(Refusal.GONE)
    refused = why_not(transaction, tokens, member)
    if refused is not None:
        return hand.refused(refused)
    entry = CardEntry(CardStanding.LINKED, member)
    known = transaction.people.cards(tokens)
    new = [token for token in tokens if known.get(token) != entry]
    if not new:
        return hand.situation, Did()
    steps = [(CardLinked(token, member), lookup_key(token)) for token in new]
    situation, made = record_each(transaction, hand, Act.LINKED_CARD, steps)
    for token, by in zip(new, made, strict=True):
        transaction.people.say(token, entry, by=by)
    return situation, Did(made[0])


def _tokens(record: Record) -> tuple[CardToken, ...] | None:
    """Return the tokens that a tap was recorded with; None where it is no tap."""
    fact = readable_fact(record)
    return fact.tokens if isinstance(fact, Tap) else None


def _same_card(transaction: Transaction, token: CardToken) -> set[CardToken]:
    """Return all tokens that the card is known to have, under the region's several keys."""
    taps = (_tokens(each) or () for each in transaction.records.found_by([lookup_key(token)]))
    return {token}.union(*(tokens for tokens in taps if token in tokens))
