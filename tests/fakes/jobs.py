"""Long jobs that are done at once, on the caller's thread."""

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
