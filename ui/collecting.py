"""Python's collector, run by the loop. By itself it could begin anywhere, also in the middle of a call of Qt's.

Qt may hold a lock there, for which the deletion of an object of Qt's would then wait for ever, in the same thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2_000


class Collecting(QObject):
    """Collects garbage between the loop's other work; ``application`` has turned the automatic collector off."""

    def __init__(self, *, every_ms: int = _EVERY_MS) -> None:
        """Collect nothing yet."""
        super().__init__()
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(_collect)

    def begin(self) -> None:
        """Pass over what was made by now, which stays to the end, and collect all else from now on."""
        gc.collect()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Collect no more."""
        self._timer.stop()


def _collect() -> None:
    gc.collect()
