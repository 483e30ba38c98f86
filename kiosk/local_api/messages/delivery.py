"""Between daemon and worker: who is there, pending records out, verdicts in."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.local_api.messages.basics import MOST_RECORDS, Count, Message, WireReading


class WorkerWelcome(Message, frozen=True, kw_only=True):
    """The answer to a worker's ``Hello``. ``sealing_key``: the daemon's X25519 public key, base64url.

    ``kiosk`` is None before enrolment. ``cursor`` is None before the first page of a generation. ``service_key``: the
    service's Ed25519 public key, base64url, once it has proved it. ``key_ids``: of the region's keys, the newest first.
    """

    version: int
    sealing_key: str
    kiosk: str | None
    hub: str | None
    cursor: str | None
    generation: int
    service_key: str | None = None
    key_ids: list[str] = msgspec.field(default_factory=list)


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
    """Apply verdicts, all in one transaction; repeating it changes nothing. ``service``: which version gave them."""

    verdicts: list[WireVerdict]
    service: str = ""


class Settled(Message, frozen=True, kw_only=True):
    """What ``Settle`` did: ``ignored`` counts ids that the daemon doesn't know. ``waiting``: still pending in all."""

    settled: int
    ignored: int
    waiting: int


class ServiceMet(Message, frozen=True, kw_only=True):
    """A version of the service is there: what only others refused becomes pending again.

    Answered ``AskedAgain``. Repeating it changes nothing.
    """

    service: str


class AskedAgain(Message, frozen=True, kw_only=True):
    """How many refused records are pending again."""

    count: Count


class Reopen(Message, frozen=True, kw_only=True):
    """The service lacks these records (``first`` to ``last`` of ``ledger``, inclusive): they become pending again."""

    ledger: str
    first: Count
    last: Count


class TryNow(Message, frozen=True, kw_only=True):
    """Unasked: a person wants everything tried at once. Sent to the worker between answers.

    ``number`` grows with each wish; ``NetworkReport.tried`` names the last one that was met.
    """

    number: Count


class Confirmed(Message, frozen=True, kw_only=True):
    """How far the service has a ledger. Answered ``Noted``.

    ``has_through``: it has everything up to this number. ``told_through``: what it lacks up to this one is ``missing``,
    first and last, ascending.
    """

    ledger: str
    has_through: Count
    told_through: Count
    missing: list[tuple[Count, Count]]


class Wake(Message, frozen=True, kw_only=True):
    """Unasked: new records are pending. Sent to the worker between answers."""
