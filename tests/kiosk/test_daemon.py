"""The daemon as a process with a simulated reader: what it promises through starts, ends, cuts and refusals."""

import re
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.house import House
from kiosk.local_api.messages import HealthWanted, HelpAsked, StatusWanted
from tests.emulators.hand import Hand
from tests.kiosk.process import DaemonProcess, card, enrolment, members, token_of


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path, env={"WATCHDOG_USEC": "300000"})
    daemon.configure()
    yield daemon
    daemon.close()


def hand_over(daemon: DaemonProcess) -> Hand:
    return Hand(House(daemon.folder).reader)


def tap(hand: Hand, number: int) -> None:
    hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
    hand.make("gone")


def kept(daemon: DaemonProcess) -> list[tuple[int, str, str]]:
    """Everything in the daemon's database, while it is not running: (seq, kind, body)."""
    with closing(sqlite3.connect(daemon.state_dir / "attendance.db")) as raw:
        return raw.execute("SELECT seq, kind, body FROM records ORDER BY ledger, seq").fetchall()


def taps(records: list[dict[str, Any]]) -> list[str]:
    return [record["body"]["tokens"][0] for record in records if record["kind"] == "tap"]


# ----------------------------------------------------------------- start and end


def test_systemd_hears_that_it_is_ready_alive_and_stopping(daemon: DaemonProcess) -> None:
    daemon.launch()
    assert daemon.told() == "READY=1"
    assert [daemon.told(), daemon.told()] == ["WATCHDOG=1"] * 2
    assert daemon.end() == 0
    words = []
    while word := daemon.told():
        words.append(word)
    assert words[-1] == "STOPPING=1"


def test_it_ends_gracefully_within_a_moment_and_takes_its_sockets_along(daemon: DaemonProcess) -> None:
    daemon.start()
    with daemon.neighbour("screen") as screen, daemon.neighbour("worker"), hand_over(daemon):
        began = time.monotonic()
        assert daemon.end() == 0
        assert time.monotonic() - began < 2.0  # a second, and another for a busy machine
        while screen.next():
            pass
    assert not [each for each in daemon.run_dir.iterdir() if each.is_socket()]
    assert "Traceback" not in daemon.logged()


def test_neighbours_come_back_after_a_restart(daemon: DaemonProcess) -> None:
    daemon.start()
    daemon.enrol(members(1))
    with hand_over(daemon) as hand:
        tap(hand, 1)
        assert daemon.answered() == "arrived"
    daemon.kill()
    daemon.start()
    with daemon.neighbour("screen") as screen, daemon.neighbour("worker") as worker:
        assert (screen.greeting["hub_name"], screen.greeting["event_title"]) == ("Ely", "Ely drop-in")
        assert (worker.greeting["kiosk"], worker.greeting["cursor"]) == ("kiosk-ely-1", "c1")
    assert taps(daemon.pending()) == [token_of(1)]
    with hand_over(daemon) as hand:
        tap(hand, 1)
        assert daemon.answered() == "already_here"


# ----------------------------------------------------------------- taps


def test_a_tap_reaches_the_screen_and_wakes_the_worker(daemon: DaemonProcess) -> None:
    daemon.start()
    daemon.enrol(members(1))
    with daemon.neighbour("screen") as screen, daemon.neighbour("worker") as worker, hand_over(daemon) as hand:
        assert screen.greeting["result"] is None
        tap(hand, 1)
        assert daemon.answered() == "arrived"
        while (result := screen.next()["result"]) is None:
            pass
        assert (result["kind"], result["name"]) == ("arrived", "Zebedee1")
        assert worker.next() == {"type": "Wake"}
    assert taps(daemon.pending()) == [token_of(1)]


def test_someone_without_a_card_rings_for_help(daemon: DaemonProcess) -> None:
    daemon.start()
    daemon.enrol(members(1))
    with daemon.neighbour("screen") as screen:
        while screen.greeting["reader"] != "ready" and screen.next()["reader"] != "ready":
            pass
        assert screen.ask(HelpAsked())["result"]["kind"] == "help"


