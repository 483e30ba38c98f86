"""A daemon with a screen at its desk and staff before it: a real database, quick hashes, a clock of its own."""

from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.cards import CardSeen
from kiosk.domain.errors import StoreFullError
from kiosk.domain.ids import CardToken, EventId, StaffRef
from kiosk.domain.records import Fact, Record, StaffActed, Tap, fact_of
from kiosk.domain.staff import Account, Role
from kiosk.local_api.messages import (
    Act,
    AnswerCode,
    ApplyChanges,
    AwaitedCard,
    FromWorker,
    PinEntered,
    ScreenSnapshot,
    ShowPage,
    StaffAnswer,
    StaffSnapshot,
    StatusBar,
    WorkerWelcome,
)
from kiosk.ports import CardGone, CardPresent, ReaderCause, ReaderChanged, ReaderHealth, TapResult
from kiosk.staff_room.one_thread import SideJobs
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases import situation
from tests.fakes.house import (
    SECOND_US,
    CountingIds,
    FakeClock,
    FakeSetter,
    FakeSignals,
    RefusingStore,
    record,
)
from tests.fakes.staff_means import QUICK_PINS, staff_means
from tests.kiosk.in_process import Around, RecordingClient, daemon_in
from tests.kiosk.process import EVENT, card, enrolment, members, token_of

READER = "made-up reader"
LEAD_PIN, HELPER_PIN, WRONG_PIN = "493817", "270564", "118822"
TICK_US = 250_000
P = TypeVar("P")


