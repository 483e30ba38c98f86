"""What the database keeps, and how it is asked: records, ledgers, what was pulled, and marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Delivery
from kiosk.domain.events import Event
from kiosk.domain.ids import CardToken, EventId, HubId, KioskId, LedgerId, MemberRef, RecordId
from kiosk.domain.ledger_starts import Began, Span
from kiosk.domain.letters import Setting
from kiosk.domain.records import LookupKey, Record
from kiosk.domain.redaction import Redaction


@dataclass(frozen=True, slots=True)
class Ledger:
    """One unbroken numbering of records by one kiosk at one hub. ``number`` orders ledgers on this kiosk."""

    number: int
    id: LedgerId
    kiosk: KioskId
    hub: HubId
    highest: int

    def with_one_more(self) -> "Ledger":
        """Return the ledger with its next record."""
        return Ledger(self.number, self.id, self.kiosk, self.hub, self.highest + 1)


@dataclass(frozen=True, slots=True)
class LedgerStory:
    """Why a ledger began and what became of it.

    ``lost``: numbers that are known to be lost here. ``confirmed``: the service has everything up to this number that
    this kiosk could still send. ``purged``: what the kiosk no longer needed of the numbers up to this one was removed.
    """

    ledger: Ledger
    closed: bool
    began: Began
    lost: tuple[Span, ...]
    confirmed: int
    purged: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells a stored record's age."""

    seq: int
    taken: ClockReading
    kind: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who this kiosk is at the centre. ``zone``: IANA name of the hub's local time.

    ``service_key``: the service's Ed25519 public key (base64url), None as long as it has not proved it.
    ``settings``: what the centre set for this kiosk.
    """

    kiosk: KioskId
    hub: HubId
    hub_name: str
    zone: str
    service_key: str | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardEntry:
    """What the scheme says of a token."""

    standing: CardStanding
    member: MemberRef | None


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """What a member chose to show at this hub: a first name, a nickname, or nothing; and their language, if chosen."""

    shown_name: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What one look-up tells of the card at hand.

    ``member`` is None where this hub doesn't hold the member; ``tokens`` are all the cards of the same member.
    """

    entry: CardEntry | None
    member: MemberEntry | None
    tokens: tuple[CardToken, ...] = ()


@dataclass(frozen=True, slots=True)
class PulledPage:
    """One page of the centre's changes, or a part of one, checked; it commits together with its cursor.

    ``cursor``: None in all parts of a page but the last, which are the same pull as before until that one comes.
    ``generation``: a full pull's mark; with ``sweep`` whatever an earlier generation left is removed after this page.
    """

    cursor: str | None
    generation: int
    sweep: bool
    events: Sequence[Event] = ()
    members: Mapping[MemberRef, MemberEntry] = field(default_factory=dict)
    cards: Mapping[CardToken, CardEntry] = field(default_factory=dict)
    gone_events: Sequence[EventId] = ()
    gone_members: Sequence[MemberRef] = ()
    gone_cards: Sequence[CardToken] = ()
    redactions: Sequence[Redaction] = ()


@dataclass(frozen=True, slots=True)
class PullPosition:
    """Where the next pull goes on; ``cursor`` is None before the first page of a generation."""

    cursor: str | None
    generation: int


@dataclass(frozen=True, slots=True)
class Found:
    """A stored record, and what it is found by."""

    record: Record
    lookup: LookupKey | None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """How many records of a ledger wait for an answer, and how many were refused."""

    waiting: int
    refused: int


