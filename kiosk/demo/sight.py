"""How a person gets to see the demo's window: on the screen, over VNC from this machine only, or not at all."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.demo import programs
from kiosk.demo.child import Program, python
from kiosk.demo.house import House
from kiosk.demo.vnc_room import FRESH_NETWORK

_NAME = "touchscreen"
_VNC_PLATFORM = "vnc:size=1280x720"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Sight:
    """The window's program, None where it can't be shown safely, and the socket of its VNC, if it needs one."""

    program: Program | None
    vnc_socket: Path | None = None


def has_screen(environment: Mapping[str, str]) -> bool:
    """Tell whether Qt finds a screen, or was told what to do instead."""
    return any(environment.get(name) for name in _SCREENS)


def choose(house: House) -> Sight:
    """Return how the window is seen on this machine."""
    if has_screen(os.environ):
        return Sight(Program(_NAME, programs.window(house)))
    if not _may_isolate():
        return Sight(None)
    socket_path = house.run / "vnc.sock"
    argv = (*FRESH_NETWORK, *python("kiosk.demo.vnc_room", str(socket_path)), *programs.window(house))
    program = Program(_NAME, argv, env={"QT_QPA_PLATFORM": _VNC_PLATFORM, "QT_QUICK_BACKEND": "software"})
    return Sight(program, socket_path)


def _may_isolate() -> bool:
    """Tell whether this machine lets us have a network namespace; some containers don't."""
    try:
        return subprocess.run([*FRESH_NETWORK, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False
