"""A kiosk that booted: Debian 13's systemd, polkit, pcscd and the three services as they are shipped.

Run by ``make test-debian13`` inside a booted container; a developer's own machine must not be touched like this.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.public import PublicKey, SealedBox

from kiosk.local_api.messages import (
    VERSION,
    Enrolled,
    Hello,
    Message,
    Noted,
    Refused,
    ScreenSnapshot,
    WorkerWelcome,
    decoder,
    encode,
)
from tests.emulators.cards import LaidCard, mifare_classic

PROGRAMS = ("hubtap-daemon", "hubtap-sync", "hubtap-screen")
RUN = Path("/run/hubtap")
VPCD = ("127.0.0.1", 35963)
PATIENCE_S = 20

CONNECT = """
import socket, sys
with socket.socket(socket.AF_UNIX) as link:
    link.connect(sys.argv[1])
    link.sendall(sys.argv[2].encode() + b"\\n")
    print(link.makefile().readline())
"""


def shown(program: str, name: str) -> str:
    command = ["systemctl", "show", "--value", f"--property={name}", f"{program}.service"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.strip()


def journal(program: str) -> str:
    command = ["journalctl", "--no-pager", "--lines=40", f"--unit={program}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30).stdout


def until(condition: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait until ``condition`` holds, and fail with what ``otherwise`` tells when it doesn't in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(otherwise())
        time.sleep(0.05)


def until_running(program: str) -> None:
    until(lambda: shown(program, "ActiveState") == "active", lambda: journal(program))


def seen_by(program: str) -> dict[str, object]:
    folder = {"hubtap-daemon": "run/hubtap", "hubtap-sync": "var/lib/hubtap-sync", "hubtap-screen": "run/hubtap-screen"}
    text = (Path("/") / folder[program] / "seen.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def say_hello(user: str, name: str) -> subprocess.CompletedProcess[str]:
    """Say hello at a socket as ``user``, with that user's groups."""
    words = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "/usr/bin/python3", "-c", CONNECT]
    words += [str(RUN / name), encode(Hello(version=VERSION)).decode().strip()]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)


def ask(link: socket.socket, question: Message) -> Message:
    """Say ``question`` as root and return the answer."""
    link.sendall(encode(question))
    line = bytearray()
    while not line.endswith(b"\n"):
        line += link.recv(1)
    answer: Message = decoder(ScreenSnapshot | WorkerWelcome | Noted | Refused).decode(line)
    return answer


def snapshot() -> ScreenSnapshot:
    """Return what the daemon tells a screen just now."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(RUN / "screen.sock"))
        told = ask(link, Hello(version=VERSION))
    assert isinstance(told, ScreenSnapshot)
    return told


def enrol() -> None:
    """Say at the worker's socket what a worker says after an enrolment."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(RUN / "worker.sock"))
        welcome = ask(link, Hello(version=VERSION))
        assert isinstance(welcome, WorkerWelcome)
        box = SealedBox(PublicKey(urlsafe_b64decode(welcome.sealing_key + "=")))
        keys = [{"key_id": "k1", "secret": urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()}]
        sealed = urlsafe_b64encode(box.encrypt(json.dumps(keys).encode())).rstrip(b"=").decode()
        enrolled = Enrolled(kiosk="k", hub="hub-ely", hub_name="Ely", zone="Europe/London", sealed_keys=sealed)
        assert isinstance(ask(link, enrolled), Noted)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_starts_by_itself_and_says_when_it_is_ready(program: str) -> None:
    until_running(program)
    assert shown(program, "NRestarts") == "0", journal(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_runs_as_its_own_user(program: str) -> None:
    until_running(program)
    owner = Path("/proc", shown(program, "MainPID")).owner()
    assert owner == program


@pytest.mark.parametrize(("name", "group"), [("screen.sock", "hubtap-screen"), ("worker.sock", "hubtap-sync")])
def test_each_neighbour_has_a_socket_of_its_own(name: str, group: str) -> None:
    until_running("hubtap-daemon")
    assert ((RUN / name).owner(), (RUN / name).group()) == ("hubtap-daemon", group)
    assert (RUN / name).stat().st_mode & 0o777 == 0o660
    assert '"refused"' not in say_hello(group, name).stdout.lower()
    assert say_hello(group, name).returncode == 0


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ("hubtap-screen", "worker.sock"),
        ("hubtap-sync", "screen.sock"),
        ("hubtap-screen", "administrator.sock"),
        ("hubtap-sync", "administrator.sock"),
        ("nobody", "screen.sock"),
    ],
)
def test_nobody_gets_to_anothers_socket(user: str, name: str) -> None:
    until_running("hubtap-daemon")
    assert "PermissionError" in say_hello(user if user != "nobody" else "games", name).stderr


