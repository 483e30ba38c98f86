"""Things that run at once, and Ctrl-C: whatever fails or is interrupted is ended in good order."""

import asyncio
import signal
from collections.abc import Awaitable, Coroutine
from typing import TypeVar

T = TypeVar("T")

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def unless_interrupted(story: Coroutine[None, None, T]) -> T | None:
    """Return what ``story`` returns, or None once it was cancelled by a signal and has cleared up after itself.

    A second signal is ignored: clearing up takes some seconds at most. Main thread only.
    """
    task = asyncio.ensure_future(story)
    loop = asyncio.get_running_loop()
    interrupted = False

    def interrupt() -> None:
        nonlocal interrupted
        if not interrupted:
            interrupted = True
            task.cancel()

    for number in _ENDING:
        loop.add_signal_handler(number, interrupt)
    try:
        return await task
    except asyncio.CancelledError:
        if not interrupted:
            raise
        return None


async def together(*stories: Awaitable[None]) -> None:
    """Wait for all ``stories``; if one fails, end the others and raise what it raised."""
    tasks = [asyncio.ensure_future(story) for story in stories]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
