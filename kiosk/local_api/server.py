"""One Unix socket a role: who may ask is checked, every line is decoded strictly; a bad client harms only itself."""

import asyncio
import logging
import os
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import msgspec

from kiosk.local_api.messages import MAX_LINE_BYTES, VERSION, Hello, Message, Refused, encode

_log = logging.getLogger(__name__)
_PEER = struct.Struct("3i")
_SOCKET_MODE = 0o660


class Client(Protocol):
    """One connected neighbour, as a desk sees it."""

    def send(self, message: Message) -> None:
        """Send ``message`` after whatever was sent before."""

    def show(self, message: Message) -> None:
        """Send the newest state; a slow reader gets the latest one, never a backlog."""


class Desk(Protocol):
    """What a role is for. All calls come on the loop's thread."""

    def opened(self, client: Client) -> Message | None:
        """Answer a client that said ``Hello`` in the right version."""

    def heard(self, client: Client, message: Any) -> Message | None:  # noqa: ANN401  one of the role's messages
        """Answer a message, or return None where it needs no answer."""

    def closed(self, client: Client) -> None:
        """Forget ``client``."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a role's socket is and who may use it.

    ``peers``: the user ids that may ask. ``group``: the group that may open the socket file, None for the daemon's own.
    """

    path: Path
    peers: frozenset[int]
    group: int | None = None


class LineServer:
    """A listening socket whose clients send lines to one desk."""

    def __init__(
        self, door: Door, desk: Desk, decoder: msgspec.json.Decoder[Any], *, before_each: Callable[[], None]
    ) -> None:
        """Serve ``desk`` at ``door``; ``before_each`` runs before any message is handled: waiting taps go first."""
        self.name = door.path.name
        self.desk = desk
        self.decoder = decoder
        self.peers = door.peers
        self.before_each = before_each
        self.connections: set[_Connection] = set()
        self._path = door.path
        self._group = door.group
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. A socket file that a killed daemon left is replaced."""
        self._path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(self._path))
        if self._group is not None:
            os.chown(self._path, -1, self._group)
        self._path.chmod(_SOCKET_MODE)
        self._server = await asyncio.get_running_loop().create_unix_server(self._connect, sock=listener)

    async def stop(self) -> None:
        """Close every connection and the socket."""
        if self._server is not None:
            self._server.close()
        for connection in list(self.connections):
            connection.close()
        self._path.unlink(missing_ok=True)
        await asyncio.sleep(0)

    def _connect(self) -> "_Connection":
        return _Connection(self)


class _Connection(asyncio.Protocol):
    """One client: lines in, lines out."""

    def __init__(self, server: LineServer) -> None:
        self._server = server
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._greeted = False
        self._paused = False
        self._latest: Message | None = None

    # ------------------------------------------------------------- what the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)
        peer = transport.get_extra_info("socket")
        _, user, _ = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
        if user not in self._server.peers:
            self._refuse("peer")

    def data_received(self, data: bytes) -> None:
        searched = len(self._received)
        self._received += data
        while (end := self._received.find(b"\n", searched)) >= 0 and not self._closing:
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            searched = 0
            self._handle(line)
        if len(self._received) > MAX_LINE_BYTES and not self._closing:
            self._refuse("oversized")

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        if self._latest is not None:
            latest, self._latest = self._latest, None
            self.send(latest)

    def connection_lost(self, _: Exception | None) -> None:
        self._server.connections.discard(self)
        if self._greeted:
            self._server.desk.closed(self)

    # ------------------------------------------------------------- what a desk calls

    def send(self, message: Message) -> None:
        if self._transport is not None and not self._closing:
            self._transport.write(encode(message))

    def show(self, message: Message) -> None:
        if self._paused:
            self._latest = message
        else:
            self.send(message)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    # ------------------------------------------------------------- inside

    @property
    def _closing(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    def _refuse(self, code: str) -> None:
        _log.warning("a client of %s was refused: code=%s", self._server.name, code)
        self.send(Refused(code=code))
        self.close()

    def _handle(self, line: bytes) -> None:
        if len(line) > MAX_LINE_BYTES:
            self._refuse("oversized")
            return
        try:
            message = self._server.decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):  # a ValidationError is a DecodeError
            self._refuse("malformed")
            return
        self._server.before_each()
        answer = self._answer(message)
        if answer is not None:
            self.send(answer)

    def _answer(self, message: Any) -> Message | None:  # noqa: ANN401  one of the role's messages
        if self._greeted:
            if isinstance(message, Hello):
                self._refuse("unexpected")
                return None
            return self._server.desk.heard(self, message)
        if not isinstance(message, Hello):
            self._refuse("unexpected")
            return None
        if message.version != VERSION:
            self._refuse("version")
            return None
        self._greeted = True
        return self._server.desk.opened(self)
