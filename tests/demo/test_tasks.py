"""Things that run at once, and what ends them."""

import asyncio
import os
import signal

import pytest

from kiosk.demo.tasks import together, unless_interrupted


async def forever(ended: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        ended.append("cleared up")


def test_a_failure_ends_the_others_and_is_the_one_that_is_raised() -> None:
    ended: list[str] = []

    async def fail() -> None:
        await asyncio.sleep(0)
        message = "no room"
        raise OSError(message)

    with pytest.raises(OSError, match="no room"):
        asyncio.run(together(forever(ended), fail()))
    assert ended == ["cleared up"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_what_runs_after_it_has_cleared_up(number: signal.Signals) -> None:
    ended: list[str] = []

    async def story() -> int:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), number)
        await forever(ended)
        return 1

    assert asyncio.run(unless_interrupted(story())) is None
    assert ended == ["cleared up"]


def test_a_second_signal_does_not_disturb_the_clearing_up() -> None:
    async def story() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        try:
            await asyncio.Event().wait()
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            cleared.append(True)

    cleared: list[bool] = []
    assert asyncio.run(unless_interrupted(story())) is None
    assert cleared == [True]


def test_what_runs_to_its_end_gives_its_result() -> None:
    async def story() -> int:
        return await asyncio.sleep(0, 5)

    assert asyncio.run(unless_interrupted(story())) == 5
