"""All programs of a hub in a folder, each kept alive, a nasty network to the service, and clocks that can be set."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from kiosk.administrator_line import NoAnswerError
from kiosk.domain.cards import RegionKey, token
from kiosk.status import ask
from tests.emulators.otherclock import OtherClock
from tests.faults.kept import Kept
from tests.faults.nasty_relay import NastyRelay
from tests.faults.tapping import TappedDaemon
from tests.kiosk.process import card
from tests.system.local import waiting

_HUB = "cambridge"
_MEMBERS = 300
_PATIENCE_S = 60.0
_HURRY_S = 2.0
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


@dataclass(frozen=True, slots=True)
class Programs:
    """Which modules to run: others than the product's own are there to be caught."""

    daemon: str = "kiosk.demo.daemon"
    worker: str = "sync.main"


PRODUCT = Programs()


@dataclass(frozen=True, slots=True)
class Stored:
    """One record somewhere."""

    ledger: str
    seq: int
    id: str
    tokens: tuple[str, ...]


class ChaosHouse:
    """The programs, the relay and the kiosk's clocks."""

    def __init__(self, folder: Path, seed: str, programs: Programs, database: str, tap_pause_s: float) -> None:
        """``folder``: empty, with a short path. ``database``: the service's, as in its settings."""
        self.folder = folder
        self.run_dir = folder / "run"
        self.settings = folder / "hubtap.toml"
        self._service_port = _free_port()
        self._database = database
        self._code = folder / "code"
        self.clock = OtherClock(folder, "kiosk", wall_us=time.time_ns() // 1_000)
        self.relay = NastyRelay(self._service_port, seed)
        given = ("--settings", str(self.settings))
        self.daemon = TappedDaemon(
            ("-m", programs.daemon, *given),
            folder,
            lambda: self.clock.environment,
            reader=self.run_dir / "reader.sock",
            pause_s=tap_pause_s,
            dice=Random(seed),  # noqa: S311  a schedule, not a secret
        )
        self.worker = Kept("worker", ("-m", programs.worker, *given), folder, lambda: self.clock.environment)
        self.touchscreen = Kept("touchscreen", ("-m", "ui.main", *given), folder, self._screens_environment)
        self.service = Kept("service", ("-m", "badge_service.main", "run", *given), folder, dict)

    @property
    def kiosk(self) -> tuple[Kept, ...]:
        """What loses its power together."""
        return (self.daemon, self.worker, self.touchscreen)

    @property
    def programs(self) -> tuple[Kept, ...]:
        """All of them."""
        return (*self.kiosk, self.service)

    @contextmanager
    def lived_in(self) -> Iterator[None]:
        """Start everything, wait until the kiosk is enrolled, and let people come; in the end stop everything."""
        self.run_dir.mkdir()
        with self.relay:
            self.settings.write_text(self._settings_text(), encoding="utf-8")
            self._set_up_service()
            try:
                for program in self.programs:
                    program.start()
                self._until_at_home()
                self.daemon.people_come.set()
                yield
            finally:
                for program in self.programs:
                    program.stop()

    def send_people_home(self) -> None:
        """Nobody taps any more."""
        self.daemon.people_come.clear()

    def until_settled(self) -> bool:
        """Wait until the daemon has nothing left to deliver; return False where that never came."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            self.worker.hurry()
            hurried = time.monotonic()
            while time.monotonic() < hurried + _HURRY_S:
                if waiting(self.run_dir) == 0:
                    return True
                time.sleep(0.05)
        return False

    # ------------------------------------------------------------- what is stored where, once all have ended

    def at_kiosk(self) -> list[Stored]:
        """Return the kiosk's records."""
        query = "SELECT l.id, r.seq, r.id, r.kind, r.body FROM records r JOIN ledgers l ON l.number = r.ledger"
        with closing(sqlite3.connect(self.folder / "daemon" / "attendance.db")) as database:
            return [_stored(row) for row in database.execute(query)]

    def at_service(self) -> list[Stored]:
        """Return the service's records."""
        return [_stored(row) for row in self._ask_service("SELECT ledger, seq, id, kind, body FROM records")]

    def tokens_of(self, number: int) -> frozenset[str]:
        """Return what card ``number`` is called under each of the region's keys."""
        keys = self._ask_service("SELECT key_id, secret FROM keys WHERE purpose = 'region'")
        return frozenset(token(card(number), RegionKey(name, bytes(secret))).value for name, secret in keys)

    def _ask_service(self, query: str) -> list[Any]:
        if self._database.startswith("sqlite:///"):
            with closing(sqlite3.connect(self._database.removeprefix("sqlite:///"))) as database:
                return database.execute(query).fetchall()
        with psycopg.connect(self._database) as connection:
            return connection.execute(query.encode()).fetchall()

    # ------------------------------------------------------------- inside

    def _until_at_home(self) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not self._knows_what_is_on():
            assert time.monotonic() < deadline, "\n".join(each.said()[-2_000:] for each in self.programs)
            time.sleep(0.05)

    def _knows_what_is_on(self) -> bool:
        try:
            return ask(self.run_dir).event is not None
        except NoAnswerError:
            return False

    def _set_up_service(self) -> None:
        cards = self.folder / "cards.json"
        entries = [
            {"name": f"Tester {number}", "technology": "14443A", "uid": card(number).uid.hex(), "member": True}
            for number in range(1, _MEMBERS + 1)
        ]
        cards.write_text(json.dumps(entries), encoding="utf-8")
        self._run_service("init", "--cards", str(cards))
        self._code.write_text(self._run_service("code", _HUB), encoding="utf-8")

    def _run_service(self, command: str, *arguments: str) -> str:
        argv = [sys.executable, "-m", "badge_service.main", command, "--settings", str(self.settings), *arguments]
        done = subprocess.run(argv, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _screens_environment(self) -> Mapping[str, str]:
        return {**self.clock.environment, **_OFFSCREEN}

    def _settings_text(self) -> str:
        return f"""
[daemon]
state_dir = "{self.folder / "daemon"}"
run_dir = "{self.run_dir}"
sounds = false

[sync]
service_url = "http://127.0.0.1:{self.relay.port}"
state_dir = "{self.folder / "sync"}"
run_dir = "{self.run_dir}"
enrolment_code_file = "{self._code}"
pull_every_s = 5
heartbeat_every_s = 10

[screen]
run_dir = "{self.run_dir}"
full_screen = false

[service]
database = "{self._database}"
listen = "127.0.0.1:{self._service_port}"
"""


def _stored(row: tuple[Any, ...]) -> Stored:
    ledger, seq, record, kind, body = row
    tokens = json.loads(body).get("tokens", ()) if kind == "tap" else ()
    return Stored(ledger, seq, record, tuple(tokens))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
