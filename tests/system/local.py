"""Clients of the daemon's sockets, as small as can be."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.administrator_line import NoAnswerError
from kiosk.local_api.messages import (
    VERSION,
    Hello,
    Message,
    ScreenSnapshot,
    ShownResult,
    ToScreen,
    decoder,
    encode,
)
from kiosk.status import ask
from tests.system.program import PATIENCE_S


class Line:
    """A connection on which whole messages go."""

    def __init__(self, path: Path, kinds: Any) -> None:  # noqa: ANN401  a union of types is not a type to mypy
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rb")
        self._decoder = decoder(kinds)
        self.say(Hello(version=VERSION))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lines.close()
        self._socket.close()

    def say(self, message: Message) -> None:
        self._socket.sendall(encode(message))

    def hear(self) -> Message:
        line = self._lines.readline()
        assert line, "the daemon hung up"
        message: Message = self._decoder.decode(line)
        return message


class Screen(Line):
    """A screen without a picture."""

    def __init__(self, run_dir: Path) -> None:
        super().__init__(run_dir / "screen.sock", ToScreen)
        self.serial = 0
        first = self._hear_snapshot()
        if first.result is not None:
            self.serial = first.result.serial
        self.snapshot = first

    def until(self, holds: Callable[[ScreenSnapshot], bool], what: str) -> ScreenSnapshot:
        """Return the first snapshot, beginning with the last one heard, for which ``holds``."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(self.snapshot):
            assert time.monotonic() < deadline, f"the screen never showed {what}: {self.snapshot}"
            self.snapshot = self._hear_snapshot()
        return self.snapshot

    def next_result(self) -> ShownResult:
        """Wait for a result that was not shown before."""
        shown = self.until(lambda now: now.result is not None and now.result.serial > self.serial, "a result").result
        assert shown is not None
        self.serial = shown.serial
        return shown

    def _hear_snapshot(self) -> ScreenSnapshot:
        while not isinstance(message := self.hear(), ScreenSnapshot):
            pass  # what the staff screens show, or that a tap is being judged
        return message


def waiting(run_dir: Path) -> int | None:
    """Return how many records wait to be settled, or None while the daemon can't be reached."""
    try:
        return sum(ledger.waiting for ledger in ask(run_dir).health.ledgers)
    except NoAnswerError:
        return None
