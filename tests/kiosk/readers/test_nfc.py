"""What only the NFC chip's reader does; what every reader promises is in tests/contracts."""

import errno
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Event

import pytest

from kiosk.domain.cards import CardSeen, Technology, identifies
from kiosk.ports import CardGone, CardPresent, Misread, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.nfc import Field, NfcReader
from kiosk.readers.nfc_device import DeviceError, opened
from kiosk.readers.nfc_field import Look, NoCard
from tests.emulators.pn532 import Pn532, Tag
from tests.emulators.recorder import Recorder

_POWER_DOWN = 0x16


def type_a(uid: str, sak: int = 0x08) -> CardSeen:
    return CardSeen(Technology.ISO14443A, bytes.fromhex(uid), sak)


def type_b(pupi: str) -> CardSeen:
    return CardSeen(Technology.ISO14443B, bytes.fromhex(pupi))


@pytest.fixture
def pn532(tmp_path: Path) -> Iterator[Pn532]:
    pn532 = Pn532(tmp_path / "hubtap-reader")
    yield pn532
    pn532.unplug()


@pytest.fixture
def recorder(pn532: Pn532) -> Iterator[Recorder]:
    recorder = Recorder(NfcReader(f"tty:{pn532.path}"))
    yield recorder
    recorder.stop()


@pytest.fixture
def ready(recorder: Recorder) -> Recorder:
    recorder.start()
    recorder.next(CardGone)
    return recorder


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def seen(recorder: Recorder, kind: type[ReaderReport]) -> int:
    return sum(isinstance(report, kind) for report in recorder.reports)


@pytest.mark.parametrize(
    "card",
    [
        type_a("C0FFEE01"),
        type_a("04C0FFEE010203", 0x00),
        type_a("04C0FFEE010203040506", 0x20),
        type_a("80C0FFEE", 0x20),
        type_b("C0FFEE01"),
    ],
    ids=["4 bytes", "7 bytes", "10 bytes", "random of a DESFire EV1", "type B"],
)
def test_a_card_is_seen_whole(pn532: Pn532, ready: Recorder, card: CardSeen) -> None:
    pn532.chip.lay(Tag(card))
    assert ready.next(CardPresent).card == card
    pn532.chip.take_away()
    ready.next(CardGone)


def test_a_card_that_makes_up_numbers_is_one_arrival_as_long_as_it_lies_there(pn532: Pn532, ready: Recorder) -> None:
    """Each look switches the field off and on, and it has another number each time."""
    pn532.chip.lay(Tag(type_a("08C0FFEE", 0x20), made_up=True))
    assert not identifies(ready.next(CardPresent).card)
    pn532.chip.until_commands(60)
    pn532.chip.take_away()
    ready.next(CardGone)
    assert (seen(ready, CardPresent), seen(ready, Misread)) == (1, 0)


def test_a_type_b_card_that_makes_up_numbers_is_told_from_one_that_keeps_its_own(pn532: Pn532, ready: Recorder) -> None:
    pn532.chip.lay(Tag(type_b("C0FFEE01"), made_up=True))
    assert not identifies(ready.next(CardPresent).card)
    pn532.chip.until_commands(60)
    assert seen(ready, CardPresent) == 1
    pn532.chip.lay(Tag(type_b("C0FFEE01")))
    assert identifies(ready.next(CardPresent).card)


def test_a_number_that_was_cut_off_is_never_taken_for_a_whole_one(pn532: Pn532, ready: Recorder) -> None:
    """Strangers' cards would share it: with NXP's 04, only two bytes of 88 04 xx xx differ."""
    for cut in ("8804C0FF", "C0FFEE", "04C0FFEE01"):
        pn532.chip.lay(Tag(type_a(cut)))
        ready.next(Misread)
        pn532.chip.take_away()
        ready.next(CardGone)
    assert not seen(ready, CardPresent)


def test_a_card_that_is_still_arriving_is_read_by_the_second_try(pn532: Pn532, ready: Recorder) -> None:
    pn532.chip.lay(Tag(type_a("C0FFEE01"), shy=1))
    assert ready.next(CardPresent).card == type_a("C0FFEE01")
    assert not seen(ready, Misread)


def test_a_card_held_badly_is_one_misread_and_then_read(pn532: Pn532, ready: Recorder) -> None:
    pn532.chip.lay(Tag(type_a("C0FFEE01"), shy=7))
    ready.next(Misread)
    assert ready.next(CardPresent).card == type_a("C0FFEE01")
    assert seen(ready, Misread) == 1


def test_links_are_resolved_before_nfcpy_sees_the_name(pn532: Pn532) -> None:
    """It spares a Raspberry Pi's mini UART and USB serial ports, but knows them by their exact names only."""
    with opened(f"tty:{pn532.path}") as antenna:
        port = antenna._frontend.device.chipset.transport.port
    assert port == os.path.realpath(pn532.path)
    assert port != str(pn532.path)


def test_a_chip_that_a_killed_program_left_at_a_high_speed_is_found(pn532: Pn532, ready: Recorder) -> None:
    ready.stop()
    pn532.chip.speed = 460_800
    again = Recorder(NfcReader(f"tty:{pn532.path}"))
    again.start()
    again.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)
    again.stop()


