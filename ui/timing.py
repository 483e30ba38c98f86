"""The screen's steady clock and its alarm."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

_NS_PER_MS = 1_000_000


def now_ms() -> int:
    """Return CLOCK_BOOTTIME in milliseconds: for intervals, never for a date."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_MS


class TimerAlarm(QObject):
    """Calls back once, later, in the thread it lives in."""

    def __init__(self) -> None:
        """Set nothing yet."""
        super().__init__()
        self._call: Callable[[], None] = _nothing
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ring)

    def set(self, delay_ms: int | None, call: Callable[[], None]) -> None:
        """Call ``call`` after ``delay_ms`` instead of whatever was set before; None sets nothing."""
        self._timer.stop()
        self._call = call
        if delay_ms is not None:
            self._timer.start(delay_ms)

    def _ring(self) -> None:
        self._call()


def _nothing() -> None:
    """Stand for a call that was never set."""
