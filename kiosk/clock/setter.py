"""Has the system's clock set by the one small program that may: ``kiosk.clock.set_clock``, which systemd starts."""

import socket
from pathlib import Path


class ClockSetter:
    """``kiosk.ports.ClockSetter`` over the socket at which systemd waits for us."""

    def __init__(self, path: Path) -> None:
        """``path``: that socket."""
        self._path = path

    def ask(self, wall_us: int, boottime_us: int) -> bool:
        """Ask, without waiting for it to be done; False where nobody is there to ask."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(0)
            try:
                link.connect(str(self._path))
                link.send(b"%d %d\n" % (wall_us, boottime_us))
            except OSError:
                return False
        return True
