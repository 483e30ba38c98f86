"""The tests with real readers: only where somebody asks for them, only with the reader that is meant; and they work.

Here the person at the reader is a program that does what it is asked, and the reader an emulated PN532.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology
from tests.emulators.pcscd import VirtualPcscd
from tests.emulators.pn532 import Pn532, Tag
from tests.hardware.identity import WrongReaderError, require
from tests.hardware.person import BRUSH, LAY, OTHER, PLUG, TAKE, UNPLUG

CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)
OTHER_CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010204"), 0x00)
PATIENCE_S = 60.0
NOTHING_COLLECTED, REFUSED = 5, 3


@pytest.fixture
def pn532(tmp_path: Path) -> Iterator[Pn532]:
    pn532 = Pn532(Path("/dev/shm") / f"hubtap-{tmp_path.name}-{os.getpid()}")  # noqa: S108  a port is in /dev
    yield pn532
    pn532.unplug()


class Person:
    """Does what is asked for, with an emulated chip."""

    def __init__(self, pn532: Pn532) -> None:
        self._pn532 = pn532
        self._does: dict[str, Callable[[], None]] = {
            LAY: lambda: pn532.chip.lay(Tag(CARD)),
            TAKE: pn532.chip.take_away,
            BRUSH: self._brush,
            OTHER: lambda: pn532.chip.lay(Tag(OTHER_CARD)),
            UNPLUG: pn532.unplug,
            PLUG: pn532.plug,
        }

    def listen(self, line: str) -> None:
        for words, act in self._does.items():
            if line.strip() == f">>> {words}":
                act()

    def _brush(self) -> None:
        for _ in range(10):
            self._pn532.chip.lay(Tag(CARD))
            self._pn532.chip.until_commands(8)
            self._pn532.chip.take_away()
            self._pn532.chip.until_commands(8)


def run(person: Person | None = None, **environment: str) -> tuple[int, str]:
    """Run the tests as ``make test-hardware`` does; return the exit code and what was said."""
    plain = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # some take seconds to load
    command = [sys.executable, "-m", "pytest", "-p", "pytestqt.plugin", "--capture=no", "tests/hardware"]
    with subprocess.Popen(
        command, env={**os.environ, **plain, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        impatience = threading.Timer(PATIENCE_S, process.kill)
        impatience.start()
        said = ""
        for line in process.stdout:
            said += line
            if person is not None:
                person.listen(line)
        impatience.cancel()
    return process.returncode, said


def test_without_a_word_about_a_reader_there_are_none() -> None:
    assert run()[0] == NOTHING_COLLECTED


@pytest.mark.parametrize("expected", ["ACR122U", ""], ids=["another", "not said which"])
def test_another_reader_than_the_one_that_is_meant_is_left_alone(pn532: Pn532, expected: str) -> None:
    with pytest.raises(WrongReaderError, match=r"calls itself '.*PN532v1\.6'"):
        require(f"nfc:tty:{pn532.path}", expected)


def test_a_smart_card_reader_is_left_alone_where_there_are_two(virtual_pcscd: VirtualPcscd) -> None:
    with pytest.raises(WrongReaderError, match="knows 2: Virtual PCD"):
        require("pcsc", virtual_pcscd.folder.name)


@pytest.mark.parametrize("entry", ["nfc:tty:/dev/hubtap-none", "wedge:/dev/input/by-id/none hex", "smartcard"])
def test_a_reader_that_is_not_there_is_refused(entry: str) -> None:
    with pytest.raises(WrongReaderError):
        require(entry, "anything")


def test_whoever_names_the_wrong_reader_is_asked_to_do_nothing(pn532: Pn532) -> None:
    code, said = run(HUBTAP_READER=f"nfc:tty:{pn532.path}", HUBTAP_READER_IS="ACR122U")
    assert (code, "nothing was tried" in said) == (REFUSED, True)
    assert ">>>" not in said


def test_with_a_person_who_does_what_is_asked_a_good_reader_passes(pn532: Pn532) -> None:
    code, said = run(Person(pn532), HUBTAP_READER=f"nfc:tty:{pn532.path}", HUBTAP_READER_IS="PN532v1.6")
    assert code == 0, said
    assert "c0ffee" not in said.lower()
