"""A PN532 on a pseudo-terminal: it speaks its host protocol to the real nfcpy driver, at the speed that it was set to.

How long one search for a card takes on the air is an assumption; everything else is as the chip's manual has it.
"""

import os
import pty
import select
import struct
import termios
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.cards import CardSeen, Technology

ONE_TRY_S = 0.005
ACK = bytes.fromhex("0000ff00ff00")
ERROR_FRAME = bytes.fromhex("0000ff01ff7f8100")
_START = b"\x00\xff"
_EXTENDED = 0xFF
_FIFO = 0x6339
_REQA = 0x26
_SPEEDS = (9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600)
_FIRST_SPEED = 115_200
_TYPE_A, _TYPE_B = 0x00, 0x03
_TAKEN_NOTE_OF = {0x08: "WriteRegister", 0x10: "SetSerialBaudrate", 0x12: "SetParameters", 0x14: "SAMConfiguration"}


@dataclass(frozen=True)
class Tag:
    """A made-up card as a chip meets it.

    ``made_up``: it invents a new number whenever the field is switched on. ``shy``: so many times it answers to the
    first call and is silent when it is selected, as a card does that comes or goes. ``leaves``: after that it is gone.
    """

    card: CardSeen
    made_up: bool = False
    shy: int = 0
    leaves: bool = False


class Chip:
    """What the PN532 does with a command, whatever the line that it came over."""

    def __init__(self) -> None:
        self.speed = _FIRST_SPEED
        self.commands = 0
        self.last = 0
        self._tag: Tag | None = None
        self._shy_left = 0
        self._tries = 1
        self._powered = 0
        self._fifo = _REQA
        self._chosen: bytes = b""
        self._news = threading.Condition()
        self._gone = False

    def lay(self, tag: Tag) -> None:
        with self._news:
            self._tag, self._shy_left = tag, tag.shy
            self._news.notify_all()

    def take_away(self) -> None:
        with self._news:
            self._tag = None

    def switch_off(self) -> None:
        """Lose power: end a search, forget every setting."""
        with self._news:
            self._gone = True
            self._news.notify_all()

    def switch_on(self) -> None:
        with self._news:
            self._gone = False
            self._tries = 1
            self.speed = _FIRST_SPEED

    def until_commands(self, count: int, timeout_s: float = 10.0) -> None:
        """Wait until ``count`` more commands have come."""
        with self._news:
            wanted = self.commands + count
            assert self._news.wait_for(lambda: self.commands >= wanted, timeout_s), "the reader asks for nothing"

    def answer(self, code: int, data: bytes) -> bytes | None:
        """Return the answer's data, or None for a command that the chip doesn't know."""
        with self._news:
            self.commands += 1
            self.last = code
            self._news.notify_all()
            commands: dict[int, Callable[[bytes], bytes]] = {
                0x00: lambda test: test,  # the line test: everything comes back
                0x02: lambda _: bytes.fromhex("32010607"),
                0x06: self._registers,
                0x16: lambda _: b"\x00",
                0x32: self._configure,
                0x42: self._pass_on,
                0x4A: self._search,
                **dict.fromkeys(_TAKEN_NOTE_OF, lambda _: b""),
            }
            return commands[code](data) if code in commands else None

    def _registers(self, data: bytes) -> bytes:
        registers = struct.unpack(f">{len(data) // 2}H", data)
        return bytes(self._fifo if register == _FIFO else 0 for register in registers)

    def _configure(self, data: bytes) -> bytes:
        item, values = data[0], data[1:]
        if item == 0x01 and not values[0] & 0x01:
            self._powered += 1
        elif item == 0x05:
            self._tries = values[2] + 1
        return b""

    def _search(self, data: bytes) -> bytes:
        kind = data[1]
        technology = {_TYPE_A: Technology.ISO14443A, _TYPE_B: Technology.ISO14443B}.get(kind)
        for _ in range(self._tries):
            if self._news.wait_for(lambda: self._gone or self._answers(technology), ONE_TRY_S):
                break
        self._fifo = _REQA
        if self._gone or not self._answers(technology) or self._tag is None:
            return b"\x00"
        if self._shy_left:
            self._shy_left -= 1
            if not self._shy_left and self._tag.leaves:
                self._tag = None
            self._fifo = 0
            return b"\x00"
        self._chosen = self._number(self._tag)
        return b"\x01\x01" + (self._as_a(self._tag) if kind == _TYPE_A else self._atqb() + b"\x01\x00")

    def _answers(self, technology: Technology | None) -> bool:
        return self._tag is not None and self._tag.card.technology is technology

    def _number(self, tag: Tag) -> bytes:
        uid = tag.card.uid
        return uid[:1] + struct.pack(">I", self._powered)[-len(uid) + 1 :] if tag.made_up else uid

    def _as_a(self, tag: Tag) -> bytes:
        assert tag.card.sak is not None
        size = {4: 0x00, 7: 0x40, 10: 0x80}.get(len(self._chosen), 0x00)
        return bytes([0x00, 0x04 | size, tag.card.sak, len(self._chosen)]) + self._chosen

    def _atqb(self) -> bytes:
        return b"\x50" + self._chosen + bytes.fromhex("00000000 918171".replace(" ", ""))

    def _pass_on(self, data: bytes) -> bytes:
        """Deselect a type B card, or wake it up again."""
        if not self._answers(Technology.ISO14443B):
            return b"\x01"
        return b"\x00" + (self._atqb() if data[0] == 0x05 else data)