def test_a_chip_is_left_asleep_and_at_the_speed_that_the_next_program_expects(pn532: Pn532, ready: Recorder) -> None:
    ready.stop()
    assert (pn532.chip.speed, pn532.chip.last) == (115_200, _POWER_DOWN)


def test_a_port_that_another_program_has_is_busy_until_it_is_free(pn532: Pn532, recorder: Recorder) -> None:
    with pn532.path.open("rb", buffering=0) as port:
        fcntl.flock(port, fcntl.LOCK_EX)
        recorder.start()
        busy = recorder.next(ReaderChanged)
    assert busy.health is ReaderHealth.BUSY
    assert "Another program" in busy.cause
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)


def test_a_reader_that_is_lost_often_keeps_nothing_open(pn532: Pn532, ready: Recorder) -> None:
    descriptors = open_descriptors()
    for _ in range(4):
        pn532.unplug()
        ready.next(ReaderChanged, lambda report: report.health is ReaderHealth.MISSING)
        pn532.plug()
        ready.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)
    ready.stop()
    assert open_descriptors() < descriptors


def busy_share(pn532: Pn532, recorder: Recorder) -> float:
    """Return how much of a core the reader takes over 60 commands to the chip."""
    clock = time.pthread_getcpuclockid(recorder.thread_id)
    began_s, busy_s = time.monotonic(), time.clock_gettime(clock)
    pn532.chip.until_commands(60)
    return (time.clock_gettime(clock) - busy_s) / (time.monotonic() - began_s)


def test_looking_keeps_no_core_busy_whether_a_card_lies_there_or_not(pn532: Pn532, ready: Recorder) -> None:
    assert busy_share(pn532, ready) < 0.1
    pn532.chip.lay(Tag(type_a("C0FFEE01")))
    ready.next(CardPresent)
    assert busy_share(pn532, ready) < 0.1


class Hasty:
    """A chip that makes no pause when it finds nothing."""

    def __init__(self, looks: int, stop: Event) -> None:
        self._left = looks
        self._stop = stop

    def look(self) -> Look:
        self._left -= 1
        if not self._left:
            self._stop.set()
        return NoCard.EMPTY


def test_a_chip_that_makes_no_pause_by_itself_is_not_asked_without_end() -> None:
    stop = Event()
    field = Hasty(20, stop)

    def open_(_path: str) -> AbstractContextManager[Field]:
        return nullcontext(field)

    began_s = time.monotonic()
    NfcReader("usb", open_=open_).run(lambda _report: None, stop)
    assert time.monotonic() - began_s > 17 * 0.005


@pytest.mark.parametrize(
    ("number", "health", "word"),
    [
        (errno.EACCES, ReaderHealth.DENIED, "right"),
        (errno.EBUSY, ReaderHealth.BUSY, "Another program"),
        (errno.ENOPKG, ReaderHealth.BLOCKED, "nfcpy"),
        (errno.ENOENT, ReaderHealth.MISSING, "cable"),
        (errno.ENODEV, ReaderHealth.MISSING, "cable"),
        (errno.ETIMEDOUT, ReaderHealth.MISSING, "does not answer"),
        (0, ReaderHealth.MISSING, "does not answer"),
    ],
)
def test_what_keeps_a_reader_away_is_said_once_in_words_to_act_on(
    number: int, health: ReaderHealth, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    tried = Event()
    tries = iter(range(2))

    def open_(_path: str) -> AbstractContextManager[Field]:
        if next(tries, None) is None:
            tried.set()
        raise DeviceError(OSError(number, "C0FFEE01") if number else IndexError("C0FFEE01"))

    recorder = Recorder(NfcReader("usb", open_=open_))
    recorder.start()
    assert tried.wait(10)
    assert recorder.stop() < 0.5
    (told,) = recorder.reports
    assert isinstance(told, ReaderChanged)
    assert (told.health, word in told.cause) == (health, True)
    assert len(caplog.records) == 1
    assert "C0FFEE" not in caplog.text


def test_a_kiosk_without_nfcpy_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nfc", None)  # what an import finds that fails
    with pytest.raises(DeviceError) as failed, opened("usb"):
        pass
    assert failed.value.errno == errno.ENOPKG


def test_a_port_that_is_no_reader_is_said_not_to_answer(tmp_path: Path) -> None:
    pn532 = Pn532(tmp_path / "hubtap-reader")
    pn532.silent = True
    recorder = Recorder(NfcReader(f"tty:{pn532.path}"))
    recorder.start()
    assert recorder.next(ReaderChanged).health is ReaderHealth.MISSING
    recorder.stop()
    pn532.unplug()


@pytest.mark.parametrize("path", ["usb:ffff:ffff", "tty:/dev/hubtap-none", "tty:/dev/hubtap none"])
def test_a_reader_that_is_not_there_is_missing(path: str) -> None:
    recorder = Recorder(NfcReader(path))
    recorder.start()
    assert recorder.next(ReaderChanged).health is ReaderHealth.MISSING
    assert recorder.stop() < 0.5
