"""A GPIO chip for programs that are started with its environment: it answers what the kernel would, and takes down when
which line went on or off. The real libgpiod runs above it; ``gpiochip.c`` carries its system calls here.

The kernel's own simulated chip (gpio-sim) needs a module that test machines lack.
"""

import errno
import os
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Self

from tests.emulators.preload import built

PATIENCE_S = 10.0
_NAMES = {4: "GPIO4", 17: "GPIO17", 22: "GPIO22", 27: "GPIO27"}
_LINES = 28

# linux/gpio.h: numbers and layouts
_IN, _OUT = 0x8000_0000, 0x4000_0000
_CHIP_INFO = _IN | 68 << 16 | 0xB401
_LINE_INFO = _IN | _OUT | 256 << 16 | 0xB405
_GET_LINE = _IN | _OUT | 592 << 16 | 0xB407
_SET_VALUES = _IN | _OUT | 16 << 16 | 0xB40F
_OUTPUT = 1 << 3
_USED = 1 << 0
_OUTPUT_VALUES = 2
_MOST_LINES = 64


class _RefusedError(Exception):
    def __init__(self, number: int) -> None:
        super().__init__(os.strerror(number))
        self.number = number


@dataclass(frozen=True)
class Change:
    """Line ``offset`` went on or off at ``at_s`` (CLOCK_MONOTONIC)."""

    at_s: float
    offset: int
    on: bool


@dataclass
class _Holder:
    """Who has lines, and in which order."""

    offsets: list[int]
    is_output: bool = True


