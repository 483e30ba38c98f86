"""Keeps a reader's driver running: one that breaks is started again, and said to be missing meanwhile."""

import logging
from collections.abc import Callable
from threading import Event as StopFlag

from kiosk.ports import CardReader, ReaderChanged, ReaderHealth, ReaderReport

_log = logging.getLogger(__name__)
_PAUSE_S = 1.0
_BROKEN = "The card reader's program failed and is being started again. If this stays, restart the kiosk."


def supervise(reader: CardReader, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
    """Run ``reader`` until ``stop`` is set; blocks, so give it a thread of its own."""
    while not stop.is_set():
        try:
            reader.run(report, stop)
        except Exception:  # noqa: BLE001  whatever a driver does, the next card has to be read
            _log.exception("%s failed", reader.name)
            report(ReaderChanged(reader.name, ReaderHealth.MISSING, _BROKEN))
        stop.wait(_PAUSE_S)
