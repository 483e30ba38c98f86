"""Someone new, without a card: they are in at once, and the centre learns of them later."""

from collections.abc import Iterable

from kiosk.domain.audit import Act
from kiosk.domain.ids import MemberRef
from kiosk.domain.records import StaffIn, lookup_key
from kiosk.domain.shown_names import folded, tidied
from kiosk.ports import IdSource, MemberEntry, NameKind, Transaction
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, record


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
