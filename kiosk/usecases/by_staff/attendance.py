"""Checking people in and out by hand, and counting heads, at the event that is on."""

from kiosk.domain.audit import Act
from kiosk.domain.ids import MemberRef
from kiosk.domain.records import Headcount, StaffIn, StaffOut, lookup_key
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, record
from kiosk.usecases.by_staff.subjects import is_in, known_member, may_be_member, stays_at


def check_in(hand: Hand, member: MemberRef) -> Outcome:
    """Check a member in who has no card with them; also one whom this hub doesn't know.

    Where staff ended the event and it was taken up again by itself, that they are here again is recorded.

    Raises:
        StoreError: nothing was recorded.

    """
    event = hand.event
    if event is None:
        return hand.refused(Refusal.NOTHING_OPEN)
    with hand.store.transaction() as transaction:
        if not may_be_member(transaction, member):
            return hand.refused(Refusal.GONE)
        stays = stays_at(hand.situation, known_member(transaction, hand.situation, member), event, hand.now.at_us)
        if is_in(stays) is not None and event.id not in hand.situation.openings.closed:
            return hand.refused(Refusal.ALREADY_HERE)
        return record(transaction, hand, Act.CHECKED_IN, [(StaffIn(member, event.id), lookup_key(member))])


def check_out(hand: Hand, member: MemberRef) -> Outcome:
    """Say goodbye for a member.

    Raises:
        StoreError: nothing was recorded.

    """
    event = hand.event
    if event is None:
        return hand.refused(Refusal.NOTHING_OPEN)
    with hand.store.transaction() as transaction:
        if not may_be_member(transaction, member):
            return hand.refused(Refusal.GONE)
        stays = stays_at(hand.situation, known_member(transaction, hand.situation, member), event, hand.now.at_us)
        if is_in(stays) is None:
            return hand.refused(Refusal.NOT_HERE)
        return record(transaction, hand, Act.CHECKED_OUT, [(StaffOut(member, event.id), lookup_key(member))])


def count_heads(hand: Hand, count: int, label: str) -> Outcome:
    """Record how many people without names there are; of one ``label`` the last number counts.

    Raises:
        StoreError: nothing was recorded.

    """
    event = hand.event
    if event is None:
        return hand.refused(Refusal.NOTHING_OPEN)
    with hand.store.transaction() as transaction:
        return record(transaction, hand, Act.COUNTED_HEADS, [(Headcount(event.id, count, label), None)])
