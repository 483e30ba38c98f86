"""The kernel's input devices: finding one, keeping it to ourselves, reading its keys. Owns evdev."""

import errno
import fcntl
import struct
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from evdev import InputDevice, ecodes
from evdev.eventio import EventIO

from kiosk.readers.wedge_keys import Lost, Stroke
from kiosk.readers.wedge_setting import UsbId

_SYS_INPUT = Path("/sys/class/input")
_DEV_INPUT = Path("/dev/input")
_SET_CLOCK = 0x400445A0
"""EVIOCSCLOCKID of linux/input.h; evdev has no name for it."""
_US_PER_S = 1_000_000
_DIGIT_KEYS = sum(1 << code for code in range(ecodes.KEY_1, ecodes.KEY_0 + 1))


class NodeError(Exception):
    """A device can't be used, or not any more: ``number`` is the system's error number."""

    def __init__(self, number: int) -> None:
        """Keep the number."""
        super().__init__(errno.errorcode.get(number, str(number)))
        self.number = number


class Node:
    """One open input device: its keys come to us and to nobody else."""

    def __init__(self, events: EventIO) -> None:
        """Read from ``events``, which don't block and are closed by ``close``."""
        self._events = events

    def fileno(self) -> int:
        """Return what to wait on."""
        return int(self._events.fileno())

    def read(self) -> tuple[Stroke | Lost, ...]:
        """Return the keys since the last call.

        Raises:
            NodeError: the device is gone.

        """
        try:
            events = list(self._events.read())
        except BlockingIOError:
            return ()
        except OSError as error:
            raise NodeError(error.errno or errno.EIO) from error
        if not events:
            raise NodeError(errno.ENODEV)
        keys: list[Stroke | Lost] = []
        for event in events:
            at_us = event.sec * _US_PER_S + event.usec
            if event.type == ecodes.EV_KEY:
                keys.append(Stroke(event.code, event.value, at_us))
            elif (event.type, event.code) == (ecodes.EV_SYN, ecodes.SYN_DROPPED):
                keys.append(Lost(at_us))
        return tuple(keys)

    def close(self) -> None:
        """Close the device, which sets it free."""
        self._events.close()


def open_node(path: Path, device: "Callable[[str], InputDevice[str]]" = InputDevice) -> Node:
    """Open the input device at ``path`` for us alone; its keys carry the boot time.

    Raises:
        NodeError: it is not there, not allowed, not an input device, or another program has it to itself.

    """
    try:
        events = device(str(path))
    except OSError as error:
        raise NodeError(error.errno or errno.EIO) from error
    try:
        events.grab()
        fcntl.ioctl(events.fileno(), _SET_CLOCK, struct.pack("i", time.CLOCK_BOOTTIME))
    except OSError as error:
        events.close()
        raise NodeError(error.errno or errno.EIO) from error
    return Node(events)


def nodes_of(device: Path | UsbId, sys_input: Path = _SYS_INPUT) -> Sequence[Path]:
    """Return the input devices of ``device`` that can type digits; a path stands for itself while it is there."""
    if isinstance(device, Path):
        return [device] if device.exists() else []
    return sorted(
        _DEV_INPUT / node.name
        for node in sys_input.glob("event*")
        if (_read(node / "device/id/vendor"), _read(node / "device/id/product")) == (device.vendor, device.product)
        and _types_digits(_read(node / "device/capabilities/key"))
    )


def _types_digits(keys: str) -> bool:
    """Tell whether ``keys``, a bitmap in hexadecimal words of which the last is the lowest, has the keys 0 to 9."""
    lowest = int((keys.split() or ["0"])[-1], 16)
    return lowest & _DIGIT_KEYS == _DIGIT_KEYS


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:  # unplugged meanwhile
        return ""
