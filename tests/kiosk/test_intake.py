"""From a reader's report to light, sound and screen: what a tap is, and that nothing is said before it is kept."""

import pytest

from kiosk.domain.cards import CardSeen, Technology, token
from kiosk.domain.errors import StoreError, StoreFullError
from kiosk.domain.outcomes import Arrived, HelpNeeded, HelpReason
from kiosk.intake import Answered
from kiosk.ports import (
    CardForStaff,
    Misread,
    ReaderCause,
    ReaderChanged,
    ReaderHealth,
    Signal,
    StaffCardSeen,
    TapNotSaved,
    TapTaken,
)
from tests.fakes.house import SECOND_US
from tests.kiosk.tap_desk import KEY, MS_US, NEXT_KEY, ONE, OTHER, PHONE, QUIET_US, READER, Desk


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
