"""The daemon's end of the screen socket: a real Unix socket that a test reads and writes without waiting."""

import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.local_api.messages import FromScreen, Message, decoder, encode


class ScreenDaemon:
    """Listens on ``screen.sock`` in a folder and keeps what the screen says, in ``said``."""

    def __init__(self, run_dir: Path) -> None:
        self.said: list[Message] = []
        self._decode = decoder(FromScreen).decode
        self._path = run_dir / "screen.sock"
        self._path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._listener.listen()
        self._listener.settimeout(0)
        self._connection: socket.socket | None = None
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has_heard(self, message: Message) -> bool:
        """Take in what came by now; tell whether ``message`` was among it."""
        self._take_in()
        return message in self.said

    def say(self, *messages: Message) -> None:
        """Send all of them at once."""
        self.say_bytes(b"".join(map(encode, messages)))

    def say_bytes(self, said: bytes) -> None:
        assert self._connection is not None
        self._connection.sendall(said)

    def say_endlessly(self, most_bytes: int) -> None:
        """Send one line that never ends, from a thread of its own; the screen may hang up before it is all said."""
        assert self._connection is not None
        self._connection.settimeout(10)
        connection = self._connection

        def speak() -> None:
            with contextlib.suppress(OSError):
                connection.sendall(b"x" * most_bytes)

        threading.Thread(target=speak, daemon=True).start()

    def hang_up(self) -> None:
        """Close the connection but go on listening."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._rest = b""

    def close(self) -> None:
        self.hang_up()
        self._listener.close()
        self._path.unlink(missing_ok=True)

    def _take_in(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if self._connection is None:
                self._connection, _ = self._listener.accept()
            self._connection.settimeout(0)
            self._rest += self._connection.recv(65_536)
        *lines, self._rest = self._rest.split(b"\n")
        self.said.extend(map(self._decode, lines))
