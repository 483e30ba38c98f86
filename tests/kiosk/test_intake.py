"""From a reader's report to light, sound and screen: what a tap is, and that nothing is said before it is kept."""

from dataclasses import dataclass, field

import pytest

from kiosk.display import Display, ResultTimes
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.domain.errors import StoreError, StoreFullError
from kiosk.domain.ids import CardToken
from kiosk.domain.outcomes import Arrived, HelpNeeded, HelpReason, NotOpen, Outcome
from kiosk.intake import Answered, Intake
from kiosk.local_api.messages import ScreenSnapshot, ShownResult
from kiosk.ports import (
    CardForStaff,
    CardGone,
    CardPresent,
    Misread,
    Phrase,
    ReaderCause,
    ReaderChanged,
    ReaderHealth,
    Saying,
    Signal,
    StaffCardSeen,
    TapNotSaved,
    TapTaken,
)
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.situation import Situation, load
from tests.fakes.house import NOON_US, SECOND_US, FakeClock, FakeSignals, furnish

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


@pytest.fixture
def desk() -> Desk:
    return Desk()


# ----------------------------------------------------------------- one card, one tap


def test_a_tap_is_recorded_sounded_and_shown_once(desk: Desk) -> None:
    desk.tap(ONE)
    assert desk.recorded == [(token(ONE, KEY),)]
    assert desk.signals.given == [Signal.IN]
    assert [(each.result.kind, each.result.name) for each in desk.snapshots if each.result] == [("arrived", "Amira")]


def test_nothing_is_said_or_shown_before_it_is_kept(desk: Desk) -> None:
    desk.tap(ONE)
    assert desk.before_commit == [(0, 0)]
    assert desk.answers == [Answered(TapTaken(Arrived(), "Amira", "en"), 20 * MS_US)]


@pytest.mark.parametrize("pause_us", [SECOND_US, 4 * SECOND_US, QUIET_US - 250 * MS_US])
def test_the_same_card_during_its_result_and_shortly_after_is_the_same_tap(desk: Desk, pause_us: int) -> None:
    desk.tap(ONE)
    desk.wait(pause_us - 200 * MS_US)
    desk.tap(ONE)
    assert len(desk.recorded) == len(desk.signals.given) == len(desk.snapshots) == 1


def test_after_that_it_is_a_second_tap(desk: Desk) -> None:
    desk.tap(ONE)
    desk.wait(QUIET_US)
    desk.tap(ONE)
    assert len(desk.recorded) == 2


def test_a_repeat_does_not_lengthen_the_quiet_time(desk: Desk) -> None:
    for _ in range(5):  # one each two seconds: the fifth is past the first one's quiet time
        desk.tap(ONE)
        desk.wait(2 * SECOND_US)
    assert len(desk.recorded) == 2


def test_another_card_interrupts_at_once(desk: Desk) -> None:
    desk.tap(ONE)
    desk.lay(OTHER)
    desk.clock.pass_us(MS_US)
    assert desk.recorded == [(token(ONE, KEY),), (token(OTHER, KEY),)]
    assert desk.shown.serial == 2
    desk.lay(ONE)
    assert len(desk.recorded) == 2


def test_two_readers_of_one_kiosk_share_the_quiet_time(desk: Desk) -> None:
    desk.tap(ONE)
    desk.lay(ONE, reader="the other reader")
    assert len(desk.recorded) == 1


def test_a_card_left_lying_is_spoken_of_once_and_is_one_tap(desk: Desk) -> None:
    desk.lay(ONE)
    desk.wait(60 * SECOND_US)
    assert desk.signals.given == [Signal.IN, Signal.MISREAD]
    assert desk.shown.kind == "take_card"
    assert len(desk.recorded) == 1


def test_a_card_left_lying_is_spoken_of_only_once_the_result_was_shown_in_full(desk: Desk) -> None:
    desk.outcome = HelpNeeded(HelpReason.UNKNOWN_CARD)
    desk.lay(ONE)
    desk.wait(4 * SECOND_US)
    desk.outcome = Arrived()
    desk.tap(OTHER, reader="the other reader")
    desk.wait(3 * SECOND_US)
    assert desk.signals.given == [Signal.HELP, Signal.IN]
    desk.wait(2 * SECOND_US)
    assert desk.signals.given == [Signal.HELP, Signal.IN, Signal.MISREAD]
    assert desk.shown.kind == "take_card"


def test_a_reader_that_was_pulled_out_under_a_card_asks_for_nothing(desk: Desk) -> None:
    desk.intake.report(ReaderChanged(READER, ReaderHealth.READY, ReaderCause.READY))
    desk.lay(ONE)
    desk.intake.report(ReaderChanged(READER, ReaderHealth.MISSING, ReaderCause.UNPLUGGED))
    desk.wait(60 * SECOND_US)
    assert desk.signals.given == [Signal.IN]


