"""The demo's network: a forwarder between worker and service, or viewer and window, that can be switched off."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable

LOOPBACK = "127.0.0.1"
_CHUNK_BYTES = 64 * 1024
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Relay:
    """Forwards TCP connections on a loopback port. Switched off it refuses new ones and resets those under way."""

    def __init__(self, connect: Callable[[], Awaitable[Streams]], *, port: int = 0) -> None:
        """``connect`` opens the far end; ``port`` 0 picks a free one. Nothing is opened before ``switch``."""
        self._connect = connect
        self._port = port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def port(self) -> int:
        """The port on this machine; it stays the same once the relay was switched on."""
        return self._port

    @property
    def is_on(self) -> bool:
        """Whether connections are forwarded."""
        return self._server is not None

    async def switch(self, *, on: bool) -> None:
        """Forward, or refuse and reset. Switching to what it is already does nothing.

        Raises:
            OSError: the port can't be had.

        """
        if on and self._server is None:
            self._server = await asyncio.start_server(self._forward, LOOPBACK, self._port)
            self._port = self._server.sockets[0].getsockname()[1]
        elif not on and self._server is not None:
            self._server.close()
            self._server = None
            for writer in self._open:
                _reset(writer)

    async def _forward(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        self._open.add(to_near)
        try:
            far = await self._connect()
            self._open.add(far[1])
            try:
                await pump_both((near, to_near), far)
            finally:
                self._open.discard(far[1])
        except OSError:
            _reset(to_near)  # the far end refused, or either end went away
        finally:
            self._open.discard(to_near)


async def pump_both(near: Streams, far: Streams) -> None:
    """Pass on what either end says until both have finished; then, or on an error, close both.

    Raises:
        OSError: an end went away in the middle.

    """
    try:
        await asyncio.gather(_pump(near[0], far[1]), _pump(far[0], near[1]))
    finally:
        near[1].close()
        far[1].close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while chunk := await source.read(_CHUNK_BYTES):
        sink.write(chunk)
        await sink.drain()
    with contextlib.suppress(OSError):
        sink.write_eof()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close so that the peer sees a reset, as it would when a network fails."""
    connection = writer.get_extra_info("socket")
    if connection is not None and connection.family != socket.AF_UNIX:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    writer.transport.abort()
