"""Between daemon and administrator."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.local_api.messages.basics import MOST_RECORDS, Count, Message
from kiosk.local_api.messages.delivery import LocalRecord
from kiosk.local_api.messages.health import Health


class StatusWanted(Message, frozen=True, kw_only=True):
    """Ask for the daemon's state. Answered ``Status``."""


class RefusedCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many records the service refused for one reason; ``reason`` is its code, None where it gave none."""

    reason: str | None
    count: int


class TeamStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who can open the staff screens: how many of the team have a PIN.

    ``trouble`` and ``remedy``: where nobody has one, what that means and what to do, in words; else empty.
    """

    pins: Count
    trouble: str = ""
    remedy: str = ""


class Status(Message, frozen=True, kw_only=True):
    """The daemon's state, without anything personal.

    ``ledger``: the id of the open one. ``worker``: whether a sync worker is connected. ``tried``: the number of the
    last ``SendNow`` after which the worker tried everything. ``team``: None where the database doesn't tell.
    """

    health: Health
    kiosk: str | None
    hub: str | None
    event: str | None
    network_state: str
    network_detail: str
    network_cause: str | None = None
    last_success_us: int | None
    sqlite: str
    ledger: str | None
    worker: bool
    tried: Count
    refused: list[RefusedCount]
    team: TeamStatus | None = None


class SendNow(Message, frozen=True, kw_only=True):
    """Have the worker try everything at once. Answered ``Sending``, or ``Refused`` with code ``no_worker``."""


class Sending(Message, frozen=True, kw_only=True):
    """The worker was told. ``number``: ``Status.tried`` reaches it once everything was tried."""

    number: Count


class RefusedWanted(Message, frozen=True, kw_only=True):
    """Ask for refused records after (ledger number, seq); ``(0, 0)`` is the beginning. Answered ``RefusedPage``."""

    after_ledger: Count
    after_seq: Count
    most: Annotated[int, Meta(ge=1, le=MOST_RECORDS)]


class RefusedRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A record that the service refused, with its reason code."""

    record: LocalRecord
    reason: str | None


class RefusedPage(Message, frozen=True, kw_only=True):
    """Refused records of one ledger in seq order; empty when there is none after the place."""

    ledger: str
    ledger_number: int
    kiosk: str
    hub: str
    records: list[RefusedRecord]


class AskAgain(Message, frozen=True, kw_only=True):
    """Have every refused record sent again. Answered ``AskedAgain``."""


class AllowAnotherService(Message, frozen=True, kw_only=True):
    """Let the next enrolment come from another badge service than the one that this kiosk belongs to. ``Noted``."""


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


class StaffCodeWanted(Message, frozen=True, kw_only=True):
    """Make the one-time code with which a lead sets their PIN. Answered ``StaffCode``; an earlier one is void."""


class StaffCode(Message, frozen=True, kw_only=True):
    """The code, told once; it holds for ``valid_min`` minutes, and not beyond a restart of the machine."""

    code: str
    valid_min: Count
