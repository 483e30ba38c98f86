"""What every card reader promises.

They are: the simulated one, PC/SC through a real pcscd with virtual cards, at the real nfcpy an emulated PN532 on a
serial port, an ACR122U and an SCL3711 on an emulated USB, and one that acts as a keyboard.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen
from kiosk.ports import CardGone, CardPresent, Misread, ReaderChanged, ReaderHealth, ReaderReport
from tests.contracts.reader_rigs import (
    FOUR,
    OTHER_FOUR,
    RANDOM,
    SEVEN,
    TEN,
    TYPE_B,
    NfcRig,
    PcscRig,
    Rig,
    SimulatedRig,
    UsbRig,
    WedgeRig,
)
from tests.emulators.recorder import Recorder

USB = ["acr122u unplugged", "scl3711 silent"]
WITH_A_FIELD = ["simulated", "pcsc SIGTERM", "pcsc SIGKILL", "nfc unplugged", "nfc silent", *USB]


@pytest.fixture(params=[*WITH_A_FIELD, "wedge"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    kind, _, how_lost = request.param.partition(" ")
    rig: Rig
    if kind == "simulated":
        rig = SimulatedRig(tmp_path / "reader.sock")
    elif kind == "wedge":
        rig = WedgeRig(tmp_path / "event7")
    elif kind in {"acr122u", "scl3711"}:
        rig = UsbRig(tmp_path / "room", kind, how_lost)
    elif kind == "nfc":
        rig = NfcRig(tmp_path / "hubtap-reader", how_lost)
    else:
        rig = PcscRig(request.getfixturevalue("virtual_pcscd"), how_lost)
    yield rig
    rig.close()


@pytest.fixture
def recorder(rig: Rig) -> Iterator[Recorder]:
    recorder = Recorder(rig.reader)
    yield recorder
    recorder.stop()


@pytest.fixture
def ready(rig: Rig, recorder: Recorder) -> Recorder:
    recorder.start()
    until(rig, recorder, ReaderHealth.READY)
    return recorder


def until(rig: Rig, recorder: Recorder, health: ReaderHealth) -> ReaderChanged:
    return recorder.next(ReaderChanged, lambda report: report.reader == rig.reader.name and report.health is health)


def test_a_reader_says_that_it_is_ready_and_empty(rig: Rig, recorder: Recorder) -> None:
    recorder.start()
    until(rig, recorder, ReaderHealth.READY)
    recorder.next(CardGone)
    assert not [report for report in recorder.reports if isinstance(report, CardPresent | Misread)]


@pytest.mark.parametrize("card", [FOUR, SEVEN, RANDOM], ids=["4 bytes", "7 bytes", "random"])
def test_a_card_is_seen_with_its_uid(rig: Rig, ready: Recorder, card: CardSeen) -> None:
    rig.lay(card)
    assert ready.next(CardPresent).card == card


@pytest.mark.parametrize("rig", WITH_A_FIELD, indirect=True)
@pytest.mark.parametrize("card", [TEN, TYPE_B], ids=["10 bytes", "type B"])
def test_a_rarer_card_is_seen_with_its_technology_and_its_whole_uid(rig: Rig, ready: Recorder, card: CardSeen) -> None:
    rig.lay(card)
    assert ready.next(CardPresent).card == card


def test_a_card_is_seen_to_go(rig: Rig, ready: Recorder) -> None:
    rig.lay(FOUR)
    seen = ready.next(CardPresent)
    rig.take_away()
    assert ready.next(CardGone).reader == seen.reader


def test_one_card_after_another(rig: Rig, ready: Recorder) -> None:
    for card in (FOUR, OTHER_FOUR, SEVEN, FOUR):
        rig.lay(card)
        assert ready.next(CardPresent).card == card
        rig.take_away()
        ready.next(CardGone)


def test_a_card_swapped_while_the_first_is_being_handled_is_not_lost(rig: Rig, recorder: Recorder) -> None:
    """Both are of one type, so nothing but the UID differs; and the field is never seen empty."""

    def swap_once(report: ReaderReport) -> None:
        if isinstance(report, CardPresent) and report.card == FOUR:
            rig.swap_without_waiting(OTHER_FOUR)

    recorder.while_reporting = swap_once
    recorder.start()
    until(rig, recorder, ReaderHealth.READY)
    rig.lay(FOUR)
    assert recorder.next(CardPresent).card == FOUR
    assert recorder.next(CardPresent).card == OTHER_FOUR


@pytest.mark.parametrize("rig", WITH_A_FIELD, indirect=True)  # a keyboard tells of a card only when it is presented
def test_a_card_that_lies_there_when_the_reader_starts_is_seen(rig: Rig, recorder: Recorder) -> None:
    rig.lay_before_start(FOUR)
    recorder.start()
    rig.after_start()
    assert recorder.next(CardPresent).card == FOUR


def test_a_card_that_leaves_before_it_is_read_is_a_misread(rig: Rig, ready: Recorder) -> None:
    rig.brush()
    ready.next(Misread)
    assert not [report for report in ready.reports if isinstance(report, CardPresent)]


def test_a_reader_that_is_lost_says_so_and_heals_by_itself(rig: Rig, ready: Recorder) -> None:
    rig.lose()
    missing = until(rig, ready, ReaderHealth.MISSING)
    assert missing.cause
    rig.bring_back()
    until(rig, ready, ReaderHealth.READY)
    rig.lay(FOUR)
    assert ready.next(CardPresent).card == FOUR


def test_a_reader_lost_again_and_again_heals_each_time(rig: Rig, ready: Recorder) -> None:
    for card in (FOUR, OTHER_FOUR, SEVEN):
        rig.lose()
        until(rig, ready, ReaderHealth.MISSING)
        rig.bring_back()
        until(rig, ready, ReaderHealth.READY)
        rig.lay(card)
        while ready.next(CardPresent).card != card:
            pass  # the simulated reader still has the card before


def test_reports_carry_the_boot_time_of_their_moment(rig: Rig, ready: Recorder) -> None:
    before_us = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000
    rig.lay(FOUR)
    seen_us = ready.next(CardPresent).seen_us
    assert before_us <= seen_us <= time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000


def test_a_reader_stops_at_once(ready: Recorder) -> None:
    assert ready.stop() < 0.5


def test_a_lost_reader_stops_at_once(rig: Rig, ready: Recorder) -> None:
    rig.lose()
    until(rig, ready, ReaderHealth.MISSING)
    assert ready.stop() < 0.5


def test_no_log_line_and_no_name_betrays_a_card(rig: Rig, ready: Recorder, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    rig.lay(FOUR)
    seen = ready.next(CardPresent)
    rig.lose()
    until(rig, ready, ReaderHealth.MISSING)
    assert "c0ffee" not in (caplog.text + repr(seen) + str(seen)).lower()


def test_a_reader_shows_signs_of_life_whatever_happens(rig: Rig, ready: Recorder) -> None:
    """One that doesn't counts as stuck, and the daemon is started anew."""
    until_asked_again(ready)
    rig.lay(FOUR)
    ready.next(CardPresent)
    until_asked_again(ready)
    rig.lose()
    until(rig, ready, ReaderHealth.MISSING)
    until_asked_again(ready)


def until_asked_again(recorder: Recorder) -> None:
    before, deadline = recorder.stop_flag.asked, time.monotonic() + 2
    while recorder.stop_flag.asked == before:
        assert time.monotonic() < deadline, "no sign of life"
        time.sleep(0.01)
