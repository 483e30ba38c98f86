"""The daemon's loop: reader threads feed it, sockets hang on it, and everything happens on its one thread."""

import asyncio
import gc
import logging
import signal
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kiosk.domain.errors import ReaderError
from kiosk.local_api.server import LineServer
from kiosk.ports import ReaderReport, Supervisor
from kiosk.reader_threads import ReaderThreads
from kiosk.watchdog import watchdog_interval_s

_log = logging.getLogger(__name__)
_TICK_S = 0.25
_COLLECT_S = 2.0


class ReportQueue:
    """Reports of reader threads on their way to the loop's thread, oldest first."""

    def __init__(self, loop: asyncio.AbstractEventLoop, handle: Callable[[ReaderReport], None]) -> None:
        """Deliver to ``handle`` on the thread of ``loop``."""
        self._loop = loop
        self._handle = handle
        self._waiting: deque[ReaderReport] = deque()

    def put(self, report: ReaderReport) -> None:
        """Take a report; may be called from any thread."""
        self._waiting.append(report)
        try:
            self._loop.call_soon_threadsafe(self.drain)
        except RuntimeError:  # the loop has closed: the daemon is ending
            _log.info("a reader reported after the end")

    def drain(self) -> None:
        """Handle what waits. Called before any other work, so that a waiting tap goes first."""
        while self._waiting:
            self._handle(self._waiting.popleft())


async def run(  # noqa: PLR0913  all that the loop turns
    *,
    servers: Sequence[LineServer],
    queue: ReportQueue,
    readers: ReaderThreads,
    tick: Callable[[], None],
    upkeep: Callable[[], Coroutine[Any, Any, None]],
    supervisor: Supervisor,
) -> None:
    """Serve until SIGTERM or SIGINT, then stop in the reverse order of starting.

    Raises:
        ReaderError: a reader's thread ended by itself.
        Exception: whatever ended a chore; a daemon that no longer does all of its work ends, to be restarted.

    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    for server in servers:
        await server.start()
    readers.start()
    chores = [loop.create_task(_every(_TICK_S, tick)), loop.create_task(upkeep())]
    interval_s = watchdog_interval_s()
    if interval_s is not None:
        chores.append(loop.create_task(_every(interval_s, lambda: _feed(supervisor, readers))))
    for chore in chores:
        chore.add_done_callback(lambda _: stop.set())
    with _collecting_between_taps():
        chores.append(loop.create_task(_every(_COLLECT_S, _collect)))
        supervisor.ready()
        await stop.wait()
    supervisor.stopping()
    for chore in chores:
        chore.cancel()
    ended = await asyncio.gather(*chores, return_exceptions=True)
    await loop.run_in_executor(None, readers.stop)
    queue.drain()
    for server in reversed(servers):
        await server.stop()
    if readers.broken:
        message = "a reader's thread ended by itself"
        raise ReaderError(message)
    for trouble in ended:
        if isinstance(trouble, Exception):  # which a cancelled chore's is not
            raise trouble


@contextmanager
def _collecting_between_taps() -> Iterator[None]:
    """Keep Python's collector out of a tap: it no longer starts by itself, nor walks what was loaded at start."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _collect() -> None:
    gc.collect()


def _feed(supervisor: Supervisor, readers: ReaderThreads) -> None:
    """Feed the watchdog, unless a reader is stuck. A reader that is merely missing is nothing to restart for."""
    if readers.alive():
        supervisor.alive()


async def _every(seconds: float, call: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        call()
