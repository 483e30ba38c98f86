"""The touchscreen as a process: what systemd and whoever started it see."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.local_api.messages import VERSION, FrameShown, Hello
from tests.fakes.screen_daemon import ScreenDaemon
from ui import canned

DEADLINE_S = 20


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "hubtap.toml"
    file.write_text(f'[screen]\nrun_dir = "{tmp_path}"\nfull_screen = false\n', encoding="utf-8")
    return file


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket on which systemd hears from its services."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(DEADLINE_S)
        yield listener


@pytest.fixture
def process(settings: Path, systemd: socket.socket, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "NOTIFY_SOCKET": str(systemd.getsockname()),
        "WATCHDOG_USEC": "300000",
    }
    argv = [sys.executable, "-m", "ui.main", "--settings", str(settings), "--save-frames", str(tmp_path / "frames")]
    with subprocess.Popen(argv, env=environment, stderr=subprocess.PIPE) as started:
        yield started
        started.kill()


def wait_for(message: Hello | FrameShown, daemon: ScreenDaemon) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not daemon.has_heard(message):
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_gets_ready_shows_results_and_ends_cleanly(
    tmp_path: Path, systemd: socket.socket, process: subprocess.Popen[bytes]
) -> None:
    with ScreenDaemon(tmp_path) as daemon:
        assert systemd.recv(100) == b"READY=1"
        wait_for(Hello(version=VERSION), daemon)
        daemon.say(canned.result("arrived", name="Amina", serial=3))
        wait_for(FrameShown(serial=3), daemon)
        assert systemd.recv(100) == b"WATCHDOG=1"
        picture = tmp_path / "frames" / "result-000003-arrived.png"
        deadline = time.monotonic() + DEADLINE_S
        while not picture.exists():
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=DEADLINE_S)

    assert (process.returncode, said) == (0, b"")


def test_it_shows_itself_ready_without_a_daemon(systemd: socket.socket, process: subprocess.Popen[bytes]) -> None:
    assert systemd.recv(100) == b"READY=1"
    process.send_signal(signal.SIGINT)

    assert process.wait(DEADLINE_S) == 0


def test_settings_that_cannot_be_used_start_nothing(settings: Path) -> None:
    settings.write_text("[screen]\nlangage = 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--settings", str(settings)],
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_S,
    )

    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "language" in done.stderr


def test_a_missing_settings_file_is_said_plainly(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--settings", str(tmp_path / "none.toml")],
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_S,
    )

    assert done.returncode == 2
    assert "none.toml" in done.stderr
    assert "Traceback" not in done.stderr
