"""The team at this kiosk: names and what PINs are checked against stay here; the audit knows random references."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.attendance import CardStanding
from kiosk.domain.audit import Act
from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import CardToken, RecordId, StaffRef
from kiosk.domain.records import Tap, lookup_key
from kiosk.domain.shown_names import tidied
from kiosk.domain.staff import Account, Role, Tries
from kiosk.ports import CardEntry, Store, Teammate, Transaction
from kiosk.usecases.by_staff.cards import why_not
from kiosk.usecases.by_staff.deeds import Did, Hand, Outcome, Refusal, record, record_audit

_VISITORS_FOR_US = 12 * 3_600_000_000


def add_staff(hand: Hand, typed: str, account: Account, pin_hash: str) -> Outcome:
    """Add someone to the team under the reference of ``account``, which nobody has.

    Whoever is the first does so for themselves, whatever ``hand`` says.

    Raises:
        StoreError: nothing was recorded.

    """
    name = tidied(typed)
    if name is None:
        return hand.refused(Refusal.NO_NAME)
    with hand.store.transaction() as transaction:
        if not transaction.team.everyone():
            hand = replace(hand, staff=account.ref)
        transaction.team.add(account, name, pin_hash)
        return record_audit(transaction, hand, Act.ADDED_STAFF)


def change_pin(hand: Hand, staff: StaffRef, pin_hash: str, did: Act = Act.CHANGED_PIN) -> Outcome:
    """Set someone's PIN. ``did``: ``RESET_PIN`` where it was forgotten.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        if _find(transaction, staff) is None:
            return hand.refused(Refusal.GONE)
        transaction.team.set_pin(staff, pin_hash)
        return record(transaction, hand, did, ())


def remove_staff(hand: Hand, staff: StaffRef) -> Outcome:
    """Remove someone from the team, with their name, PIN and cards.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        refused = _remove(transaction, staff)
        return hand.refused(refused) if refused else record(transaction, hand, Act.REMOVED_STAFF, ())


def take_back_staff(hand: Hand, staff: StaffRef, added: RecordId) -> Outcome:
    """Undo what ``added`` is the audit of: they are on the team no more.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        refused = _remove(transaction, staff)
        return hand.refused(refused) if refused else record_audit(transaction, hand, Act.UNDID, about=added)


def _remove(transaction: Transaction, staff: StaffRef) -> Refusal | None:
    """Remove someone with their cards; return why not."""
    going = _find(transaction, staff)
    if going is None:
        return Refusal.GONE
    leads = [each for each in transaction.team.everyone() if each.account.role is Role.LEAD]
    if leads == [going]:
        return Refusal.LAST_LEAD
    _forget_cards(transaction, staff)
    transaction.team.remove(staff)
    return None


def add_staff_card(hand: Hand, staff: StaffRef, tokens: Sequence[CardToken]) -> Outcome:
    """Make the card that was just laid on a reader someone's staff card: it opens the staff screens here.

    A card that the centre calls a staff card may be one of this team's, too. A card that was tapped here lately is a
    visitor's. What is theirs already leaves nothing to undo.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        if _find(transaction, staff) is None:
            return hand.refused(Refusal.GONE)
        owner = transaction.team.by_card(tokens) if tokens else None
        if owner is not None and owner.ref != staff:
            return hand.refused(Refusal.TAKEN)
        refused = why_not(transaction, tokens, None)
        if refused is not None and refused is not Refusal.STAFF_CARD:
            return hand.refused(refused)
        if refused is None and _was_laid_lately(transaction, hand, tokens):
            return hand.refused(Refusal.TAPPED_LATELY)
        transaction.team.add_card(staff, tokens)
        for token in tokens:
            transaction.people.say(token, CardEntry(CardStanding.STAFF, None), by=None)
        situation, did = record_audit(transaction, hand, Act.ADDED_STAFF_CARD)
        return situation, Did() if owner is not None else did


def take_back_staff_card(hand: Hand, staff: StaffRef, tokens: Sequence[CardToken], added: RecordId) -> Outcome:
    """Undo what ``added`` is the audit of: the card is again what the centre says it is.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        owner = transaction.team.by_card(tokens)
        if owner is None or owner.ref != staff:
            return hand.refused(Refusal.GONE)
        for token in tokens:
            transaction.people.unsay(token)
        transaction.team.remove_card(tokens)
        return record_audit(transaction, hand, Act.UNDID, about=added)


def remove_staff_cards(hand: Hand, staff: StaffRef) -> Outcome:
    """Take someone's staff cards away: they are again what the centre says they are.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        if _find(transaction, staff) is None:
            return hand.refused(Refusal.GONE)
        _forget_cards(transaction, staff)
        return record(transaction, hand, Act.REMOVED_STAFF_CARD, ())


def tries_so_far(store: Store, reading: ClockReading) -> Tries:
    """Return the wrong PINs that no right one made good. Switching the kiosk off and on shortens no wait.

    Raises:
        StoreError: the database refused.

    """
    with store.transaction() as transaction:
        tries, boot = transaction.team.tries()
        if boot is None or boot == reading.boot:
            return tries
        tries = tries.in_another_boot(reading.boottime_us)
        transaction.team.keep_tries(tries, reading.boot)
        return tries


def keep_tries(store: Store, reading: ClockReading, tries: Tries) -> None:
    """Keep the wrong PINs that no right one made good.

    Raises:
        StoreError: nothing was changed.

    """
    with store.transaction() as transaction:
        transaction.team.keep_tries(tries, reading.boot)


def _find(transaction: Transaction, staff: StaffRef) -> Teammate | None:
    return next((each for each in transaction.team.everyone() if each.account.ref == staff), None)


def _was_laid_lately(transaction: Transaction, hand: Hand, tokens: Sequence[CardToken]) -> bool:
    since_us = hand.now.at_us - _VISITORS_FOR_US
    found = transaction.records.found_by([lookup_key(token) for token in tokens])
    return any(each.kind == Tap.kind and hand.situation.line.at_us(each.taken) > since_us for each in found)


def _forget_cards(transaction: Transaction, staff: StaffRef) -> None:
    for token in transaction.team.cards_of(staff):
        transaction.people.unsay(token)
    transaction.team.remove_cards(staff)
