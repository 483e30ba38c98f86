"""From a snapshot on the socket to the drawn frame: the real touchscreen process, offscreen, software renderer."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kiosk.local_api import messages as said
from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.whole_house import running
from tests.emulators.pace import Pace

_ROUNDS = 5
_FRAMES = 40
_PACE_S = 0.05
_START_S = 30.0
_KINDS: tuple[said.ResultKind, ...] = ("arrived", "already_here", "help", "left")
_from_screen = said.decoder(said.FromScreen)


def frame_ms() -> Figure:
    """Send results to a screen; time until it says that each was drawn."""
    with _screen() as lines:
        rounds = [_one_round(lines, first=number * _FRAMES + 1) for number in range(_ROUNDS)]
    how = f"snapshot sent to frame drawn and told, offscreen; {spread(rounds)}"
    return Figure("ui.frame_ms", median_of_rounds(rounds), "ms", 10.0, how)


class _Lines:
    def __init__(self, connection: socket.socket) -> None:
        self._file = connection.makefile("rwb")

    def send(self, message: said.Message) -> None:
        self._file.write(said.encode(message))
        self._file.flush()

    def until_shown(self, serial: int) -> None:
        while True:
            message = _from_screen.decode(self._file.readline())
            if isinstance(message, said.FrameShown) and message.serial == serial:
                return


@contextmanager
def _screen() -> Iterator[_Lines]:
    """Run the touchscreen against this process in the daemon's place."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        settings = Path(folder) / "hubtap.toml"
        settings.write_text(f'[screen]\nrun_dir = "{folder}"\nfull_screen = false\n', encoding="utf-8")
        listener.bind(f"{folder}/screen.sock")
        listener.listen()
        listener.settimeout(_START_S)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        argv = [sys.executable, "-m", "ui.main", "--settings", str(settings)]
        with running(argv, environment=environment):
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(_START_S)
                yield _Lines(connection)


def _one_round(lines: _Lines, *, first: int) -> float:
    taken_ms, pace = [], Pace.each(_PACE_S)
    for serial in range(first, first + _FRAMES):
        pace.until_next()
        began = time.perf_counter()
        lines.send(_snapshot(serial))
        lines.until_shown(serial)
        taken_ms.append((time.perf_counter() - began) * 1_000)
    return percentile(taken_ms, 0.5)


def _snapshot(serial: int) -> said.ScreenSnapshot:
    kind = _KINDS[serial % len(_KINDS)]
    result = said.ShownResult(serial=serial, kind=kind, name="Amira", age_ms=0, shown_ms=4_000)
    return msgspec.structs.replace(_IDLE, number=serial, result=result)


_IDLE = said.ScreenSnapshot(
    number=0,
    enrolled=True,
    hub_name="Ely",
    zone="Europe/London",
    event_title="Ely drop-in",
    reader="ready",
    clock_us=None,
    result=None,
)


if __name__ == "__main__":
    sys.stdout.write(f"{frame_ms()}\n")
