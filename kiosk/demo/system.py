"""The demo's whole system without its screen: set up once, then badge service, daemon and worker, in that order."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk import status as daemon_status
from kiosk.administrator_line import NoAnswerError
from kiosk.demo import programs
from kiosk.demo.cast import Part
from kiosk.demo.child import Program
from kiosk.demo.house import House
from kiosk.demo.relay import LOOPBACK, Relay
from kiosk.demo.supervisor import ProgramFailedError, Supervisor
from kiosk.demo.tasks import together
from kiosk.local_api.messages import Status

_ENROLLED_WITHIN_S = 30.0
_ASK_EVERY_S = 0.05


class Progress(Protocol):
    """Shows a person what is going on."""

    def step(self, name: str) -> AbstractContextManager[None]:
        """Show ``name`` as under way, and as done once the block was left without an error."""


async def _no_screen() -> None:
    """Start none."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Where the system lives, whose cards the service knows, and whether taps are heard. ``service_port`` 0: any.

    ``eventful``: there is always an event on.
    """

    house: House
    cast: Sequence[Part]
    service_port: int = 0
    sounds: bool = False
    eventful: bool = False


class System:
    """Badge service, network, daemon and worker of one house. One event loop, one use."""

    def __init__(
        self,
        setup: Setup,
        supervisor: Supervisor,
        progress: Progress,
        *,
        on_line: Callable[[bytes], None] = lambda _: None,
        start_screen: Callable[[], Awaitable[None]] = _no_screen,
    ) -> None:
        """``on_line`` hears what the daemon says of each tap; ``start_screen`` is called once a screen is of use."""
        self._house = setup.house
        self._cast = setup.cast
        self._service_port = setup.service_port
        self._sounds = setup.sounds
        self._eventful = setup.eventful
        self._supervisor = supervisor
        self._progress = progress
        self._on_line = on_line
        self._start_screen = start_screen
        self._network = Relay(lambda: asyncio.open_connection(LOOPBACK, self._service_port))

    @property
    def network_is_on(self) -> bool:
        """Whether the worker reaches the service."""
        return self._network.is_on

    @property
    def operators_page(self) -> str:
        """Where operators look."""
        return f"http://{LOOPBACK}:{self._service_port}/operators"

    async def switch_network(self, *, on: bool) -> None:
        """Switch the network between worker and service. Back on, the worker hears of it as it does of a real link."""
        await self._network.switch(on=on)
        if on:
            self._supervisor.signal(programs.WORKER, signal.SIGHUP)

    async def open(self) -> None:
        """Start everything and wait until the kiosk is enrolled and knows its event.

        Raises:
            ProgramFailedError: a program could not be started or set up.

        """
        await self._network.switch(on=True)
        text = programs.settings_text(
            self._house, service_port=self._service_port, network_port=self._network.port, sounds=self._sounds
        )
        _write(self._house.settings, text)
        is_new = not self._house.is_settled
        await together(self._start_service(is_new=is_new), self._start_kiosk())
        await self._start("Sync worker", programs.worker(self._house))
        if is_new:
            with self._progress.step("Enrolment of the kiosk"):
                await self._enrolled()
            self._house.note_settled()

    async def close(self) -> None:
        """End everything, the last program first."""
        await self._supervisor.stop()
        await self._network.switch(on=False)

    async def status(self) -> Status:
        """Ask the daemon how it is; raises NoAnswerError."""
        return await asyncio.to_thread(daemon_status.ask, self._house.run)

    async def audit(self) -> str:
        """Return what the badge service counts, as JSON.

        Raises:
            ProgramFailedError: it can't.

        """
        return await self._command(programs.audit(self._house), name="badge service (audit)")

    async def _command(self, argv: Sequence[str], *, name: str) -> str:
        process = await asyncio.create_subprocess_exec(
            *argv, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        output, errors = await process.communicate()
        if process.returncode != 0:
            raise ProgramFailedError(name, errors.decode(errors="replace").strip())
        return output.decode()

    async def _start_kiosk(self) -> None:
        await self._start("Attendance daemon", programs.daemon(self._house, self._on_line))
        await self._start_screen()

    async def _start(self, shown: str, program: Program) -> None:
        with self._progress.step(shown):
            await self._supervisor.start(program)

    async def _start_service(self, *, is_new: bool) -> None:
        with self._progress.step("Badge service: hubs, members and cards"):
            cards = self._house.data / "cards.json"
            _write(cards, programs.cards_text(self._cast))
            set_up = programs.service_data(self._house, cards, events=self._eventful, code=is_new)
            code = await self._command(set_up, name="badge service (what it knows)")
            if is_new:
                _write(programs.enrolment_code(self._house), code)
        await self._start("Badge service", programs.service(self._house, self._note_service_port))

    def _note_service_port(self, port: int) -> None:
        self._service_port = port

    async def _enrolled(self) -> None:
        last: Status | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(_ENROLLED_WITHIN_S):
                while last is None or last.kiosk is None or last.event is None:
                    await asyncio.sleep(_ASK_EVERY_S)
                    with suppress(NoAnswerError):
                        last = await self.status()
                return
        words = "" if last is None else f"{last.network_state}: {last.network_detail}"
        raise ProgramFailedError(name="enrolment", last_words=words)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
