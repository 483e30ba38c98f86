"""One thread for what takes too long for the loop, one job at a time."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

_log = logging.getLogger(__name__)
T = TypeVar("T")


class SideJobs(Protocol):
    """Where long jobs are done."""

    def start(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None]) -> None:
        """Do ``work`` elsewhere, then call ``then`` with what it came to, or ``failed``, on the loop's thread."""


class OneThread:
    """``SideJobs`` in a thread that ends with the program."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Report on the thread of ``loop``; the thread starts with the first job."""
        self._loop = loop
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="side-jobs")

    def start(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None]) -> None:
        """Do ``work`` once the jobs before it are done."""

        def report(done: "asyncio.Future[T]") -> None:
            if done.cancelled():
                return
            fault = done.exception()
            if fault is None:
                then(done.result())
            else:
                _log.error("a job in the side thread failed: fault=%s", type(fault).__name__)
                failed()

        self._loop.run_in_executor(self._pool, work).add_done_callback(report)

    def stop(self) -> None:
        """Let the job under way end; those that wait are dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)
