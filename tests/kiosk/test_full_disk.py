"""A disk without room: five thousand more taps fit, imports stop long before, and after that it is plainly said."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.house import House
from kiosk.local_api.messages import StatusWanted
from kiosk.reserve import RESERVE_BYTES
from tests.emulators.hand import Hand
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members
from tests.kiosk.small_disk import DaemonOnSmallDisk, on_small_disk

PROMISED_TAPS = 5_000
DISK_MIB = 48


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonOnSmallDisk]:
    daemon = DaemonOnSmallDisk(tmp_path, disk_mib=DISK_MIB)
    daemon.configure(log_level='"warning"')
    daemon.start()
    daemon.enrol(members(9))
    until(lambda: storage(daemon)["reserve"] == "laid")
    yield daemon
    daemon.close()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def storage(daemon: DaemonProcess) -> dict[str, Any]:
    with daemon.neighbour("administrator") as administrator:
        status = administrator.ask(StatusWanted())
    found: dict[str, Any] = status["health"]["storage"]
    return found


def tap(hand: Hand, daemon: DaemonProcess, number: int) -> str:
    hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
    hand.make("gone")
    return daemon.answered()


def test_five_thousand_taps_fit_on_a_full_disk_and_every_one_of_them_is_there(daemon: DaemonOnSmallDisk) -> None:
    assert (daemon.disk / "reserve").stat().st_blocks * 512 >= RESERVE_BYTES
    daemon.fill()
    with Hand(House(daemon.folder).reader) as hand:
        for number in range(PROMISED_TAPS):
            assert tap(hand, daemon, number) == ("arrived" if 1 <= number <= 9 else "help"), number
    assert storage(daemon)["reserve"] == "spent"
    records = daemon.pending()
    assert sum(record["kind"] == "tap" for record in records) == PROMISED_TAPS
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))


def test_on_a_full_disk_imports_stop_taps_go_on_and_room_heals_it(daemon: DaemonOnSmallDisk) -> None:
    with daemon.neighbour("worker") as worker, Hand(House(daemon.folder).reader) as hand:
        daemon.fill()
        assert worker.ask(members(3)) == {"type": "Refused", "code": "store_full"}
        assert tap(hand, daemon, 1) == "arrived"
        daemon.make_room()
        until(lambda: storage(daemon)["reserve"] == "laid")
        assert worker.ask(members(3))["type"] == "ChangesApplied"
        assert storage(daemon)["trouble"] is None


def test_without_any_room_it_is_plainly_said_and_the_next_tap_is_kept(daemon: DaemonOnSmallDisk) -> None:
    with Hand(House(daemon.folder).reader) as hand:
        number = 0
        answer = ""
        while answer != "store_full":
            daemon.fill()
            number += 1
            answer = tap(hand, daemon, number)
        kept = number - 1
        assert storage(daemon)["trouble"] == "the disk is full"
        daemon.make_room()
        assert tap(hand, daemon, number + 1) in {"arrived", "help"}
    assert sum(record["kind"] == "tap" for record in daemon.pending()) == kept + 1


@pytest.mark.parametrize("end", ["orderly", "killed"])
def test_a_kiosk_that_starts_on_a_full_disk_takes_taps(tmp_path: Path, end: str) -> None:
    command = [sys.executable, "-m", "tests.kiosk.start_on_full_disk", str(tmp_path), end]
    done = subprocess.run(
        [*on_small_disk(tmp_path, DISK_MIB), *command], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "100 spent\n"
