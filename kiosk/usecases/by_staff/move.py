"""Arrivals that were at another event than the one that took them: "wrong event"."""

from collections.abc import Collection, Iterator, Sequence

from kiosk.domain.audit import Act
from kiosk.domain.ids import EventId, RecordId
from kiosk.domain.records import REDACTED, Headcount, Moved, StaffIn, StaffOut, Tap
from kiosk.ports import Transaction
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, Step, record

_SIGNS = (Tap.kind, StaffIn.kind, StaffOut.kind)


def move_arrivals(hand: Hand, signs: Sequence[RecordId], event: EventId, *, heads: Sequence[RecordId] = ()) -> Outcome:
    """Let ``signs`` count at ``event``; all signs of a stay are to move with it: see ``Derived.signs_of``.

    ``heads``: headcounts that go along, see ``Derived.heads_of``.

    Raises:
        StoreError: nothing was recorded.

    """
    if all(each.id != event for each in hand.situation.events):
        return hand.refused(Refusal.GONE)
    with hand.store.transaction() as transaction:
        steps = list(_moves(transaction, signs, event, _SIGNS))
        if not steps:
            return hand.refused(Refusal.GONE)
        steps += _moves(transaction, heads, event, (Headcount.kind,))
        return record(transaction, hand, Act.MOVED, steps)


def _moves(
    transaction: Transaction, which: Sequence[RecordId], event: EventId, kinds: Collection[str]
) -> Iterator[Step]:
    for each in map(transaction.records.find, which):
        if each is not None and each.record.kind in kinds and each.record.body.get(REDACTED) is not True:
            yield Moved(each.record.id, event), each.lookup