def test_a_card_that_was_taken_in_time_is_not_spoken_of(desk: Desk) -> None:
    desk.tap(ONE)
    desk.wait(60 * SECOND_US)
    assert desk.signals.given == [Signal.IN]


# ----------------------------------------------------------------- what can't be read, known or kept


def test_a_card_that_could_not_be_read_is_asked_to_hold_still(desk: Desk) -> None:
    desk.intake.report(Misread(READER, desk.clock.boottime_us()))
    assert (desk.signals.given, desk.shown.kind, desk.recorded) == ([Signal.MISREAD], "misread", [])
    desk.lay(ONE)
    assert desk.shown.kind == "arrived"


def test_a_phone_is_recorded_without_a_token(desk: Desk) -> None:
    desk.outcome = HelpNeeded(HelpReason.CANNOT_IDENTIFY)
    desk.tap(PHONE)
    assert desk.recorded == [()]
    assert (desk.signals.given, desk.shown.kind) == ([Signal.HELP], "help")


def test_the_screen_is_not_told_why_a_card_needs_help(desk: Desk) -> None:
    seen = set()
    for number, reason in enumerate(HelpReason):
        desk.outcome = HelpNeeded(reason)
        desk.tap(CardSeen(Technology.ISO14443A, bytes([4, 1, 2, 3, 4, 5, number])))
        seen.add((desk.shown.kind, desk.shown.opens, desk.shown.shown_ms))
    assert seen == {("help", None, 8_000)}


def test_a_card_carries_its_token_under_each_active_key(desk: Desk) -> None:
    desk.keys = (NEXT_KEY, KEY)
    desk.tap(ONE)
    assert desk.recorded == [(token(ONE, NEXT_KEY), token(ONE, KEY))]


def test_before_enrolment_a_tap_records_nothing_and_harms_nothing(desk: Desk) -> None:
    desk.keys = ()
    desk.tap(ONE)
    assert (desk.recorded, desk.signals.given, desk.answers) == ([], [], [])
    desk.keys = (KEY,)
    desk.clock.pass_us(SECOND_US)
    desk.tap(ONE)
    assert len(desk.recorded) == 1


@pytest.mark.parametrize("refusal", [StoreError("the database refused"), StoreFullError("the disk is full")])
def test_a_tap_that_was_not_kept_is_plainly_said_and_may_be_tried_at_once(desk: Desk, refusal: StoreError) -> None:
    desk.refusal = refusal
    desk.tap(ONE)
    assert (desk.signals.given, desk.shown.kind, desk.shown.name) == ([Signal.NOT_SAVED], "not_saved", None)
    assert desk.answers == [Answered(TapNotSaved(refusal.code), 20 * MS_US)]
    desk.refusal = None
    desk.clock.pass_us(SECOND_US)
    desk.tap(ONE)
    assert (desk.signals.given[-1], desk.shown.kind) == (Signal.IN, "arrived")
    assert len(desk.recorded) == 1


def test_a_staff_card_is_answered_once_without_a_name_and_held_again_is_the_same_tap(desk: Desk) -> None:
    desk.is_staff = True
    desk.tap(ONE)
    assert (desk.signals.given, desk.shown.kind, desk.shown.name) == ([Signal.ALREADY], "staff", None)
    assert desk.answers == [Answered(StaffCardSeen(), 20 * MS_US)]
    desk.wait(4 * SECOND_US)
    desk.tap(ONE)
    assert len(desk.answers) == 1
    desk.wait(QUIET_US)
    desk.tap(ONE)
    assert len(desk.answers) == 2
    assert desk.recorded == []


def test_a_call_for_help_rings(desk: Desk) -> None:
    desk.intake.help_asked()
    assert (desk.signals.given, desk.shown.kind) == ([Signal.HELP], "help")


def test_neither_cards_nor_tokens_nor_names_are_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    for refusal in (None, StoreFullError("the disk is full")):
        desk.refusal = refusal
        for card in (ONE, OTHER, PHONE):
            desk.tap(card)
            desk.wait(20 * SECOND_US)
    written = caplog.text.lower()
    assert "the disk is full" in written
    for secret in ("c0ffee", token(ONE, KEY).value, token(ONE, KEY).value[3:], "amira"):
        assert secret not in written


# ----------------------------------------------------------------- the screen


def test_the_screen_hears_of_readers(desk: Desk) -> None:
    assert desk.display.snapshot().reader == "missing"
    changes = [
        ReaderChanged(READER, ReaderHealth.READY, ReaderCause.READY),
        ReaderChanged("spare", ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED),
        ReaderChanged(READER, ReaderHealth.BUSY, ReaderCause.BUSY),
    ]
    for change in changes:
        desk.intake.report(change)
    assert [each.reader for each in desk.snapshots] == ["ready", "ready", "missing"]
    assert desk.display.readers["spare"] == (ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED)


