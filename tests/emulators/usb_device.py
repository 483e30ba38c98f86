"""USB devices for programs that are started in a room of their own, with the real libusb above ``usbfs.c``.

The room is a mount namespace whose /sys and /dev/bus/usb are made of the files here, so that the real libudev finds the
devices as on a machine that has them. Root is not needed where the kernel lets users make namespaces.
"""

import os
import queue
import shutil
import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.emulators.preload import built

PATIENCE_S = 10.0
_HERE = Path(__file__).parent
_CONTROL, _BULK, _CANCEL = 2, 3, 100
_GET_DESCRIPTOR, _STRING = 0x06, 3
_TRANSFER, _ANSWER = struct.Struct("IBBH"), struct.Struct("Ii")
_CANCELLED, _STALLED = -2, -32
_ENGLISH = b"\x04\x03\x09\x04"
_PACKET_BYTES = 64
_BUS = 1


@dataclass(frozen=True)
class Identity:
    """What a device says of itself: ids, names, and its interface's class and endpoints."""

    vendor: int
    product: int
    maker: str
    name: str
    interface_class: int
    outward: int
    inward: int

    def descriptors(self) -> bytes:
        """Return the device's and its configuration's descriptor, as the kernel shows them."""
        endpoints = b"".join(struct.pack("<BBBBHB", 7, 5, each, 2, _PACKET_BYTES, 0) for each in self._endpoints)
        interface = struct.pack("<9B", 9, 4, 0, 0, len(self._endpoints), self.interface_class, 0, 0, 0)
        body = interface + endpoints
        configuration = struct.pack("<BBHBBBBB", 9, 2, 9 + len(body), 1, 1, 0, 0x80, 50)
        device = struct.pack(
            "<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 8, self.vendor, self.product, 0x0100, 1, 2, 0, 1
        )
        return device + configuration + body

    @property
    def _endpoints(self) -> tuple[int, int]:
        return self.outward, self.inward | 0x80


class Gadget(Protocol):
    """What is inside a device."""

    @property
    def identity(self) -> Identity: ...
    def obey(self, frame: bytes) -> Iterator[bytes]: ...
    def switch_on(self) -> None: ...
    def switch_off(self) -> None: ...


class UsbRoom:
    """Where programs are started that shall see the devices in it, and no others."""

    def __init__(self, folder: Path) -> None:
        """``folder``: an empty folder with a short path."""
        self.folder = folder
        for part in ("dev/bus/usb/001", "sockets/001", "sys/bus/usb/devices", "sys/devices/usb1"):
            (folder / part).mkdir(parents=True)

    def command(self, *program: str) -> list[str]:
        """Return the command that starts ``program`` in the room."""
        as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        room = [sys.executable, str(_HERE / "usb_room.py"), str(self.folder), str(built("usbfs"))]
        return ["unshare", *as_root, "--mount", *room, *program]


class UsbPort:
    """One socket of a room, with a device that is plugged in at first."""

    def __init__(self, room: UsbRoom, gadget: Gadget, number: int = 1) -> None:
        self._room = room
        self._gadget = gadget
        self._number = number
        self._address = 10 * number
        self._plugged: _Plugged | None = None
        self.silent = False
        self.plug()

    @property
    def name(self) -> str:
        """The device's bus and address, as its path and nfcpy have them; it gets another address each time."""
        return f"{_BUS:03}/{self._address:03}"

    def plug(self) -> None:
        if self._plugged is None:
            self._address += 1
            self._gadget.switch_on()
            self._plugged = _Plugged(self, self._gadget, self._room.folder / "sockets" / self.name)
            self._show()

    def unplug(self) -> None:
        if self._plugged is not None:
            self._hide()
            self._gadget.switch_off()
            self._plugged.close()
            self._plugged = None

    def let_another_program_have_it(self, *, has: bool) -> None:
        """Let claims of the device fail, or not."""
        taken = self._room.folder / "sockets" / f"{self.name}.taken"
        if has:
            taken.touch()
        else:
            taken.unlink()

    def _show(self) -> None:
        identity, (folder, link) = self._gadget.identity, self._shown_at
        folder.mkdir()
        event = f"MAJOR=189\nMINOR={self._address - 1}\nDEVNAME=bus/usb/{self.name}\nDEVTYPE=usb_device\nDRIVER=usb\n"
        shown = {
            "uevent": event,
            "busnum": f"{_BUS}\n",
            "devnum": f"{self._address}\n",
            "speed": "12\n",
            "bConfigurationValue": "1\n",
        }
        for name, text in shown.items():
            (folder / name).write_text(text, encoding="ascii")
        (folder / "descriptors").write_bytes(identity.descriptors())
        (folder / "subsystem").symlink_to("../../../bus/usb")
        (self._room.folder / "dev/bus/usb" / self.name).touch()
        link.symlink_to(f"../../../devices/usb1/{link.name}")

    def _hide(self) -> None:
        folder, link = self._shown_at
        link.unlink()
        (self._room.folder / "dev/bus/usb" / self.name).unlink()
        shutil.rmtree(folder)

    @property
    def _shown_at(self) -> tuple[Path, Path]:
        name, system = f"{_BUS}-{self._number}", self._room.folder / "sys"
        return system / "devices/usb1" / name, system / "bus/usb/devices" / name


