"""What becomes of a record that a kiosk sends: one verdict each, and what is kept of it.

Everything that can be stored is kept: what a person must look at is *held*, which settles it for the kiosk. Only an
envelope that no table could hold, or a ledger that is another kiosk's, is *refused*.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.errors import BadRecordError
from kiosk.domain.ids import EventId, LedgerId, RecordId
from kiosk.domain.records import (
    EventClosed,
    EventOpened,
    Fact,
    Headcount,
    Moved,
    Record,
    StaffIn,
    StaffOut,
    Tap,
    fact_of,
)

MOST_BODY_BYTES = 16_384
MOST_KIND_CHARACTERS = 64
_LARGEST = 2**53
_END_OF_TIME_US = 253_370_764_800_000_000
"""The year 9999, after which no zone can tell its local time."""
_ON_PAPER = (StaffIn, StaffOut)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_PLAIN = re.compile(r"[\x20-\x7e]{1,64}")
_AT_EVENTS = (Tap, StaffIn, StaffOut, Headcount, EventOpened, EventClosed, Moved)


BLANKED = b""
"""The digest of a record whose subject was blanked: what its content was, nothing may tell."""


class Refusal(StrEnum):
    """Why a record can't be stored."""

    BAD_ID = "bad_id"
    BAD_SEQ = "bad_seq"
    BAD_KIND = "bad_kind"
    BAD_TIME = "bad_time"
    TOO_LARGE = "too_large"
    OTHER_KIOSK = "other_kiosk"


class Hold(StrEnum):
    """What a person at the centre must decide."""

    FORKED = "forked"
    """Its id or its number is taken by another record: the kiosk's ledger has two histories."""
    UNKNOWN_KIND = "unknown_kind"
    """A newer kiosk's; read again after the service's upgrade."""
    MALFORMED = "malformed"
    NO_EVENT = "no_event"
    UNKNOWN_EVENT = "unknown_event"
    WRONG_HUB = "wrong_hub"
    """The ledger names a hub where this kiosk never was."""
    DOUBTFUL_TIME = "doubtful_time"
    """The kiosk didn't know the time, and nothing tells to which day or event it belongs; a later fix may."""
    CONTESTED_LINK = "contested_link"
    """Its card was linked to several members at once."""
    AFTER_LOSS = "after_loss"
    """Its card may have been reported lost by then."""


READ_AGAIN = frozenset({Hold.UNKNOWN_KIND, Hold.MALFORMED, Hold.UNKNOWN_EVENT, Hold.DOUBTFUL_TIME})
"""Holds that an upgrade of the service, a new event or a later fix of the clock may resolve."""


class Keep(StrEnum):
    """Where a record is kept."""

    RECORD = "record"
    FORK = "fork"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it came. ``body``: its bytes; ``digest``: of its content, however the JSON was spaced.

    ``record`` is None where the body is no JSON object.
    """

    id: RecordId
    ledger: LedgerId
    seq: int
    kind: str
    taken: ClockReading
    digest: bytes
    body: bytes
    record: Record | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer for one record, and where it is kept."""

    verdict: Verdict
    keep: Keep
    reason: Refusal | Hold | None = None


_ACCEPTED = Judgement(Verdict.ACCEPTED, Keep.RECORD)


@dataclass
class Known:
    """What the database holds of the ids and numbers in a batch; ``judge`` adds what it keeps."""

    content: dict[RecordId, bytes]
    taken: dict[int, RecordId]
    forks: set[tuple[RecordId, bytes]]


def unstorable(incoming: Incoming) -> Refusal | None:
    """Return why the envelope can't be stored, or None."""
    taken = incoming.taken
    if _UUID.fullmatch(incoming.id) is None:
        return Refusal.BAD_ID
    if not 1 <= incoming.seq < _LARGEST:
        return Refusal.BAD_SEQ
    if len(incoming.kind) > MOST_KIND_CHARACTERS or _WORD.fullmatch(incoming.kind) is None:
        return Refusal.BAD_KIND
    if not (-_LARGEST < taken.wall_us < _LARGEST and -_LARGEST < taken.boottime_us < _LARGEST and plain(taken.boot)):
        return Refusal.BAD_TIME
    return Refusal.TOO_LARGE if len(incoming.body) > MOST_BODY_BYTES else None


def plain(text: str) -> bool:
    """Tell whether ``text`` is fit for an id: 1 to 64 printable ASCII characters."""
    return _PLAIN.fullmatch(text) is not None


def judge(incoming: Incoming, known: Known, hold: Hold | None) -> Judgement:
    """Return the verdict for a storable record, by its id and number; ``hold``: what speaks against accepting it.

    The same id with the same content is a duplicate, for ever; where the subject of either was blanked, so is any
    content. The same id with another content, or a number that another id has taken, is kept aside and held: neither
    history is lost.
    """
    there = known.content.get(incoming.id)
    if there is not None and (there == incoming.digest or BLANKED in {there, incoming.digest}):
        return Judgement(Verdict.DUPLICATE, Keep.NOTHING)
    if (incoming.id, BLANKED) in known.forks:
        return Judgement(Verdict.DUPLICATE, Keep.NOTHING)
    if incoming.id in known.content or known.taken.get(incoming.seq, incoming.id) != incoming.id:
        fork = (incoming.id, incoming.digest)
        keep = Keep.NOTHING if fork in known.forks else Keep.FORK
        known.forks.add(fork)
        return Judgement(Verdict.HELD, keep, Hold.FORKED)
    known.content[incoming.id] = incoming.digest
    known.taken[incoming.seq] = incoming.id
    return _ACCEPTED if hold is None else Judgement(Verdict.HELD, Keep.RECORD, hold)


def stated(record: Record | None) -> Fact | Hold:
    """Return the fact that a record states, or why it can't be read."""
    if record is None:
        return Hold.MALFORMED
    try:
        fact = fact_of(record)
    except BadRecordError:
        return Hold.MALFORMED
    if isinstance(fact, _ON_PAPER) and not 0 <= (fact.paper_us or 0) < _END_OF_TIME_US:
        return Hold.MALFORMED
    return Hold.UNKNOWN_KIND if fact is None else fact


def event_named(fact: Fact | Hold) -> EventId | None:
    """Return the event that a fact names, if any."""
    if isinstance(fact, _AT_EVENTS):
        return fact.event
    return None


def hold_of(fact: Fact | Hold, events: AbstractSet[EventId]) -> Hold | None:
    """Return what a person must decide about a fact, or None. ``events``: those that the centre knows."""
    if isinstance(fact, Hold):
        return fact
    event = event_named(fact)
    if event is not None:
        return None if event in events else Hold.UNKNOWN_EVENT
    return Hold.NO_EVENT if isinstance(fact, Tap) else None
