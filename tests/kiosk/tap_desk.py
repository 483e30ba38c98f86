"""The way of a tap with nothing behind it: what a person at the kiosk sees and hears, and what was recorded."""

from dataclasses import dataclass, field

from kiosk.display import Display, ResultTimes
from kiosk.domain.cards import CardSeen, RegionKey, Technology
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken
from kiosk.domain.outcomes import Arrived, Outcome
from kiosk.intake import Answered, Intake
from kiosk.local_api.messages import ScreenSnapshot, ShownResult
from kiosk.ports import (
    CardForStaff,
    CardGone,
    CardPresent,
    StaffCardSeen,
    TapTaken,
)
from kiosk.usecases.situation import Situation
from tests.fakes.house import SECOND_US, FakeClock, FakeSignals

READER = "made-up reader"
KEY = RegionKey("k1", b"0123456789abcdef")
NEXT_KEY = RegionKey("k2", b"fedcba9876543210")
ONE = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)
OTHER = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010204"), 0x00)
PHONE = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x20)
MS_US = 1_000
QUIET_US = 4 * SECOND_US + 3 * SECOND_US
"""How long an "arrived" is shown, and three seconds more."""


@dataclass
class Desk:
    """What a person at the kiosk sees and hears, in order, and what was recorded; with a hand to present cards."""

    clock: FakeClock = field(default_factory=FakeClock)
    signals: FakeSignals = field(default_factory=FakeSignals)
    keys: tuple[RegionKey, ...] = (KEY,)
    situation: Situation | None = None
    outcome: Outcome = field(default_factory=Arrived)
    refusal: StoreError | None = None
    is_staff: bool = False
    awaited: CardForStaff | None = None
    recorded: list[tuple[CardToken, ...]] = field(default_factory=list)
    snapshots: list[ScreenSnapshot] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    before_commit: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.display = Display(self.clock, ResultTimes(), lambda: self.situation)
        self.display.watch(self.snapshots.append)
        self.intake = Intake(
            clock=self.clock,
            display=self.display,
            signals=self.signals,
            keys=lambda: self.keys,
            take_tap=self._take_tap,
            awaited_card=self._awaited_card,
            answered=self.answers.append,
        )

    def _take_tap(self, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen:
        """Keep a tap as a disk does: it takes 20 ms, and may refuse."""
        self.before_commit.append((len(self.signals.given), len(self.snapshots)))
        self.clock.pass_us(20 * MS_US)
        if self.refusal is not None:
            raise self.refusal
        if self.is_staff:
            return StaffCardSeen()
        self.recorded.append(tokens)
        return TapTaken(self.outcome, "Amira", "en")

    def _awaited_card(self, _: tuple[CardToken, ...]) -> CardForStaff | None:
        return self.awaited

    def lay(self, card: CardSeen, *, reader: str = READER) -> None:
        self.intake.report(CardPresent(reader, card, self.clock.boottime_us()))

    def lift(self, *, reader: str = READER) -> None:
        self.intake.report(CardGone(reader, self.clock.boottime_us()))

    def tap(self, card: CardSeen, *, reader: str = READER) -> None:
        self.lay(card, reader=reader)
        self.clock.pass_us(200 * MS_US)
        self.lift(reader=reader)

    def wait(self, duration_us: int) -> None:
        """Let time pass as the daemon's ticks do."""
        for _ in range(duration_us // (250 * MS_US)):
            self.clock.pass_us(250 * MS_US)
            self.intake.tick()

    @property
    def shown(self) -> ShownResult:
        result = self.snapshots[-1].result
        assert result is not None
        return result