def test_a_result_grows_old_and_every_snapshot_has_its_own_number(desk: Desk) -> None:
    desk.tap(ONE)
    desk.clock.pass_us(1_500 * MS_US)
    desk.display.refresh()
    assert desk.shown.age_ms == 1_700
    assert [each.number for each in desk.snapshots] == [1, 2]
    assert {each.result.serial for each in desk.snapshots if each.result} == {1}


def test_an_unenrolled_kiosk_shows_no_hub_and_no_clock(desk: Desk) -> None:
    snapshot = desk.display.snapshot()
    assert not snapshot.enrolled
    assert (snapshot.hub_name, snapshot.zone, snapshot.event_title, snapshot.clock_us) == (None, None, None, None)


def test_an_enrolled_kiosk_shows_hub_event_and_a_clock_only_while_it_is_trusted(desk: Desk, store: SqliteStore) -> None:
    furnish(store)
    desk.situation = load(store)
    desk.display.refresh()
    desk.clock.pass_us(SECOND_US)
    snapshot = desk.display.snapshot()
    assert (snapshot.hub_name, snapshot.zone) == ("Ely", "Europe/London")
    assert (snapshot.event_title, snapshot.clock_us) == ("Code club", NOON_US + SECOND_US)
    desk.clock.synchronised = False
    desk.display.refresh()
    snapshot = desk.display.snapshot()
    assert (snapshot.event_title, snapshot.clock_us) == ("Ely drop-in", None)


def test_the_next_opening_is_told_in_the_hubs_own_time(desk: Desk, store: SqliteStore) -> None:
    furnish(store)
    desk.situation = load(store)
    summer_us = NOON_US - 120 * 24 * 3600 * SECOND_US
    desk.outcome = NotOpen(summer_us)
    desk.tap(ONE)
    assert (desk.shown.kind, desk.shown.opens) == ("not_open", "13:00")


def test_light_and_sound_wait_until_the_screen_has_its_answer_and_know_whose_card_it_is() -> None:
    """A reader that blinks and beeps is deaf for as long, and may hold up whoever asks it to."""
    desk: Desk
    shown_before: list[tuple[str, str | None, int]] = []

    class WatchfulSignals(FakeSignals):
        def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
            shown_before.append((desk.shown.kind, reader, len(desk.snapshots)))
            super().give(signal, reader=reader, saying=saying)

    desk = Desk(signals=WatchfulSignals())
    desk.lay(ONE, reader="left")
    desk.lay(OTHER, reader="right")
    desk.intake.help_asked()
    assert shown_before == [("arrived", "left", 1), ("arrived", "right", 2), ("help", None, 3)]


def test_a_voice_says_what_a_tap_came_to_in_the_members_language_and_nothing_for_a_staff_card() -> None:
    desk = Desk()
    desk.tap(ONE)
    desk.intake.help_asked()
    assert desk.signals.sayings == [Saying(Phrase.IN, "en"), Saying(Phrase.HELP)]


def test_the_screen_is_told_that_a_tap_is_judged_before_it_is_saved_and_what_it_came_to_is_next() -> None:
    desk = Desk()
    told: list[tuple[int, int]] = []
    desk.display.herald(lambda: told.append((len(desk.recorded), len(desk.snapshots))))
    desk.tap(ONE)
    assert told == [(0, 0)]
    assert (len(desk.recorded), len(desk.snapshots)) == (1, 1)


# ----------------------------------------------------------------- cards that serve staff


def test_a_card_that_staff_await_is_no_tap_and_shows_the_public_nothing(desk: Desk) -> None:
    desk.awaited = CardForStaff(Signal.IN)
    desk.tap(ONE)
    assert (desk.recorded, desk.signals.given) == ([], [Signal.IN])
    assert desk.answers == [Answered(CardForStaff(Signal.IN), 0)]
    assert all(each.result is None for each in desk.snapshots)


def test_a_card_that_staff_await_is_taken_also_while_its_own_tap_is_shown(desk: Desk) -> None:
    desk.tap(ONE)
    desk.wait(SECOND_US)
    desk.awaited = CardForStaff(Signal.IN)
    desk.tap(ONE)
    assert (len(desk.recorded), len(desk.answers)) == (1, 2)
    desk.awaited = None
    desk.wait(SECOND_US)
    desk.tap(ONE)
    assert len(desk.answers) == 2


def test_the_screen_is_told_that_a_card_of_the_team_was_no_tap(desk: Desk) -> None:
    desk.awaited = CardForStaff(Signal.ALREADY)
    before = len(desk.snapshots)
    desk.tap(ONE)
    assert len(desk.snapshots) == before + 1
