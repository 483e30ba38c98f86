"""Made-up hubs, events, members and records, and the ports' fakes that the domain and use cases are tested with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import ClockReading
from kiosk.domain.clock_fixes import HardwareMark
from kiosk.domain.derive import Book
from kiosk.domain.errors import StoreError
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import BootId, CardToken, EventId, HubId, KioskId, LedgerId, MemberRef, RecordId, StaffRef
from kiosk.domain.records import Fact, Record, Tap, body_of
from kiosk.ports import CardEntry, Enrolment, IdSource, MemberEntry, PulledPage, Saying, Signal, Store, Transaction
from kiosk.usecases.enrol import accept_enrolment

LONDON = ZoneInfo("Europe/London")
BOOT = BootId("5f0c8f2e-0000-4000-8000-000000000001")
ELY = HubId("hub-ely")
SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
HOUR_US = 60 * MINUTE_US
NOON_US = 1_794_571_200 * SECOND_US
"""2026-11-13 12:00 UTC."""

DROP_IN = Event(EventId("drop-in"), ELY, "Ely drop-in")
CLUB = Event(
    EventId("club"),
    ELY,
    "Code club",
    window=OpeningWindow(NOON_US, NOON_US + 2 * HOUR_US),
    mode=EventMode.ARRIVALS_ONLY,
)
WORKSHOP = Event(
    EventId("workshop"),
    ELY,
    "Music workshop",
    window=OpeningWindow(NOON_US, NOON_US + 2 * HOUR_US),
    mode=EventMode.ARRIVE_AND_LEAVE,
    leave_gap_s=600,
)
AMIRA = MemberRef("made-up-amira")
TOMASZ = MemberRef("made-up-tomasz")
AMIRAS_CARD = CardToken("k1:" + "a1" * 16)
TOMASZS_CARD = CardToken("k1:" + "b2" * 16)
UNLINKED_CARD = CardToken("k1:" + "c3" * 16)
MEMBERS = {AMIRAS_CARD: AMIRA, TOMASZS_CARD: TOMASZ}
AMIRAS_OTHER_CARD = CardToken("k1:" + "d4" * 16)
LOST_CARD = CardToken("k1:" + "e5" * 16)
CONTESTED_CARD = CardToken("k1:" + "f6" * 16)
TEAM_CARD = CardToken("k1:" + "07" * 16)
AT_ELY = Enrolment(KioskId("kiosk-ely-1"), ELY, "Ely", "Europe/London")
BOOK = Book({event.id: event for event in (DROP_IN, CLUB, WORKSHOP)}, MEMBERS, LONDON)


def record(number: int, fact: Fact, *, at_us: int, ledger: str = "ledger-1", boot: BootId = BOOT) -> Record:
    """Return record ``number`` of ``ledger``, taken at ``at_us`` on a right clock."""
    taken = ClockReading(at_us, synchronised=True, boot=boot, boottime_us=at_us - NOON_US)
    return Record(RecordId(f"{ledger}-{number:06}"), LedgerId(ledger), number, fact.kind, taken, body_of(fact))


def tap(card: CardToken, event: Event, outcome: str = "arrived") -> Tap:
    """Return a tap of ``card`` at ``event``."""
    return Tap((card,), event.id, outcome)


@dataclass
class FakeClock:
    """A clock that moves only when told to."""

    wall_us: int = NOON_US
    boot_us: int = 1_000 * SECOND_US
    synchronised: bool = True
    boot: BootId = BOOT

    def read(self) -> ClockReading:
        return ClockReading(self.wall_us, self.synchronised, self.boot, self.boot_us)

    def boottime_us(self) -> int:
        return self.boot_us

    def pass_us(self, microseconds: int) -> None:
        self.wall_us += microseconds
        self.boot_us += microseconds


@dataclass
class FakeBattery:
    """A clock with a battery, or none; it remembers the last mark."""

    said_us: int | None = None
    kept: HardwareMark | None = None

    def read_us(self) -> int | None:
        return self.said_us

    def mark(self) -> HardwareMark | None:
        return self.kept

    def keep(self, mark: HardwareMark) -> None:
        self.kept = mark


@dataclass
class FakeSetter:
    """Whoever may set the system's clock, if anyone is there."""

    there: bool = True
    asked: list[tuple[int, int]] = field(default_factory=list)

    def ask(self, wall_us: int, boottime_us: int) -> bool:
        if self.there:
            self.asked.append((wall_us, boottime_us))
        return self.there


@dataclass
class CountingIds:
    """Ids that can be foretold."""

    records: int = 0
    ledgers: int = 0
    others: int = 0

    def record_id(self) -> RecordId:
        self.records += 1
        return RecordId(f"01900000-0000-7000-8000-{self.records:012x}")

    def ledger_id(self) -> LedgerId:
        self.ledgers += 1
        return LedgerId(f"{self.ledgers:032x}")

    def member_ref(self) -> MemberRef:
        return MemberRef(f"m-{self._other()}")

    def event_id(self) -> EventId:
        return EventId(f"e-{self._other()}")

    def staff_ref(self) -> StaffRef:
        return StaffRef(f"s-{self._other()}")

    def _other(self) -> str:
        self.others += 1
        return f"{self.others:016x}"


@dataclass
class FakeSignals:
    """Light and sound that only remember."""

    given: list[Signal] = field(default_factory=list)

    at: list[str | None] = field(default_factory=list)
    sayings: list[Saying | None] = field(default_factory=list)

    def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
        self.given.append(signal)
        self.at.append(reader)
        self.sayings.append(saying)


DIRECTORY = PulledPage(
    cursor="page-1",
    generation=1,
    sweep=True,
    events=(DROP_IN, CLUB),
    members={AMIRA: MemberEntry("Amira", "en"), TOMASZ: MemberEntry("Tomasz", "pl")},
    cards={
        AMIRAS_CARD: CardEntry(CardStanding.LINKED, AMIRA),
        AMIRAS_OTHER_CARD: CardEntry(CardStanding.LINKED, AMIRA),
        TOMASZS_CARD: CardEntry(CardStanding.LINKED, TOMASZ),
        LOST_CARD: CardEntry(CardStanding.LOST, TOMASZ),
        CONTESTED_CARD: CardEntry(CardStanding.CONTESTED, None),
        TEAM_CARD: CardEntry(CardStanding.STAFF, None),
    },
)
"""What the centre tells Ely: its drop-in, its code club, and its members with their cards, and the team's."""


def furnish(store: Store, *, ids: IdSource | None = None, page: PulledPage = DIRECTORY) -> None:
    """Enrol ``store`` at Ely and pull ``page``."""
    accept_enrolment(store, ids or CountingIds(), AT_ELY)
    with store.transaction() as transaction:
        transaction.directory.apply(page)


@dataclass
class RefusingStore:
    """A store that refuses as long as ``error`` is set, and passes on to ``store`` otherwise."""

    store: Store
    error: StoreError | None = None
    countdown: tuple[int, StoreError] | None = None

    def refuse_after(self, transactions: int, error: StoreError) -> None:
        """Refuse with ``error`` once this many more transactions were opened."""
        self.countdown = (transactions, error)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        if self.countdown is not None:
            left, error = self.countdown
            self.error = self.error or (error if left == 0 else None)
            self.countdown = (left - 1, error) if left else None
        if self.error is not None:
            raise self.error
        with self.store.transaction() as transaction:
            yield transaction

    def reopen(self) -> None:
        if self.error is not None:
            raise self.error
        self.store.reopen()

    def scrub(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.store.scrub()
