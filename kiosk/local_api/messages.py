"""What the daemon and its neighbours say on the local sockets.

One JSON object a line, UTF-8, at most ``MAX_LINE_BYTES``. The first line of a client is ``Hello``; another version is
answered ``Refused`` and closed. One socket a role: screen, worker, administrator. Shapes only; no behaviour.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

VERSION = 1
MAX_LINE_BYTES = 4 * 1024 * 1024
"""A page of 500 records or changes fits many times over."""
MOST_RECORDS = 500

Count = Annotated[int, Meta(ge=0, le=2**53)]
Moment = Annotated[int, Meta(ge=0, le=253_370_764_800_000_000)]
"""Microseconds UTC, before the year 9999: every zone can tell its local time."""


class Message(msgspec.Struct, tag_field="type", tag=True, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message: ``type`` names it."""


# ----------------------------------------------------------------- every role


class Hello(Message, frozen=True, kw_only=True):
    """The client's first line."""

    version: int


class Refused(Message, frozen=True, kw_only=True):
    """The daemon's last line before it closes a connection, or its answer to a request that can't be met.

    Codes: ``version``, ``peer`` (this user may not ask), ``malformed``, ``oversized``, ``unexpected``, ``store``,
    ``store_full``, ``seal`` (the region keys could not be opened), ``enrolment`` (it can't be used on this machine).
    """

    code: str


# ----------------------------------------------------------------- screen


ResultKind = Literal[
    "arrived", "already_here", "left", "help", "misread", "take_card", "not_open", "not_saved", "staff"
]


class ShownResult(Message, frozen=True, kw_only=True):
    """What the last tap came to, for the public screen.

    ``serial`` grows with each result. ``kind``: the outcome's code, or ``misread``, ``take_card``, ``not_saved``,
    ``staff`` (a team member's card, which is never recorded).
    ``age_ms``: how long ago, when this snapshot was made. ``shown_ms``: how long to show it. ``opens``: the next
    opening as local ``HH:MM``, for ``not_open``.
    """

    serial: int
    kind: ResultKind
    name: str | None = None
    language: str | None = None
    opens: str | None = None
    age_ms: int
    shown_ms: int


class ScreenSnapshot(Message, frozen=True, kw_only=True):
    """All that the public screen needs; each one replaces the one before.

    ``clock_us``: effective wall time in microseconds UTC, or None while the clock is doubtful.
    ``zone``: IANA name of the hub's local time; without it no clock is shown.
    ``reader``: whether any reader can take cards.
    """

    number: int
    enrolled: bool
    hub_name: str | None
    zone: str | None
    event_title: str | None
    reader: Literal["ready", "missing"]
    clock_us: int | None
    result: ShownResult | None


class HelpAsked(Message, frozen=True, kw_only=True):
    """Someone touched "No card?": the daemon rings a team member and shows the help result."""


class FrameShown(Message, frozen=True, kw_only=True):
    """The screen drew the result with this serial (for the log and the benchmarks)."""

    serial: int


# ----------------------------------------------------------------- worker


class WorkerWelcome(Message, frozen=True, kw_only=True):
    """The answer to a worker's ``Hello``. ``sealing_key``: the daemon's X25519 public key, base64url.

    ``kiosk`` is None before enrolment. ``cursor`` is None before the first page of a generation.
    """

    version: int
    sealing_key: str
    kiosk: str | None
    hub: str | None
    cursor: str | None
    generation: int


class WireReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.domain.clock.ClockReading`` on the wire."""

    wall_us: int
    synchronised: bool
    boot: str
    boottime_us: int


class LocalRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pending record as the worker gets it; ``body`` is passed on verbatim."""

    id: str
    seq: int
    kind: str
    taken: WireReading
    body: msgspec.Raw


class FetchPending(Message, frozen=True, kw_only=True):
    """Ask for pending records after a cursor (ledger number, seq); ``(0, 0)`` is the beginning. A pure read."""

    after_ledger: Count
    after_seq: Count
    most: Annotated[int, Meta(ge=1, le=MOST_RECORDS)]


class PendingPage(Message, frozen=True, kw_only=True):
    """Pending records of one ledger in seq order; empty when nothing is pending after the cursor.

    ``waiting``: how many are pending in all. ``reading``: the kiosk's clocks at this moment.
    """

    ledger: str
    ledger_number: int
    kiosk: str
    hub: str
    records: list[LocalRecord]
    waiting: int
    reading: WireReading


class WireVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One verdict: the record's id, the word, and a reason code where there is one."""

    id: str
    verdict: Literal["accepted", "duplicate", "held", "refused", "later"]
    reason: str | None = None


class Settle(Message, frozen=True, kw_only=True):
    """Apply verdicts, all in one transaction; repeating it changes nothing."""

    verdicts: list[WireVerdict]


class Settled(Message, frozen=True, kw_only=True):
    """What ``Settle`` did: ``ignored`` counts ids that the daemon doesn't know. ``waiting``: still pending in all."""

    settled: int
    ignored: int
    waiting: int


class WireEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.domain.events.Event``; ``opens_us`` and ``closes_us`` are both None for drop-in."""

    id: str
    hub: str
    title: str
    programme: str | None
    opens_us: Moment | None
    closes_us: Moment | None
    mode: Literal["arrivals_only", "arrive_and_leave"]
    leave_gap_s: Count

    def __post_init__(self) -> None:
        """Refuse half a window: without one the event would pass for drop-in."""
        if (self.opens_us is None) != (self.closes_us is None):
            message = "opens_us and closes_us: both or neither"
            raise ValueError(message)


class WireMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member as far as this hub may know one."""

    ref: str
    shown_name: str | None
    language: str | None


class WireCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the scheme says of a token. A ``staff`` card has no member."""

    token: str
    standing: Literal["linked", "lost", "contested", "staff"]
    member: str | None


class ApplyChanges(Message, frozen=True, kw_only=True):
    """One page of changes, checked by the worker. ``last``: the last page of this pull. ``gone``: ids removed."""

    cursor: str
    generation: Count
    last: bool
    events: list[WireEvent]
    members: list[WireMember]
    cards: list[WireCard]
    gone_events: list[str]
    gone_members: list[str]
    gone_cards: list[str]


class StartOver(Message, frozen=True, kw_only=True):
    """The centre no longer knows the cursor: begin a new generation. Answered ``ChangesApplied`` with no cursor."""


class ChangesApplied(Message, frozen=True, kw_only=True):
    """Where the next pull goes on."""

    cursor: str | None
    generation: int


class Enrolled(Message, frozen=True, kw_only=True):
    """The centre's answer to the enrolment.

    ``sealed_keys``: base64url of a sealed box to the daemon's key, holding JSON
    ``[{"key_id": …, "secret": base64url}]``. Answered ``Noted`` or ``Refused`` with code ``seal``.
    """

    kiosk: str
    hub: str
    hub_name: str
    zone: str
    sealed_keys: str


class ServiceTime(Message, frozen=True, kw_only=True):
    """A verified answer of the service carried this time.

    ``wall_us`` is its clock, ``boottime_us`` the kiosk's CLOCK_BOOTTIME half-way between request and answer,
    ``uncertainty_us`` half the round trip.
    """

    wall_us: Moment
    boottime_us: Count
    uncertainty_us: Count


class Reopen(Message, frozen=True, kw_only=True):
    """The service lacks these records (``first`` to ``last`` of ``ledger``, inclusive): they become pending again."""

    ledger: str
    first: Count
    last: Count


class NetworkReport(Message, frozen=True, kw_only=True):
    """How the worker gets on, for staff. ``state``: see ``sync.network_state``; ``detail`` is known text."""

    state: str
    detail: str
    last_success_us: Moment | None


class HealthWanted(Message, frozen=True, kw_only=True):
    """Ask for what a heartbeat carries."""


class ReaderStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One reader: its name, ``ready``, ``missing``, ``busy`` or ``denied``, and the cause in words."""

    name: str
    health: str
    cause: str


class LedgerStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ledger: its highest seq, how many wait, how many were refused."""

    ledger: str
    highest: int
    waiting: int
    refused: int


class Health(Message, frozen=True, kw_only=True):
    """What the daemon knows of itself. ``oldest_waiting_us``: wall time of the oldest pending record."""

    version: str
    readers: list[ReaderStatus]
    ledgers: list[LedgerStatus]
    oldest_waiting_us: int | None
    clock_trusted: bool
    disk_free_bytes: int
    reading: WireReading


class Noted(Message, frozen=True, kw_only=True):
    """Done; nothing to tell."""


class Wake(Message, frozen=True, kw_only=True):
    """Unasked: new records are pending. Sent to the worker between answers."""


# ----------------------------------------------------------------- administrator


class StatusWanted(Message, frozen=True, kw_only=True):
    """Ask for the daemon's state. Answered ``Status``."""


class Status(Message, frozen=True, kw_only=True):
    """The daemon's state, without anything personal."""

    health: Health
    kiosk: str | None
    hub: str | None
    event: str | None
    network_state: str
    network_detail: str
    last_success_us: int | None
    sqlite: str


CardVerdict = Literal["identifies", "random_number", "book_tag", "foreign_barcode", "unread"]


class WatchCards(Message, frozen=True, kw_only=True):
    """Ask to be told of every card that is laid on a reader, until the connection ends. Answered ``Noted``."""


class CardNoticed(Message, frozen=True, kw_only=True):
    """Unasked, after ``WatchCards``: a card was laid on ``reader``. Nothing in it tells the card's number.

    ``at_us``: the kiosk's wall clock. ``technology``: None for a card that could not be read; ``uid_bytes``: also None
    for a barcode. ``verdict``: ``identifies``; ``random_number``, ``book_tag`` or ``foreign_barcode`` (it identifies
    nobody); ``unread``. ``ends_in``: the last four digits of the card's token, None where it has none.
    ``mark``: the same for the same card on every reader while this connection lasts, and meaningless outside of it.
    """

    at_us: int
    reader: str
    verdict: CardVerdict
    technology: str | None = None
    uid_bytes: int | None = None
    ends_in: str | None = None
    mark: str | None = None


# ----------------------------------------------------------------- who may say what

FromScreen = Hello | HelpAsked | FrameShown
ToScreen = ScreenSnapshot | Refused
FromWorker = (
    Hello
    | FetchPending
    | Settle
    | ApplyChanges
    | StartOver
    | Enrolled
    | ServiceTime
    | Reopen
    | NetworkReport
    | HealthWanted
)
ToWorker = WorkerWelcome | PendingPage | Settled | ChangesApplied | Health | Noted | Wake | Refused
FromAdministrator = Hello | StatusWanted | WatchCards
ToAdministrator = Noted | Status | CardNoticed | Refused


def encode(message: Message) -> bytes:
    """Return one line."""
    return _encoder.encode(message) + b"\n"


def decoder(kinds: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  a union of types is not a type to mypy
    """Return a strict decoder for one direction, for example ``decoder(FromScreen)``."""
    return msgspec.json.Decoder(kinds)


_encoder = msgspec.json.Encoder()
