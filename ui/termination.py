"""SIGTERM and SIGINT as a Qt signal: Python's handlers alone would wait for the next Python code to run."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Termination(QObject):
    """Emits ``wanted`` in the screen's thread when the process is told to end."""

    wanted = Signal()

    def __init__(self) -> None:
        """Listen from now on. Main thread only."""
        super().__init__()
        self._near, self._far = socket.socketpair()
        self._near.settimeout(0)
        self._far.settimeout(0)
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)

    def close(self) -> None:
        """Leave signals alone again."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _signalled(self) -> None:
        self._near.recv(64)
        self.wanted.emit()


def _nothing(number: int, frame: FrameType | None) -> None:
    """Handle a signal by what its number, written to the wake-up socket, sets off."""
