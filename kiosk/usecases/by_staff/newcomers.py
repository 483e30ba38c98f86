"""Someone new, without a card: they are in at once, and the centre learns of them later."""

from collections.abc import Iterable

from kiosk.domain.audit import Act
from kiosk.domain.derive import voided
from kiosk.domain.ids import MemberRef
from kiosk.domain.records import StaffIn, StaffOut, lookup_key, readable_facts
from kiosk.domain.shown_names import folded, tidied
from kiosk.ports import IdSource, MemberEntry, NameKind, Transaction
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, record

_MOST_LOOKED_AT = 200


def add_person(hand: Hand, typed: str, *, here: Iterable[str]) -> Outcome:
    """Add someone new and check them in. ``here``: names of those who are in; none where a second one is meant.

    Raises:
        StoreError: nothing was recorded.

    """
    name, event = tidied(typed), hand.event
    if name is None:
        return hand.refused(Refusal.NO_NAME)
    if event is None:
        return hand.refused(Refusal.NOTHING_OPEN)
    if folded(name) in {folded(each) for each in here}:
        return hand.refused(Refusal.DUPLICATE)
    with hand.store.transaction() as transaction:
        member = put_newcomer(transaction, hand.ids, name)
        return record(transaction, hand, Act.ADDED_PERSON, [(StaffIn(member, event.id), lookup_key(member))])


def put_newcomer(transaction: Transaction, ids: IdSource, name: str) -> MemberRef:
    """Make someone a member of this hub here, under a random reference; the name is to be sent apart."""
    member = ids.member_ref()
    transaction.people.add(member, MemberEntry(name, None))
    transaction.names.put(NameKind.MEMBER, member.value, name)
    return member


def was_taken_back(transaction: Transaction, member: MemberRef) -> bool:
    """Tell whether someone who was new here never came after all: all that was said of them was undone."""
    if not transaction.names.has(member.value) or transaction.people.cards_of(member):
        return False
    facts = list(readable_facts(transaction.records.found_by([lookup_key(member)], most=_MOST_LOOKED_AT)))
    signs = {record.id for record, fact in facts if isinstance(fact, StaffIn | StaffOut)}
    return bool(signs) and signs <= voided(facts)
