"""The wire records between a kiosk and the badge service, strict both ways; shared by both sides.

The envelope is strict; a record's ``kind`` is open and its ``body`` is kept verbatim, so that either side can be
upgraded first. All JSON, UTF-8. Times are integers in microseconds UTC. Errors are ``application/problem+json``
(RFC 9457) with a stable ``code``. Every answer carries ``Date``, ``Hubtap-Service: <version>`` and ``Hubtap-Nonce``.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

LEVEL = 4
"""The protocol level that this code understands; a kiosk names it when it pulls."""
STAFF_LEVEL = 2
"""From this level on a kiosk knows what a staff card is."""
REDACTION_LEVEL = 3
"""From this level on a kiosk knows how to forget a person."""
LETTER_LEVEL = 3
"""From this level on a kiosk knows signed letters of keys, and how to change its own key."""

NAMES_LEVEL = 4
"""From this level on names travel apart from records, and a kiosk is told who is in at its hub's others."""
CAPACITY_LEVEL = 4
"""From this level on a kiosk knows how many fit at an event."""

SERVICE_HEADER = "Hubtap-Service"
NONCE_HEADER = "Hubtap-Nonce"
AUTHORIZATION_SCHEME = "Hubtap"
"""``Authorization: Hubtap <JWT>``; see ``RequestClaims``."""

ENROLMENTS_PATH = "/api/v1/enrolments"
RECORDS_PATH = "/api/v1/records"
CHANGES_PATH = "/api/v1/changes"
HEARTBEATS_PATH = "/api/v1/heartbeats"
KEYS_PATH = "/api/v1/keys"
NAMES_PATH = "/api/v1/names"

MOST_RECORDS = 500
"""The most records that one request may hold; the worker sends at most 100."""
MOST_CHANGES = 500
MOST_NAMES = 500
MOST_OTHER_KIOSKS = 20
MOST_PEOPLE_HERE = 500
"""The most references that are told of one kiosk; whoever is in besides counts as unnamed."""

PROBLEM_TYPE = "application/problem+json"

Moment = Annotated[int, Meta(ge=0, le=253_370_764_800_000_000)]
"""A time that the service tells, before the year 9999: the daemon hangs up on whoever brings it another."""


class Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An envelope that allows no unknown field."""


class RequestClaims(Wire, frozen=True, kw_only=True):
    """What a request's JWT (EdDSA, header ``kid`` = kiosk id, or the key's thumbprint at enrolment) states.

    ``htm``: method. ``htu``: path with query. ``digest``: SHA-256 of the body as sent (after gzip), base64url without
    padding; of the empty string where there is no body. ``nonce``: the service's, from ``Hubtap-Nonce``.
    """

    kiosk: str
    htm: str
    htu: str
    digest: str
    nonce: str


class PublicKey(Wire, frozen=True, kw_only=True):
    """An Ed25519 public key as a JWK (RFC 8037); ``x`` is base64url without padding."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    x: str


class EnrolmentRequest(Wire, frozen=True, kw_only=True):
    """``POST /api/v1/enrolments?level=4``, signed with the key that it registers; ``kiosk`` in the claims is empty."""

    code: str
    key: PublicKey
    sealing_key: str
    model: str
    version: str


