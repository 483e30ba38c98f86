"""The worker's side of the daemon's worker socket: blocking, answers come in the order of the questions."""

import select
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from kiosk.domain.errors import LinkError
from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    EnrolWith,
    Hello,
    Message,
    Refused,
    StickWanted,
    ToWorker,
    TryNow,
    Wake,
    WorkerWelcome,
    decoder,
    encode,
)
from sync.errors import DaemonRefusedError

_READ_BYTES = 256 * 1024
_NEWLINE = b"\n"
M = TypeVar("M", bound=Message)


@dataclass(slots=True)
class _Asked:
    """A question on its way; the daemon answers in order."""

    answer: Message | None = None


class DaemonLink:
    """A connection to the daemon, greeted. What comes unasked is kept: news of records, and what people want."""

    def __init__(self, path: Path, *, timeout_s: float = 30.0) -> None:
        """Connect and say hello.

        Raises:
            LinkError: no daemon there, or it doesn't speak this version.

        """
        self._decode = decoder(ToWorker).decode
        self._buffer = bytearray()
        self._woken = False
        self._wish: int | None = None
        self._typed_code: str | None = None
        self._stick: StickWanted | None = None
        self._asked: deque[_Asked] = deque()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(timeout_s)
        try:
            self._socket.connect(str(path))
            self.welcome = self.ask(Hello(version=VERSION), WorkerWelcome)
        except OSError as error:
            self._socket.close()
            message = f"the daemon is not there ({type(error).__name__})"
            raise LinkError(message) from error
        except LinkError:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        """Use the link; it is closed afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the link."""
        self._socket.close()

    def fileno(self) -> int:
        """Return the descriptor to poll for unasked messages."""
        return self._socket.fileno()

    def ask(self, message: Message, wanted: type[M]) -> M:
        """Send ``message`` and return its answer.

        Raises:
            DaemonRefusedError: the daemon answered ``Refused``.
            LinkError: the daemon went away or broke the message rules.

        """
        return self.ask_ahead(message, wanted)()

    def ask_ahead(self, message: Message, wanted: type[M]) -> Callable[[], M]:
        """Send ``message`` and go on meanwhile; what is returned waits for the answer, and raises as ``ask`` does.

        Raises:
            LinkError: the daemon went away.

        """
        try:
            self._socket.sendall(encode(message))
        except OSError as error:
            reason = f"the daemon went away ({type(error).__name__})"
            raise LinkError(reason) from error
        asked = _Asked()
        self._asked.append(asked)
        return lambda: self._answer(asked, type(message), wanted)

    def _answer(self, asked: "_Asked", kind: type[Message], wanted: type[M]) -> M:
        while asked.answer is None:
            self._take(self._next())
        if isinstance(asked.answer, wanted):
            return asked.answer
        if isinstance(asked.answer, Refused):
            raise DaemonRefusedError(asked.answer.code)
        reason = f"the daemon answered {kind.__name__} with {type(asked.answer).__name__}"
        raise LinkError(reason)

    def listen(self) -> bool:
        """Read what came unasked, without blocking, and tell whether a ``Wake`` waits to be taken.

        Raises:
            LinkError: the daemon went away or broke the message rules.

        """
        while self._readable():
            self._receive()
        while (line := self._line()) is not None:
            self._take(self._read(line))
        return self._woken

    def take_wake(self) -> bool:
        """Tell whether a ``Wake`` came since this was last asked."""
        woken, self._woken = self.listen(), False
        return woken

    @property
    def wished(self) -> bool:
        """Whether a person's wish waits to be taken; ``listen`` hears of new ones."""
        return self._wish is not None or self._stick is not None

    def take_wish(self) -> int | None:
        """Return the number of the last ``TryNow`` since this was last asked, or None.

        Raises:
            LinkError: the daemon went away or broke the message rules.

        """
        self.listen()
        wish, self._wish = self._wish, None
        return wish

    def take_stick(self) -> StickWanted | None:
        """Return what is wanted for a USB stick since this was last asked, or None.

        Raises:
            LinkError: the daemon went away or broke the message rules.

        """
        self.listen()
        wanted, self._stick = self._stick, None
        return wanted

    def take_typed_code(self) -> str | None:
        """Return the enrolment code that a person typed at the kiosk since this was last asked; ``listen`` hears it."""
        code, self._typed_code = self._typed_code, None
        return code

    def _take(self, message: Message) -> None:
        """Remember ``message``: one that comes unasked, or the answer to the oldest question."""
        match message:
            case Wake():
                self._woken = True
            case TryNow(number=number):
                self._wish = number
            case StickWanted():
                self._stick = message
            case EnrolWith(code=code):
                self._typed_code = code
            case _ if self._asked:
                self._asked.popleft().answer = message
            case _:
                reason = f"the daemon sent {type(message).__name__} unasked"
                raise LinkError(reason)

    def _readable(self) -> bool:
        return bool(select.select([self._socket], [], [], 0)[0])

    def _next(self) -> Message:
        while (line := self._line()) is None:
            self._receive()
        return self._read(line)

    def _line(self) -> bytes | None:
        end = self._buffer.find(_NEWLINE)
        if end < 0:
            if len(self._buffer) > MAX_LINE_BYTES:
                reason = "the daemon sent a line that is too long"
                raise LinkError(reason)
            return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _read(self, line: bytes) -> Message:
        try:
            message: Message = self._decode(line)
        except msgspec.DecodeError as error:
            reason = "the daemon sent a line that can't be read"
            raise LinkError(reason) from error
        return message

    def _receive(self) -> None:
        try:
            received = self._socket.recv(_READ_BYTES)
        except OSError as error:
            reason = f"the daemon went away ({type(error).__name__})"
            raise LinkError(reason) from error
        if not received:
            reason = "the daemon closed the connection"
            raise LinkError(reason)
        self._buffer += received
