"""The measured demo: tap, wait until every record is settled, and count what is missing or doubled."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import ClassVar, Protocol

import msgspec

from kiosk.demo.cast import crowd
from kiosk.demo.figures import Figures, Reached, ServiceCount, compare, reached
from kiosk.demo.hands import Hands
from kiosk.demo.house import House
from kiosk.demo.supervisor import Rooms, Supervisor
from kiosk.demo.system import Progress, Setup, System
from kiosk.demo.tasks import together
from kiosk.demo.told import TapTold
from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import Status

_TAP_WITHIN_S = 10.0
_STANDSTILL_S = 120.0
_ASK_EVERY_S = 0.1
_told = msgspec.json.Decoder(TapTold).decode
_counted = msgspec.json.Decoder(ServiceCount).decode


class NoResultError(HubtapError):
    """The daemon didn't say what a tap came to."""

    code: ClassVar[str] = "no_result"


class CountingProgress(Progress, Protocol):
    """Progress that can also count."""

    def counting(self, name: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """Show a bar; call what is yielded with how far it is."""

    def say(self, line: str) -> None:
        """Show one line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to tap; the network is off for the first ``network_off_for_s`` seconds of tapping."""

    taps: int
    network_off_for_s: float


async def measure(house: House, plan: Plan, progress: CountingProgress) -> Figures:
    """Run the whole system in ``house``, measure, end it, and return what it came to.

    Raises:
        ProgramFailedError: a program could not be started, or not again.
        NoReaderError, NoResultError: the daemon stopped answering.

    """
    supervisor = Supervisor(Rooms(house.logs, house.run), tell=progress.say)
    told: asyncio.Queue[TapTold] = asyncio.Queue()
    setup = Setup(house, crowd(plan.taps))
    system = System(setup, supervisor, progress, on_line=lambda line: told.put_nowait(_told(line)))
    try:
        await system.open()
        measuring = asyncio.create_task(_Measurement(house, system, plan, progress, told).run())
        failing = asyncio.create_task(supervisor.over())
        try:
            await asyncio.wait({measuring, failing}, return_when=asyncio.FIRST_COMPLETED)
            if failing.done():
                await failing
            return await measuring
        finally:
            measuring.cancel()
            failing.cancel()
            await asyncio.gather(measuring, failing, return_exceptions=True)
    finally:
        await system.close()


class _Measurement:
    """One measurement of a system that is open."""

    def __init__(
        self, house: House, system: System, plan: Plan, progress: CountingProgress, told: asyncio.Queue[TapTold]
    ) -> None:
        self._house = house
        self._system = system
        self._plan = plan
        self._progress = progress
        self._told = told

    async def run(self) -> Figures:
        await self._settle("Kiosk and badge service agree")
        before = await self._reached()
        told: list[TapTold] = []
        if self._plan.network_off_for_s:
            await self._system.switch_network(on=False)
            await together(self._tap(told), self._bring_network_back())
        else:
            await self._tap(told)
        await self._settle("Records at the badge service")
        while not self._told.empty():
            told.append(self._told.get_nowait())
        return compare(before, await self._reached(), self._plan.taps, told)

    async def _bring_network_back(self) -> None:
        await asyncio.sleep(self._plan.network_off_for_s)
        await self._system.switch_network(on=True)

    async def _tap(self, told: list[TapTold]) -> None:
        """Tap with one card after the other, the next when the daemon has answered for the one before."""
        hands = Hands(self._house.reader)
        try:
            with self._progress.counting("Taps", self._plan.taps) as show:
                for part in crowd(self._plan.taps):
                    await hands.tap(part)
                    told.append(await asyncio.wait_for(self._told.get(), _TAP_WITHIN_S))
                    show(len(told))
        except TimeoutError:
            message = f"Tap {len(told) + 1} of {self._plan.taps} got no answer from the attendance daemon."
            raise NoResultError(message) from None
        finally:
            hands.close()

    async def _settle(self, shown: str) -> None:
        """Wait until no record waits any more, or none was settled for so long that none will be."""
        waiting = _waiting(await self._system.status())
        with self._progress.counting(shown, waiting) as show:
            total, fewest, moved_s = waiting, waiting, _now_s()
            while waiting and _now_s() - moved_s < _STANDSTILL_S:
                await asyncio.sleep(_ASK_EVERY_S)
                waiting = _waiting(await self._system.status())
                if waiting < fewest:
                    fewest, moved_s = waiting, _now_s()
                show(total - waiting)

    async def _reached(self) -> Reached:
        return reached(await self._system.status(), _counted(await self._system.audit()))


def _waiting(status: Status) -> int:
    return sum(ledger.waiting for ledger in status.health.ledgers)


def _now_s() -> float:
    return asyncio.get_running_loop().time()
