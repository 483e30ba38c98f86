"""The one small program that may set the clock: asked over a socket, as systemd starts it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.clock.setter import ClockSetter
from tests.emulators.otherclock import OtherClock
from tests.fakes.house import NOON_US, SECOND_US
from tests.kiosk.process import PATIENCE_S

LONG_AGO_US = 1_000_000_000 * SECOND_US
FIRST_US = 20 * SECOND_US


@contextmanager
def waiting_at(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        listener.settimeout(PATIENCE_S)
        yield listener


def started_for(listener: socket.socket, clock: OtherClock) -> int:
    """Start the program for the next wish, as systemd does; return its exit code."""
    link, _ = listener.accept()
    with link:
        command = [sys.executable, "-m", "kiosk.clock.set_clock"]
        environment = dict(clock.environment)
        ran = subprocess.run(command, stdin=link.fileno(), env=environment, check=False, timeout=PATIENCE_S)
        return ran.returncode


@pytest.fixture
def clock(tmp_path: Path) -> OtherClock:
    return OtherClock(tmp_path, "kiosk", wall_us=LONG_AGO_US)


def test_a_wish_sets_the_clock_to_the_time_that_it_is_by_then(tmp_path: Path, clock: OtherClock) -> None:
    with waiting_at(tmp_path / "set.sock") as listener:
        assert ClockSetter(tmp_path / "set.sock").ask(NOON_US, FIRST_US - 5 * SECOND_US)
        assert started_for(listener, clock) == 0
    assert NOON_US + 5 * SECOND_US <= clock.wall_us < NOON_US + 15 * SECOND_US


@pytest.mark.parametrize(
    ("wall_us", "boottime_us"),
    [
        (0, FIRST_US),
        (2**60, FIRST_US),
        (NOON_US, FIRST_US + 3600 * SECOND_US),  # of another boot
        (NOON_US, FIRST_US - 3600 * SECOND_US),  # much too old
    ],
)
def test_a_wish_that_makes_no_sense_leaves_the_clock_alone(
    tmp_path: Path, clock: OtherClock, wall_us: int, boottime_us: int
) -> None:
    with waiting_at(tmp_path / "set.sock") as listener:
        assert ClockSetter(tmp_path / "set.sock").ask(wall_us, boottime_us)
        assert started_for(listener, clock) == 2
    assert clock.wall_us < LONG_AGO_US + 60 * SECOND_US


@pytest.mark.parametrize("line", [b"", b"now\n", b"1 2 3\n", b"\xff\xff\n"])
def test_nonsense_leaves_the_clock_alone(tmp_path: Path, clock: OtherClock, line: bytes) -> None:
    with waiting_at(tmp_path / "set.sock") as listener, socket.socket(socket.AF_UNIX) as link:
        link.connect(str(tmp_path / "set.sock"))
        link.sendall(line)
        link.shutdown(socket.SHUT_WR)
        assert started_for(listener, clock) == 2
    assert clock.wall_us < LONG_AGO_US + 60 * SECOND_US


def test_where_nobody_waits_the_wish_is_known_to_be_in_vain(tmp_path: Path) -> None:
    assert not ClockSetter(tmp_path / "nobody.sock").ask(NOON_US, FIRST_US)
