"""Activity records: the immutable facts that are stored and pushed, and the typed facts their bodies state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, NewType, get_args

from kiosk.domain.clock import ClockFix, ClockReading, FixSource
from kiosk.domain.errors import BadRecordError
from kiosk.domain.ids import BootId, CardToken, EventId, LedgerId, MemberRef, RecordId, StaffRef, Subject

Body = Mapping[str, Any]
"""A JSON object, kept verbatim."""


LookupKey = NewType("LookupKey", str)
"""What a stored record is found by: whose it is, or which boot it fixes."""


BOOT_KEYS = (LookupKey("boot "), LookupKey("boot!"))
"""The keys of all boots sort between these two."""


OPENINGS_KEY = LookupKey("openings")
"""Under this key are the records by which staff opened and ended events, and what voids those."""


def lookup_key(of: Subject | BootId) -> LookupKey:
    """Return the key under which records of a card, a member or a boot are found."""
    match of:
        case CardToken(value):
            return LookupKey(f"card {value}")
        case MemberRef(value):
            return LookupKey(f"member {value}")
        case _:
            return LookupKey(f"boot {of}")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened at a kiosk. ``seq`` counts 1, 2, 3 … in its ledger with no gap."""

    id: RecordId
    ledger: LedgerId
    seq: int
    kind: str
    taken: ClockReading
    body: Body


@dataclass(frozen=True, slots=True)
class Tap:
    """A card presented once: its token under each active region key (none if it can't identify anyone)."""

    tokens: tuple[CardToken, ...]
    event: EventId | None
    outcome: str
    reason: str | None = None
    kind: ClassVar[str] = "tap"


@dataclass(frozen=True, slots=True)
class StaffIn:
    """Staff checked a member in. ``paper_us``: when, where it was copied from a paper register afterwards."""

    member: MemberRef
    event: EventId
    paper_us: int | None = None
    kind: ClassVar[str] = "staff_in"


@dataclass(frozen=True, slots=True)
class StaffOut:
    """Staff checked a member out. ``paper_us`` as in ``StaffIn``."""

    member: MemberRef
    event: EventId
    paper_us: int | None = None
    kind: ClassVar[str] = "staff_out"


@dataclass(frozen=True, slots=True)
class Headcount:
    """A number of people without names."""

    event: EventId
    count: int
    label: str
    kind: ClassVar[str] = "headcount"


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """An event made on the spot. ``closes_us``: when it ends at the latest, microseconds UTC.

    ``mode``: a value of ``kiosk.domain.events.EventMode``.
    """

    mode: str
    leave_gap_s: int
    opens_us: int
    closes_us: int


@dataclass(frozen=True, slots=True)
class EventOpened:
    """Staff opened an event.

    ``made``: what it is like, where it was made on the spot at this kiosk; its title is kept and sent apart.
    """

    event: EventId
    made: MadeEvent | None = None
    kind: ClassVar[str] = "event_opened"


@dataclass(frozen=True, slots=True)
class EventClosed:
    """Staff closed an event."""

    event: EventId
    kind: ClassVar[str] = "event_closed"


@dataclass(frozen=True, slots=True)
class CardLinked:
    """A card was linked to a member; earlier taps of it count."""

    token: CardToken
    member: MemberRef
    kind: ClassVar[str] = "card_linked"


@dataclass(frozen=True, slots=True)
class CardLost:
    """A card was reported lost."""

    token: CardToken
    kind: ClassVar[str] = "card_lost"


@dataclass(frozen=True, slots=True)
class Voided:
    """A correction: the named record doesn't count. Voiding a ``voided`` record brings the first back."""

    record: RecordId
    kind: ClassVar[str] = "voided"


@dataclass(frozen=True, slots=True)
class Moved:
    """The named record belongs to another event."""

    record: RecordId
    event: EventId
    kind: ClassVar[str] = "moved"


@dataclass(frozen=True, slots=True)
class StaffActed:
    """Someone of the team saw or did something; nothing follows from it. ``did``: a ``kiosk.domain.audit.Act``.

    ``about``: the record that it made, if any.
    """

    staff: StaffRef
    did: str
    about: RecordId | None = None
    kind: ClassVar[str] = "staff_acted"


@dataclass(frozen=True, slots=True)
class ClockFixed:
    """The clock of a boot became trustworthy."""

    fix: ClockFix
    kind: ClassVar[str] = "clock_fixed"