class Records(Protocol):
    """Activity records, append-only."""

    def append(self, record: Record, *, ledger: Ledger, lookup: LookupKey | None) -> None:
        """Store ``record`` as the next of ``ledger``."""

    def found_by(self, keys: Sequence[LookupKey], *, most: int = 64) -> tuple[Record, ...]:
        """Return the latest ``most`` records under any of ``keys``, oldest first."""

    def clock_fixes(self, *, most: int = 1_000) -> tuple[Record, ...]:
        """Return the latest ``most`` records that fix the clock of any boot, oldest first."""

    def after(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Record, ...]:
        """Return up to ``most`` records of ``ledger`` above ``seq``, in seq order."""

    def before(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Record, ...]:
        """Return the latest ``most`` records of ``ledger`` below ``seq``, the latest first."""

    def find(self, record: RecordId) -> Found | None:
        """Return the record of this id, or None where it is not here."""

    def at(self, ledger: Ledger, seqs: Sequence[int]) -> tuple[Record, ...]:
        """Return the records of ``ledger`` at ``seqs``, in seq order."""

    def present(self, ledger: Ledger, span: Span) -> tuple[int, ...]:
        """Return the numbers in ``span`` at which ``ledger`` has records here, ascending."""

    def stamps(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Stamp, ...]:
        """Return the age of up to ``most`` records of ``ledger`` above ``seq``, in seq order."""

    def remove(self, ledger: Ledger, seqs: Sequence[int]) -> None:
        """Remove the records at ``seqs``: the service has them, and their time here is over."""

    def places(self, ids: Sequence[RecordId]) -> Mapping[RecordId, tuple[int, int]]:
        """Return (ledger number, seq) of the ids that exist here."""


class Ledgers(Protocol):
    """Ledgers and how far each is delivered."""

    def current(self) -> Ledger | None:
        """Return the open ledger, or None before enrolment."""

    def all(self) -> tuple[Ledger, ...]:
        """Return every ledger, oldest first."""

    def open_new(
        self, ledger: LedgerId, kiosk: KioskId, hub: HubId, *, began: Began = Began.ENROLLED, above: int = 0
    ) -> Ledger:
        """Start a ledger whose number is above ``above`` and every other's; the one before it is closed."""

    def stories(self) -> tuple[LedgerStory, ...]:
        """Return the story of every ledger, oldest first."""

    def note_lost(self, ledger: Ledger, lost: Sequence[Span]) -> None:
        """Remember which numbers of ``ledger`` are lost here, instead of what was remembered before."""

    def confirm(self, ledger: Ledger, through: int) -> None:
        """Remember that the service has everything up to ``through`` that could still be sent."""

    def note_purged(self, ledger: Ledger, through: int) -> None:
        """Remember that what was no longer needed of the numbers up to ``through`` was removed."""

    def outstanding(self, ledger: Ledger) -> Outstanding:
        """Count what the service has not settled."""

    def waiting_after(self, ledger: Ledger, seq: int, *, most: int) -> tuple[int, ...]:
        """Return up to ``most`` numbers above ``seq`` that wait again below the settled mark, in order."""

    def delivery(self, ledger: Ledger, seqs: range | None = None) -> Delivery:
        """Return how far ``ledger`` is delivered; of the exceptions, those in ``seqs`` where that is given."""

    def save_delivery(self, ledger: Ledger, before: Delivery, after: Delivery) -> None:
        """Store the difference between two deliveries."""


class Directory(Protocol):
    """What was pulled from the centre: events, members, cards; and this kiosk's own enrolment."""

    def enrolment(self) -> Enrolment | None:
        """Return who this kiosk is, or None before enrolment."""

    def save_enrolment(self, enrolment: Enrolment) -> None:
        """Store who this kiosk is."""

    def card(self, tokens: Sequence[CardToken]) -> CardFacts:
        """Return what is known of the first of ``tokens`` that is known at all."""

    def events(self) -> tuple[Event, ...]:
        """Return the hub's events, those made here included."""

    def make_event(self, event: Event) -> None:
        """Keep an event that was made on the spot, until the centre names it or its records' time here is over."""

    def position(self) -> PullPosition:
        """Return where the next pull goes on."""

    def start_over(self) -> PullPosition:
        """Begin a new generation: the centre no longer knows the cursor."""

    def apply(self, page: PulledPage) -> None:
        """Store one page and its cursor; a page of another generation than the one under way changes nothing."""


class Marks(Protocol):
    """What is said once of the whole database: short texts by name."""

    def get(self, name: str) -> str | None:
        """Return the mark, or None."""

    def all(self, prefix: str) -> Mapping[str, str]:
        """Return every mark whose name begins with ``prefix``."""

    def put(self, name: str, value: str) -> None:
        """Set the mark."""

    def drop(self, name: str) -> None:
        """Remove the mark, if it is there."""
