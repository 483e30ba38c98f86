"""Arrivals that were at another event than the one that took them: "wrong event"."""

from collections.abc import Sequence

from kiosk.domain.audit import Act
from kiosk.domain.ids import EventId, RecordId
from kiosk.domain.records import REDACTED, Headcount, Moved, StaffIn, StaffOut, Tap
from kiosk.usecases.by_staff.deeds import Hand, Outcome, Refusal, Step, record

_MOVABLE = (Tap.kind, StaffIn.kind, StaffOut.kind, Headcount.kind)


def move_arrivals(hand: Hand, signs: Sequence[RecordId], event: EventId) -> Outcome:
    """Let ``signs`` count at ``event``; all signs of a stay are to move with it: see ``Derived.signs_of``.

    Headcounts may be among them: see ``Derived.heads_of``.

    Raises:
        StoreError: nothing was recorded.

    """
    if all(each.id != event for each in hand.situation.events):
        return hand.refused(Refusal.GONE)
    with hand.store.transaction() as transaction:
        found = [each for each in map(transaction.records.find, signs) if each is not None]
        steps: list[Step] = [
            (Moved(each.record.id, event), each.lookup)
            for each in found
            if each.record.kind in _MOVABLE and each.record.body.get(REDACTED) is not True
        ]
        if not steps:
            return hand.refused(Refusal.GONE)
        return record(transaction, hand, Act.MOVED, steps)
