"""A disk that is read-only when the daemon starts: it says so, promises nothing, and goes on once it can be written."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.house import House
from kiosk.local_api.messages import StatusWanted
from tests.emulators.hand import Hand
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members

NOT_SAVED = "store_disk"
AS_ROOT = [] if os.geteuid() == 0 else ["--map-root-user"]
INTO_IT = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]


class DaemonOnReadOnlyDisk(DaemonProcess):
    """Finds ``state_dir`` read-only until ``make_writable``; everybody else finds it as it was."""

    def __init__(self, folder: Path) -> None:
        place = shlex.quote(str(folder / "state"))
        mounts = f"mount --bind {place} {place} && mount -o remount,bind,ro {place}"
        under = ["unshare", *AS_ROOT, "--mount", "sh", "-c", f'{mounts} && exec "$@"', "sh"]
        super().__init__(folder, name="read-only", under=under)

    def make_writable(self) -> None:
        assert self.process is not None
        into = ["nsenter", "--target", str(self.process.pid), *INTO_IT, "--mount", "--root"]
        subprocess.run([*into, "mount", "-o", "remount,bind,rw", str(self.state_dir)], check=True)


@pytest.fixture
def usual(tmp_path: Path) -> Iterator[DaemonProcess]:
    """A daemon that was enrolled and has ended."""
    with closing(DaemonProcess(tmp_path)) as daemon:
        daemon.configure()
        daemon.start()
        daemon.enrol(members(9))
        assert daemon.end() == 0
        yield daemon


@pytest.fixture
def daemon(usual: DaemonProcess) -> Iterator[DaemonOnReadOnlyDisk]:
    with closing(DaemonOnReadOnlyDisk(usual.folder)) as daemon:
        yield daemon


def taps(daemon: DaemonProcess, *numbers: int) -> list[str]:
    answers = []
    with Hand(House(daemon.folder).reader) as hand:
        for number in numbers:
            hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
            hand.make("gone")
            answers.append(daemon.answered())
    return answers


def screen(daemon: DaemonProcess) -> dict[str, Any]:
    with daemon.neighbour("screen") as neighbour:
        return neighbour.greeting


def storage(daemon: DaemonProcess) -> dict[str, Any]:
    with daemon.neighbour("administrator") as administrator:
        found: dict[str, Any] = administrator.ask(StatusWanted())["health"]["storage"]
        return found


def test_taps_are_refused_in_plain_words_and_nothing_is_promised(
    usual: DaemonProcess, daemon: DaemonOnReadOnlyDisk
) -> None:
    before = sorted((each.name, each.read_bytes()) for each in usual.state_dir.iterdir() if each.is_file())
    daemon.start()
    assert (screen(daemon)["enrolled"], screen(daemon)["hub_name"]) == (True, "Ely")
    assert taps(daemon, 1, 2, 100) == [NOT_SAVED] * 3
    assert screen(daemon)["result"]["kind"] == "not_saved"
    assert "read-only" in storage(daemon)["trouble"]
    assert daemon.end() == 0
    assert sorted((each.name, each.read_bytes()) for each in usual.state_dir.iterdir() if each.is_file()) == before


def test_once_the_disk_can_be_written_it_ends_and_the_next_one_goes_on(
    usual: DaemonProcess, daemon: DaemonOnReadOnlyDisk
) -> None:
    daemon.start()
    assert taps(daemon, 1) == [NOT_SAVED]
    daemon.make_writable()
    assert daemon.process is not None
    assert daemon.process.wait(PATIENCE_S) == 1
    usual.start()
    assert taps(usual, 1) == ["arrived"]
    assert sum(record["kind"] == "tap" for record in usual.pending()) == 1
    assert storage(usual)["trouble"] is None
