"""A real pcscd with Debian's virtual reader, in namespaces of its own: any number can run beside each other.

Nothing outside can reach vpcd's ports, which it opens on every interface. Root is not needed where the kernel lets
users make namespaces. A program finds this pcscd through the environment variable ``PCSCLITE_CSOCK_NAME``.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.emulators.cards import Card, LaidCard
from tests.emulators.preload import built

_HERE = Path(__file__).parent
_NEEDED = ("/usr/sbin/pcscd", "unshare", "ip", "gcc")
_VPCD = Path("/etc/reader.conf.d/vpcd")
PATIENCE_S = 10
READERS = ("Virtual PCD 00 00", "Virtual PCD 00 01")


class VirtualPcscd:
    """A pcscd with two virtual readers; leaving the context ends it and everything that it started."""

    def __init__(self, folder: Path) -> None:
        """``folder``: an empty folder with a short path, where pcscd's socket and log will be."""
        self.folder = folder
        self.socket_path = folder / "pcscd.comm"
        self._laid: list[LaidCard] = []
        self._room: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to find this pcscd."""
        return {"PCSCLITE_CSOCK_NAME": str(self.socket_path)}

    def __enter__(self) -> Self:
        """Build the room and start pcscd in it."""
        _check_installed()
        shutil.copy(built("fastpoll"), self.folder)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(PATIENCE_S)
        as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        command = ["unshare", *as_root, "--mount", "--net", "--pid", "--fork", "--kill-child", sys.executable]
        with theirs:
            self._room = subprocess.Popen(
                [*command, str(_HERE / "pcscd_room.py"), str(self.folder), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._control = ours
        try:
            self._expect_ok(*self._receive())
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End everything."""
        self.close()

    def start(self) -> None:
        """Start pcscd and wait until it takes connections."""
        self._ask("start")
        _until_it_listens(self.socket_path)

    def stop(self, how: str = "SIGTERM") -> None:
        """End pcscd by the signal called ``how``; its virtual cards go with it."""
        self._ask(f"stop {how}")
        self.clear()

    def lay(self, card: Card, slot: int = 0) -> LaidCard:
        """Lay ``card`` on the virtual reader number ``slot``."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                (descriptor,) = self._ask(f"card {slot}")
                break
            except ConnectionRefusedError:  # pcscd is still opening its readers
                if time.monotonic() > deadline:
                    raise
        laid = LaidCard(card, socket.socket(fileno=descriptor))
        self._laid.append(laid)
        return laid

    def clear(self) -> None:
        """Take away every card."""
        for laid in self._laid:
            laid.take_away()
        self._laid.clear()

    def close(self) -> None:
        """End pcscd and its room."""
        self.clear()
        if self._control is not None:
            self._control.close()
        if self._room is not None:
            try:
                self._room.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._room.kill()
                self._room.wait()

    def _ask(self, command: str) -> list[int]:
        assert self._control is not None
        self._control.send(command.encode())
        return self._expect_ok(*self._receive())

    def _receive(self) -> tuple[str, list[int]]:
        assert self._control is not None
        message, descriptors, _flags, _address = socket.recv_fds(self._control, 1000, 1)
        return message.decode(), descriptors

    def _expect_ok(self, answer: str, descriptors: list[int]) -> list[int]:
        if answer == "ok":
            return descriptors
        if answer.startswith("ConnectionRefusedError"):
            raise ConnectionRefusedError(answer)
        message = f"the room for pcscd says {answer or 'nothing: namespaces may be forbidden here'}"
        raise RuntimeError(message)


def _check_installed() -> None:
    missing = [program for program in _NEEDED if shutil.which(program) is None]
    if missing or not _VPCD.exists():
        message = f"install pcscd, vsmartcard-vpcd, iproute2 and gcc (missing: {', '.join(missing) or _VPCD})"
        raise RuntimeError(message)


def _until_it_listens(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(path))
            except (FileNotFoundError, ConnectionRefusedError) as error:
                if time.monotonic() > deadline:
                    message = f"pcscd takes no connections at {path}"
                    raise RuntimeError(message) from error
                time.sleep(0.01)
            else:
                return