class Pn532:
    """The chip with its serial port; ``path`` is a link to it that stays the same while the port is unplugged."""

    def __init__(self, path: Path) -> None:
        self.chip = Chip()
        self.path = path
        self.silent = False
        self._plugged: _Line | None = None
        self.plug()

    def plug(self) -> None:
        if self._plugged is None:
            self.chip.switch_on()
            self._plugged = _Line(self)
            self.path.symlink_to(self._plugged.port)

    def unplug(self) -> None:
        if self._plugged is not None:
            self.path.unlink()
            self.chip.switch_off()
            self._plugged.close()
            self._plugged = None


class _Line:
    """One pseudo-terminal and the thread that is the chip's microcontroller."""

    def __init__(self, owner: Pn532) -> None:
        self._owner = owner
        self._chip = owner.chip
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.port = os.ttyname(self._theirs)
        self._ended, self._end = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="PN532")
        self._thread.start()

    def close(self) -> None:
        os.write(self._end, b"x")
        self._thread.join()
        for descriptor in (self._theirs, self._ours, self._ended, self._end):
            os.close(descriptor)

    def _serve(self) -> None:
        received = b""
        while True:
            readable, _, _ = select.select([self._ours, self._ended], [], [])
            if self._ended in readable:
                return
            received += os.read(self._ours, 4096)
            if self._owner.silent or self._line_speed() != self._chip.speed:
                received = b""
                continue
            for frame, rest in frames(received):
                received = rest
                self._obey(frame)

    def _line_speed(self) -> int | None:
        code = termios.tcgetattr(self._theirs)[5]
        return next((speed for speed in _SPEEDS if getattr(termios, f"B{speed}") == code), None)

    def _obey(self, frame: bytes) -> None:
        self._send(ACK)
        code, data = frame[1], frame[2:]
        answer = self._chip.answer(code, data)
        self._send(ERROR_FRAME if answer is None else framed(bytes([0xD5, code + 1]) + answer))
        if code == 0x10:
            self._chip.speed = _SPEEDS[data[0]]

    def _send(self, frame: bytes) -> None:
        if not self._owner.silent:
            with suppress(OSError):
                os.write(self._ours, frame)


def framed(body: bytes) -> bytes:
    if len(body) < 256:
        head = bytes([len(body), -len(body) & 0xFF])
    else:
        size = struct.pack(">H", len(body))
        head = b"\xff\xff" + size + bytes([-sum(size) & 0xFF])
    return b"\x00\x00\xff" + head + body + bytes([-sum(body) & 0xFF, 0x00])


def frames(received: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each whole command with what came after it; acknowledgements are left out."""
    while (start := received.find(_START)) >= 0 and len(received) >= start + 5:
        head = received[start + 2 :]
        size, begins = head[0], 2
        if head[:2] == b"\xff\xff":
            if len(head) < 5:
                return
            size, begins = struct.unpack(">H", head[2:4])[0], 5
        elif head[:2] == b"\x00\xff":  # an acknowledgement
            received = head[2:]
            continue
        if len(head) < begins + size + 1:
            return
        received = head[begins + size + 1 :]
        body = head[begins : begins + size]
        if not (sum(body) + head[begins + size]) & 0xFF and body[:1] == b"\xd4":
            yield body, received
