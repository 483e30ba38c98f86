"""The daemon as a process, and the neighbours that talk to it over its sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec
from nacl.public import PublicKey, SealedBox

from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.local_api.messages import (
    VERSION,
    ApplyChanges,
    Enrolled,
    FetchPending,
    Hello,
    Message,
    WireCard,
    WireEvent,
    WireMember,
    encode,
)
from tests.fakes.fresh_store import lay_fresh_database

PATIENCE_S = 20.0
KEY = RegionKey("k1", b"made-up region key")
EVENT = WireEvent(
    id="drop-in",
    hub="hub-ely",
    title="Ely drop-in",
    programme=None,
    opens_us=None,
    closes_us=None,
    mode="arrivals_only",
    leave_gap_s=600,
)


def card(number: int) -> CardSeen:
    """Return a made-up card: seven bytes, recognisable wherever they turn up."""
    return CardSeen(Technology.ISO14443A, b"\x04\xc0\xff\xee" + number.to_bytes(3, "big"), 0x00)


def token_of(number: int) -> str:
    return token(card(number), KEY).value


class Neighbour:
    """A client of one of the daemon's sockets."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rb")
        self.heard: list[bytes] = []
        self.greeting = self.ask(Hello(version=VERSION))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._socket.close()

    def ask(self, message: Message) -> dict[str, Any]:
        """Say ``message`` and return the answer; calls to wake up don't count."""
        self._socket.sendall(encode(message))
        while (answer := self.next())["type"] == "Wake":
            pass
        return answer

    def next(self) -> dict[str, Any]:
        """Return the next line, empty at the end; neither the staff screens nor that a tap is judged counts."""
        while True:
            line = self._lines.readline()
            self.heard.append(line)
            found: dict[str, Any] = json.loads(line) if line else {}
            if found.get("type") not in ("StaffSnapshot", "Judging"):
                return found


def enrolment(sealing_key: str, *, zone: str = "Europe/London") -> Enrolled:
    """Return the centre's answer to an enrolment, sealed as the centre does."""
    public = PublicKey(urlsafe_b64decode(sealing_key + "=" * (-len(sealing_key) % 4)))
    keys = [{"key_id": KEY.key_id, "secret": urlsafe_b64encode(KEY.secret).decode().rstrip("=")}]
    sealed = SealedBox(public).encrypt(msgspec.json.encode(keys))
    return Enrolled(
        kiosk="kiosk-ely-1", hub="hub-ely", hub_name="Ely", zone=zone, sealed_keys=urlsafe_b64encode(sealed).decode()
    )


def members(count: int) -> ApplyChanges:
    """Return a pulled page with the drop-in and ``count`` members: number n has card n."""
    numbers = range(1, count + 1)
    return ApplyChanges(
        cursor="c1",
        generation=1,
        last=True,
        events=[EVENT],
        members=[WireMember(ref=f"m-{each}", shown_name=f"Zebedee{each}", language=None) for each in numbers],
        cards=[WireCard(token=token_of(each), standing="linked", member=f"m-{each}") for each in numbers],
        gone_events=[],
        gone_members=[],
        gone_cards=[],
    )


class DaemonProcess:
    """``kiosk.demo.daemon`` (a simulated reader) or ``kiosk.main`` in a folder, under a make-believe systemd."""

    def __init__(
        self,
        folder: Path,
        module: str = "kiosk.demo.daemon",
        *,
        name: str = "daemon",
        env: Mapping[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> None:
        """``under``: the beginning of a command line that starts the daemon in its own place."""
        self.folder = folder
        self.state_dir = folder / "state"
        self.run_dir = folder / "run"
        self.settings = folder / "hubtap.toml"
        self.log = folder / f"{name}.log"
        self._module = module
        self._env = env or {}
        self._under = under
        self._notify = folder / f"{name}.notify"
        self._ear: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def configure(self, **more: str) -> None:
        """Write a settings file; ``more`` are further lines of ``[daemon]``."""
        lines = {"state_dir": f'"{self.state_dir}"', "run_dir": f'"{self.run_dir}"', "log_level": '"debug"', **more}
        text = "[daemon]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())
        self.settings.write_text(text, encoding="utf-8")

    def launch(self) -> subprocess.Popen[bytes]:
        """Start it; it is not ready yet. An earlier one has ended."""
        self._forget()
        if self._ear is None:
            self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._ear.settimeout(PATIENCE_S)
            self._ear.bind(str(self._notify))
        env = {
            **os.environ,
            "NOTIFY_SOCKET": str(self._notify),
            "PCSCLITE_CSOCK_NAME": str(self.folder / "no-pcscd"),
            **self._env,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._under, sys.executable, "-m", self._module, "--settings", str(self.settings)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=env,
            )
        return self.process

    def start(self) -> None:
        """Start it and wait until it says that it is ready. Without a folder for its state it gets a new database."""
        if not self.state_dir.exists():
            self.state_dir.mkdir(mode=0o700)
            lay_fresh_database(self.state_dir / "attendance.db")
        self.launch()
        while (word := self.told()) != "READY=1":
            assert word, self.logged()

    def told(self) -> str:
        """Wait for what it tells systemd next; empty where it has ended."""
        assert self._ear is not None
        assert self.process is not None
        deadline = time.monotonic() + PATIENCE_S
        self._ear.settimeout(0.1)
        while time.monotonic() < deadline:
            try:
                return self._ear.recv(4096).decode()
            except TimeoutError:
                if self.process.poll() is not None:
                    return ""
        message = f"nothing was told to systemd; log: {self.logged()}"
        raise AssertionError(message)

    def answered(self) -> str:
        """Wait for what the next tap came to: its code; empty at the end, which comes soon if nothing is answered."""
        assert self.process is not None
        assert self.process.stdout is not None
        deadline = threading.Timer(PATIENCE_S, self.process.kill)
        deadline.start()
        try:
            line = self.process.stdout.readline()
        finally:
            deadline.cancel()
        return str(json.loads(line)["code"]) if line.endswith(b"\n") else ""

    def neighbour(self, role: str) -> Neighbour:
        return Neighbour(self.run_dir / f"{role}.sock")

    def enrol(self, page: ApplyChanges) -> None:
        with self.neighbour("worker") as worker:
            assert worker.ask(enrolment(worker.greeting["sealing_key"]))["type"] == "Noted"
            assert worker.ask(page)["type"] == "ChangesApplied"

    def pending(self) -> list[dict[str, Any]]:
        """Return every pending record, as the worker gets it."""
        found: list[dict[str, Any]] = []
        after = (0, 0)
        with self.neighbour("worker") as worker:
            while True:
                page = worker.ask(FetchPending(after_ledger=after[0], after_seq=after[1], most=100))
                if not page["records"]:
                    return found
                found += page["records"]
                after = (page["ledger_number"], page["records"][-1]["seq"])

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def stand_still(self) -> None:
        """Have it do nothing any more, with its sockets open."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def end(self) -> int:
        """Ask it to end; return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def _forget(self) -> None:
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self._forget()
        if self._ear is not None:
            self._ear.close()
