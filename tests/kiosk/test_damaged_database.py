"""A database that is damaged when the daemon starts: the hub goes on at once, and what can be read is kept."""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.house import House
from kiosk.local_api.messages import FetchPending, StatusWanted
from tests.emulators.hand import Hand
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members

PAGE_BYTES = 4096
TAPS = 60


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path)
    daemon.configure()
    daemon.start()
    daemon.enrol(members(9))
    with Hand(House(daemon.folder).reader) as hand:
        for number in range(TAPS):
            tap(hand, daemon, number)
    yield daemon
    daemon.close()


def tap(hand: Hand, daemon: DaemonProcess, number: int) -> str:
    hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
    hand.make("gone")
    return daemon.answered()


def health(daemon: DaemonProcess) -> dict[str, Any]:
    with daemon.neighbour("administrator") as administrator:
        found: dict[str, Any] = administrator.ask(StatusWanted())["health"]
        return found


def salvaged(daemon: DaemonProcess) -> dict[str, Any]:
    """Wait until all that can be read was carried over; return what is told of it."""
    deadline = time.monotonic() + PATIENCE_S
    while not (told := health(daemon)["storage"]["set_aside"])[0]["done"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert len(told) == 1
    found: dict[str, Any] = told[0]
    return found


def garbage_from_the_second_page_on(database: Path) -> None:
    content = bytearray(database.read_bytes())
    for start in range(PAGE_BYTES, len(content), PAGE_BYTES * 3):
        content[start : start + PAGE_BYTES] = hashlib.shake_256(str(start).encode()).digest(PAGE_BYTES)
    database.write_bytes(content)


def no_database_at_all(database: Path) -> None:
    database.write_bytes(b"This is the youth club's shopping list. " * 1_000)


def cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: PAGE_BYTES * 12])


def only_the_log_is_left(database: Path) -> None:
    database.with_name("attendance.db-wal").write_bytes(bytes(range(256)) * 100)
    database.write_bytes(b"")


DAMAGE: tuple[Callable[[Path], None], ...] = (
    garbage_from_the_second_page_on,
    no_database_at_all,
    cut_short,
    only_the_log_is_left,
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_hub_goes_on_at_once_and_nothing_is_thrown_away(
    daemon: DaemonProcess, damage: Callable[[Path], None]
) -> None:
    old = health(daemon)["ledgers"][0]["ledger"]
    assert daemon.end() == 0
    database = daemon.state_dir / "attendance.db"
    damage(database)
    damaged = database.read_bytes()
    daemon.start()
    with Hand(House(daemon.folder).reader) as hand:
        assert tap(hand, daemon, 100) == "help"
    told = salvaged(daemon)
    assert (daemon.state_dir / "set-aside" / told["folder"] / "attendance.db").read_bytes() == damaged
    current = health(daemon)["ledgers"][-1]
    assert (current["began"], current["closed"], current["highest"]) == ("salvaged", False, 1)
    assert current["ledger"] != old


def test_damage_that_shows_in_use_is_set_aside_and_only_what_cannot_be_read_is_lost(daemon: DaemonProcess) -> None:
    before = daemon.pending()
    old = health(daemon)["ledgers"][0]["ledger"]
    assert daemon.end() == 0
    lost = destroy_some_records(daemon.state_dir / "attendance.db", before)
    daemon.start()
    with daemon.neighbour("worker") as worker:
        answer = worker.ask(FetchPending(after_ledger=0, after_seq=0, most=100))
        assert answer == {"type": "Refused", "code": "store_damaged"}
    assert daemon.process is not None
    assert daemon.process.wait(PATIENCE_S) == 1
    daemon.start()
    told = salvaged(daemon)
    ledger = health(daemon)["ledgers"][0]
    assert (ledger["ledger"], ledger["closed"]) == (old, True)
    assert {seq for first, last in ledger["lost"] for seq in range(first, last + 1)} == lost
    assert told["lost"] == len(lost)
    assert daemon.pending() == [record for record in before if record["seq"] not in lost]
    assert "was set aside" in daemon.logged()
    with Hand(House(daemon.folder).reader) as hand:
        assert tap(hand, daemon, 1) == "already_here"


def destroy_some_records(database: Path, records: list[dict[str, Any]]) -> set[int]:
    """Make the page unreadable on which record 30 lies; return the numbers of the records on it."""
    content = bytearray(database.read_bytes())
    ids = {record["seq"]: record["id"].encode() for record in records}
    for start in range(0, len(content), PAGE_BYTES):
        page = bytes(content[start : start + PAGE_BYTES])
        if ids[30] in page and b'"tokens"' in page:
            content[start : start + PAGE_BYTES] = bytes(PAGE_BYTES)
            database.write_bytes(content)
            return {seq for seq, record_id in ids.items() if record_id in page}
    message = "record 30 is on no page"
    raise AssertionError(message)


def test_a_database_that_is_gone_is_begun_anew_from_what_is_kept_beside_it(daemon: DaemonProcess) -> None:
    kiosk = health(daemon)
    assert daemon.end() == 0
    (daemon.state_dir / "attendance.db").unlink()
    daemon.start()
    with daemon.neighbour("administrator") as administrator:
        status = administrator.ask(StatusWanted())
    assert (status["kiosk"], status["hub"]) == ("kiosk-ely-1", "Ely")
    assert status["health"]["ledgers"][-1]["began"] == "salvaged"
    assert status["health"]["ledgers"][-1]["ledger"] != kiosk["ledgers"][0]["ledger"]
    with Hand(House(daemon.folder).reader) as hand:
        assert tap(hand, daemon, 1) == "help"  # nobody knows the members until they are pulled again
