"""The daemon's way to a real stick: over the socket at which systemd waits for us with the porter."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

import msgspec

from kiosk.ports.sticks import OpenStick, StickError, StickTrouble
from kiosk.stick.partitions import stick_partitions
from kiosk.stick.talk import MOST_LINE, Answers, Close, Open, Read, Said, Word, Write, line

_PATIENCE_S = 60.0
"""A slow stick takes its time for a file of 64 MiB."""


class UsbSticks:
    """``Sticks`` in the machine's USB ports."""

    def __init__(self, path: Path) -> None:
        """``path``: the porter's socket."""
        self._path = path

    def is_in(self) -> bool:
        """Tell whether there is one, by what the kernel says of its disks."""
        return bool(stick_partitions())

    @contextmanager
    def opened(self, *, write: bool) -> Iterator[OpenStick]:
        """Have the stick mounted; it is unmounted on leaving."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(_PATIENCE_S)
            try:
                link.connect(str(self._path))
            except OSError:
                raise StickError(StickTrouble.UNAVAILABLE) from None
            with link.makefile("rwb") as stream:
                stick = _Porter(stream)
                stick.ask(Open(write=write))
                yield stick
                stick.ask(Close())


class _Porter:
    """``OpenStick`` at the porter's."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream

    def write(self, name: str, content: bytes) -> str:
        return self.ask(Write(name=name, size=len(content)), content).names[0]

    def answers(self) -> list[str]:
        return self.ask(Answers()).names

    def read(self, name: str) -> bytes:
        said = self.ask(Read(name=name))
        try:
            return self._stream.read(said.size)
        except OSError:
            raise StickError(StickTrouble.PULLED_OUT) from None

    def ask(self, wish: Word, content: bytes = b"") -> Said:
        try:
            self._stream.write(line(wish) + content)
            self._stream.flush()
            said = msgspec.json.decode(self._stream.readline(MOST_LINE), type=Said)
        except (OSError, msgspec.DecodeError):
            raise StickError(StickTrouble.UNAVAILABLE) from None
        if said.trouble is not None:
            raise StickError(said.trouble)
        return said