@dataclass
class GpioChip:
    """The chip ``/dev/gpiochip<number>``. Leaving the context ends it.

    ``answering``: while it is clear, no system call comes back. ``refuses``: an errno for whoever wants a line.
    ``names``: what the kernel calls lines, by number.
    """

    folder: Path
    number: int = 0
    refuses: int = 0
    names: dict[int, str] = field(default_factory=lambda: dict(_NAMES))
    answering: threading.Event = field(default_factory=threading.Event)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._selector = DefaultSelector()
        self._news = threading.Condition()
        self._on = dict.fromkeys(range(_LINES), False)
        self._holders: dict[socket.socket, _Holder] = {}
        self._elsewhere: set[int] = set()
        self._door: socket.socket | None = None
        self._generation = 0
        self._ended, self._end = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="GPIO chip")
        self.answering.set()

    @property
    def path(self) -> str:
        return f"/dev/gpiochip{self.number}"

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to find this chip."""
        return {"LD_PRELOAD": str(built("gpiochip")), "EMULATED_GPIO": str(self.folder)}

    def __enter__(self) -> Self:
        self._selector.register(self._ended, EVENT_READ, None)
        self._thread.start()
        self.plug()
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()
        self.answering.set()
        os.write(self._end, b"x")
        self._thread.join(PATIENCE_S)
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()
        for descriptor in (self._ended, self._end):
            os.close(descriptor)

    def plug(self) -> None:
        """Be there. What was opened before the chip was last unplugged stays dead."""
        door = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        door.bind(str(self._socket_path))
        door.listen()
        with self._news:
            self._door = door
            self._generation += 1
            self._selector.register(door, EVENT_READ, self._welcome)

    def unplug(self) -> None:
        """Be gone: the device's file as well, and every line."""
        with self._news:
            if self._door is not None:
                self._socket_path.unlink()
                self._selector.unregister(self._door)
                self._door.close()
                self._door = None
                self._holders.clear()
                self._on = dict.fromkeys(range(_LINES), False)

    def hold_elsewhere(self, *offsets: int) -> None:
        """Let another program have these lines from now on, and no others."""
        with self._news:
            self._elsewhere = set(offsets)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so; it is asked again after each system call."""
        with self._news:
            assert self._news.wait_for(holds, PATIENCE_S), self.changes

    def held(self) -> set[int]:
        """Return the lines that programs have."""
        with self._news:
            return {offset for holder in self._holders.values() for offset in holder.offsets}

    def lit(self) -> set[int]:
        """Return the lines that are on."""
        with self._news:
            return {offset for offset, on in self._on.items() if on}

    @property
    def _socket_path(self) -> Path:
        return self.folder / f"gpiochip{self.number}"

    def _serve(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                key.data()

    def _welcome(self) -> None:
        with self._news:
            if self._door is None:
                return
            connection, _ = self._door.accept()
            self._attend(connection, self._chip_answer)

    def _attend(self, connection: socket.socket, answer: Callable[[int, bytes, float], "_Answer"]) -> None:
        self._selector.register(
            connection, EVENT_READ, partial(self._obey, connection, answer, generation=self._generation)
        )

    def _obey(
        self, connection: socket.socket, answer: Callable[[int, bytes, float], "_Answer"], *, generation: int
    ) -> None:
        try:
            message = connection.recv(4096)
        except ConnectionResetError:  # its program was killed with an answer under way
            message = b""
        self.answering.wait(PATIENCE_S)
        with self._news:
            if message:
                number, at_ns = struct.unpack_from("QQ", message)
                self._reply(connection, answer, number, message[16:], at_ns / 1e9, alive=generation == self._generation)
            else:
                self._selector.unregister(connection)
                connection.close()
                self._holders.pop(connection, None)
            self._news.notify_all()

    def _reply(  # noqa: PLR0913  what there is to know of one system call
        self,
        connection: socket.socket,
        answer: Callable[[int, bytes, float], "_Answer"],
        number: int,
        data: bytes,
        at_s: float,
        *,
        alive: bool,
    ) -> None:
        try:
            data, handed = (answer if alive and self._door is not None else self._gone)(number, data, at_s)
            said = struct.pack("i", 0) + data
        except _RefusedError as refusal:
            said, handed = struct.pack("i", refusal.number), ()
        with suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(connection, [said], [each.fileno() for each in handed])
        for each in handed:
            each.close()

    def _gone(self, _number: int, _data: bytes, _at_s: float) -> "_Answer":
        raise _RefusedError(errno.ENODEV)

    def _chip_answer(self, number: int, data: bytes, at_s: float) -> "_Answer":
        if number == _CHIP_INFO:
            return struct.pack("32s32sI", self._socket_path.name.encode(), b"emulated", _LINES), ()
        if number == _LINE_INFO:
            return self._line_info(data), ()
        if number == _GET_LINE:
            return self._get_line(data, at_s)
        raise _RefusedError(errno.ENOTTY)

    def _line_info(self, data: bytes) -> bytes:
        (offset,) = struct.unpack_from("I", data, 64)
        if offset >= _LINES:
            raise _RefusedError(errno.EINVAL)
        flags = _USED if offset in self._taken() else 0
        name = self.names.get(offset, "").encode()
        return struct.pack("32s32sIIQ", name, b"", offset, 0, flags).ljust(256, b"\0")

    def _get_line(self, data: bytes, at_s: float) -> "_Answer":
        if self.refuses:
            raise _RefusedError(self.refuses)
        (count,) = struct.unpack_from("I", data, 560)
        offsets = list(struct.unpack_from(f"{count}I", data))
        (flags, attributes) = struct.unpack_from("QI", data, 288)
        if self._taken() & set(offsets):
            raise _RefusedError(errno.EBUSY)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        holder = _Holder(offsets, is_output=bool(flags & _OUTPUT))
        self._holders[ours] = holder
        self._attend(ours, partial(self._line_answer, holder))
        bits = 0
        for index in range(attributes):
            kind, _, values, mask = struct.unpack_from("IIQQ", data, 320 + 24 * index)
            if kind == _OUTPUT_VALUES:
                bits |= values & mask
        self._set(holder, bits, (1 << count) - 1, at_s)
        return data, (theirs,)

    def _line_answer(self, holder: _Holder, number: int, data: bytes, at_s: float) -> "_Answer":
        if number != _SET_VALUES:
            raise _RefusedError(errno.ENOTTY)
        if not holder.is_output:
            raise _RefusedError(errno.EPERM)
        bits, mask = struct.unpack("QQ", data)
        self._set(holder, bits, mask, at_s)
        return data, ()

    def _set(self, holder: _Holder, bits: int, mask: int, at_s: float) -> None:
        for place, offset in enumerate(holder.offsets):
            on = bool(bits >> place & 1)
            if mask >> place & 1 and on != self._on[offset]:
                self._on[offset] = on
                self.changes.append(Change(at_s, offset, on))

    def _taken(self) -> set[int]:
        return self._elsewhere | {offset for holder in self._holders.values() for offset in holder.offsets}


_Answer = tuple[bytes, tuple[socket.socket, ...]]
