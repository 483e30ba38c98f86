"""An enrolled kiosk for the benchmarks: the real daemon process, its sockets, and made-up cards that it knows."""

import os
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from nacl.public import PublicKey, SealedBox

from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.local_api import messages as said

REGION_KEY = RegionKey("k1", b"made-up key of the benchmarks..!")
_START_S = 30.0


class Line:
    """One client of a local socket."""

    def __init__(self, path: Path) -> None:
        """Connect."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._file = self._socket.makefile("rwb")

    def send(self, line: bytes) -> None:
        """Write one line."""
        self._file.write(line)
        self._file.flush()

    def read(self) -> bytes:
        """Read one line; empty where the daemon hung up."""
        return self._file.readline()

    def ask(self, message: said.Message) -> bytes:
        """Send a message and read the answer; what the daemon says unasked is passed over."""
        self.send(said.encode(message))
        while b'"type":"Wake"' in (line := self.read()):
            pass
        return line

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()


@dataclass(frozen=True, slots=True)
class Rig:
    """A running, enrolled kiosk."""

    folder: Path
    process: subprocess.Popen[bytes]
    answers: IO[bytes]

    def line(self, name: str) -> Line:
        """Connect to the socket of ``name``: screen, worker, administrator or reader."""
        line = Line(self.folder / "run" / f"{name}.sock")
        if name != "reader":
            line.ask(said.Hello(version=said.VERSION))
        return line

    @property
    def database(self) -> Path:
        """The daemon's database file."""
        return self.folder / "state" / "attendance.db"


def uid(number: int) -> bytes:
    """Return the UID of made-up card ``number``."""
    return b"\x04" + number.to_bytes(6, "big")


def card_token(number: int) -> str:
    """Return the token of made-up card ``number``."""
    return token(CardSeen(Technology.ISO14443A, uid(number), 0x08), REGION_KEY).value


def present(number: int) -> bytes:
    """Return the line that lays card ``number`` on the simulated reader."""
    gesture = {"type": "present", "technology": "14443A", "uid": uid(number).hex(), "sak": 8}
    return msgspec.json.encode(gesture) + b"\n"


def settings_text(folder: Path) -> str:
    """Return the daemon's settings for a kiosk in ``folder``."""
    return f'[daemon]\nstate_dir = "{folder}/state"\nrun_dir = "{folder}/run"\nsounds = false\n'


@contextmanager
def running_kiosk(
    folder: Path,
    *,
    wrapped_by: tuple[str, ...] = (),
    cards: int = 0,
    program: str = "tests.bench.simulated_kiosk",
    comes_up: str = "reader.sock",
) -> Iterator[Rig]:
    """Start the daemon in ``folder``, enrol it with the bench's key, teach it ``cards`` cards; end it afterwards.

    ``program`` is started, and has started when its socket ``comes_up``.
    """
    settings = folder / "hubtap.toml"
    settings.write_text(settings_text(folder), encoding="utf-8")
    command = [*wrapped_by, sys.executable, "-m", program, str(settings)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    rig = Rig(folder, process, process.stdout)
    try:
        wait_for(folder / "run" / comes_up, process)
        _enrol(rig, cards)
        yield rig
    finally:
        process.terminate()
        process.wait(_START_S)
        process.stdout.close()


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``path`` is there, as long as ``process`` lives."""
    deadline = time.monotonic() + _START_S
    while not path.exists():
        assert process.poll() is None, "the daemon ended while it started"
        assert time.monotonic() < deadline, f"{path.name} did not come up"
        time.sleep(0.005)


def _enrol(rig: Rig, cards: int) -> None:
    worker = Line(rig.folder / "run" / "worker.sock")
    welcome = msgspec.json.decode(worker.ask(said.Hello(version=said.VERSION)), type=said.WorkerWelcome)
    key = welcome.sealing_key
    box = SealedBox(PublicKey(urlsafe_b64decode(key + "=" * (-len(key) % 4))))
    secret = urlsafe_b64encode(REGION_KEY.secret).decode()
    sealed = urlsafe_b64encode(box.encrypt(msgspec.json.encode([{"key_id": REGION_KEY.key_id, "secret": secret}])))
    worker.ask(
        said.Enrolled(kiosk="bench", hub="hub-ely", hub_name="Ely", zone="Europe/London", sealed_keys=sealed.decode())
    )
    drop_in = said.WireEvent(
        id="drop-in",
        hub="hub-ely",
        title="Ely drop-in",
        programme=None,
        opens_us=None,
        closes_us=None,
        mode="arrivals_only",
        leave_gap_s=600,
    )
    for first in range(0, max(cards, 1), 500):
        numbers = range(first, min(first + 500, cards))
        worker.ask(
            said.ApplyChanges(
                cursor=str(first),
                generation=1,
                last=False,
                events=[drop_in],
                members=[said.WireMember(ref=f"m{n}", shown_name="Amira", language=None) for n in numbers],
                cards=[said.WireCard(token=card_token(n), standing="linked", member=f"m{n}") for n in numbers],
                gone_events=[],
                gone_members=[],
                gone_cards=[],
            )
        )
    worker.close()
