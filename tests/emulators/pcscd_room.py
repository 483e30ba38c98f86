"""Runs inside namespaces of its own: a pcscd that nobody else can see, whose vpcd ports nobody else can reach.

Started by ``tests.emulators.pcscd`` as ``unshare … python pcscd_room.py FOLDER CONTROL_FD``. On the control socket come
``start``, ``stop SIGNAL`` and ``card SLOT``; each is answered ``ok`` or one line of what went wrong, the last with a
connected socket. When the control socket closes, or its parent dies, everything here ends.
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

_FIRST_PORT = 35963
_HOST = "127.0.0.1"


class Room:
    """One pcscd and the ways in."""

    def __init__(self, folder: Path) -> None:
        """``folder`` becomes /run/pcscd."""
        self._folder = folder
        self._pcscd: subprocess.Popen[bytes] | None = None

    def furnish(self) -> None:
        """Put the folder where pcscd keeps its socket, and bring up the loopback device."""
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        Path("/run/pcscd").mkdir()
        subprocess.run(["mount", "--bind", self._folder, "/run/pcscd"], check=True)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

    def start(self) -> None:
        """Start pcscd; it says nothing about being ready, so the caller connects until it answers."""
        for left_over in ("pcscd.comm", "pcscd.pid"):
            (self._folder / left_over).unlink(missing_ok=True)
        environment = {**os.environ, "LD_PRELOAD": str(self._folder / "fastpoll.so")}
        command = ["/usr/sbin/pcscd", "--foreground"]
        if b"--disable-polkit" in subprocess.run([*command, "--help"], check=False, capture_output=True).stdout:
            command.append("--disable-polkit")
        with (self._folder / "pcscd.log").open("ab") as log:
            self._pcscd = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )

    def stop(self, how: str) -> None:
        """End pcscd with the signal called ``how`` and wait until it is gone."""
        if self._pcscd is not None:
            self._pcscd.send_signal(signal.Signals[how])
            self._pcscd.wait(timeout=10)
            self._pcscd = None

    def card(self, slot: int) -> socket.socket:
        """Return a socket connected to vpcd: a card in the field of reader ``slot``."""
        return socket.create_connection((_HOST, _FIRST_PORT + slot))

    def obey(self, command: list[str]) -> list[int]:
        """Do one command; return the descriptors to hand over."""
        match command:
            case ["start"]:
                self.start()
            case ["stop", how]:
                self.stop(how)
            case ["card", slot]:
                return [self.card(int(slot)).detach()]
            case _:
                raise ValueError(command)
        return []


def main() -> None:
    """Furnish the room and obey until the control socket closes."""
    room = Room(Path(sys.argv[1]))
    with socket.socket(fileno=int(sys.argv[2])) as control:
        room.furnish()
        control.send(b"ok")
        while command := control.recv(200):
            handed: list[int] = []
            try:
                handed = room.obey(command.decode().split())
                answer = "ok"
            except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
                answer = f"{type(error).__name__}: {error}"
            socket.send_fds(control, [answer.encode()], handed)
            for descriptor in handed:
                os.close(descriptor)
        room.stop("SIGKILL")


if __name__ == "__main__":
    main()