def test_the_daemon_may_use_the_card_readers() -> None:
    """pcscd asks polkit, and polkit reads the rule that is shipped; the reader is Debian's virtual one."""
    until(lambda: snapshot().reader == "ready", lambda: journal("hubtap-daemon") + journal("pcscd"))


def test_a_card_is_taken_by_the_confined_daemon() -> None:
    until(lambda: snapshot().reader == "ready", lambda: journal("hubtap-daemon") + journal("pcscd"))
    enrol()
    card = LaidCard(mifare_classic("04A1B2C3"), socket.create_connection(VPCD, timeout=PATIENCE_S))
    try:
        until(lambda: snapshot().result is not None, lambda: journal("hubtap-daemon"))
    finally:
        card.take_away()
    result = snapshot().result
    assert result is not None
    assert result.kind == "help"  # nobody has linked that card


def test_the_daemon_sees_what_it_needs_and_no_more() -> None:
    until_running("hubtap-daemon")
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip().replace("-", "")
    seen = seen_by("hubtap-daemon")
    assert str(seen.pop("boot_id")).replace("-", "") == boot
    assert seen == {
        "reads_the_clock_status": True,
        "internet": False,
        "writable": [],
        "records": True,
        "worker_key": False,
        "others_processes": False,
    }


@pytest.mark.parametrize(
    ("program", "internet", "own_key"), [("hubtap-sync", True, True), ("hubtap-screen", False, False)]
)
def test_a_neighbour_sees_what_it_needs_and_no_more(program: str, internet: bool, own_key: bool) -> None:  # noqa: FBT001  a table of cases
    until_running(program)
    assert seen_by(program) == {
        "reads_the_clock_status": False,
        "boot_id": None,
        "internet": internet,
        "writable": [],
        "records": False,
        "worker_key": own_key,
        "others_processes": False,
    }


def test_the_worker_finds_the_daemon() -> None:
    until(lambda: "daemon_met" in journal("hubtap-sync"), lambda: journal("hubtap-sync"))


def test_an_administrator_asks_with_one_word() -> None:
    until_running("hubtap-daemon")
    asked = subprocess.run(["hubtap", "status"], capture_output=True, text=True, check=False, timeout=30)
    assert asked.returncode == 0, asked.stderr


def test_a_daemon_that_hangs_is_started_again_and_its_neighbours_find_it() -> None:
    until_running("hubtap-daemon")
    for program in ("hubtap-sync", "hubtap-screen"):
        until_running(program)
    stuck = int(shown("hubtap-daemon", "MainPID"))
    os.kill(stuck, signal.SIGSTOP)
    until(lambda: shown("hubtap-daemon", "NRestarts") == "1", lambda: journal("hubtap-daemon"))
    until_running("hubtap-daemon")
    assert "watchdog" in journal("hubtap-daemon").lower()
    until(lambda: snapshot().reader == "ready", lambda: journal("hubtap-daemon"))
    assert [shown(program, "NRestarts") for program in ("hubtap-sync", "hubtap-screen")] == ["0", "0"]


def test_a_daemon_that_is_told_to_stop_does_so_at_once() -> None:
    until_running("hubtap-daemon")
    begun = time.monotonic()
    subprocess.run(["systemctl", "stop", "hubtap-daemon.service"], check=True, timeout=30)
    assert time.monotonic() - begun < 5
    assert shown("hubtap-daemon", "Result") == "success"
    subprocess.run(["systemctl", "start", "hubtap-daemon.service"], check=True, timeout=30)
