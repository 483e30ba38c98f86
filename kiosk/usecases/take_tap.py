"""A tap: look the card up, decide, record; only then may anyone see a yes."""

from kiosk.domain.attendance import CardAtHand, CardStanding, decide
from kiosk.domain.clock import ClockReading, Clocks
from kiosk.domain.ids import CardToken, MemberRef
from kiosk.domain.outcomes import Arrived, HelpNeeded, HelpReason, Outcome
from kiosk.domain.records import LookupKey, Record, Tap, lookup_key
from kiosk.ports import CardFacts, IdSource, StaffCardSeen, Store, TapTaken, Transaction
from kiosk.usecases.lost_cards import without_waiting
from kiosk.usecases.situation import Situation, append

_UNKNOWN = CardFacts(entry=None, member=None)


def take_tap(
    store: Store, ids: IdSource, situation: Situation, tokens: tuple[CardToken, ...], taken: ClockReading
) -> tuple[Situation, TapTaken | StaffCardSeen]:
    """Record one tap and return what it came to; when this returns, it is durable. A staff card changes nothing.

    ``tokens``: the card's token under each active region key, none if it can't identify anyone.

    Raises:
        StoreError: nothing was recorded.

    """
    now = situation.now(taken)
    agenda = situation.agenda(now)
    with store.transaction() as transaction:
        facts = transaction.directory.card(tokens) if tokens else _UNKNOWN
        if facts.entry is not None and facts.entry.standing is CardStanding.STAFF:
            return situation, StaffCardSeen()
        card = _card(tokens, facts)
        earlier = _earlier(transaction, card, situation.line) if facts.entry is not None else ()
        outcome = decide(card, agenda, earlier, now_us=now.at_us, zone=situation.zone, clocks=situation.line)
        event = None if agenda.current is None else agenda.current.id
        fact = Tap(tokens, event, outcome.code, _reason(outcome))
        lookup = lookup_key(tokens[0]) if tokens else None
        situation, _ = append(transaction, situation, ids, fact, taken=taken, lookup=lookup)
    shown = facts.member
    if shown is None or isinstance(outcome, HelpNeeded):
        return situation, TapTaken(outcome, shown_name=None, language=None)
    return situation, TapTaken(outcome, shown.shown_name, shown.language)


def keep_unjudged(
    store: Store, ids: IdSource, situation: Situation, tokens: tuple[CardToken, ...], taken: ClockReading
) -> tuple[Situation, TapTaken]:
    """Record a tap that could not be judged because of a fault, and send the person to a team member.

    It asks nothing of what is stored, so that nothing garbled there can be in its way. Parameters as in ``take_tap``.

    Raises:
        StoreError: nothing was recorded.

    """
    outcome = HelpNeeded(HelpReason.FAULT)
    current = situation.agenda(situation.now(taken)).current
    fact = Tap(tokens, None if current is None else current.id, outcome.code, outcome.reason.value)
    lookup = lookup_key(tokens[0]) if tokens else None
    with store.transaction() as transaction:
        situation, _ = append(transaction, situation, ids, fact, taken=taken, lookup=lookup)
    return situation, TapTaken(outcome, shown_name=None, language=None)


def let_in(
    transaction: Transaction, ids: IdSource, situation: Situation, tokens: tuple[CardToken, ...], taken: ClockReading
) -> Situation:
    """Record the tap of a card that was linked a moment ago, where that is its owner's arrival. Raises StoreError."""
    now = situation.now(taken)
    agenda = situation.agenda(now)
    card = _card(tokens, transaction.directory.card(tokens))
    earlier = _earlier(transaction, card, situation.line)
    outcome = decide(card, agenda, earlier, now_us=now.at_us, zone=situation.zone, clocks=situation.line)
    if agenda.current is None or not isinstance(outcome, Arrived):
        return situation
    fact = Tap(tokens, agenda.current.id, outcome.code)
    return append(transaction, situation, ids, fact, taken=taken, lookup=lookup_key(tokens[0]))[0]


def _card(tokens: tuple[CardToken, ...], facts: CardFacts) -> CardAtHand:
    if facts.entry is None:
        return CardAtHand(tokens)
    return CardAtHand(tokens, facts.entry.standing, facts.entry.member, facts.tokens)


def _earlier(transaction: Transaction, card: CardAtHand, clocks: Clocks) -> tuple[Record, ...]:
    found = transaction.records.found_by(_keys(card.tokens + card.other_cards, card.member))
    return without_waiting(transaction, found, clocks)


def _keys(tokens: tuple[CardToken, ...], member: MemberRef | None) -> list[LookupKey]:
    keys = [lookup_key(token) for token in dict.fromkeys(tokens)]
    return keys if member is None else [*keys, lookup_key(member)]


def _reason(outcome: Outcome) -> str | None:
    return outcome.reason.value if isinstance(outcome, HelpNeeded) else None
