"""What systemd hears of the screen: ready, alive, ending."""

import os

from PySide6.QtCore import QObject, QTimer
from sdnotify import SystemdNotifier

_US_PER_MS = 1_000
_BEATS_PER_TIMEOUT = 3


class Heartbeat(QObject):
    """Tells systemd, where it listens. Beats from the screen's own loop, so a hung screen falls silent."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._notifier = SystemdNotifier()
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._notifier.notify("WATCHDOG=1"))

    def ready(self) -> None:
        """Say that the first frame is drawn, and go on saying that the screen lives."""
        self._notifier.notify("READY=1")
        timeout_us = int(os.environ.get("WATCHDOG_USEC", "0"))
        if timeout_us:
            self._timer.start(timeout_us // _US_PER_MS // _BEATS_PER_TIMEOUT)

    def ending(self) -> None:
        """Say that the screen ends."""
        self._timer.stop()
        self._notifier.notify("STOPPING=1")
