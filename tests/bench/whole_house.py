"""The real programs for the benchmarks that need more than the daemon: badge service, daemon, worker, touchscreen."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.local_api import messages as said
from tests.bench.kiosk_rig import Line, wait_for

_WAIT_S = 30.0
_END_S = 10.0


@dataclass(frozen=True, slots=True)
class House:
    """A folder with the settings of all programs, and the badge service that runs for it."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The settings file of all programs."""
        return self.folder / "hubtap.toml"

    @property
    def run(self) -> Path:
        """Where the sockets are."""
        return self.folder / "run"

    @property
    def database(self) -> Path:
        """The daemon's database file."""
        return self.folder / "daemon" / "attendance.db"

    def status(self) -> said.Status:
        """Ask the daemon how it is."""
        line = Line(self.run / "administrator.sock")
        line.ask(said.Hello(version=said.VERSION))
        answer: said.Status = msgspec.json.decode(line.ask(said.StatusWanted()), type=said.Status)
        line.close()
        return answer

    def waiting(self) -> int:
        """Return how many records wait for an answer of the service."""
        return sum(ledger.waiting for ledger in self.status().health.ledgers)

    def until_settled(self, *, look_every_s: float = 0.01) -> None:
        """Wait until nothing is pending."""
        deadline = time.monotonic() + _WAIT_S
        while self.waiting():
            assert time.monotonic() < deadline, "the records were not settled"
            time.sleep(look_every_s)

    def until_enrolled(self) -> None:
        """Wait until the kiosk is enrolled and has pulled its event."""
        deadline = time.monotonic() + _WAIT_S
        while self.status().event is None:
            assert time.monotonic() < deadline, "the kiosk was not enrolled"
            time.sleep(0.02)


def command(module: str, house: House, *arguments: str) -> list[str]:
    """Return the command line of a program of this house."""
    return [sys.executable, "-m", module, *arguments, "--settings", str(house.settings)]


@contextmanager
def running(argv: list[str], *, environment: Mapping[str, str] = os.environ) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in the block and end it afterwards; what it logs goes nowhere."""
    process = subprocess.Popen(argv, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def badge_service(folder: Path) -> Iterator[House]:
    """Set a badge service up in ``folder`` and run it; the worker's one-time code is laid ready."""
    house = House(folder)
    house.settings.write_text(_settings(folder, "http://127.0.0.1:1"), encoding="utf-8")
    call(command("badge_service.main", house, "init"))
    code = call(command("badge_service.main", house, "code", "ely"))
    (folder / "code").write_text(code, encoding="utf-8")
    argv = command("badge_service.main", house, "run")
    with ExitStack() as stack:
        process = stack.enter_context(subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        stack.callback(process.terminate)
        assert process.stdout is not None
        found = re.search(rb"http://\S+", process.stdout.readline())
        assert found is not None, "the badge service did not say where it listens"
        house.settings.write_text(_settings(folder, found[0].decode().rstrip("/")), encoding="utf-8")
        yield house


@contextmanager
def daemon(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """Run the attendance daemon, as a hub runs it, until the block ends."""
    (house.run / "administrator.sock").unlink(missing_ok=True)
    with running(command("kiosk.main", house)) as process:
        wait_for(house.run / "administrator.sock", process)
        _until_it_listens(house)
        yield process


def _until_it_listens(house: House) -> None:
    deadline = time.monotonic() + _WAIT_S
    while True:
        try:
            house.status()
        except ConnectionRefusedError:  # its file is there a moment before it listens
            assert time.monotonic() < deadline, "the daemon does not listen"
            time.sleep(0.005)
        else:
            return


@contextmanager
def simulated_kiosk(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """Run the daemon with a simulated reader; its answers come on standard output."""
    argv = [sys.executable, "-m", "tests.bench.simulated_kiosk", str(house.settings)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.terminate()


def call(argv: list[str]) -> str:
    """Run a command to its end; return what it printed."""
    done = subprocess.run(argv, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _settings(folder: Path, url: str) -> str:
    return f"""\
[daemon]
state_dir = "{folder}/daemon"
run_dir = "{folder}/run"
sounds = false

[sync]
service_url = "{url}"
state_dir = "{folder}/sync"
run_dir = "{folder}/run"
enrolment_code_file = "{folder}/code"

[screen]
run_dir = "{folder}/run"
full_screen = false

[service]
database = "sqlite:///{folder}/service.db"
listen = "127.0.0.1:0"
"""
