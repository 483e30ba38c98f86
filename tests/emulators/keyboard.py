"""A keyboard-like device as the kernel shows it: ``struct input_event`` on a named pipe, read by evdev's own code."""

import os
import struct
import time
from pathlib import Path

from evdev import ecodes
from evdev.eventio import EventIO

from kiosk.readers.wedge_nodes import Node

_INPUT_EVENT = struct.Struct("llHHi")
_KEYS = {
    **{char: getattr(ecodes, f"KEY_{char}") for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
    "\n": ecodes.KEY_ENTER,
    " ": ecodes.KEY_SPACE,
}
_SHIFTED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def event(kind: int, code: int, value: int, at_us: int | None = None) -> bytes:
    """Return one event as the kernel writes it; ``at_us`` is now unless given."""
    at_us = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000 if at_us is None else at_us
    return _INPUT_EVENT.pack(*divmod(at_us, 1_000_000), kind, code, value)


def press(code: int) -> bytes:
    """Return a key's way down and up."""
    return b"".join(
        event(kind, what, value)
        for kind, what, value in (
            (ecodes.EV_MSC, ecodes.MSC_SCAN, 0x70000 + code),
            (ecodes.EV_KEY, code, 1),
            (ecodes.EV_SYN, ecodes.SYN_REPORT, 0),
            (ecodes.EV_KEY, code, 0),
            (ecodes.EV_SYN, ecodes.SYN_REPORT, 0),
        )
    )


def typed(text: str) -> bytes:
    """Return the keys that a scanner presses for ``text``, capitals with Shift."""
    return b"".join(_typed(char) for char in text)


def _typed(char: str) -> bytes:
    key = press(_KEYS[char.upper()])
    if char not in _SHIFTED:
        return key
    shift = ecodes.EV_KEY, ecodes.KEY_LEFTSHIFT
    return event(*shift, 1) + key + event(*shift, 0)


class PipeEvents(EventIO):
    """The end of the pipe that the kiosk reads: an open device as evdev has it."""

    def __init__(self, path: Path) -> None:
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def close(self) -> None:
        os.close(self.fd)


def open_pipe(path: Path) -> Node:
    return Node(PipeEvents(path))


class Keyboard:
    """A device at ``path``: plugged in at first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd = -1
        self.plug()

    def plug(self) -> None:
        os.mkfifo(self.path)
        self._fd = os.open(self.path, os.O_RDWR)  # open before the kiosk reads, so that it never reads an end

    def unplug(self) -> None:
        self.path.unlink()
        os.close(self._fd)
        self._fd = -1

    def type(self, text: str) -> None:
        self.send(typed(text))

    def send(self, events: bytes) -> None:
        assert os.write(self._fd, events) == len(events)

    def close(self) -> None:
        if self._fd != -1:
            self.unplug()
