"""How the demo's window is seen where there is no screen: over VNC, and from this machine only."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.demo.sight import has_screen
from kiosk.demo.vnc_room import FRESH_NETWORK, VNC_PORT

DEADLINE_S = 20
WINDOW = f"""
import os, signal, socket
server = socket.create_server(("0.0.0.0", {VNC_PORT}))
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
while True:
    viewer, _ = server.accept()
    viewer.sendall(b"RFB 003.003" + viewer.recv(100))
    viewer.close()
"""


@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_a_screen_is_what_the_environment_names(environment: dict[str, str], *, seen: bool) -> None:
    assert has_screen(environment) is seen


def test_the_window_is_reached_through_its_socket_and_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "vnc.sock"
    room = [*FRESH_NETWORK, sys.executable, "-m", "kiosk.demo.vnc_room", str(path), sys.executable, "-c", WINDOW]
    with subprocess.Popen(room) as process:
        try:
            assert _say(path, b" hello") == b"RFB 003.003 hello"
            with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", VNC_PORT), timeout=5):
                pass
            process.send_signal(signal.SIGTERM)
            assert process.wait(DEADLINE_S) == 0
            _until_deaf(path)
        finally:
            process.kill()


def _say(path: Path, words: bytes) -> bytes:
    """Return what the window answers, as soon as it does."""
    deadline_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline_s:
        with socket.socket(socket.AF_UNIX) as viewer:
            viewer.settimeout(DEADLINE_S)
            try:
                viewer.connect(os.fspath(path))
                viewer.sendall(words)
                if answer := viewer.recv(100):
                    return answer
            except OSError:
                pass
        time.sleep(0.05)
    return b""


def _until_deaf(path: Path) -> None:
    """Wait until nobody serves the socket any more: the process that passes on has ended with the window."""
    deadline_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline_s:
        with socket.socket(socket.AF_UNIX) as viewer:
            try:
                viewer.connect(os.fspath(path))
            except ConnectionRefusedError:
                return
        time.sleep(0.05)
    pytest.fail("the process that passes on outlives the window")
