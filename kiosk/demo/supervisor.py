"""Keeps the demo's programs running as systemd keeps a kiosk's: started when ready, restarted, ended in order."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from kiosk.demo.child import Child, Program
from kiosk.domain.errors import HubtapError

_READY_WITHIN_S = 30.0
_END_WITHIN_S = 3.0
_RESTART_AFTER_S = 0.5
_TRIES = 3


class ProgramFailedError(HubtapError):
    """A program of the demo can't be started; ``last_words`` are the last lines of its log."""

    code: ClassVar[str] = "program_failed"

    def __init__(self, name: str, last_words: str) -> None:
        """Keep the program's name and what it said."""
        super().__init__(f"{name} did not start")
        self.name = name
        self.last_words = last_words


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where logs and the readiness sockets go."""

    logs: Path
    sockets: Path


class Supervisor:
    """Starts programs, restarts the ones that die, ends them in the reverse order. One event loop, one use."""

    def __init__(self, rooms: Rooms, *, tell: Callable[[str], None]) -> None:
        """``tell`` is given one line for a person whenever a program has to be started again."""
        self._rooms = rooms
        self._tell = tell
        self._children: list[Child] = []
        self._keepers: list[asyncio.Task[None]] = []
        self._over: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def start(self, program: Program, *, closes_all: bool = False) -> None:
        """Start ``program`` and wait until it is ready; from then on it is restarted when it dies.

        ``closes_all``: a clean end of this program, such as a closed window, is no fault: it ends the demo.

        Raises:
            ProgramFailedError: it ended, or said nothing for too long, before it was ready.

        """
        name = program.name.replace(" ", "-")
        child = Child(program, log=self._rooms.logs / f"{name}.log", notify=self._rooms.sockets / f"{name}.ready")
        self._children.append(child)
        await self._bring_up(child)
        self._keepers.append(asyncio.create_task(self._keep(child, closes_all=closes_all)))

    def signal(self, name: str, number: int) -> None:
        """Send a signal to the program called ``name``, if it is running."""
        for child in self._children:
            if child.program.name == name:
                child.signal(number)

    async def over(self) -> str:
        """Wait until the demo is over by itself; return the name of the program that was closed.

        Raises:
            ProgramFailedError: a program died and can't be started again.

        """
        return await asyncio.shield(self._over)

    async def stop(self) -> None:
        """End every program, the last one first. May be called at any time, and twice."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        while self._children:
            await self._children.pop().end(within_s=_END_WITHIN_S)
        self._over.cancel()

    async def _bring_up(self, child: Child) -> None:
        try:
            await child.start()
        except OSError as error:
            raise ProgramFailedError(child.program.name, error.strerror or "") from None
        if not await child.ready(within_s=_READY_WITHIN_S):
            late = f"\n(not ready within {_READY_WITHIN_S:.0f} s)" if child.is_running else ""
            await child.end(within_s=_END_WITHIN_S)
            raise ProgramFailedError(child.program.name, child.last_words() + late)

    async def _keep(self, child: Child, *, closes_all: bool) -> None:
        while True:
            code = await child.ended()
            if closes_all and code == 0:
                if not self._over.done():
                    self._over.set_result(child.program.name)
                return
            self._tell(f"{child.program.name} ended ({_manner(code)}); it is started again")
            try:
                await self._restart(child)
            except ProgramFailedError as error:
                if not self._over.done():
                    self._over.set_exception(error)
                return

    async def _restart(self, child: Child) -> None:
        for attempt in range(1, _TRIES + 1):
            await asyncio.sleep(_RESTART_AFTER_S * attempt)
            try:
                return await self._bring_up(child)
            except ProgramFailedError:
                if attempt == _TRIES:
                    raise
        return None


def _manner(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
