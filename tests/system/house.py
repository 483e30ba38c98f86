"""The whole house in a folder: real programs, real sockets, real databases, and a virtual card reader under pcscd."""

import io
import json
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from badge_service import main as badge_service
from kiosk.administrator_line import NoAnswerError
from kiosk.local_api.messages import ShownResult
from kiosk.sending.now import send_now
from tests.emulators.cards import Card, mifare_classic
from tests.emulators.field import wait_until_empty, wait_until_occupied
from tests.emulators.pcscd import VirtualPcscd
from tests.system.local import Screen, waiting
from tests.system.program import Program, until

HUB = "cambridge"
_MEMBERS = 40
_DATABASE = "attendance.db"
_LOOK_S = 0.01
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


@dataclass(frozen=True)
class Member:
    """A made-up member and the card that is linked to them."""

    name: str
    card: Card


TEAM_CARD = mifare_classic("C0FFEE07")
MEMBERS = tuple(Member(f"Tester {number}", mifare_classic(f"C0FF{number:04X}")) for number in range(1, _MEMBERS + 1))


@dataclass(frozen=True)
class Received:
    """One record at the badge service."""

    id: str
    seq: int
    kind: str
    verdict: str
    body: dict[str, Any]


class House:
    """Badge service, daemon, worker and touchscreen; leaving the context ends them all."""

    def __init__(self, folder: Path, pcscd: VirtualPcscd) -> None:
        """``folder``: empty, with a short path."""
        self.folder = folder
        self.run_dir = folder / "run"
        self.state_dir = folder / "daemon"
        self.database = self.state_dir / _DATABASE
        self.service_database = folder / "service.db"
        self.pictures = folder / "pictures"
        self.service_port = free_port()
        self._pcscd = pcscd
        self.settings = folder / "hubtap.toml"
        self._code = folder / "enrolment-code"
        self._open = ExitStack()
        self._screen: Screen | None = None
        settings = ("--settings", str(self.settings))
        self.service = self._program("service", "-m", "badge_service.main", "run", *settings)
        self.daemon = self._program("daemon", "-m", "kiosk.main", *settings)
        self.worker = self._program("worker", "-m", "sync.main", *settings)
        self.touchscreen = self._program("touchscreen", "-m", "ui.main", *settings, "--save-frames", str(self.pictures))

    def __enter__(self) -> Self:
        """Write the settings; nothing is started."""
        self.run_dir.mkdir()
        self.settings.write_text(self._settings_text())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End every program."""
        self.hang_up()
        self._pcscd.clear()
        self._open.close()

    # ------------------------------------------------------------- moving in

    def move_in(self) -> Self:
        """Set up the service, start everything, and wait until the kiosk is enrolled and knows its members."""
        self.set_up_service()
        self.service.start()
        self.daemon.start()
        self.worker.start()
        self.until_at_home()
        return self

    def set_up_service(self) -> None:
        """Make the service's database with the made-up members and a team card, and a one-time code for the kiosk."""
        cards = self.folder / "cards.json"
        entries = [
            {"name": member.name, "technology": "14443A", "uid": member.card.uid.hex(), "member": True}
            for member in MEMBERS
        ]
        staff = {"technology": "14443A", "uid": TEAM_CARD.uid.hex(), "staff": True}
        cards.write_text(json.dumps([*entries, staff]))
        self.ask_service("init", "--cards", str(cards))
        self._code.write_text(self.ask_service("code", HUB))

    def until_at_home(self) -> None:
        """Wait until the kiosk is enrolled, knows its members, and has a reader."""
        self.screen.until(lambda now: now.enrolled and now.event_title is not None, "what is on")
        self.screen.until(lambda now: now.reader == "ready", "a reader")
        wait_until_empty()

    def ask_service(self, command: str, *arguments: str) -> str:
        """Run one command of the badge service, in this process to be quick; return what it printed."""
        with redirect_stdout(io.StringIO()) as told:
            assert badge_service.main([command, *arguments, "--settings", str(self.settings)]) == 0
        return told.getvalue()

    # ------------------------------------------------------------- tapping

    @property
    def screen(self) -> Screen:
        """A screen that is connected; after the daemon was killed, ``hang_up`` first."""
        if self._screen is None:
            self._screen = Screen(self.run_dir)
        return self._screen

    def hang_up(self) -> None:
        """Disconnect the screen."""
        if self._screen is not None:
            with self._screen:
                self._screen = None

    def tap(self, card: Card) -> ShownResult:
        """Lay ``card`` on the reader until the screen says something, and take it away."""
        screen = self.screen
        self._pcscd.lay(card)
        try:
            return screen.next_result()
        finally:
            self.take_away()

    def lay_and_take_away(self, card: Card) -> None:
        """Lay ``card`` on the reader until pcscd has noticed, and take it away, whatever the screen says."""
        self._pcscd.lay(card)
        wait_until_occupied()
        self.take_away()

    def picture(self, name: str) -> Path:
        """Wait for the touchscreen's picture called ``name`` and return where it is."""
        path = self.pictures / f"{name}.png"
        until(path.exists, f"the touchscreen drew {name}")
        return path

    def take_away(self) -> None:
        """Empty the reader."""
        self._pcscd.clear()
        wait_until_empty()

    def restart_daemon(self) -> None:
        """Start the daemon that was killed, and look at it with a new screen."""
        self.hang_up()
        self.daemon.start()
        self.until_at_home()

    def let_all_go_on(self) -> None:
        """Let every program go on that a test made stand still."""
        for program in (self.service, self.daemon, self.worker, self.touchscreen):
            program.go_on()

    # ------------------------------------------------------------- what came of it

    def until_settled(self) -> None:
        """Wait until the daemon has nothing left to deliver."""
        until(lambda: waiting(self.run_dir) == 0, "every record is settled")

    def until_idle(self) -> None:
        """Have the worker try everything, and wait until it has: no request of its own is then on its way."""

        def tried() -> bool:
            try:
                send_now(self.run_dir, lambda _sent, _total: None, lambda: time.sleep(_LOOK_S))
            except NoAnswerError:  # the worker has not found the daemon yet
                return False
            return True

        until(tried, "the worker has tried everything")

    def received(self, kind: str = "tap") -> list[Received]:
        """Return what the service's database holds, in the kiosk's order."""
        with closing(sqlite3.connect(f"file:{self.service_database}?mode=ro", uri=True)) as database:
            rows = database.execute(
                "SELECT id, seq, kind, verdict, body FROM records WHERE kind = ? ORDER BY ledger, seq", (kind,)
            ).fetchall()
        return [Received(record, seq, kind, verdict, json.loads(body)) for record, seq, kind, verdict, body in rows]

    def on_disk(self) -> bytes:
        """Return everything that the kiosk's database holds, as it lies on disk."""
        return b"".join(path.read_bytes() for path in (self.database, Path(f"{self.database}-wal")) if path.exists())

    def audit(self) -> dict[str, Any]:
        """Return the service's own account of what it has and what it lacks."""
        report: dict[str, Any] = json.loads(self.ask_service("audit", "--json"))
        return report

    def stored(self, kind: str = "tap") -> list[tuple[str, int, dict[str, Any]]]:
        """Return (id, seq, body) of the kiosk's records: once the daemon has ended, for nobody else may open them."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT id, seq, body FROM records WHERE kind = ? ORDER BY ledger, seq", (kind,))
            return [(record_id, seq, json.loads(body)) for record_id, seq, body in rows.fetchall()]

    # ------------------------------------------------------------- inside

    def _program(self, name: str, *arguments: str) -> Program:
        program = Program(name, arguments, self.folder, {**self._pcscd.environment, **_OFFSCREEN})
        self._open.callback(program.close)
        return program

    def _settings_text(self) -> str:
        return f"""
[daemon]
state_dir = "{self.state_dir}"
run_dir = "{self.run_dir}"
sounds = false

[sync]
service_url = "http://127.0.0.1:{self.service_port}"
state_dir = "{self.folder / "sync"}"
run_dir = "{self.run_dir}"
enrolment_code_file = "{self._code}"

[screen]
run_dir = "{self.run_dir}"
full_screen = false

[service]
database = "sqlite:///{self.service_database}"
listen = "127.0.0.1:{self.service_port}"
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
