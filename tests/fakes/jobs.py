"""Long jobs that are done on the caller's thread: at once, or when the test says so."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class JobsAtOnce:
    """``kiosk.staff_room.one_thread.SideJobs`` without a thread."""

    def start(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None]) -> None:
        try:
            came = work()
        except Exception:  # noqa: BLE001  as the real one
            failed()
        else:
            then(came)


class JobsLater:
    """The same, but each one waits for ``finish``."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def start(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None]) -> None:
        self._waiting.append(lambda: JobsAtOnce().start(work, then, failed))

    def finish(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()

    def drop(self) -> None:
        self._waiting.clear()
