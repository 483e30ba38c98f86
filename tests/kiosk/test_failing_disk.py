"""A disk that fails or turns read-only: it is plainly said, the daemon stays up, and goes on once the disk does."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.house import House
from kiosk.local_api.messages import StatusWanted
from tests.emulators.bad_disk import BadDisk, Failure
from tests.emulators.hand import Hand
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members

NOT_SAVED = "store_disk"


@pytest.fixture
def disk(tmp_path: Path) -> BadDisk:
    return BadDisk(tmp_path / "state", tmp_path)


@pytest.fixture
def daemon(tmp_path: Path, disk: BadDisk) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path, env=disk.environment)
    daemon.configure()
    daemon.state_dir.mkdir(mode=0o700)  # it makes its database itself, and so need not read it
    daemon.start()
    daemon.enrol(members(9))
    yield daemon
    daemon.close()


class Taps:
    """Cards laid on the reader one after the other, each another one."""

    def __init__(self, daemon: DaemonProcess, hand: Hand) -> None:
        self._daemon = daemon
        self._hand = hand
        self._number = 100
        self.saved: list[str] = []

    def one(self) -> str:
        self._number += 1
        self._hand.make("present", technology="14443A", uid=card(self._number).uid.hex(), sak=0)
        self._hand.make("gone")
        answer = self._daemon.answered()
        if answer != NOT_SAVED:
            assert answer == "help"  # nobody's card
            self.saved.append(card(self._number).uid.hex())
        return answer


def storage(daemon: DaemonProcess) -> dict[str, Any]:
    with daemon.neighbour("administrator") as administrator:
        found: dict[str, Any] = administrator.ask(StatusWanted())["health"]["storage"]
        return found


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("how", ["write", "sync", "readonly"])
def test_taps_are_refused_in_plain_words_while_the_disk_fails_and_kept_as_soon_as_it_works(
    daemon: DaemonProcess, disk: BadDisk, how: Failure
) -> None:
    assert daemon.process is not None
    with Hand(House(daemon.folder).reader) as hand:
        taps = Taps(daemon, hand)
        taps.one()
        with disk.failing(how):
            assert [taps.one() for _ in range(3)] == [NOT_SAVED] * 3
            assert "SQLITE" in storage(daemon)["trouble"]
        assert taps.one() == "help"
        until(lambda: storage(daemon)["trouble"] is None)
        taps.one()
    assert daemon.process.poll() is None
    kept = [record for record in daemon.pending() if record["kind"] == "tap"]
    assert len(kept) >= len(taps.saved) == 3
    records = daemon.pending()
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))
    assert "the database was opened anew" in daemon.logged()


def test_a_disk_that_cannot_be_read_loses_no_tap_that_was_answered(daemon: DaemonProcess, disk: BadDisk) -> None:
    with Hand(House(daemon.folder).reader) as hand:
        taps = Taps(daemon, hand)
        with disk.failing("read"):
            for _ in range(5):
                taps.one()
        until(lambda: storage(daemon)["trouble"] is None)
        assert taps.one() == "help"
    assert sum(record["kind"] == "tap" for record in daemon.pending()) >= len(taps.saved)


def test_what_was_answered_before_the_disk_failed_is_there_after_the_next_start(
    daemon: DaemonProcess, disk: BadDisk
) -> None:
    with Hand(House(daemon.folder).reader) as hand:
        taps = Taps(daemon, hand)
        for _ in range(20):
            taps.one()
        with disk.failing("sync"):
            taps.one()
            daemon.kill()
    daemon.start()
    assert sum(record["kind"] == "tap" for record in daemon.pending()) >= len(taps.saved) == 20
