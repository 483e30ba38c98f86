"""What only a keyboard-like reader does; what every reader promises is in tests/contracts."""

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from evdev import InputDevice, ecodes

from kiosk.domain.barcodes import barcode_card, read_patterns
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.domain.typed_uids import UidSpelling, Unclear, card_of
from kiosk.ports import CardGone, CardPresent, Misread, ReaderChanged, ReaderHealth
from kiosk.readers.boottime import now_us
from kiosk.readers.wedge import WedgeReader
from kiosk.readers.wedge_nodes import Node, NodeError, nodes_of, open_node
from kiosk.readers.wedge_setting import UsbId
from tests.emulators.keyboard import Keyboard, PipeEvents, event, open_pipe, press, typed
from tests.emulators.recorder import Recorder

KEY = RegionKey("k1", b"made-up secret of the region")
LIBRARIES = read_patterns(["ely: 27183#{9} codabar luhn", "york: Y#{8}"])


@pytest.fixture
def keyboard(tmp_path: Path) -> Iterator[Keyboard]:
    keyboard = Keyboard(tmp_path / "event7")
    yield keyboard
    keyboard.close()


@pytest.fixture
def running() -> Iterator[Callable[[WedgeReader], Recorder]]:
    recorders: list[Recorder] = []

    def run(reader: WedgeReader) -> Recorder:
        recorder = Recorder(reader)
        recorders.append(recorder)
        recorder.start()
        return recorder

    yield run
    for recorder in recorders:
        recorder.stop()


Running = Callable[[WedgeReader], Recorder]


def hexadecimal(text: str) -> CardSeen | Unclear:
    return card_of(text, UidSpelling.HEX)


def reader(
    *keyboards: Keyboard, understand: Callable[[str], CardSeen | Unclear] = hexadecimal, sends_enter: bool = True
) -> WedgeReader:
    paths = [keyboard.path for keyboard in keyboards]
    return WedgeReader(
        "scanner",
        UsbId("05fe", "1010"),
        understand,
        sends_enter=sends_enter,
        find=lambda _: [path for path in paths if path.exists()],
        open_node=open_pipe,
    )


def ready(recorder: Recorder) -> Recorder:
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)
    recorder.next(CardGone)
    return recorder


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        (UidSpelling.HEX, "1C78F2BF"),
        (UidSpelling.HEX_REVERSED, "BFF2781C"),
        (UidSpelling.DECIMAL, "0477688511"),
        (UidSpelling.DECIMAL_REVERSED, "3220338716"),
    ],
)
def test_a_card_gives_the_token_that_it_gives_on_pcsc(
    keyboard: Keyboard, running: Running, spelling: UidSpelling, text: str
) -> None:
    recorder = ready(running(reader(keyboard, understand=lambda typed: card_of(typed, spelling))))
    keyboard.type(text + "\n")
    seen = recorder.next(CardPresent).card
    assert token(seen, KEY) == token(CardSeen(Technology.ISO14443A, bytes.fromhex("1C78F2BF"), 0x08), KEY)


def test_a_card_is_gone_at_once_so_that_it_never_seems_left_lying(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.type("04C0FFEE010203\n")
    seen = recorder.next(CardPresent)
    assert recorder.next(CardGone).seen_us == seen.seen_us


def test_a_barcode_is_a_card_of_its_library(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard, understand=LIBRARIES.card_of)))
    keyboard.type("a27183000012347b\n")
    assert recorder.next(CardPresent).card == barcode_card("ely", "27183000012347")
    keyboard.type("Y 0001 2345\n")
    assert recorder.next(CardPresent).card == barcode_card("york", "Y00012345")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("88C0FFEE\n", "cuts long card numbers short"),
        ("12345\n", "not spelled as the settings say"),
        ("Z" * 65 + "\n", "can't be one"),
    ],
)
def test_a_number_that_is_refused_is_a_misread_with_its_cause_until_a_good_one(
    keyboard: Keyboard, running: Running, text: str, cause: str
) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.type(text)
    recorder.next(Misread)
    told = recorder.next(ReaderChanged)
    assert told.health is ReaderHealth.READY
    assert cause in told.cause
    keyboard.type("04C0FFEE\n")
    recorder.next(CardPresent)
    assert recorder.next(ReaderChanged).cause == "Ready."


