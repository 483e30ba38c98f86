"""Taking back what was done, and what was taken back: always by another record."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kiosk.domain.audit import Act
from kiosk.domain.derive import voided
from kiosk.domain.ids import RecordId
from kiosk.domain.records import (
    OPENINGS_KEY,
    REDACTED,
    CardLinked,
    CardLost,
    EventClosed,
    EventOpened,
    Headcount,
    Moved,
    Record,
    StaffActed,
    StaffIn,
    StaffOut,
    Tap,
    Voided,
    readable_fact,
    readable_facts,
)
from kiosk.ports import Found, Ledger, Transaction
from kiosk.usecases.by_staff.card_words import say_anew
from kiosk.usecases.by_staff.deeds import Did, Hand, Outcome, Refusal, record_each
from kiosk.usecases.situation import openings_now

_UNDOABLE = (Tap, StaffIn, StaffOut, Headcount, EventOpened, EventClosed, CardLinked, CardLost, Moved, Voided)
_AT_ONCE = 20
_MOST_LOOKED_AT = 500


def undo(hand: Hand, target: RecordId, *, together: Collection[RecordId] = ()) -> Outcome:
    """Take back what ``target`` says, with everything that was recorded in the same act.

    ``together``: what goes with it, as the goodbye of a stay goes with its arrival. Taking back what was taken back
    lets it count again.

    Raises:
        StoreError: nothing was recorded.

    """
    with hand.store.transaction() as transaction:
        found = transaction.records.find(target)
        if found is None:
            return hand.refused(Refusal.GONE)
        going = [each for each in _whole(transaction, found, together) if _can_go(transaction, each)]
        if not going:
            return hand.refused(Refusal.GONE)
        steps = [(Voided(each.record.id), each.lookup) for each in going]
        situation, made = record_each(transaction, hand, Act.UNDID, steps)
        for each, by in zip(going, made, strict=True):
            found_root = root_of(transaction, each.record.id)
            root = None if found_root is None else readable_fact(found_root)
            if isinstance(root, CardLinked | CardLost):
                say_anew(transaction, root.token, undone=root, by=by)
        if any(each.lookup == OPENINGS_KEY for each in going):
            situation = replace(situation, openings=openings_now(transaction))
    return situation, Did(made[0])


def is_presence(hand: Hand, target: RecordId) -> bool:
    """Tell whether ``target`` may be an arrival.

    Raises:
        StoreError: nobody can tell.

    """
    with hand.store.transaction() as transaction:
        found = transaction.records.find(target)
    return found is not None and found.record.kind in {Tap.kind, StaffIn.kind}


def _whole(transaction: Transaction, first: Found, together: Collection[RecordId]) -> list[Found]:
    """Return the records of the act that ``first`` began, then the others that go ``together`` with it, each once."""
    deed = _deed(transaction, first)
    mine = {each.record.id for each in deed}
    others = (transaction.records.find(each) for each in together if each not in mine)
    return [*deed, *(each for each in others if each is not None)]


def _deed(transaction: Transaction, first: Found) -> list[Found]:
    """Return all records of the act that ``first`` began; a tap, or what is not an act's first record, stands alone."""
    if first.record.kind == Tap.kind:
        return [first]
    others: list[Record] = []
    for each in _following(transaction, first.record):
        if each.kind == StaffActed.kind:
            audit = readable_fact(each)
            whole = isinstance(audit, StaffActed) and audit.about == first.record.id
            found = (transaction.records.find(other.id) for other in others) if whole else ()
            return [first, *(each for each in found if each is not None)]
        others.append(each)
    return [first]


def _following(transaction: Transaction, record: Record) -> Iterator[Record]:
    """Yield what came after ``record`` in its ledger, read a little at a time."""
    ledger = _ledger_of(transaction, record)
    after = record.seq
    while page := transaction.records.after(ledger, after, most=_AT_ONCE):
        yield from page
        after = page[-1].seq


def _can_go(transaction: Transaction, found: Found) -> bool:
    """Tell whether the record can be voided and isn't."""
    if not isinstance(readable_fact(found.record), _UNDOABLE) or found.record.body.get(REDACTED) is True:
        return False
    return found.record.id not in voided(readable_facts(corrections(transaction, found)))


def corrections(transaction: Transaction, found: Found) -> Sequence[Record]:
    """Return records among which are those that correct ``found``."""
    if found.lookup is not None:
        return transaction.records.found_by([found.lookup], most=_MOST_LOOKED_AT)
    ledger = _ledger_of(transaction, found.record)
    return transaction.records.after(ledger, found.record.seq, most=_MOST_LOOKED_AT)


def _ledger_of(transaction: Transaction, record: Record) -> Ledger:
    return next(each for each in transaction.ledgers.all() if each.id == record.ledger)


def root_of(transaction: Transaction, record: RecordId) -> Record | None:
    """Return the record, or what it voids in the end."""
    seen = set[RecordId]()
    found = transaction.records.find(record)
    while found is not None and found.record.id not in seen:
        fact = readable_fact(found.record)
        if not isinstance(fact, Voided):
            break
        seen.add(found.record.id)
        found = transaction.records.find(fact.record)
    return None if found is None else found.record
