"""What only USB readers without pcscd do; what every reader promises is in tests/contracts.

Everything above the kernel is real: nfcpy, usb1, libusb and libudev, in a process that sees an emulated USB.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology, identifies
from kiosk.ports import CardGone, CardPresent, ReaderChanged, ReaderHealth
from kiosk.readers import acr122u
from tests.emulators.pn532 import Tag
from tests.emulators.reader_elsewhere import ReaderElsewhere
from tests.emulators.recorder import Recorder
from tests.emulators.usb_device import UsbPort, UsbRoom
from tests.emulators.usb_readers import Acr122uUsb, Scl3711

CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)
ACR122U = "nfc:usb:072f:2200"


@pytest.fixture
def room(tmp_path: Path) -> UsbRoom:
    folder = tmp_path / "room"
    folder.mkdir()
    return UsbRoom(folder)


class Plugged:
    """An ACR122U and an SCL3711 side by side."""

    def __init__(self, room: UsbRoom) -> None:
        self.acr122u, self.scl3711 = Acr122uUsb(), Scl3711()
        self.acr122u_port, self.scl3711_port = UsbPort(room, self.acr122u, 1), UsbPort(room, self.scl3711, 2)

    def unplug(self) -> None:
        self.acr122u_port.unplug()
        self.scl3711_port.unplug()


@pytest.fixture
def plugged(room: UsbRoom) -> Iterator[Plugged]:
    plugged = Plugged(room)
    yield plugged
    plugged.unplug()


@pytest.fixture
def by_id(room: UsbRoom, plugged: Plugged, tmp_path: Path) -> Iterator[Recorder]:
    """Read with the ACR122U, whatever else is plugged in."""
    assert plugged.acr122u_port.name
    recorder = Recorder(ReaderElsewhere(ACR122U, tmp_path / "reader.log", room))
    yield recorder
    recorder.stop()


@pytest.fixture
def any_one(room: UsbRoom, plugged: Plugged, tmp_path: Path) -> Iterator[Recorder]:
    """Read with the first reader that can be had."""
    assert plugged.acr122u_port.name
    recorder = Recorder(ReaderElsewhere("nfc:usb", tmp_path / "reader.log", room))
    yield recorder
    recorder.stop()


def until(recorder: Recorder, health: ReaderHealth) -> ReaderChanged:
    return recorder.next(ReaderChanged, lambda report: report.health is health)


def test_the_reader_that_the_settings_name_is_the_one_that_is_used(plugged: Plugged, by_id: Recorder) -> None:
    plugged.scl3711.chip.lay(Tag(CARD))
    by_id.start()
    by_id.next(CardGone)
    plugged.acr122u.chip.lay(Tag(CARD))
    assert by_id.next(CardPresent).card == CARD


def test_a_reader_that_another_program_has_is_told_and_taken_once_it_is_free(plugged: Plugged, by_id: Recorder) -> None:
    plugged.acr122u_port.let_another_program_have_it(has=True)
    by_id.start()
    assert "Another program" in until(by_id, ReaderHealth.BUSY).cause
    plugged.acr122u_port.let_another_program_have_it(has=False)
    until(by_id, ReaderHealth.READY)


def test_the_next_reader_is_used_where_the_first_is_taken(plugged: Plugged, any_one: Recorder) -> None:
    plugged.acr122u_port.let_another_program_have_it(has=True)
    any_one.start()
    until(any_one, ReaderHealth.READY)
    plugged.scl3711.chip.lay(Tag(CARD))
    assert any_one.next(CardPresent).card == CARD


def test_an_acr122u_that_fell_silent_is_used_again_once_it_answers(plugged: Plugged, by_id: Recorder) -> None:
    by_id.start()
    until(by_id, ReaderHealth.READY)
    plugged.acr122u_port.silent = True
    assert "does not answer" in until(by_id, ReaderHealth.MISSING).cause
    plugged.acr122u_port.silent = False
    until(by_id, ReaderHealth.READY)
    plugged.acr122u.chip.lay(Tag(CARD))
    assert by_id.next(CardPresent).card == CARD


def test_a_reader_that_is_unplugged_is_missing_and_the_other_takes_over(plugged: Plugged, any_one: Recorder) -> None:
    plugged.acr122u_port.unplug()
    any_one.start()
    until(any_one, ReaderHealth.READY)
    plugged.scl3711_port.unplug()
    until(any_one, ReaderHealth.MISSING)
    plugged.acr122u_port.plug()
    until(any_one, ReaderHealth.READY)
    plugged.acr122u.chip.lay(Tag(CARD))
    assert any_one.next(CardPresent).card == CARD


def test_an_acr122u_never_beeps_and_does_not_look_for_cards_by_itself(plugged: Plugged, by_id: Recorder) -> None:
    by_id.start()
    plugged.acr122u.chip.lay(Tag(CARD))
    by_id.next(CardPresent)
    commands = plugged.acr122u.itself.commands
    by_itself = [command[3] >> 7 for command in commands if command[:3] == acr122u.POLL_OFTEN[:3]]
    assert by_itself == [0]
    assert not any(command[8] & 0b11 for command in commands if command[:3] == bytes.fromhex("FF0040"))


def test_a_card_that_makes_up_its_number_identifies_nobody(plugged: Plugged, by_id: Recorder) -> None:
    plugged.acr122u.chip.lay(Tag(CardSeen(Technology.ISO14443B, bytes.fromhex("C0FFEE01")), made_up=True))
    by_id.start()
    assert not identifies(by_id.next(CardPresent).card)