class EnrolmentAnswer(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """201. The same code and key again give the same answer.

    ``sealed_keys``: base64url of a NaCl sealed box (X25519) to the daemon's key, holding JSON
    ``[{"key_id": …, "secret": base64url}]``, the newest key first. ``service_key``: the service's Ed25519 public key.
    ``proof``, from level 3 on: its signature (base64url) over ``kiosk.domain.letters.enrolment_statement``, with
    ``service_time_us`` as the letter's time.
    """

    kiosk: str
    hub: str
    hub_name: str
    zone: str
    sealed_keys: str
    service_time_us: Moment
    service_key: PublicKey
    settings: dict[str, str | int | bool]
    proof: str | None = None


class SealedLetter(Wire, frozen=True, kw_only=True):
    """The region's card keys for one kiosk, when they changed: ``kiosk.domain.letters.KeyLetter`` on the wire."""

    sealed_keys: str
    issued_us: Moment
    service_key: str
    proof: str


class NewKeyRequest(Wire, frozen=True, kw_only=True):
    """``POST /api/v1/keys``: registers ``key`` when signed with the old one; signed with ``key``, that one is dropped.

    ``proof``: signature (base64url) by ``key`` over ``kiosk.domain.letters.new_key_statement``.
    """

    key: PublicKey
    proof: str


class NewKeyAnswer(Wire, frozen=True, kw_only=True):
    """200. ``registered``: sign once with the new key. ``current``: it is the kiosk's only key from now on."""

    state: Literal["registered", "current"]


class Reading(Wire, frozen=True, kw_only=True):
    """``kiosk.domain.clock.ClockReading`` on the wire."""

    wall_us: int
    synchronised: bool
    boot: str
    boottime_us: int


class WireRecord(Wire, frozen=True, kw_only=True):
    """An activity record. ``id`` is a UUID in its 36-character lower-case form; ``body`` is a JSON object."""

    id: str
    seq: int
    kind: str
    taken: Reading
    body: msgspec.Raw


class RecordsRequest(Wire, frozen=True, kw_only=True):
    """``POST /api/v1/records``: 1 to 500 records of one ledger in seq order; gzip allowed.

    ``reading``: the kiosk's clocks at sending.
    """

    ledger: str
    hub: str
    reading: Reading
    records: list[WireRecord]


VerdictWord = Literal["accepted", "duplicate", "held", "refused", "later"]


class RecordVerdict(Wire, frozen=True, kw_only=True):
    """The answer for one record. ``reason``: a stable code, for ``held`` and ``refused``."""

    id: str
    verdict: VerdictWord
    reason: str | None = None


class Name(Wire, frozen=True, kw_only=True):
    """What people typed at a kiosk under a reference that its records use: ``kiosk.ports.SideName`` on the wire.

    It prints without the name.
    """

    kind: Literal["member", "event"]
    subject: str
    text: str
    revision: int

    def __repr__(self) -> str:
        """Return what it is the name of."""
        return f"Name({self.kind} …{self.subject[-4:]}, revision {self.revision})"


class NamesRequest(Wire, frozen=True, kw_only=True):
    """``POST /api/v1/names?level=4``: 1 to 500 names. Sent after the records that mention their subjects."""

    names: list[Name]


class KeptName(Wire, frozen=True, kw_only=True):
    """A name that the service has: which revision of it."""

    subject: str
    revision: int


class NamesAnswer(Wire, frozen=True, kw_only=True):
    """200. What the service has of the names that it was sent; the others it doesn't keep, or not yet."""

    kept: list[KeptName]


class Gap(Wire, frozen=True, kw_only=True):
    """Records that the service lacks: ``first`` to ``last``, inclusive."""

    first: int
    last: int


class RecordsAnswer(Wire, frozen=True, kw_only=True):
    """200. One verdict for each record; ``complete_through`` is the highest seq with none missing below it."""

    verdicts: list[RecordVerdict]
    complete_through: int
    gaps: list[Gap]


class ChangedEvent(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """``kiosk.domain.events.Event``; both times None for the hub's standing drop-in event.

    ``capacity``: from level 4 on, where there is one.
    """

    id: str
    hub: str
    title: str
    programme: str | None
    opens_us: int | None
    closes_us: int | None
    mode: Literal["arrivals_only", "arrive_and_leave"]
    leave_gap_s: int
    capacity: int | None = None


class ChangedMember(Wire, frozen=True, kw_only=True):
    """A member as far as this hub may know one."""

    ref: str
    shown_name: str | None
    language: str | None


class ChangedCard(Wire, frozen=True, kw_only=True):
    """What the scheme says of a token. A ``staff`` card has no member and makes no record."""

    token: str
    standing: Literal["linked", "lost", "contested", "staff"]
    member: str | None


class Redaction(Wire, frozen=True, kw_only=True):
    """A person to be forgotten by everything recorded up to ``at_us``: ``kiosk.domain.redaction``.

    ``subjects``: digests (64 hex digits) of their card tokens and of their reference, which nobody keeps any more.
    """

    id: str
    at_us: int
    subjects: list[str]


class ChangesAnswer(Wire, frozen=True, kw_only=True):
    """``GET /api/v1/changes?since=CURSOR&level=4``: one page of at most 500 changes.

    ``count`` is the number of entries in all lists together; ``checksum`` is SHA-256 (hex) over those entries: see
    ``page_checksum``. 304 where nothing changed since the cursor; 410 ``cursor_gone``: pull everything anew.
    ``redactions``: not sent below level 3.
    """

    cursor: str
    more: bool
    count: int
    checksum: str
    events: list[ChangedEvent] = []
    members: list[ChangedMember] = []
    cards: list[ChangedCard] = []
    gone_events: list[str] = []
    gone_members: list[str] = []
    gone_cards: list[str] = []
    redactions: list[Redaction] | msgspec.UnsetType = msgspec.UNSET


class ReaderHealth(Wire, frozen=True, kw_only=True):
    """One reader as the heartbeat tells it."""

    name: str
    health: str
    cause: str


class LedgerHealth(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """One ledger as the heartbeat tells it.

    From level 3 on, where there is anything to tell: ``closed``: no more comes of it but what waits. ``began``: why, a
    word of ``kiosk.domain.ledger_starts.Began``. ``lost``: numbers that the kiosk has lost for ever. ``purged``: what
    the service had of the numbers up to this one is no longer at the kiosk.
    """

    ledger: str
    highest: int
    closed: bool = False
    began: str = "enrolled"
    lost: list["Gap"] = []
    purged: int = 0


class HeartbeatRequest(Wire, frozen=True, kw_only=True):
    """``POST /api/v1/heartbeats?level=4&keys=r2,r1``. ``keys``: ids of the region's keys that the kiosk holds.

    ``temperature_c`` and ``undervoltage``: None where the machine can't tell.
    """

    version: str
    readers: list[ReaderHealth]
    ledgers: list[LedgerHealth]
    waiting: int
    oldest_waiting_us: int | None
    clock_trusted: bool
    disk_free_bytes: int
    temperature_c: float | None
    undervoltage: bool | None
    reading: Reading


class LedgerAnswer(Wire, frozen=True, kw_only=True):
    """What the service has of one ledger."""

    ledger: str
    complete_through: int
    gaps: list[Gap]


class OtherKiosk(Wire, frozen=True, kw_only=True):
    """Another kiosk of the hub, and who came in there and is still in, as far as the service knows.

    ``as_of_us``: the service has everything that it recorded up to then; None where it was never heard of.
    ``members``: references of those who are in; ``unnamed``: how many more are.
    """

    kiosk: str
    name: str
    as_of_us: int | None
    members: list[str]
    unnamed: int


class HeartbeatAnswer(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """200. Whatever the service lacks and the kiosk still has becomes pending again.

    From level 3 on: ``letter``, where the region's keys are not those that the kiosk named; ``rotate_key``: the kiosk
    should change its own key. From level 4 on: ``others``, the hub's other kiosks.
    """

    ledgers: list[LedgerAnswer]
    service_time_us: Moment
    letter: SealedLetter | None = None
    rotate_key: bool = False
    others: list[OtherKiosk] | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457, with ``code``. Unknown members are allowed, as the RFC wants."""

    code: str
    title: str
    status: int
    detail: str | None = None


def page_checksum(page: ChangesAnswer) -> str:
    """Return the hex SHA-256 over the page's entries as compact JSON, each list in its order, one entry a line."""
    digest = hashlib.sha256()
    encode = msgspec.json.Encoder().encode
    for entries in _lists(page):
        for entry in entries:
            digest.update(encode(entry) + b"\n")
        digest.update(b"\n")
    return digest.hexdigest()


def page_count(page: ChangesAnswer) -> int:
    """Return how many entries the page's lists hold together."""
    return sum(len(entries) for entries in _lists(page))


def _lists(page: ChangesAnswer) -> Iterator[Sequence[Wire | str]]:
    """Yield the page's lists in the order of its fields; the last only from level 3 on."""
    yield from (page.events, page.members, page.cards, page.gone_events, page.gone_members, page.gone_cards)
    if page.redactions is not msgspec.UNSET:
        yield page.redactions