def test_a_wrong_check_digit_asks_to_scan_again(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard, understand=LIBRARIES.card_of)))
    keyboard.type("27183000012348\n")
    recorder.next(Misread)
    assert "Scan it again" in recorder.next(ReaderChanged).cause


def test_without_enter_a_pause_ends_the_number(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard, sends_enter=False)))
    keyboard.type("04C0FFEE")
    assert recorder.next(CardPresent).card.uid.hex() == "04c0ffee"


def test_a_number_without_its_enter_is_never_taken(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.type("04C0FFEE")
    recorder.next(Misread)
    assert not [report for report in recorder.reports if isinstance(report, CardPresent)]


def test_a_long_queue_of_keys_is_read_in_full_and_in_order(keyboard: Keyboard, running: Running) -> None:
    uids = [f"04C0FFEE{number:06X}" for number in range(20)]
    recorder = ready(running(reader(keyboard)))
    for uid in uids:
        keyboard.type(uid + "\n")
    assert [recorder.next(CardPresent).card.uid.hex().upper() for _ in uids] == uids


def test_keys_that_the_kernel_dropped_make_the_number_a_misread(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.send(typed("04C0") + event(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0) + typed("FFEE\n"))
    recorder.next(Misread)
    keyboard.type("04C0FFEE\n")
    recorder.next(CardPresent)


def test_the_moment_of_a_card_is_the_kernels(keyboard: Keyboard, running: Running) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.send(typed("04C0FFEE") + event(ecodes.EV_KEY, ecodes.KEY_ENTER, 1, at_us=(at_us := now_us())))
    assert recorder.next(CardPresent).seen_us == at_us


def test_two_nodes_of_one_device_are_one_reader(tmp_path: Path, running: Running) -> None:
    one, other = Keyboard(tmp_path / "event7"), Keyboard(tmp_path / "event8")
    recorder = ready(running(reader(one, other)))
    one.send(typed("04C0"))
    other.type("04C0FFEE\n")
    assert recorder.next(CardPresent).card.uid.hex() == "04c0ffee"
    one.type("FFEF\n")
    assert recorder.next(CardPresent).card.uid.hex() == "04c0ffef"
    assert len([report for report in recorder.reports if isinstance(report, ReaderChanged)]) == 1
    recorder.stop()
    one.close()
    other.close()


def test_half_a_number_before_the_plug_is_pulled_is_not_joined_to_the_next(
    keyboard: Keyboard, running: Running
) -> None:
    recorder = ready(running(reader(keyboard)))
    keyboard.type("04C0FF")
    keyboard.unplug()
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.MISSING)
    keyboard.plug()
    ready(recorder)
    keyboard.type("04C0FFEE\n")
    assert recorder.next(CardPresent).card.uid.hex() == "04c0ffee"


@pytest.mark.parametrize(
    ("number", "health", "words"),
    [
        (errno.EBUSY, ReaderHealth.BUSY, "Another program"),
        (errno.EACCES, ReaderHealth.DENIED, "udev rule"),
        (errno.ENOTTY, ReaderHealth.MISSING, "no keyboard-like device"),
        (errno.ENODEV, ReaderHealth.MISSING, "unplugged"),
    ],
)
def test_a_device_that_cannot_be_had_is_told_with_its_cause_and_healed(
    keyboard: Keyboard, running: Running, number: int, health: ReaderHealth, words: str
) -> None:
    free = threading.Event()

    def open_when_free(path: Path) -> Node:
        if not free.is_set():
            raise NodeError(number)
        return open_pipe(path)

    recorder = running(WedgeReader("scanner", keyboard.path, hexadecimal, open_node=open_when_free))
    told = recorder.next(ReaderChanged)
    assert told.health is health
    assert words in told.cause
    free.set()
    ready(recorder)
    keyboard.type("04C0FFEE\n")
    recorder.next(CardPresent)


def test_a_device_that_cannot_be_had_is_logged_once(
    keyboard: Keyboard, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    tries = threading.Semaphore(0)

    def refuse(_: Path) -> Node:
        tries.release()
        raise NodeError(errno.EACCES)

    recorder = running(WedgeReader("scanner", keyboard.path, hexadecimal, open_node=refuse))
    for _ in range(3):
        assert tries.acquire(timeout=10)
    recorder.stop()
    assert len(caplog.records) == 1
    assert len(recorder.reports) == 1


def test_a_device_that_was_never_there_is_missing(tmp_path: Path, running: Running) -> None:
    recorder = running(WedgeReader("scanner", tmp_path / "none", hexadecimal))
    told = recorder.next(ReaderChanged)
    assert (told.health, told.cause.split(".")[0]) == (ReaderHealth.MISSING, "The reader was not found")


def test_something_that_is_no_input_device_is_told_by_evdev(tmp_path: Path, running: Running) -> None:
    (tmp_path / "file").touch()
    recorder = running(WedgeReader("scanner", tmp_path / "file", hexadecimal))
    assert "no keyboard-like device" in recorder.next(ReaderChanged).cause


class Device(InputDevice):  # type: ignore[type-arg]  # Debian 13 has it without parameters
    """An input device that can be grabbed, unless another program did."""

    def __init__(self, path: Path, calls: list[str], grabbed: int = 0) -> None:
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self._calls = calls
        self._grabbed = grabbed

    def grab(self) -> None:
        self._calls.append("grab")
        if self._grabbed:
            raise OSError(self._grabbed, "")

    def close(self) -> None:
        if self.fd != -1:
            self._calls.append("close")
            os.close(self.fd)
            self.fd = -1


def test_a_device_is_grabbed_before_a_key_is_read_and_its_clock_is_set(
    keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def ioctl(fd: int, number: int, clock: bytes) -> None:  # noqa: ARG001  the kernel's call
        calls.append(f"{number:#x} {clock.hex()}")

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    node = open_node(keyboard.path, device=lambda _: Device(keyboard.path, calls))
    node.close()
    assert calls == ["grab", "0x400445a0 07000000", "close"]


def test_a_device_that_another_program_grabbed_is_closed_again(keyboard: Keyboard) -> None:
    calls: list[str] = []
    with pytest.raises(NodeError) as refused:
        open_node(keyboard.path, device=lambda _: Device(keyboard.path, calls, errno.EBUSY))
    assert refused.value.number == errno.EBUSY
    assert calls == ["grab", "close"]


def test_a_device_that_vanishes_while_it_is_read_is_told_apart(keyboard: Keyboard) -> None:
    class Gone(PipeEvents):
        def read(self) -> NoReturn:
            raise OSError(errno.ENODEV, "")

    node = Node(Gone(keyboard.path))
    with pytest.raises(NodeError) as refused:
        node.read()
    assert refused.value.number == errno.ENODEV
    node.close()


def test_a_device_without_keys_to_read_gives_none(keyboard: Keyboard) -> None:
    node = open_pipe(keyboard.path)
    assert node.read() == ()
    keyboard.send(press(ecodes.KEY_1))
    assert [key.value for key in node.read() if hasattr(key, "value")] == [1, 0]
    node.close()


def test_the_nodes_of_a_make_that_can_type_are_found_by_vendor_and_product(tmp_path: Path) -> None:
    keyboard, volume_keys = (
        "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe",
        "3f000301ff 0 0 e000000000000 0",
    )
    for name, vendor, product, keys in (
        ("event3", "05fe", "1010", keyboard),
        ("event10", "05fe", "1010", keyboard),
        ("event4", "05fe", "1011", keyboard),
        ("event5", "05fe", "1010", volume_keys),
    ):
        device = tmp_path / name / "device"
        for file, text in (("id/vendor", vendor), ("id/product", product), ("capabilities/key", keys)):
            (device / file).parent.mkdir(parents=True, exist_ok=True)
            (device / file).write_text(f"{text}\n", encoding="ascii")
    (tmp_path / "event6").mkdir()
    found = nodes_of(UsbId("05fe", "1010"), tmp_path)
    assert set(found) == {Path("/dev/input/event3"), Path("/dev/input/event10")}
