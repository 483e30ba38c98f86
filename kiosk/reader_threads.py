"""The threads in which readers run, and how it shows that one of them is stuck."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence

from kiosk.ports import CardReader, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport

_log = logging.getLogger(__name__)
_READER_STOP_S = 2.0
_PATIENCE_S = 30.0
"""A reader shows a sign of life every two seconds; reading a difficult card may take some more."""


class ReaderThreads:
    """One thread for each reader."""

    def __init__(
        self,
        readers: Sequence[CardReader],
        report: Callable[[ReaderReport], None],
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the threads; nothing runs before ``start``."""
        self.broken = False
        self._report = report
        self._threads = [_ReaderThread(reader, report, now_s, self._broke) for reader in readers]

    def start(self) -> None:
        """Start reading."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask every reader to end, and wait for each a moment."""
        for thread in self._threads:
            thread.lifeline.set()
        for thread in self._threads:
            thread.join(_READER_STOP_S)

    def alive(self) -> bool:
        """Tell whether every reader's thread gets on, be its reader there or not.

        One that was stuck is so for good, and its reader is reported as missing: only a new process helps.
        """
        for thread in self._threads:
            if thread.just_got_stuck():
                _log.error(
                    "reader=%r shows no sign of life; the watchdog is left to start the daemon anew", thread.name
                )
                self._report(ReaderChanged(thread.name, ReaderHealth.MISSING, ReaderCause.STUCK))
        return not any(thread.stuck for thread in self._threads)

    def _broke(self) -> None:
        self.broken = True
        os.kill(os.getpid(), signal.SIGTERM)


class _ReaderThread(threading.Thread):
    def __init__(
        self,
        reader: CardReader,
        report: Callable[[ReaderReport], None],
        now_s: Callable[[], float],
        broke: Callable[[], None],
    ) -> None:
        super().__init__(name=reader.name, daemon=True)
        self.stuck = False
        self._silent = False
        self.lifeline = _Lifeline(now_s)
        self._reader = reader
        self._reader_report = report
        self._now_s = now_s
        self._broke = broke

    def run(self) -> None:
        self.lifeline.hold()
        try:
            self._reader.run(self._reader_report, self.lifeline)
        finally:
            if not self.lifeline.is_set():  # readers heal themselves: one that ends is broken, and so is the daemon
                _log.error("reader=%r ended; the daemon restarts", self.name)
                self._broke()

    def just_got_stuck(self) -> bool:
        """Look twice: after a pause of the whole process this thread may be asked first."""
        was_silent, self._silent = self._silent, self._now_s() - self.lifeline.held_s >= _PATIENCE_S
        if self.stuck or not (was_silent and self._silent):
            return False
        self.stuck = True
        return True


class _Lifeline(threading.Event):
    """A reader's stop flag. Whenever the reader's own thread asks whether it is set, that is a sign of life."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        super().__init__()
        self._now_s = now_s
        self._holder: int | None = None
        self.held_s = now_s()

    def hold(self) -> None:
        """From now on this thread's signs count."""
        self._holder = threading.get_ident()
        self.held_s = self._now_s()

    def is_set(self) -> bool:
        if threading.get_ident() == self._holder:
            self.held_s = self._now_s()
        return super().is_set()
