"""What every card reader promises: the simulated one, PC/SC through a real pcscd with virtual cards, and an emulated
PN532 at the real nfcpy driver."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.domain.typed_uids import UidSpelling, Unclear, card_of
from kiosk.ports import CardGone, CardPresent, CardReader, Misread, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.nfc import NfcReader
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.simulated import SimulatedReader
from kiosk.readers.wedge import WedgeReader
from tests.emulators import cards
from tests.emulators.field import wait_until_empty
from tests.emulators.hand import Hand
from tests.emulators.keyboard import Keyboard, open_pipe
from tests.emulators.pcscd import VirtualPcscd
from tests.emulators.pn532 import Pn532, Tag
from tests.emulators.recorder import Recorder

FOUR = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE01"), 0x08)
OTHER_FOUR = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE02"), 0x08)
SEVEN = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)
TEN = CardSeen(Technology.ISO14443A, bytes.fromhex("88C0FFEE010203040506"), 0x00)
TYPE_B = CardSeen(Technology.ISO14443B, bytes.fromhex("C0FFEE04"))
RANDOM = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x20)


class Rig(Protocol):
    """A reader and a hand over it."""

    @property
    def reader(self) -> CardReader: ...
    def lay(self, card: CardSeen) -> None: ...
    def lay_before_start(self, card: CardSeen) -> None: ...
    def after_start(self) -> None: ...
    def take_away(self) -> None: ...
    def swap_without_waiting(self, card: CardSeen) -> None: ...
    def brush(self) -> None: ...
    def lose(self) -> None: ...
    def bring_back(self) -> None: ...
    def close(self) -> None: ...


class SimulatedRig:
    def __init__(self, path: Path) -> None:
        self.reader = SimulatedReader(path)
        self._path = path
        self._hand: Hand | None = None
        self._early: CardSeen | None = None
        self._pending = 0

    @property
    def hand(self) -> Hand:
        if self._hand is None:
            self._hand = Hand(self._path)
        return self._hand

    def lay(self, card: CardSeen) -> None:
        self._begin(card)
        self._settle()

    def lay_before_start(self, card: CardSeen) -> None:
        """Its socket opens with the reader, so the card is laid while the reader is unplugged."""
        self._early = card

    def after_start(self) -> None:
        assert self._early is not None
        self.lose()
        self.lay(self._early)
        self.bring_back()

    def take_away(self) -> None:
        self._settle()
        self.hand.make("gone")

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.hand.begin("gone")
        self._pending += 1
        self._begin(card)

    def brush(self) -> None:
        self.hand.make("misread")

    def lose(self) -> None:
        self._settle()
        self.hand.make("unplug")

    def bring_back(self) -> None:
        self.hand.make("plug")

    def close(self) -> None:
        if self._hand is not None:
            self._hand.close()

    def _begin(self, card: CardSeen) -> None:
        self.hand.begin("present", technology=card.technology.value, uid=card.uid.hex(), sak=card.sak)
        self._pending += 1

    def _settle(self) -> None:
        while self._pending:
            assert self.hand.answer() == b'{"ok":true}\n'
            self._pending -= 1


class PcscRig:
    def __init__(self, pcscd: VirtualPcscd, how_lost: str) -> None:
        self.reader = PcscReaders()
        self._pcscd = pcscd
        self._how_lost = how_lost
        self._lost = False

    def lay(self, card: CardSeen) -> None:
        kinds = {0x08: cards.mifare_classic, 0x00: cards.ultralight, 0x20: cards.desfire}
        kind = cards.type_b if card.sak is None else kinds[card.sak]
        self._pcscd.lay(kind(card.uid.hex()))

    def lay_before_start(self, card: CardSeen) -> None:
        self.lay(card)

    def after_start(self) -> None:
        pass

    def take_away(self) -> None:
        self._pcscd.clear()
        wait_until_empty()

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.take_away()
        self.lay(card)

    def brush(self) -> None:
        self._pcscd.lay(cards.fleeing("C0FFEE03"))

    def lose(self) -> None:
        self._pcscd.stop(self._how_lost)
        self._lost = True

    def bring_back(self) -> None:
        self._pcscd.start()
        self._lost = False

    def close(self) -> None:
        if self._lost:
            self.bring_back()
        self.take_away()


class NfcRig:
    def __init__(self, path: Path, how_lost: str) -> None:
        self._pn532 = Pn532(path)
        self.reader = NfcReader(f"tty:{path}")
        self._how_lost = how_lost

    def lay(self, card: CardSeen) -> None:
        self._pn532.chip.lay(Tag(card))

    def lay_before_start(self, card: CardSeen) -> None:
        self.lay(card)

    def after_start(self) -> None:
        pass

    def take_away(self) -> None:
        self._pn532.chip.take_away()

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.lay(card)

    def brush(self) -> None:
        self._pn532.chip.lay(Tag(OTHER_FOUR, shy=1, leaves=True))

    def lose(self) -> None:
        if self._how_lost == "unplugged":
            self._pn532.unplug()
        else:
            self._pn532.silent = True

    def bring_back(self) -> None:
        self._pn532.silent = False
        self._pn532.plug()

    def close(self) -> None:
        self._pn532.unplug()


class WedgeRig:
    """A keyboard can't tell a SAK, so what understands its text adds the one that each test card has."""

    def __init__(self, path: Path) -> None:
        self._keyboard = Keyboard(path)
        self.reader = WedgeReader("scanner", path, self._card_of, open_node=open_pipe)

    def lay(self, card: CardSeen) -> None:
        self._keyboard.type(f"{card.uid.hex()}\n")

    def lay_before_start(self, card: CardSeen) -> None:
        raise NotImplementedError

    def after_start(self) -> None:
        raise NotImplementedError

    def take_away(self) -> None:
        pass

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.lay(card)

    def brush(self) -> None:
        self._keyboard.type("88C0FFEE\n")

    def lose(self) -> None:
        self._keyboard.unplug()

    def bring_back(self) -> None:
        self._keyboard.plug()

    def close(self) -> None:
        self._keyboard.close()

    @staticmethod
    def _card_of(text: str) -> CardSeen | Unclear:
        typed = card_of(text, UidSpelling.HEX)
        known = {card.uid: card for card in (FOUR, OTHER_FOUR, SEVEN, RANDOM)}
        return known[typed.uid] if isinstance(typed, CardSeen) else typed


WITH_A_FIELD = ["simulated", "pcsc SIGTERM", "pcsc SIGKILL", "nfc unplugged", "nfc silent"]


@pytest.fixture(params=[*WITH_A_FIELD, "wedge"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    kind, _, how_lost = request.param.partition(" ")
    rig: Rig
    if kind == "simulated":
        rig = SimulatedRig(tmp_path / "reader.sock")
    elif kind == "wedge":
        rig = WedgeRig(tmp_path / "event7")
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
