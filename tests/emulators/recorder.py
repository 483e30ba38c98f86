"""Takes down what a reader reports, and waits for it."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from kiosk.ports import CardReader, ReaderReport

_PATIENCE_S = 10.0
_Report = TypeVar("_Report", bound=ReaderReport)


class CountingFlag(threading.Event):
    """A stop flag that counts how often its reader asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def is_set(self) -> bool:
        self.asked += 1
        return super().is_set()


class Recorder:
    """Runs a reader in a thread and keeps its reports in order."""

    def __init__(self, reader: CardReader) -> None:
        self.reports: list[ReaderReport] = []
        self.while_reporting: Callable[[ReaderReport], None] = lambda _report: None
        self.stop_flag = CountingFlag()
        self._news = threading.Condition()
        self._read_up_to = 0
        self._thread = threading.Thread(target=reader.run, args=(self._report, self.stop_flag), name="reader")

    @property
    def thread_id(self) -> int:
        """The reader's thread, for its CPU clock."""
        assert self._thread.ident is not None
        return self._thread.ident

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> float:
        """Stop the reader; return how long it took in seconds."""
        began = time.monotonic()
        self.stop_flag.set()
        if self._thread.ident is not None:
            self._thread.join(_PATIENCE_S)
            assert not self._thread.is_alive(), "the reader does not stop"
        return time.monotonic() - began

    def next(
        self,
        kind: type[_Report],
        matches: Callable[[_Report], bool] = lambda _report: True,
        *,
        patience_s: float = _PATIENCE_S,
    ) -> _Report:
        """Wait for the next report of ``kind`` that ``matches``; what came before it counts as read."""
        deadline = time.monotonic() + patience_s
        with self._news:
            while True:
                while self._read_up_to < len(self.reports):
                    report = self.reports[self._read_up_to]
                    self._read_up_to += 1
                    if isinstance(report, kind) and matches(report):
                        return report
                left_s = deadline - time.monotonic()
                assert left_s > 0, f"no {kind.__name__} came; reports: {self.reports}"
                self._news.wait(left_s)

    def _report(self, report: ReaderReport) -> None:
        with self._news:
            self.reports.append(report)
            self._news.notify_all()
        self.while_reporting(report)
