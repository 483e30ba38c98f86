"""At which event a record of someone's coming, going or being counted counts now: where it was moved, if it was."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.derive import voided
from kiosk.domain.ids import EventId, RecordId
from kiosk.domain.records import (
    Headcount,
    Moved,
    StaffIn,
    StaffOut,
    Tap,
    readable_fact,
    readable_facts,
)
from kiosk.ports import Found, Transaction
from kiosk.usecases.by_staff.undo import corrections
from kiosk.usecases.situation import Situation


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """When a sign was, and at which event it counts. ``event``: None where nothing was on."""

    event: EventId | None
    at_us: int


def whereabouts(transaction: Transaction, situation: Situation, record: RecordId) -> Whereabouts | None:
    """Return where the sign ``record`` counts now; None where it is no sign."""
    found = transaction.records.find(record)
    fact = None if found is None else readable_fact(found.record)
    if found is None or not isinstance(fact, Tap | StaffIn | StaffOut | Headcount):
        return None
    paper_us = fact.paper_us if isinstance(fact, StaffIn | StaffOut) else None
    at_us = situation.line.at_us(found.record.taken) if paper_us is None else paper_us
    return Whereabouts(_moved_to(transaction, situation, found) or fact.event, at_us)


def both_ends(transaction: Transaction, situation: Situation, move: Moved) -> Iterator[Whereabouts]:
    """Yield where what ``move`` moved counts now, where it was moved, and where it was taken."""
    now = whereabouts(transaction, situation, move.record)
    found = transaction.records.find(move.record)
    if now is None or found is None:
        return
    yield now
    yield Whereabouts(move.event, now.at_us)
    taken = found.record.body.get("event")
    yield Whereabouts(None if taken is None else EventId(str(taken)), now.at_us)


def _moved_to(transaction: Transaction, situation: Situation, found: Found) -> EventId | None:
    facts = list(readable_facts(corrections(transaction, found)))
    gone = voided(facts)
    moves = [
        (situation.line.at_us(each.taken), each.id, fact.event)
        for each, fact in facts
        if isinstance(fact, Moved) and fact.record == found.record.id and each.id not in gone
    ]
    return max(moves)[2] if moves else None
