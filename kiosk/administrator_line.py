"""The other end of the administrator's socket, for the commands that ask a daemon."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import ClassVar

import msgspec

from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import MAX_LINE_BYTES, VERSION, Hello, Message, Refused, ToAdministrator, decoder, encode

SOCKET = "administrator.sock"
_TIMEOUT_S = 5.0
_read = decoder(ToAdministrator).decode


class NoAnswerError(HubtapError):
    """The daemon doesn't answer; the text tells why. ``refusal``: the daemon's own code where it refused, else None."""

    code: ClassVar[str] = "no_answer"

    def __init__(self, words: str, *, refusal: str | None = None) -> None:
        """Keep why."""
        super().__init__(words)
        self.refusal = refusal


class AdministratorLine:
    """A connection to a daemon."""

    def __init__(self, link: socket.socket, lines: BufferedReader, path: Path) -> None:
        """Talk over ``link``, which is connected to ``path``; ``lines`` reads from it."""
        self._link = link
        self._lines = lines
        self._path = path

    def ask(self, message: Message) -> Message:
        """Say ``message`` and return the answer; waits 5 s at most.

        Raises:
            NoAnswerError: there was none.

        """
        try:
            self._link.sendall(encode(message))
        except OSError as error:
            raise _no_answer(self._path, error) from None
        return self._next()

    def listen(self) -> Message:
        """Return what the daemon says next, however long that takes.

        Raises:
            NoAnswerError: the daemon ended, or went away.

        """
        self._link.settimeout(None)
        return self._next()

    def _next(self) -> Message:
        try:
            answer: Message = _read(self._lines.readline(MAX_LINE_BYTES))
        except msgspec.DecodeError:
            words = "The attendance daemon closed the connection, or another version of it is running."
            raise NoAnswerError(words) from None
        except OSError as error:
            raise _no_answer(self._path, error) from None
        if isinstance(answer, Refused):
            words = f"The attendance daemon refuses to answer ({answer.code})."
            raise NoAnswerError(words, refusal=answer.code)
        return answer


@contextmanager
def administrator_line(run_dir: Path) -> Iterator[AdministratorLine]:
    """Connect to the daemon whose sockets are in ``run_dir``, and greet it.

    Raises:
        NoAnswerError: no daemon listens there, or it doesn't answer this user.

    """
    path = run_dir / SOCKET
    with socket.socket(socket.AF_UNIX) as link, link.makefile("rb") as lines:
        link.settimeout(_TIMEOUT_S)
        try:
            link.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            words = f"No attendance daemon is running: nothing listens at {path}."
            raise NoAnswerError(words) from None
        except OSError as error:
            raise _no_answer(path, error) from None
        line = AdministratorLine(link, lines, path)
        line.ask(Hello(version=VERSION))
        yield line


def _no_answer(path: Path, error: OSError) -> NoAnswerError:
    return NoAnswerError(f"The attendance daemon at {path} doesn't answer: {error.strerror or 'it took too long'}.")