def test_every_tap_that_was_answered_survives_a_kill(daemon: DaemonProcess) -> None:
    answered = 0
    number = 0
    for round_ in range(3):
        daemon.start()
        if round_ == 0:
            daemon.enrol(members(0))
        with hand_over(daemon) as hand:
            for _ in range(20):
                number += 1
                tap(hand, number)
            for _ in range(5):  # more of them are under way, and some were answered that nobody read yet
                number += 1
                hand.begin("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
                assert daemon.answered()
                answered += 1
            daemon.kill()
        while daemon.answered():
            answered += 1
    records = kept(daemon)
    assert [seq for seq, _, _ in records] == list(range(1, len(records) + 1))
    assert sum(kind == "tap" for _, kind, _ in records) >= answered >= 15


def test_a_tap_that_could_not_be_kept_is_plainly_said_and_the_next_is_kept(daemon: DaemonProcess) -> None:
    daemon.start()
    daemon.enrol(members(9))
    assert daemon.process is not None
    with daemon.neighbour("screen") as screen, hand_over(daemon) as hand:
        tap(hand, 1)
        assert daemon.answered() == "arrived"
        soft, hard = resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (36 * 1024, hard))
        tap(hand, 2)
        assert daemon.answered() == "store_disk"
        resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
        tap(hand, 3)
        assert daemon.answered() == "arrived"
        kinds = [screen.greeting.get("result")]
        while (kinds[-1] or {"serial": 0})["serial"] < 3:
            kinds.append(screen.next()["result"])
    assert list(dict.fromkeys(each["kind"] for each in kinds if each)) == ["arrived", "not_saved"]
    records = daemon.pending()
    assert taps(records) == [token_of(1), token_of(3)]
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))


def test_before_enrolment_taps_are_not_taken_and_harm_nothing(daemon: DaemonProcess) -> None:
    daemon.start()
    with hand_over(daemon) as hand:
        tap(hand, 1)
        daemon.enrol(members(2))
        tap(hand, 2)
        assert daemon.answered() == "arrived"
    assert taps(daemon.pending()) == [token_of(2)]


# ----------------------------------------------------------------- refusals at enrolment


def test_an_enrolment_that_cannot_be_used_is_refused_and_leaves_nothing(daemon: DaemonProcess) -> None:
    daemon.start()
    with daemon.neighbour("worker") as worker:
        own = worker.greeting["sealing_key"]
        assert worker.ask(enrolment(own, zone="Europe/Nowhere")) == {"type": "Refused", "code": "enrolment"}
        somebody = own[:-2] + ("AA" if own[-2:] != "AA" else "BA")
        assert worker.ask(enrolment(somebody)) == {"type": "Refused", "code": "seal"}
    daemon.kill()
    daemon.start()
    with daemon.neighbour("worker") as worker:
        assert worker.greeting["kiosk"] is None
        assert worker.greeting["sealing_key"] == own
    daemon.enrol(members(1))


# ----------------------------------------------------------------- secrets


def test_no_card_number_token_or_name_gets_out(daemon: DaemonProcess) -> None:
    daemon.start()
    daemon.enrol(members(30))
    with (
        daemon.neighbour("screen") as screen,
        daemon.neighbour("administrator") as administrator,
        daemon.neighbour("worker") as worker,
        hand_over(daemon) as hand,
    ):
        for number in range(1, 61):  # half of the cards are linked to nobody
            tap(hand, number)
            daemon.answered()
        hand.make("present", technology="14443A", uid="08C0FFEE", sak=0x20)
        daemon.answered()
        hand.make("unplug")
        administrator.ask(StatusWanted())
        worker.ask(HealthWanted())
        said_last = screen.ask(HelpAsked())
        while (said_last["result"] or {"kind": ""})["kind"] != "help":
            said_last = screen.next()
        said = b"".join(screen.heard + administrator.heard + worker.heard)
    pending = daemon.pending()
    assert len(taps([each for each in pending if each["body"].get("tokens")])) == 60
    assert daemon.end() == 0
    logged = daemon.log.read_bytes()
    assert b"reader=" in logged
    files = b"".join(each.read_bytes() for each in daemon.state_dir.iterdir())
    for where in (said, logged, files, str(pending).encode()):
        assert not re.search(rb"(?i)c0[ :]?ff[ :]?ee", where)
        assert b"\xc0\xff\xee" not in where
    for number in range(1, 61):
        assert token_of(number).partition(":")[2].encode() not in logged
    assert b"Zebedee" not in logged
