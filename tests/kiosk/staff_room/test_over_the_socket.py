"""The staff screens with a daemon that runs as a process: real PINs, real sockets, the command for IT."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from kiosk.commands import app
from kiosk.local_api.messages import (
    LockStaff,
    PinEntered,
    RescueCode,
    ShowPage,
    StaffAnswer,
    StaffCode,
    StaffSnapshot,
    ToScreen,
)
from tests.kiosk.process import DaemonProcess, members
from tests.system.local import Line

PIN = "493817"


class StaffScreen(Line):
    """A screen that keeps the last of each kind."""

    def __init__(self, run_dir: Path) -> None:
        super().__init__(run_dir / "screen.sock", ToScreen)

    def ask(self, message: PinEntered | RescueCode | ShowPage | LockStaff) -> tuple[StaffAnswer, StaffSnapshot]:
        """Say it; return the answer, and the last snapshot before it."""
        self.say(message)
        seen: StaffSnapshot | None = None
        while True:
            heard = self.hear()
            if isinstance(heard, StaffSnapshot):
                seen = heard
            if isinstance(heard, StaffAnswer):
                assert heard.request == message.request
                assert seen is not None
                return heard, seen


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path)
    yield daemon
    daemon.close()


def code_from_it(daemon: DaemonProcess) -> str:
    ran = CliRunner().invoke(app, ["staff", "code", "--json", "--settings", str(daemon.settings)])
    assert ran.exit_code == 0, ran.output
    return msgspec.json.decode(ran.output, type=StaffCode).code


def test_it_makes_a_code_the_lead_sets_a_pin_and_works(daemon: DaemonProcess) -> None:
    daemon.configure()
    daemon.start()
    daemon.enrol(members(3))
    told = CliRunner().invoke(app, ["staff", "code", "--settings", str(daemon.settings)]).output
    assert "30 minutes" in told
    code = code_from_it(daemon)
    with StaffScreen(daemon.run_dir) as screen:
        answer, shown = screen.ask(RescueCode(request=1, code=code, pin=PIN, name="Maya"))
        assert (answer.code, shown.lock.state, shown.lock.name) == ("done", "open", "Maya")
        answer, shown = screen.ask(ShowPage(request=2, page="arrivals"))
        assert (answer.code, shown.page is not None) == ("done", True)
        answer, shown = screen.ask(LockStaff(request=3))
        assert (shown.lock.state, shown.page) == ("locked", None)
        assert screen.ask(PinEntered(request=4, pin="118822"))[0].code == "wrong"
        assert screen.ask(PinEntered(request=5, pin=PIN))[0].code == "done"
    daemon.kill()
    daemon.start()
    with StaffScreen(daemon.run_dir) as screen:
        _, shown = screen.ask(PinEntered(request=1, pin="118822"))
        assert shown.lock.restarted
        assert screen.ask(PinEntered(request=2, pin=PIN))[1].lock.state == "open"
    assert daemon.end() == 0
    assert PIN not in daemon.logged()
    assert "Maya" not in daemon.logged()
    assert code not in daemon.logged()


def test_without_a_daemon_there_is_no_code(daemon: DaemonProcess) -> None:
    daemon.configure()
    ran = CliRunner().invoke(app, ["staff", "code", "--settings", str(daemon.settings)])
    assert ran.exit_code == 1
    assert "No attendance daemon" in ran.output
