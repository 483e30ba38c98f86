"""The daemon that hubs run, with an NFC chip in its settings: the whole way from the line to the log."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology
from tests.emulators.pn532 import Pn532, Tag
from tests.kiosk.process import PATIENCE_S, DaemonProcess


@pytest.fixture
def pn532(tmp_path: Path) -> Iterator[Pn532]:
    pn532 = Pn532(tmp_path / "hubtap-reader")
    yield pn532
    pn532.unplug()


@pytest.fixture
def daemon(tmp_path: Path, pn532: Pn532) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path, "kiosk.main")
    daemon.configure(readers=f'["nfc:tty:{pn532.path.resolve()}"]', log_level='"debug"', sounds="false")
    yield daemon
    daemon.close()


def until_logged(daemon: DaemonProcess, words: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while words not in daemon.logged():
        assert time.monotonic() < deadline, daemon.logged()
        time.sleep(0.02)


def test_a_chip_in_the_settings_is_used_lost_and_found_and_no_log_tells_a_uid(
    daemon: DaemonProcess, pn532: Pn532
) -> None:
    daemon.start()
    until_logged(daemon, "reader='NFC reader' health=ready")
    pn532.chip.lay(Tag(CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)))
    pn532.chip.until_commands(30)
    pn532.unplug()
    until_logged(daemon, "reader='NFC reader' health=missing")
    assert daemon.end() == 0
    assert "c0ffee" not in daemon.logged().lower()
