"""A local socket with a desk behind it and callers before it, for the tests of the server."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    FromScreen,
    Hello,
    Message,
    Noted,
    ScreenSnapshot,
    decoder,
    encode,
)
from kiosk.local_api.server import Client, Door, LineServer

DEADLINE_S = 20
ME = frozenset({os.getuid()})
HELLO = encode(Hello(version=VERSION))


def snapshot(number: int) -> ScreenSnapshot:
    return ScreenSnapshot(
        number=number,
        enrolled=True,
        hub_name="Ely",
        zone="Europe/London",
        event_title="Code club",
        reader="ready",
        clock_us=1,
        result=None,
    )


@dataclass
class RecordingDesk:
    """Greets, remembers, and fails when told to."""

    heard_so_far: list[str] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    gone: int = 0
    fails_with: Exception | None = None

    def opened(self, client: Client) -> Message:
        self.clients.append(client)
        self._fail()
        return snapshot(0)

    def heard(self, _: Client, message: Any) -> Message:  # noqa: ANN401  whatever the decoder lets through
        self.heard_so_far.append(type(message).__name__)
        self._fail()
        return Noted()

    def closed(self, client: Client) -> None:
        self.clients.remove(client)
        self.gone += 1

    def note_tap(self) -> None:
        self.heard_so_far.append("tap")

    def _fail(self) -> None:
        if self.fails_with is not None:
            raise self.fails_with


class Caller:
    """A client that says and reads whole lines."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    def say(self, *lines: bytes) -> None:
        self.writer.write(b"".join(lines))

    async def line(self) -> bytes:
        return await self._reader.readline()

    async def rest(self) -> bytes:
        """Return everything up to the end; a reset is an end."""
        received = b""
        try:
            while more := await self._reader.read(1 << 16):
                received += more
        except ConnectionError:
            pass
        return received

    def pause(self) -> None:
        """Read nothing until ``go_on``."""
        self._connection.pause_reading()

    def go_on(self) -> None:
        self._connection.resume_reading()

    @property
    def _connection(self) -> asyncio.Transport:
        return cast("asyncio.Transport", self.writer.transport)

    async def hang_up(self) -> None:
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)


@dataclass
class Hall:
    """A server with one desk, and callers."""

    path: Path
    desk: RecordingDesk
    server: LineServer
    callers: list[Caller] = field(default_factory=list)

    async def call(self, *lines: bytes) -> Caller:
        caller = Caller(*await asyncio.open_unix_connection(self.path, limit=2 * MAX_LINE_BYTES))
        self.callers.append(caller)
        caller.say(*lines)
        return caller

    async def greeted(self) -> Caller:
        caller = await self.call(HELLO)
        assert b"ScreenSnapshot" in await caller.line()
        return caller


@asynccontextmanager
async def hall(
    folder: Path,
    *,
    kinds: object = FromScreen,
    peers: frozenset[int] = ME,
    desk: RecordingDesk | None = None,
    latest_only: bool = False,
) -> AsyncIterator[Hall]:
    desk = desk or RecordingDesk()
    path = folder / "role.sock"
    server = LineServer(Door(path, peers), desk, decoder(kinds), before_each=desk.note_tap, latest_only=latest_only)
    await server.start()
    here = Hall(path, desk, server)
    yield here
    for caller in here.callers:
        await caller.hang_up()
    await server.stop()
    assert not path.exists()


def run(story: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(story, DEADLINE_S))
