"""A network between worker and service that does everything that networks do to a request."""

import asyncio
import contextlib
import random
import socket
import struct
import threading
from enum import StrEnum
from typing import Self

_CHUNK_BYTES = 16 * 1024
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_CHANCE = 0.5
_SLOW_S = 0.3
_TRICKLE_BYTES = 200
_TRICKLE_S = 0.01
_PAGE = b"<!DOCTYPE html><title>Welcome</title><form action=/login>Please accept our conditions.</form>"


class Mood(StrEnum):
    """What the network does with a connection."""

    CLEAR = "clear"
    OFF = "off"
    """Connections are reset at once."""
    SLOW = "slow"
    TRICKLE = "trickle"
    CUT_REQUEST = "cut_request"
    """The request is cut somewhere; often nothing but its end is missing."""
    CUT_ANSWER = "cut_answer"
    """The service hears everything and its answer is cut."""
    LOST_ANSWER = "lost_answer"
    """The service hears everything and its answer never comes."""
    HALF_OPEN = "half_open"
    """Connections are taken, and then nothing happens."""
    PORTAL = "portal"
    """Whatever is asked, a log-in page answers with 200."""
    REDIRECT = "redirect"
    """Whatever is asked, the answer is a redirect to a log-in page."""


class NastyRelay:
    """Forwards a loopback port of its own to the service's, in its mood; in a thread of its own."""

    def __init__(self, service_port: int, seed: str) -> None:
        """Open nothing yet."""
        self.mood = Mood.CLEAR
        self.port = 0
        self._service_port = service_port
        self._dice = random.Random(seed)  # noqa: S311  a schedule, not a secret
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="relay")
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def change(self, mood: Mood) -> None:
        """Change the mood; connections under way are cut off, as when a cable is pulled."""
        self.mood = mood
        self._loop.call_soon_threadsafe(self._cut_off)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _hang_up(self) -> None:
        assert self._server is not None
        self._server.close()
        self._cut_off()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _cut_off(self) -> None:
        for task in self._connections:
            task.cancel()

    async def _serve(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await self._treat(near, to_near)
        except (OSError, EOFError, asyncio.CancelledError):
            _reset(to_near)
        finally:
            await _closed(to_near)
            self._connections.discard(task)

    async def _treat(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        mood = self.mood
        if mood is Mood.OFF:
            raise ConnectionResetError
        if mood is Mood.HALF_OPEN:
            await asyncio.Event().wait()
        if mood in {Mood.PORTAL, Mood.REDIRECT}:
            await near.readuntil(b"\r\n\r\n")
            to_near.write(self._portal(mood))
            await to_near.drain()
            return
        far, to_far = await asyncio.open_connection("127.0.0.1", self._service_port)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pump(near, to_far, cuts=mood is Mood.CUT_REQUEST, loses=False))
                group.create_task(
                    self._pump(far, to_near, cuts=mood is Mood.CUT_ANSWER, loses=mood is Mood.LOST_ANSWER)
                )
        except BaseExceptionGroup as failed:
            raise ConnectionResetError from failed
        finally:
            _reset(to_far)
            await _closed(to_far)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, cuts: bool, loses: bool) -> None:
        while chunk := await source.read(_CHUNK_BYTES):
            strikes = self._dice.random() < _CHANCE
            if loses and strikes:
                raise ConnectionResetError
            if cuts and strikes:
                sink.write(chunk[: self._dice.choice((0, self._dice.randrange(len(chunk)), len(chunk) - 1))])
                await sink.drain()
                raise ConnectionResetError
            await self._pass_on(chunk, sink)
        with contextlib.suppress(OSError):
            sink.write_eof()

    async def _pass_on(self, chunk: bytes, sink: asyncio.StreamWriter) -> None:
        if self.mood is Mood.SLOW:
            await asyncio.sleep(self._dice.uniform(0, _SLOW_S))
        size = _TRICKLE_BYTES if self.mood is Mood.TRICKLE else len(chunk)
        for begin in range(0, len(chunk), size):
            sink.write(chunk[begin : begin + size])
            await sink.drain()
            if size < len(chunk):
                await asyncio.sleep(_TRICKLE_S)

    def _portal(self, mood: Mood) -> bytes:
        if mood is Mood.REDIRECT:
            status = self._dice.choice((b"302 Found", b"307 Temporary Redirect"))
            head = b"HTTP/1.1 %b\r\nLocation: http://127.0.0.1:%d/login\r\n" % (status, self.port)
        else:
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        return head + b"Content-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(_PAGE), _PAGE)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    writer.transport.abort()
