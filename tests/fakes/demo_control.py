"""The demo's end of the control socket: a real Unix socket that answers as a test says, without waiting."""

import contextlib
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.demo.messages import Cast, CastWanted, Done, FromTray, Message, Network, NotDone, Player, Reader, encode
from kiosk.demo.messages import decoder as decoder_of

PLAYERS = [
    Player(name="amina", title="Amina", kind="member"),
    Player(name="callum", title="Callum", kind="member"),
    Player(name="new-card", title="A card nobody has linked", kind="unlinked"),
    Player(name="phone", title="A phone, with a new number each time", kind="phone"),
]


class DemoControl:
    """Keeps what was asked, in ``asked``; ``refusal`` is the reason for which gestures are not done."""

    def __init__(self, path: Path) -> None:
        self.asked: list[Message] = []
        self.refusal: str | None = None
        self.network = True
        self.plugged = True
        self._decode = decoder_of(FromTray).decode
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._listener.settimeout(0)
        self._connection: socket.socket | None = None
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
        self._listener.close()
        self._path.unlink()

    def has_been_asked(self, message: Message) -> bool:
        """Answer what came by now; tell whether ``message`` was among all that was asked."""
        with contextlib.suppress(BlockingIOError):
            if self._connection is None:
                self._connection, _ = self._listener.accept()
            self._connection.settimeout(0)
            self._rest += self._connection.recv(65_536)
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._answer(self._decode(line))
        return message in self.asked

    def _answer(self, request: Message) -> None:
        assert self._connection is not None
        self.asked.append(request)
        self._connection.sendall(encode(self._outcome(request)))

    def _outcome(self, request: Message) -> Message:
        match request:
            case CastWanted():
                return Cast(players=PLAYERS, network=self.network, reader=self.plugged)
            case Network(on=on):
                self.network = on
            case Reader(plugged=plugged):
                self.plugged = plugged
            case _:
                return Done() if self.refusal is None else NotDone(reason=self.refusal)
        return Done()