class _Plugged:
    """A device as long as it is plugged in. What it says waits until somebody asks for it."""

    def __init__(self, port: UsbPort, gadget: Gadget, path: Path) -> None:
        self._port = port
        self._gadget = gadget
        self._lock = threading.Lock()
        self._users: list[socket.socket] = []
        self._asked: deque[tuple[socket.socket, int]] = deque()
        self._said: deque[bytes] = deque()
        self._told: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._path = path
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._door.bind(str(path))
        self._door.listen()
        self._threads = [
            threading.Thread(target=self._welcome, name="USB device"),
            threading.Thread(target=self._work, name="USB device's controller"),
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._told.put(None)
        with self._lock:
            for user in self._users:
                user.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE_S)
        self._door.close()
        self._path.unlink()

    def _welcome(self) -> None:
        while True:
            try:
                user, _ = self._door.accept()
            except OSError:
                return
            with self._lock:
                self._users.append(user)
            thread = threading.Thread(target=self._serve, args=(user,), name="USB transfers")
            self._threads.append(thread)
            thread.start()

    def _serve(self, user: socket.socket) -> None:
        with suppress(ConnectionResetError):
            while message := user.recv(4096):
                number, kind, endpoint, _ = _TRANSFER.unpack_from(message)
                with self._lock:
                    self._begin(user, number, kind, endpoint, message[_TRANSFER.size :])
        with self._lock:
            self._users.remove(user)
            self._asked = deque(each for each in self._asked if each[0] is not user)
            user.close()

    def _begin(self, user: socket.socket, number: int, kind: int, endpoint: int, data: bytes) -> None:
        if kind == _CANCEL:
            if (user, number) in self._asked:
                self._asked.remove((user, number))
                self._end(user, number, _CANCELLED)
        elif kind == _CONTROL:
            text = self._string(data)
            self._end(user, number, _STALLED if text is None else 0, text or b"")
        elif endpoint & 0x80:
            self._asked.append((user, number))
            self._match()
        else:
            self._end(user, number, 0)
            if data:  # an empty packet only says that the one before was the last
                self._told.put(data)

    def _string(self, request: bytes) -> bytes | None:
        _, code, value, _, _ = struct.unpack_from("<BBHHH", request)
        if code != _GET_DESCRIPTOR or value >> 8 != _STRING:
            return None
        if not value & 0xFF:
            return _ENGLISH
        identity = self._gadget.identity
        text = ("", identity.maker, identity.name)[value & 0xFF].encode("utf-16-le")
        return bytes([2 + len(text), _STRING]) + text

    def _work(self) -> None:
        """Be the device's controller, which may take its time; transfers go on meanwhile."""
        while (frame := self._told.get()) is not None:
            if not self._port.silent:
                for said in self._gadget.obey(frame):
                    with self._lock:
                        self._said.append(said)
                        self._match()

    def _match(self) -> None:
        while self._asked and self._said:
            user, number = self._asked.popleft()
            self._end(user, number, 0, self._said.popleft())

    def _end(self, user: socket.socket, number: int, status: int, data: bytes = b"") -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            user.send(_ANSWER.pack(number, status) + data)
