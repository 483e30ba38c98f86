"""The hand at the simulated reader."""

import json
import socket
import time
from pathlib import Path
from typing import Self

_PATIENCE_S = 10.0


class Hand:
    """Makes gestures over a simulated reader's socket."""

    def __init__(self, path: Path) -> None:
        """Connect as soon as the reader at ``path`` is there."""
        self._socket = socket.socket(socket.AF_UNIX)
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                self._socket.connect(str(path))
                break
            except (FileNotFoundError, ConnectionRefusedError):
                if time.monotonic() > deadline:
                    self._socket.close()
                    raise
                time.sleep(0.005)
        self._socket.settimeout(_PATIENCE_S)
        self._answers = self._socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def make(self, gesture: str, **details: str | int | None) -> None:
        """Make a gesture and wait until the reader has reported it."""
        self.begin(gesture, **details)
        answer = json.loads(self.answer())
        assert answer == {"ok": True}, answer

    def begin(self, gesture: str, **details: str | int | None) -> None:
        """Make a gesture without waiting."""
        self.send(json.dumps({"type": gesture, **details}).encode() + b"\n")

    def send(self, line: bytes) -> None:
        self._socket.sendall(line)

    def answer(self) -> bytes:
        """Return the next answer, or nothing where the reader closed the connection."""
        try:
            return self._answers.readline()
        except ConnectionResetError:
            return b""

    def close(self) -> None:
        self._answers.close()
        self._socket.close()
