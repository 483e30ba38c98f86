"""A kiosk whose clock is wrong and a badge service that knows the time: real programs, each with clocks of its own.

The true time is the service's. Time passes on both sides at once; a power cut gives the kiosk another boot.
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from badge_service.domain.holds import Standing
from badge_service.store.engine import Database
from badge_service.store.held import Stored
from badge_service.usecases.times import bounds_of
from kiosk.administrator_line import NoAnswerError
from kiosk.domain.cards import Technology
from kiosk.domain.clock_bounds import Bounds
from kiosk.domain.ids import RecordId
from kiosk.local_api.messages import Status
from kiosk.readers.simulated import Answer, Gone, Present, encode
from kiosk.status import ask
from tests.emulators.otherclock import OtherClock
from tests.system.house import HUB, free_port
from tests.system.program import Program, until

_ROOT = Path(__file__).parents[2]
_US_PER_S = 1_000_000


@dataclass(frozen=True)
class Tapped:
    """A tap and when it truly was."""

    card: int
    after_us: int
    before_us: int


@dataclass(frozen=True)
class Arrived:
    """What the centre makes of a tap."""

    tapped: Tapped
    standing: Standing
    reason: str | None
    bounds: Bounds


class ClockedHouse:
    """Service, daemon and worker in a folder; leaving the context ends them all."""

    def __init__(self, folder: Path, *, now_us: int) -> None:
        """``now_us``: what the true time is at first."""
        self.folder = folder
        self.run_dir = folder / "run"
        self.sys = folder / "sys"
        self.truth = OtherClock(folder, "service", wall_us=now_us)
        self.kiosk = OtherClock(folder, "kiosk", wall_us=now_us)
        self.taps: list[Tapped] = []
        self.service_port = free_port()
        self.service_url = f"http://127.0.0.1:{self.service_port}"
        self.ca_file: Path | None = None
        self._code = folder / "enrolment-code"
        self._settings = folder / "hubtap.toml"
        self._open = ExitStack()
        self._database = f"sqlite:///{folder / 'service.db'}"
        self.service = self._program("service", self.truth, "badge_service.main", "run")
        self.daemon = self.worker = self.service

    def __enter__(self) -> Self:
        self.run_dir.mkdir()
        (self.sys / "class/rtc").mkdir(parents=True)
        self._open.enter_context(_Setter(self.folder / "clock.sock", self))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._open.close()

    # ------------------------------------------------------------- what happens

    def move_in(self) -> Self:
        """Start everything and wait until the kiosk is enrolled, knows what is on, and knows the time."""
        self._settings.write_text(self._settings_text())
        self._ask_service("init")
        self._code.write_text(self._ask_service("code", HUB))
        self.service.start()
        self.switch_on()
        self.connect()
        until(lambda: self.status is not None and self.status.event is not None, "the kiosk is at home")
        self.until_it_knows_the_time()
        self.until_settled()
        return self

    def switch_on(self) -> None:
        """Start the daemon. The kiosk has no network yet."""
        self.daemon = self._program("daemon", self.kiosk, "tests.system.battery_daemon", OTHER_SYS=str(self.sys))
        self.daemon.start()

    def connect(self) -> None:
        """Give the kiosk a network: start its worker."""
        self.worker = self._program("worker", self.kiosk, "sync.main")
        self.worker.start()

    def disconnect(self) -> None:
        """Take the network away."""
        self.worker.kill()

    def power_cut(self, *, off_us: int, wall_us: int) -> None:
        """Cut the kiosk's power and switch it on again ``off_us`` later, its clock at ``wall_us``, and no network."""
        self.worker.close()
        self.daemon.kill()
        self.truth.pass_us(off_us)
        self.kiosk.reboot(wall_us=wall_us)
        self.switch_on()

    def pass_us(self, microseconds: int) -> None:
        """Let time go by."""
        for clock in (self.truth, self.kiosk):
            clock.pass_us(microseconds)

    def tap(self) -> None:
        """Tap a card that never was tapped before."""
        card = len(self.taps)
        after_us, before = self.truth.wall_us, self._highest()
        with socket.socket(socket.AF_UNIX) as reader, reader.makefile("rb") as answers:
            reader.connect(str(self.run_dir / "reader.sock"))
            shown = Present(technology=Technology.ISO14443A, uid=f"04C10C{card:08X}", sak=0)
            for gesture in (shown, Gone()):
                reader.sendall(encode(gesture))
                assert msgspec.json.decode(answers.readline(), type=Answer).ok
        until(lambda: self._highest() > before, "the tap is stored")
        self.taps.append(Tapped(card, after_us, self.truth.wall_us))

    def hubtap(self, *arguments: str) -> str:
        """Run one of the kiosk's commands; return what it said."""
        command = [sys.executable, "-m", "kiosk.cli", *arguments, "--settings", str(self._settings)]
        ran = subprocess.run(
            command, cwd=_ROOT, env=self._environment(self.kiosk), capture_output=True, text=True, check=False
        )
        return ran.stdout + ran.stderr

    # ------------------------------------------------------------- what came of it

    @property
    def status(self) -> Status | None:
        """How the daemon is; None while it can't be reached."""
        try:
            return ask(self.run_dir)
        except NoAnswerError:
            return None

    def until_network(self, state: str) -> str:
        """Wait until the worker is in ``state``; return its words for people."""
        until(lambda: self.status is not None and self.status.network_state == state, f"the network is {state}")
        assert self.status is not None
        return self.status.network_detail

    def until_it_knows_the_time(self) -> None:
        """Wait until the kiosk trusts its clock."""
        until(lambda: self.status is not None and self.status.health.clock_trusted, "the kiosk knows the time")

    def until_settled(self) -> None:
        """Wait until nothing waits at the kiosk."""
        until(
            lambda: self.status is not None and all(each.waiting == 0 for each in self.status.health.ledgers),
            "everything is settled",
        )

    def arrivals(self) -> list[Arrived]:
        """Return what the centre makes of every tap, in the order in which they truly were."""
        database = Database(self._database)
        try:
            return database.read(
                lambda unit: [
                    self._arrived(tapped, stored, bounds_of(unit, stored.id))
                    for tapped, stored in zip(self.taps, self._stored(unit.held.stored(self._ids())), strict=True)
                ]
            )
        finally:
            database.close()

    def audit(self) -> dict[str, object]:
        """Return the service's own account of what it has and what it lacks."""
        report: dict[str, object] = json.loads(self._ask_service("audit", "--json"))
        return report

    # ------------------------------------------------------------- inside

    def _arrived(self, tapped: Tapped, stored: Stored, bounds: Bounds | None) -> Arrived:
        assert bounds is not None
        return Arrived(tapped, stored.standing, None if stored.reason is None else stored.reason.value, bounds)

    def _stored(self, found: dict[RecordId, Stored]) -> Sequence[Stored]:
        return sorted((each for each in found.values() if each.kind == "tap"), key=lambda each: each.seq)

    def _ids(self) -> list[RecordId]:
        database = Database(self._database)
        try:
            rows = database.look(lambda connection: connection.exec_driver_sql("SELECT id FROM records").fetchall())
        finally:
            database.close()
        return [RecordId(row.id) for row in rows]

    def _highest(self) -> int:
        status = self.status
        return 0 if status is None else sum(each.highest for each in status.health.ledgers)

    def _program(self, name: str, clock: OtherClock, module: str, *verbs: str, **more: str) -> Program:
        arguments = ("-m", module, *verbs, "--settings", str(self._settings))
        program = Program(name, arguments, self.folder, self._environment(clock) | more)
        self._open.callback(program.close)
        return program

    def _environment(self, clock: OtherClock) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(_ROOT), **clock.environment}

    def _ask_service(self, command: str, *arguments: str) -> str:
        asked = [sys.executable, "-m", "badge_service.main", command, "--settings", str(self._settings), *arguments]
        done = subprocess.run(
            asked, cwd=_ROOT, env=self._environment(self.truth), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _settings_text(self) -> str:
        ca_file = "" if self.ca_file is None else f'ca_file = "{self.ca_file}"'
        return f"""
[daemon]
state_dir = "{self.folder / "daemon"}"
run_dir = "{self.run_dir}"
clock_socket = "{self.folder / "clock.sock"}"
sounds = false

[sync]
service_url = "{self.service_url}"
state_dir = "{self.folder / "sync"}"
run_dir = "{self.run_dir}"
enrolment_code_file = "{self._code}"
{ca_file}

[service]
database = "{self._database}"
listen = "127.0.0.1:{self.service_port}"
"""


class _Setter:
    """Waits for the daemon's wishes as systemd does, and starts the program that sets the kiosk's clock."""

    def __init__(self, path: Path, house: ClockedHouse) -> None:
        self._path = path
        self._house = house
        self._listener = socket.socket(socket.AF_UNIX)
        self._thread = threading.Thread(target=self._wait)

    def __enter__(self) -> Self:
        self._listener.bind(str(self._path))
        self._listener.listen()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _wait(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                with link:
                    command = [sys.executable, "-m", "kiosk.clock.set_clock"]
                    environment = {"PYTHONPATH": str(_ROOT), **self._house.kiosk.environment}
                    subprocess.run(
                        command, stdin=link.fileno(), env=environment, stderr=subprocess.DEVNULL, check=False
                    )
