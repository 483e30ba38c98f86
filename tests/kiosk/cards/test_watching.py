"""``hubtap cards`` against the real daemon with a simulated reader: real socket, real process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.local_api.messages import StatusWanted, WatchCards
from tests.emulators.hand import Hand
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members, token_of
from tests.kiosk.test_daemon import hand_over, tap


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    made = DaemonProcess(tmp_path)
    made.configure()
    made.start()
    yield made
    made.close()


def lay(hand: Hand, number: int) -> None:
    hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)


@contextmanager
def hubtap(daemon: DaemonProcess, *words: str) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", "cards", *words, "--settings", str(daemon.settings)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_watcher_sees_each_card_masked_and_nothing_of_its_number(daemon: DaemonProcess) -> None:
    daemon.enrol(members(2))
    with hand_over(daemon) as hand, daemon.neighbour("administrator") as watcher:
        assert watcher.ask(WatchCards())["type"] == "Noted"
        tap(hand, 1)
        first = watcher.next()
        tap(hand, 2)
        second = watcher.next()
        assert (first["verdict"], first["technology"], first["uid_bytes"]) == ("identifies", "14443A", 7)
        assert (first["ends_in"], second["ends_in"]) == (token_of(1)[-4:], token_of(2)[-4:])
        assert first["mark"] != second["mark"]
        said = b"".join(watcher.heard).lower()
    for number in (1, 2):
        assert card(number).uid.hex().encode() not in said
        assert token_of(number).partition(":")[2].encode() not in said


def test_marks_of_two_watchers_have_nothing_in_common(daemon: DaemonProcess) -> None:
    with (
        hand_over(daemon) as hand,
        daemon.neighbour("administrator") as one,
        daemon.neighbour("administrator") as other,
    ):
        for watcher in (one, other):
            watcher.ask(WatchCards())
        lay(hand, 1)
        marks = {watcher.next()["mark"] for watcher in (one, other)}
    assert len(marks) == 2


def test_who_only_asks_for_the_status_is_told_of_no_card(daemon: DaemonProcess) -> None:
    with (
        hand_over(daemon) as hand,
        daemon.neighbour("administrator") as watcher,
        daemon.neighbour("administrator") as other,
    ):
        watcher.ask(WatchCards())
        lay(hand, 1)
        assert watcher.next()["ends_in"] is None  # nobody has enrolled this kiosk
        assert other.ask(StatusWanted())["type"] == "Status"
        assert len(other.heard) == 2


def test_the_command_shows_each_card_until_it_is_interrupted(daemon: DaemonProcess) -> None:
    with hand_over(daemon) as hand, hubtap(daemon, "watch") as watching:
        assert "Watching" in line(watching)
        lay(hand, 1)
        assert "14443A, 7 bytes  identifies its holder" in line(watching)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(PATIENCE_S) == 0


def test_a_watcher_is_told_when_the_daemon_ends(daemon: DaemonProcess) -> None:
    with hubtap(daemon, "watch") as watching:
        assert "Watching" in line(watching)
        assert daemon.end() == 0
        assert watching.wait(PATIENCE_S) == 1
        assert watching.stderr is not None
        assert "closed the connection" in watching.stderr.read()


def test_comparing_asks_for_the_other_reader(daemon: DaemonProcess) -> None:
    with hand_over(daemon) as hand, hubtap(daemon, "compare") as comparing:
        assert "first reader" in line(comparing)
        lay(hand, 1)
        assert "14443A" in line(comparing)
        assert "the other reader" in line(comparing)