REDACTED = "redacted"
"""The field that is true in the body of a record whose subject was blanked: see ``kiosk.domain.redaction``."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """Something happened to a person who was forgotten: nothing follows from it. A tap stays a tap, of nobody."""

    kind: ClassVar[str] = REDACTED


Fact = (
    Tap
    | StaffIn
    | StaffOut
    | Headcount
    | EventOpened
    | EventClosed
    | CardLinked
    | CardLost
    | Voided
    | Moved
    | StaffActed
    | ClockFixed
    | Redacted
)
"""What a record of a known kind states."""
_NAMES = {kind: tuple(each.name for each in fields(kind)) for kind in (*get_args(Fact), ClockFix)}
_WHOLE = (Tap, ClockFixed)


def body_of(fact: Fact) -> dict[str, Any]:
    """Return the JSON body that states ``fact``: its fields by name."""
    source = fact.fix if isinstance(fact, ClockFixed) else fact
    whole = isinstance(fact, _WHOLE)  # of the others, what newer programs added is said only where it is so
    said = ((name, getattr(source, name)) for name in _NAMES[type(source)])
    return {name: _plain(value) for name, value in said if whole or value is not None}


def _plain(value: object) -> object:
    if isinstance(value, (CardToken, MemberRef, StrEnum)):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, MadeEvent):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return value


def fact_of(record: Record) -> Fact | None:
    """Return what ``record`` states, or None where its kind is not known to this program.

    Raises:
        BadRecordError: the kind is known but the body is not of its shape.

    """
    reader = _READERS.get(record.kind)
    if reader is None:
        return None
    if record.body.get(REDACTED) is True and record.kind != Tap.kind:
        return Redacted()
    try:
        return reader(record.body)
    except (KeyError, TypeError, ValueError) as error:
        message = f"record of kind {record.kind}: its body is not of that kind's shape"
        raise BadRecordError(message) from error


def readable_fact(record: Record) -> Fact | None:
    """Return what ``record`` states; None also where its body is not of its kind's shape."""
    try:
        return fact_of(record)
    except BadRecordError:
        return None


def readable_facts(records: Iterable[Record]) -> Iterator[tuple[Record, Fact]]:
    """Yield the records that this program can read, each with what it states."""
    for record in records:
        fact = readable_fact(record)
        if fact is not None:
            yield record, fact


def _text(body: Body, key: str) -> str:
    value = body[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _number(body: Body, key: str) -> int:
    value = body[key]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(key)
    return value


def _tap(body: Body) -> Tap:
    tokens = body["tokens"]
    if not isinstance(tokens, list) or not all(map(_is_text, tokens)):
        key = "tokens"
        raise TypeError(key)
    event = None if body.get("event") is None else EventId(_text(body, "event"))
    reason = None if body.get("reason") is None else _text(body, "reason")
    return Tap(tuple(map(CardToken, tokens)), event, _text(body, "outcome"), reason)


def _number_if_said(body: Body, key: str) -> int | None:
    return None if body.get(key) is None else _number(body, key)


def _staff_in(body: Body) -> StaffIn:
    member, event = MemberRef(_text(body, "member")), EventId(_text(body, "event"))
    return StaffIn(member, event, _number_if_said(body, "paper_us"))


def _staff_out(body: Body) -> StaffOut:
    member, event = MemberRef(_text(body, "member")), EventId(_text(body, "event"))
    return StaffOut(member, event, _number_if_said(body, "paper_us"))


def _opened(body: Body) -> EventOpened:
    made = body.get("made")
    if made is None:
        return EventOpened(EventId(_text(body, "event")))
    if not isinstance(made, Mapping):
        key = "made"
        raise TypeError(key)
    like = MadeEvent(
        _text(made, "mode"), _number(made, "leave_gap_s"), _number(made, "opens_us"), _number(made, "closes_us")
    )
    return EventOpened(EventId(_text(body, "event")), like)


def _acted(body: Body) -> StaffActed:
    about = None if body.get("about") is None else RecordId(_text(body, "about"))
    return StaffActed(StaffRef(_text(body, "staff")), _text(body, "did"), about)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _fix(body: Body) -> ClockFixed:
    uncertainty_us = None if body.get("uncertainty_us") is None else _number(body, "uncertainty_us")
    return ClockFixed(
        ClockFix(
            BootId(_text(body, "boot")),
            _number(body, "boottime_us"),
            _number(body, "wall_us"),
            FixSource(_text(body, "source")),
            uncertainty_us,
        )
    )


_READERS: dict[str, Callable[[Body], Fact]] = {
    Tap.kind: _tap,
    StaffIn.kind: _staff_in,
    StaffOut.kind: _staff_out,
    Headcount.kind: lambda body: Headcount(EventId(_text(body, "event")), _number(body, "count"), _text(body, "label")),
    EventOpened.kind: _opened,
    EventClosed.kind: lambda body: EventClosed(EventId(_text(body, "event"))),
    CardLinked.kind: lambda body: CardLinked(CardToken(_text(body, "token")), MemberRef(_text(body, "member"))),
    CardLost.kind: lambda body: CardLost(CardToken(_text(body, "token"))),
    Voided.kind: lambda body: Voided(RecordId(_text(body, "record"))),
    Moved.kind: lambda body: Moved(RecordId(_text(body, "record")), EventId(_text(body, "event"))),
    StaffActed.kind: _acted,
    ClockFixed.kind: _fix,
}
