"""A badge service in this process: the real application on a real socket, with a clock that a test moves."""

import asyncio
import contextlib
import ipaddress
import secrets
import socket
import threading
from collections.abc import Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import uvicorn

from badge_service import commands
from badge_service.api.networks import operators_only
from badge_service.application import assemble
from badge_service.serving import listen, url_of
from badge_service.settings import Address, ServiceSettings
from badge_service.store.engine import Database
from tests.badge_service.paper_kiosk import PaperKiosk

NOON_US = 1_790_000_000_000_000 // 86_400_000_000 * 86_400_000_000 + 12 * 3_600_000_000
"""Noon UTC on a day in September 2026, when it is 13:00 in Cambridge."""
_DEADLINE_S = 30
_TICK_S = 0.005


class MovedClock:
    def __init__(self) -> None:
        self.now_us = NOON_US

    def __call__(self) -> int:
        return self.now_us

    def now_s(self) -> float:
        """Return a time for intervals, which passes only as a test wants."""
        return self.now_us / 1_000_000

    def forward(self, seconds: float) -> None:
        self.now_us += int(seconds * 1_000_000)


class _PromptServer(uvicorn.Server):
    """Ends soon after it was told to: uvicorn's own waits a tenth of a second twice, and hundreds of tests for that."""

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # noqa: ASYNC110  the word comes from another thread
            await asyncio.sleep(_TICK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in [*self.servers, *(sockets or ())]:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110  as uvicorn's own does
                    await asyncio.sleep(_TICK_S)
        await self.lifespan.shutdown()


class House:
    """The service at ``url``, on the initialised database at ``database_url``."""

    def __init__(
        self, database_url: str, *, operators_from: str = "127.0.0.0/8", operators_at: Sequence[str] = ()
    ) -> None:
        self.clock = MovedClock()
        self.database_url = database_url
        self.database = Database(database_url)
        self.operators_only = operators_only([ipaddress.ip_network(operators_from)], operators_at)
        self._kiosks: list[PaperKiosk] = []

    def __enter__(self) -> Self:
        app = assemble(
            self.database,
            self.operators_only,
            "9.9",
            now_us=self.clock,
            random_bytes=secrets.token_bytes,
            key_life_us=ServiceSettings().key_life_us,
            now_s=self.clock.now_s,
        )
        self._listener = listen(Address("127.0.0.1", 0))
        config = uvicorn.Config(
            app, loop="asyncio", http="h11", ws="none", log_config=None, timeout_graceful_shutdown=1
        )
        self._server = _PromptServer(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for kiosk in self._kiosks:
            kiosk.close()
        self._server.should_exit = True
        self._thread.join(_DEADLINE_S)
        assert not self._thread.is_alive()
        self._listener.close()
        self.database.close()

    @property
    def url(self) -> str:
        return url_of(self._listener)

    @property
    def today(self) -> date:
        """The day on which the tests' clock stands, in Cambridge."""
        return datetime.fromtimestamp(self.clock.now_us / 1_000_000, ZoneInfo("Europe/London")).date()

    def code(self, hub: str = "Cambridge", hours: int = 1, *, kiosk: str | None = None) -> str:
        return commands.make_code(self.database, hub, hours, self.clock, secrets.token_bytes, kiosk=kiosk)[0]

    def stranger(self) -> PaperKiosk:
        """Return a kiosk that isn't enrolled."""
        kiosk = PaperKiosk(self.url)
        self._kiosks.append(kiosk)
        return kiosk

    def kiosk(self, hub: str = "Cambridge") -> PaperKiosk:
        """Return an enrolled kiosk."""
        kiosk = self.stranger()
        assert kiosk.enrol(self.code(hub)).status == 201
        return kiosk
