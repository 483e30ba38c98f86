"""The units are what systemd understands, and keep each program to what it needs."""

import importlib.util

import pytest

from kiosk.settings import DaemonSettings
from sync.settings import SyncSettings
from tests.systemd.units import SYSTEMD, UNITS, analyze, systemd_version, values

# A kiosk has systemd 257. Older ones, on a developer's machine, say so of what they don't know yet.
UNKNOWN_BEFORE = {
    "Unknown key 'RestartSteps' in section [Service], ignoring.": 254,
    "Unknown key 'RestartMaxDelaySec' in section [Service], ignoring.": 254,
    "Failed to parse boolean value, ignoring: identity": 257,  # PrivateUsers=
}

# The highest exposure in tenths, by the unit and the oldest systemd that counts so: 0 is sealed, 100 is wide open.
# Before 257 PrivateUsers=identity is unknown, which costs 0.3 to 0.4.
MOST_EXPOSED = {
    ("hubtap-daemon.service", 257): 6,
    ("hubtap-daemon.service", 0): 10,
    ("hubtap-sync.service", 257): 11,
    ("hubtap-sync.service", 0): 15,
    ("hubtap-screen.service", 257): 4,
    ("hubtap-screen.service", 0): 8,
}


CLOCK, STICK = "hubtap-clock@.service", "hubtap-stick@.service"
SOCKETS = ("hubtap-clock.socket", "hubtap-stick.socket")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_has_nothing_to_say_about_a_unit(unit: str) -> None:
    said = analyze("verify", "--man=no", "--recursive-errors=no", f"./{unit}").stderr.splitlines()
    messages = sorted(line.split(": ", 1)[-1] for line in said)
    assert messages == sorted(text for text, since in UNKNOWN_BEFORE.items() if systemd_version() < since)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_exposed_no_more_than_it_must_be(unit: str) -> None:
    since = 257 if systemd_version() >= 257 else 0
    most = MOST_EXPOSED[unit, since]
    judged = analyze("security", "--offline=yes", "--no-pager", f"--threshold={most}", f"./{unit}")
    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_program_of_ours_with_the_kiosks_settings(unit: str) -> None:
    (command,) = values(unit, "ExecStart")
    python, flag, module, *rest = command.split()
    assert (python, flag, rest) == ("/usr/bin/python3", "-m", ["--settings", "/etc/hubtap/hubtap.toml"])
    assert importlib.util.find_spec(module) is not None


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_watched_and_never_given_up(unit: str) -> None:
    assert values(unit, "Type") == ["notify"]
    assert values(unit, "Restart") == ["always"]
    assert values(unit, "StartLimitIntervalSec") == ["0"]
    assert values(unit, "WatchdogSec")


def test_only_the_worker_has_a_network() -> None:
    assert [unit for unit in UNITS if values(unit, "PrivateNetwork") != ["yes"]] == ["hubtap-sync.service"]


def test_each_program_has_a_user_of_its_own() -> None:
    users = [values(unit, "User") for unit in UNITS]
    assert users == [[unit.removesuffix(".service")] for unit in UNITS]


def test_a_fresh_kiosk_starts_all_of_them() -> None:
    preset = (SYSTEMD / "system-preset" / "50-hubtap.preset").read_text(encoding="utf-8").split()
    assert sorted(preset) == sorted([*UNITS, *SOCKETS, *["enable"] * (len(UNITS) + len(SOCKETS))])


@pytest.mark.parametrize("unit", [CLOCK, STICK, *SOCKETS])
def test_systemd_has_nothing_to_say_about_what_the_daemon_asks_for(unit: str) -> None:
    assert analyze("verify", "--man=no", "--recursive-errors=no", f"./{unit}").stderr == ""


def test_what_sets_the_clock_may_do_that_alone_and_only_the_daemon_may_ask() -> None:
    judged = analyze("security", "--offline=yes", "--no-pager", "--threshold=12", f"./{CLOCK}")
    assert judged.returncode == 0, judged.stdout
    assert values(CLOCK, "CapabilityBoundingSet") == ["CAP_SYS_TIME"]
    assert values(CLOCK, "PrivateNetwork") == ["yes"]
    (command,) = values(CLOCK, "ExecStart")
    assert importlib.util.find_spec(command.split()[-1]) is not None
    assert values("hubtap-clock.socket", "SocketGroup") == ["hubtap-daemon"]
    assert values("hubtap-clock.socket", "SocketMode") == ["0660"]
    assert values("hubtap-clock.socket", "ListenStream") == [str(DaemonSettings().clock_socket)]


def test_what_looks_at_sticks_may_mount_them_alone_and_only_the_daemon_may_ask() -> None:
    judged = analyze("security", "--offline=yes", "--no-pager", "--threshold=14", f"./{STICK}")
    assert judged.returncode == 0, judged.stdout
    assert values(STICK, "CapabilityBoundingSet") == ["CAP_SYS_ADMIN"]
    assert values(STICK, "PrivateNetwork") == values(STICK, "PrivateMounts") == ["yes"]
    assert values(STICK, "DeviceAllow") == ["block-sd rw"]
    assert values(STICK, "SystemCallFilter")[-1] == "mount umount2"
    hidden = values(STICK, "InaccessiblePaths")[0].split()
    assert {f"-{DaemonSettings().state_dir}", f"-{SyncSettings('https://badges.example.org').state_dir}"} <= {*hidden}
    (command,) = values(STICK, "ExecStart")
    assert importlib.util.find_spec(command.split()[-1]) is not None
    assert values("hubtap-stick.socket", "SocketGroup") == ["hubtap-daemon"]
    assert values("hubtap-stick.socket", "SocketMode") == ["0660"]
    assert values("hubtap-stick.socket", "ListenStream") == [str(DaemonSettings().stick_socket)]
