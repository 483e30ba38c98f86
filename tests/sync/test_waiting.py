import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.errors import LinkError
from sync.clock_watch import ClockWatch
from sync.daemon_link import DaemonLink
from sync.network_watch import NetworkWatch
from sync.waiting import Ear, Waiter, Woke
from tests.fakes.daemon import FakeDaemon

FAR_S = 3_600.0


@pytest.fixture
def waiter() -> Iterator[Waiter]:
    with closing(Waiter(now_s=time.monotonic, alive=lambda: None)) as made:
        yield made


def soon(act: object) -> None:
    assert callable(act)
    threading.Timer(0.02, act).start()


def test_time_passes(waiter: Waiter) -> None:
    assert waiter.wait(time.monotonic() + 0.01, Ear()) is Woke.TIME


def test_stop_ends_this_wait_and_every_later_one(waiter: Waiter) -> None:
    soon(waiter.stop)
    assert waiter.wait(time.monotonic() + FAR_S, Ear()) is Woke.STOP
    assert waiter.wait(time.monotonic() + FAR_S, Ear()) is Woke.STOP


@pytest.mark.parametrize("by_us", [-1_000_000, 1_000_000, 25 * 365 * 86_400_000_000])
def test_a_clock_that_is_set_ends_one_wait(by_us: int) -> None:
    ahead = [5, 6]
    clock = ClockWatch(lambda: ahead[-1])
    with closing(Waiter(now_s=time.monotonic, alive=lambda: None, clock=clock)) as waiter:
        assert waiter.wait(time.monotonic() + 0.01, Ear()) is Woke.TIME
        ahead.append(6 + by_us)
        assert waiter.wait(time.monotonic() + FAR_S, Ear()) is Woke.NUDGE
        assert waiter.wait(time.monotonic() + 0.01, Ear()) is Woke.TIME


def test_a_clock_that_goes_as_it_should_was_not_set() -> None:
    clock = ClockWatch()
    assert not any(clock.stepped() for _ in range(100))


def test_a_nudge_ends_one_wait(waiter: Waiter) -> None:
    soon(waiter.nudge)
    assert waiter.wait(time.monotonic() + FAR_S, Ear()) is Woke.NUDGE
    assert waiter.wait(time.monotonic() + 0.01, Ear()) is Woke.TIME


def test_a_new_record_ends_a_wait_that_heeds_it_and_is_kept_by_one_that_doesnt(waiter: Waiter, tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.tap()
        assert waiter.wait(time.monotonic() + 0.05, Ear(link)) is Woke.TIME
        assert waiter.wait(time.monotonic() + FAR_S, Ear(link, heeds_wake=True)) is Woke.DAEMON
        assert link.take_wake()


def test_a_daemon_that_goes_away_ends_a_wait(waiter: Waiter, tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        soon(daemon.stop)
        with pytest.raises(LinkError):
            waiter.wait(time.monotonic() + FAR_S, Ear(link))


def test_a_look_that_finds_something_ends_a_wait(waiter: Waiter) -> None:
    assert waiter.wait(time.monotonic() + FAR_S, Ear(looks=lambda: True)) is Woke.NUDGE


_IN_ITS_OWN_NETWORK = """
import subprocess, time
from sync.network_watch import NetworkWatch
from sync.waiting import Ear, Waiter
watch = NetworkWatch()
assert not watch.came_up()
waiter = Waiter(now_s=time.monotonic, alive=lambda: None, network=watch)
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
print(waiter.wait(time.monotonic() + 20, Ear()).name)
"""


# The kernel tells of an IPv6 address some moments after it was given: what is told is over when it keeps quiet.
_ADDRESSES = """
import select, subprocess
from sync.network_watch import NetworkWatch
watch = NetworkWatch()
def came_up():
    up = False
    while select.select([watch], [], [], 0.5)[0]:
        up |= watch.came_up()
    return up
for words in (
    "link set lo up",
    "address add {0} valid_lft 900 preferred_lft 900",
    "address change {0} valid_lft 800 preferred_lft 800",
    "address change {0} valid_lft 700 preferred_lft 700",
    "address delete {0}",
    "address add {0} valid_lft 900 preferred_lft 900",
):
    subprocess.run(["ip", *words.format("ADDRESS").split(), *([] if "link" in words else ["dev", "lo"])], check=True)
    print(came_up())
"""


def in_a_network_of_its_own(program: str) -> str:
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *as_root, "--net", sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_network_that_comes_up_ends_a_wait() -> None:
    assert in_a_network_of_its_own(_IN_ITS_OWN_NETWORK) == "NUDGE\n"


@pytest.mark.parametrize("address", ["10.1.2.3/24", "fd00::5/64"])
def test_an_address_that_is_merely_renewed_is_no_network_that_comes_up(address: str) -> None:
    told = in_a_network_of_its_own(_ADDRESSES.replace("ADDRESS", address)).split()
    assert told == ["True", "True", "False", "False", "False", "True"]


def test_nothing_new_is_nothing() -> None:
    with closing(NetworkWatch()) as watch:
        watch.came_up()
        assert not watch.came_up()
