"""What all acts of the team share: who does it, what it comes to, and its audit record.

An act's records follow one another in the ledger; its audit record comes last and names the first of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.audit import Act
from kiosk.domain.clock import ClockReading, Now
from kiosk.domain.events import Event
from kiosk.domain.ids import RecordId, StaffRef
from kiosk.domain.records import Fact, LookupKey, StaffActed
from kiosk.ports import IdSource, Store, Transaction
from kiosk.usecases.situation import Situation, append


class Refusal(StrEnum):
    """Why nothing was done. Nothing was recorded, either."""

    NOTHING_OPEN = "nothing_open"
    """No event takes anything now."""
    GONE = "gone"
    """What it was about is not here, or was taken back already."""
    DUPLICATE = "duplicate"
    """Someone of that name is here already."""
    ALREADY_HERE = "already_here"
    """They are in."""
    NOT_HERE = "not_here"
    """They are not in."""
    NO_NAME = "no_name"
    """Nothing that can be a name was typed."""
    TAKEN = "taken"
    """It is someone else's card, or one about which the centre has to decide."""
    TAPPED_LATELY = "tapped_lately"
    """It was tapped as a visitor's in the last hours."""
    STAFF_CARD = "staff_card"
    CANNOT_IDENTIFY = "cannot_identify"
    """The card can't identify anyone."""
    BAD_TIME = "bad_time"
    """It was not then: not yet, before the arrival, or longer ago than records are kept."""
    LAST_LEAD = "last_lead"
    """Nobody would be left who may look after the team."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Someone of the team at work: who it is, when by the kiosk's clocks, and on what."""

    store: Store
    ids: IdSource
    situation: Situation
    staff: StaffRef
    taken: ClockReading

    @property
    def now(self) -> Now:
        """What time it is, as far as the kiosk can know."""
        return self.situation.now(self.taken)

    @property
    def event(self) -> Event | None:
        """The event that is on."""
        return self.situation.agenda(self.now).current

    def refused(self, why: Refusal) -> "Outcome":
        """Return that nothing was done."""
        return self.situation, why


@dataclass(frozen=True, slots=True)
class Did:
    """It is done and durable. ``record``: what Undo takes back, with all that was done with it; None for nothing."""

    record: RecordId | None = None


Outcome = tuple[Situation, Did | Refusal]
"""The situation from now on, and what it came to."""

Step = tuple[Fact, LookupKey | None]
"""Something to record, and what it is found by."""


def record(transaction: Transaction, hand: Hand, did: Act, steps: Iterable[Step]) -> tuple[Situation, Did]:
    """Record ``steps`` and the audit of them."""
    situation, made = record_each(transaction, hand, did, steps)
    return situation, Did(made[0] if made else None)


def record_each(
    transaction: Transaction, hand: Hand, did: Act, steps: Iterable[Step]
) -> tuple[Situation, list[RecordId]]:
    """Record ``steps`` and the audit of them; return the records of the steps."""
    situation, made = hand.situation, list[RecordId]()
    for fact, lookup in steps:
        situation, one = append(transaction, situation, hand.ids, fact, taken=hand.taken, lookup=lookup)
        made.append(one)
    situation, _ = _audited(transaction, replace(hand, situation=situation), did, made[0] if made else None)
    return situation, made


def record_audit(
    transaction: Transaction, hand: Hand, did: Act, *, about: RecordId | None = None
) -> tuple[Situation, Did]:
    """Record the audit of an act that leaves no other record: Undo knows the act by it."""
    situation, made = _audited(transaction, hand, did, about)
    return situation, Did(made)


def _audited(transaction: Transaction, hand: Hand, did: Act, about: RecordId | None) -> tuple[Situation, RecordId]:
    audit = StaffActed(hand.staff, did.value, about)
    return append(transaction, hand.situation, hand.ids, audit, taken=hand.taken, lookup=None)
