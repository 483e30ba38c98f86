"""A hand at the simulated reader."""

import socket
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from tests.kiosk.process import PATIENCE_S, card


class Hand:
    """Lays made-up cards on the reader at ``socket_path``; raises OSError once the daemon is gone."""

    def __init__(self, socket_path: Path) -> None:
        """Connect."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        try:
            self._socket.connect(str(socket_path))
        except OSError:
            self._socket.close()
            raise
        self._lines = self._socket.makefile("rb")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let go."""
        self._lines.close()
        self._socket.close()

    def lay(self, number: int) -> None:
        """Lay card ``number`` on the reader, in place of the one before, and wait until that was noticed."""
        seen = card(number)
        gesture = {"type": "present", "technology": seen.technology.value, "uid": seen.uid.hex(), "sak": seen.sak}
        self._socket.sendall(msgspec.json.encode(gesture) + b"\n")
        if not self._lines.readline():
            raise ConnectionResetError
