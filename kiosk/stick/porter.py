"""Carries files to and from a USB stick: ``python -m kiosk.stick.porter``, started by systemd for each connection.

Standard input is a connection from the attendance daemon, which says what it wants in the words of ``talk``. This
program alone may mount a stick. It knows no record, no key and no name; what it carries is not looked into.
"""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from io import BufferedIOBase
from pathlib import Path

import msgspec

from kiosk.ports.sticks import OpenStick, StickError, StickTrouble
from kiosk.stick.folder import FolderStick
from kiosk.stick.mounting import mounted
from kiosk.stick.partitions import stick_partitions
from kiosk.stick.talk import MOST_LINE, Answers, Close, Open, Read, Said, Wish, Write, line

Mounted = Callable[[bool], AbstractContextManager[Path]]
_RUN_DIR = "RUNTIME_DIRECTORY"


def serve(stream: BufferedIOBase, mount: Mounted) -> None:
    """Do what is wished on ``stream`` until it ends or says what can't be meant. ``mount``: for writing or not."""
    porter = _Porter(stream, mount)
    with porter.open:
        while (wish := _next(stream)) is not None:
            said, content = porter.answer(wish)
            stream.write(line(said) + content)
            stream.flush()


class _Porter:
    def __init__(self, stream: BufferedIOBase, mount: Mounted) -> None:
        self._stream = stream
        self._mount = mount
        self._stick: OpenStick | None = None
        self.open = ExitStack()

    def answer(self, wish: Wish) -> tuple[Said, bytes]:
        content = _exactly(self._stream, wish.size) if isinstance(wish, Write) else b""
        try:
            return self._done(wish, content)
        except StickError as error:
            return Said(trouble=error.trouble), b""

    def _done(self, wish: Wish, content: bytes) -> tuple[Said, bytes]:
        match wish:
            case Open(write=write):
                self._close()
                self._stick = FolderStick(self.open.enter_context(self._mount(write)))
            case Close():
                self._close()
            case Write(name=name):
                return Said(names=[self._opened.write(name, content)]), b""
            case Answers():
                return Said(names=self._opened.answers()), b""
            case Read(name=name):
                held = self._opened.read(name)
                return Said(size=len(held)), held
        return Said(), b""

    @property
    def _opened(self) -> OpenStick:
        if self._stick is None:
            raise StickError(StickTrouble.NO_STICK)
        return self._stick

    def _close(self) -> None:
        self._stick = None
        self.open.close()


def _next(stream: BufferedIOBase) -> Wish | None:
    said = stream.readline(MOST_LINE)
    try:
        return msgspec.json.decode(said, type=Wish) if said else None
    except msgspec.DecodeError:
        return None


def _exactly(stream: BufferedIOBase, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        message = "the daemon hung up"
        raise EOFError(message)
    return content


def main() -> int:
    """Serve the connection on standard input; return the exit code."""
    folder = Path(os.environ[_RUN_DIR])
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as link, link.makefile("rwb") as stream:
        try:
            serve(stream, partial(_mounted, folder))
        except (EOFError, OSError, StickError):
            return 1
    return 0


def _mounted(folder: Path, write: bool) -> AbstractContextManager[Path]:  # noqa: FBT001  as ``Mounted`` says
    return mounted(stick_partitions(), folder, write=write)


if __name__ == "__main__":
    sys.exit(main())