class AtWork:
    """An enrolled kiosk with two of a team: Maya leads, Ben helps."""

    def __init__(
        self, store: SqliteStore, folder: Path, *, jobs: SideJobs | None = None, clock: FakeClock | None = None
    ) -> None:
        self.folder = folder
        self.clock = clock or FakeClock()
        self.signals = FakeSignals()
        self.setter = FakeSetter()
        self.store = RefusingStore(store)
        self.results: list[TapResult] = []
        self.requests = 0
        self._real = store
        self.means = staff_means(folder, jobs)
        self.start()

    def start(self) -> None:
        """Start the daemon, or start it again."""
        ids = CountingIds(records=10_000 * (self.requests + 1))
        ids.ledgers = ids.others = self.requests
        around = Around(
            self.store, self.folder, self.means, ids, clock=self.clock, signals=self.signals, setter=self.setter
        )
        known = situation.load(self._real)
        self.daemon = daemon_in(around, known, lambda answered: self.results.append(answered.result))
        self.screen, self.worker = RecordingClient(), RecordingClient()
        self.daemon.report(ReaderChanged(READER, ReaderHealth.READY, ReaderCause.READY))
        self.daemon.screen_desk.opened(self.screen)
        welcome = self.daemon.worker_desk.opened(self.worker)
        assert isinstance(welcome, WorkerWelcome)
        self.sealing_key = welcome.sealing_key

    def tell(self, message: FromWorker) -> None:
        """Say something as the worker."""
        self.daemon.worker_desk.heard(self.worker, message)

    def enrol(self, page: ApplyChanges | None = None) -> None:
        self.tell(enrolment(self.sealing_key))
        self.tell(page or members(5))

    def hire(self, *, name: str, role: Role, pin: str) -> None:
        """Put someone on the team as if a lead had done so long ago."""
        ref = staff_ref(name)
        with self._real.transaction() as transaction:
            transaction.team.add(Account(ref, role), name, QUICK_PINS.hashed(pin))

    # ------------------------------------------------------------- hands

    def say(self, kind: type[Act], **what: Any) -> int:  # noqa: ANN401  whatever a message has
        self.requests += 1
        message: Any = kind(request=self.requests, **what)
        self.daemon.screen_desk.heard(self.screen, message)
        return self.requests

    def ask(self, kind: type[Act], **what: Any) -> AnswerCode:  # noqa: ANN401  whatever a message has
        """Do something on the screen; return what it is answered."""
        return self.answer(self.say(kind, **what)).code

    def answer(self, request: int) -> StaffAnswer:
        answers = [each for each in self.screen.got if isinstance(each, StaffAnswer) and each.request == request]
        assert len(answers) == 1, answers
        return answers[0]

    def answered(self, request: int) -> bool:
        return any(isinstance(each, StaffAnswer) and each.request == request for each in self.screen.got)

    def unlock(self, pin: str = LEAD_PIN) -> None:
        assert self.ask(PinEntered, pin=pin) == "done"

    def page(self, kind: type[P], **what: Any) -> P:  # noqa: ANN401  whatever a page is asked with
        assert self.ask(ShowPage, **what) == "done"
        shown = self.shown.page
        assert isinstance(shown, kind), shown
        return shown

    def crowd(self, count: int) -> None:
        """Let ``count`` people have come by card lately: the same five again and again."""
        with self._real.transaction() as transaction:
            ledger = transaction.ledgers.current()
            assert ledger is not None
            for number in range(count):
                fact = Tap((CardToken(token_of(1 + number % 5)),), EventId(EVENT.id), "arrived")
                seq, at_us = ledger.highest + 1 + number, self.clock.wall_us - (count - number) * SECOND_US
                made = record(seq, fact, at_us=at_us, ledger=ledger.id)
                transaction.records.append(made, ledger=ledger, lookup=None)
        self.start()

    def lay(self, number: int | CardSeen, *, wait_us: int = SECOND_US) -> None:
        """Lay a card on the reader and take it away."""
        seen = card(number) if isinstance(number, int) else number
        self.daemon.report(CardPresent(READER, seen, self.clock.boottime_us()))
        self.clock.pass_us(wait_us)
        self.daemon.report(CardGone(READER, self.clock.boottime_us()))

    def wait(self, seconds: float) -> None:
        """Let time pass as the daemon's ticks do."""
        for _ in range(round(seconds * SECOND_US / TICK_US)):
            self.clock.pass_us(TICK_US)
            self.daemon.tick()

    def refuse(self, *, refusing: bool = True) -> None:
        """Let the database refuse everything, or work again."""
        self.store.error = StoreFullError("the disk is full") if refusing else None

    # ------------------------------------------------------------- what came of it

    def step(self) -> str:
        """Return how far the first boot is."""
        self.wait(0.5)
        assert self.shown.setup is not None
        return self.shown.setup.step

    def last_awaited(self) -> AwaitedCard:
        self.wait(0.5)
        assert self.shown.awaited is not None
        return self.shown.awaited

    def bar(self) -> StatusBar:
        self.wait(0.5)
        assert self.shown.bar is not None
        return self.shown.bar

    @property
    def shown(self) -> StaffSnapshot:
        return next(each for each in reversed(self.screen.got) if isinstance(each, StaffSnapshot))

    @property
    def public(self) -> ScreenSnapshot:
        return next(each for each in reversed(self.screen.got) if isinstance(each, ScreenSnapshot))

    @property
    def records(self) -> tuple[Record, ...]:
        with self._real.transaction() as transaction:
            ledger = transaction.ledgers.current()
            return () if ledger is None else transaction.records.after(ledger, 0, most=5_000)

    @property
    def facts(self) -> list[Fact | None]:
        """What was recorded, but for what staff saw and did, and the clock."""
        return [each for each in map(fact_of, self.records) if not isinstance(each, StaffActed)]

    @property
    def audit(self) -> list[str]:
        return [each.did for each in map(fact_of, self.records) if isinstance(each, StaffActed)]

    @property
    def taps(self) -> list[Tap]:
        return [each for each in self.facts if isinstance(each, Tap)]


def staff_ref(name: str) -> StaffRef:
    return StaffRef(f"s-{name.lower()}")


def member(number: int) -> str:
    return f"m-{number}"


def at_work(store: SqliteStore, folder: Path, **more: Any) -> AtWork:  # noqa: ANN401  as AtWork takes it
    """Return an enrolled kiosk with a team."""
    kiosk = AtWork(store, folder, **more)
    kiosk.enrol()
    kiosk.hire(name="Maya", role=Role.LEAD, pin=LEAD_PIN)
    kiosk.hire(name="Ben", role=Role.HELPER, pin=HELPER_PIN)
    kiosk.start()
    return kiosk
