"""A card reader that works in a process of its own: in a room whose USB devices are emulated.

Run as ``python -m tests.emulators.reader_elsewhere ENTRY`` it is that process: it tells on standard output what its
reader reports, waits until each report was taken, and ends once standard input says so.
"""

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from threading import Event as StopFlag
from typing import IO

from kiosk.card_readers import card_readers
from kiosk.ports import ReaderReport
from tests.emulators.usb_device import UsbRoom

_TAKEN, _STOP = b".", b"s"


class ReaderElsewhere:
    """A ``kiosk.ports.CardReader``: the one of ``entry``, as in the settings, with its process in ``room``.

    The process logs to ``log`` at debug level.
    """

    def __init__(self, entry: str, log: Path, room: UsbRoom) -> None:
        self.name = card_readers((entry,), ())[0].name
        self._command = room.command(sys.executable, "-m", "tests.emulators.reader_elsewhere", entry)
        self._log = log

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        with (
            self._log.open("ab") as log,
            subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log) as process,
        ):
            assert process.stdin is not None
            assert process.stdout is not None
            end = threading.Thread(target=_end, args=(process.stdin, stop), name="end of a reader elsewhere")
            end.start()
            while (told := _told(process.stdout)) is not None:
                if isinstance(told, ReaderReport):
                    report(told)
                    _say(process.stdin, _TAKEN)
                else:
                    stop.is_set()  # it asked over there: that is its sign of life
            end.join()

    def logged(self) -> str:
        """Return what the process has logged."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""


class _TellingFlag(threading.Event):
    """A stop flag that tells whenever its reader asks."""

    def is_set(self) -> bool:
        _tell(None)
        return super().is_set()


def _end(ear: IO[bytes], stop: StopFlag) -> None:
    stop.wait()
    _say(ear, _STOP)


def _say(ear: IO[bytes], word: bytes) -> None:
    ear.write(word)
    ear.flush()


def _told(mouth: IO[bytes]) -> object:
    """Return a report, False where the reader asked whether to stop, None at the end."""
    try:
        told = pickle.load(mouth)  # noqa: S301  it comes from our own process
    except EOFError:
        return None
    return False if told is None else told


def _tell(what: object) -> None:
    with _mouth:
        pickle.dump(what, sys.stdout.buffer)
        sys.stdout.buffer.flush()


_mouth = threading.Lock()


def main() -> None:
    """Be the reader."""
    logging.basicConfig(level="DEBUG")
    stop, taken = _TellingFlag(), threading.Semaphore(0)

    def listen() -> None:
        while word := os.read(sys.stdin.fileno(), 1):  # a buffered read would hold up the process's end
            if word == _STOP:
                stop.set()
            else:
                taken.release()

    def report(what: ReaderReport) -> None:
        _tell(what)
        taken.acquire()

    threading.Thread(target=listen, daemon=True).start()
    (reader,) = card_readers((sys.argv[1],), ())
    reader.run(report, stop)


if __name__ == "__main__":
    main()
