import threading
from collections.abc import Callable
from threading import Event as StopFlag

import pytest

from kiosk.ports import ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.supervise import supervise


class Fragile:
    """A driver that breaks at its first start, and works at the second."""

    name = "fragile"

    def __init__(self) -> None:
        self.starts = 0

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        self.starts += 1
        if self.starts == 1:
            message = "made-up fault"
            raise RuntimeError(message)
        report(ReaderChanged(self.name, ReaderHealth.READY, "Ready."))
        stop.wait()


def test_a_driver_that_breaks_is_missing_until_it_was_started_again(caplog: pytest.LogCaptureFixture) -> None:
    reports: list[ReaderReport] = []
    ready = threading.Event()
    stop = StopFlag()

    def report(one: ReaderReport) -> None:
        reports.append(one)
        if isinstance(one, ReaderChanged) and one.health is ReaderHealth.READY:
            ready.set()

    thread = threading.Thread(target=supervise, args=(Fragile(), report, stop))
    thread.start()
    assert ready.wait(10)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert [one.health for one in reports if isinstance(one, ReaderChanged)] == [
        ReaderHealth.MISSING,
        ReaderHealth.READY,
    ]
    assert "fragile failed" in caplog.text
