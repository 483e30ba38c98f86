"""Faults that nobody foresaw: what a failing memory card garbles costs at most what it garbled."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.demo.house import House
from tests.emulators.hand import Hand
from tests.kiosk.process import DaemonProcess, card, members, token_of


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path)
    daemon.configure()
    daemon.start()
    daemon.enrol(members(2))
    yield daemon
    daemon.close()


def garble(daemon: DaemonProcess, statement: str) -> None:
    """Change the database behind the daemon's back, as bits that flip do."""
    assert daemon.end() == 0
    with closing(sqlite3.connect(daemon.state_dir / "attendance.db")) as raw, raw:
        raw.execute(statement)
    daemon.start()


def tap(daemon: DaemonProcess, number: int) -> str:
    with Hand(House(daemon.folder).reader) as hand:
        hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
        hand.make("gone")
        return daemon.answered()


def test_a_tap_that_cannot_be_judged_is_kept_and_sent_to_a_team_member(daemon: DaemonProcess) -> None:
    garble(daemon, "UPDATE cards SET standing = 'l\x07nked'")
    assert tap(daemon, 1) == "help"
    (kept,) = [each["body"] for each in daemon.pending() if each["kind"] == "tap"]
    assert (kept["tokens"], kept["outcome"], kept["reason"]) == ([token_of(1)], "help", "fault")
    assert token_of(1).partition(":")[2] not in daemon.logged()


def test_a_record_that_was_garbled_holds_up_neither_taps_nor_the_records_behind_it(daemon: DaemonProcess) -> None:
    assert tap(daemon, 1) == "arrived"
    garble(daemon, "UPDATE records SET body = '{\"tok\x07' WHERE kind = 'tap'")
    assert tap(daemon, 1) == "arrived"
    assert tap(daemon, 2) == "arrived"
    bodies = [each["body"] for each in daemon.pending() if each["kind"] == "tap"]
    assert bodies[0] == {}
    assert [body["tokens"] for body in bodies[1:]] == [[token_of(1)], [token_of(2)]]
