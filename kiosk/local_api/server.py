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

from kiosk.domain.errors import HubtapError, LinkError
from kiosk.local_api.messages import MAX_LINE_BYTES, VERSION, Hello, Message, Refused, encode

_log = logging.getLogger(__name__)
_PEER = struct.Struct("3i")
_SOCKET_MODE = 0o660
_SMALLEST_BUFFER = 1
"""The kernel rounds it up to its own minimum, some kilobytes."""


class Client(Protocol):
    """One connected neighbour, as a desk sees it."""

    def send(self, message: Message) -> None:
        """Send ``message`` after whatever was sent or shown before; it is never dropped."""

    def show(self, message: Message) -> None:
        """Send the newest state; a slow reader gets the latest one of each kind, never a backlog."""


class Desk(Protocol):
    """What a role is for. All calls come on the loop's thread.

    A ``HubtapError`` says that a request can't be met: it is answered ``Refused`` with the error's code.
    """

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
        self,
        door: Door,
        desk: Desk,
        decoder: msgspec.json.Decoder[Any],
        *,
        before_each: Callable[[], None],
        latest_only: bool = False,
    ) -> None:
        """Serve ``desk`` at ``door``; ``before_each`` runs before any message is handled: waiting taps go first.

        ``latest_only``: this role is shown states of which only the latest counts, so next to nothing is buffered.
        """
        self.name = door.path.name
        self.desk = desk
        self.decoder = decoder
        self.peers = door.peers
        self.before_each = before_each
        self.latest_only = latest_only
        self.connections: set[_Connection] = set()
        self._path = door.path
        self._group = door.group
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. A socket file that a killed daemon left is replaced.

        Raises:
            LinkError: there can be no socket at that path.

        """
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._bind(listener)
        except OSError as error:
            listener.close()
            message = f"{self._path} can't be a socket: {error.strerror or error}"
            raise LinkError(message) from error
        self._server = await asyncio.get_running_loop().create_unix_server(self._connect, sock=listener)

    async def stop(self) -> None:
        """Close every connection and the socket; what a slow client has not read by then is dropped."""
        if self._server is not None:
            self._server.close()
        for end in (_Connection.close, _Connection.abort):
            for connection in list(self.connections):
                end(connection)
            await asyncio.sleep(0)
        self._path.unlink(missing_ok=True)

    def _bind(self, listener: socket.socket) -> None:
        self._path.unlink(missing_ok=True)
        listener.bind(str(self._path))
        if self._group is not None:
            os.chown(self._path, -1, self._group)
        self._path.chmod(_SOCKET_MODE)

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
        self._latest: dict[type[Message], Message] = {}

    # ------------------------------------------------------------- what the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)
        peer = transport.get_extra_info("socket")
        if self._server.latest_only:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SMALLEST_BUFFER)
            self._transport.set_write_buffer_limits(high=0)
        _, user, _ = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
        if user not in self._server.peers:
            self._refuse("peer")

    def data_received(self, data: bytes) -> None:
        searched = len(self._received)
        self._received += data
        self._handle_lines(searched)

    def pause_writing(self) -> None:
        """Hear no more until what was said is read: answers must not pile up here."""
        self._paused = True
        if self._transport is not None:
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        self._paused = False
        self._catch_up()
        self._handle_lines()
        if not self._paused and self._transport is not None:
            self._transport.resume_reading()

    def connection_lost(self, _: Exception | None) -> None:
        self._server.connections.discard(self)
        if self._greeted:
            self._server.desk.closed(self)

    # ------------------------------------------------------------- what a desk calls

    def send(self, message: Message) -> None:
        self._catch_up()
        self._write(message)

    def show(self, message: Message) -> None:
        if self._paused:
            self._latest.pop(type(message), None)
            self._latest[type(message)] = message
        else:
            self._write(message)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # ------------------------------------------------------------- inside

    def _catch_up(self) -> None:
        """Write the latest states that a slow client was not yet sent, in their order."""
        latest, self._latest = self._latest, {}
        for message in latest.values():
            self._write(message)

    def _write(self, message: Message) -> None:
        if self._transport is not None and not self._closing:
            self._transport.write(encode(message))

    @property
    def _closing(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    def _handle_lines(self, searched: int = 0) -> None:
        """Handle the whole lines that came; the first ``searched`` bytes hold no end of one."""
        while not (self._closing or self._paused):
            end = self._received.find(b"\n", searched)
            if end < 0:
                if len(self._received) > MAX_LINE_BYTES:
                    self._refuse("oversized")
                return
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            searched = 0
            self._handle(line)

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
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):  # a ValidationError is a DecodeError
            self._refuse("malformed")
            return
        self._server.before_each()
        if isinstance(message, Hello) == self._greeted:
            self._refuse("unexpected")
        elif isinstance(message, Hello):
            self._greet(message)
        else:
            self._hear(message)

    def _greet(self, hello: Hello) -> None:
        if hello.version != VERSION:
            self._refuse("version")
            return
        self._greeted = True
        try:
            answer = self._server.desk.opened(self)
        except HubtapError as error:
            self._refuse(error.code)
        else:
            if answer is not None:
                self.send(answer)

    def _hear(self, message: Any) -> None:  # noqa: ANN401  one of the role's messages
        try:
            answer = self._server.desk.heard(self, message)
        except HubtapError as error:
            answer = Refused(code=error.code)
        if answer is not None:
            self.send(answer)
