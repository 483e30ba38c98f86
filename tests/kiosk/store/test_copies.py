"""Checked copies: whole, marked, private, made while taps go on, and never more than wanted."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.errors import StoreDamagedError, StoreDiskError
from kiosk.ports import Ledger
from kiosk.store import copies
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import AMIRAS_CARD, CLUB, NOON_US, furnish, record, tap
from tests.kiosk.store.raw import rows

MARK = copies.CopyMark(at_us=NOON_US, trusted=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def ledger(store: SqliteStore) -> Ledger:
    furnish(store)
    with store.transaction() as transaction:
        ledger = transaction.ledgers.current()
    assert ledger is not None
    return ledger


def append(store: SqliteStore, ledger: Ledger, first: int, last: int) -> None:
    for number in range(first, last + 1):
        with store.transaction() as transaction:
            each = record(number, tap(AMIRAS_CARD, CLUB), at_us=NOON_US, ledger=ledger.id)
            transaction.records.append(each, ledger=ledger, lookup=None)


def seqs(database: Path) -> list[int]:
    return [seq for (seq,) in rows(database, "SELECT seq FROM records ORDER BY seq")]


def test_a_copy_is_whole_says_that_it_is_one_and_is_for_this_user_only(
    store: SqliteStore, ledger: Ledger, database: Path, folder: Path
) -> None:
    append(store, ledger, 1, 300)
    copy = copies.make_copy(database, folder, MARK)
    assert seqs(copy) == list(range(1, 301))
    assert copies.read_mark(copy) == MARK
    assert (folder.stat().st_mode & 0o777, copy.stat().st_mode & 0o777) == (0o700, 0o600)
    assert list(folder.iterdir()) == [copy]
    with store.transaction() as transaction:
        assert transaction.marks.get("copy") is None


def test_taps_go_on_while_a_copy_is_made_and_it_holds_one_moment(
    store: SqliteStore, ledger: Ledger, database: Path, folder: Path
) -> None:
    append(store, ledger, 1, 2_000)
    made: list[Path] = []
    thread = threading.Thread(target=lambda: made.append(copies.make_copy(database, folder, MARK)))
    thread.start()
    number = 2_000
    while thread.is_alive():
        number += 1
        append(store, ledger, number, number)
    thread.join()
    kept = seqs(made[0])
    assert number >= 2_002
    assert kept == list(range(1, len(kept) + 1))
    assert 2_000 <= len(kept) <= number
    assert seqs(database) == list(range(1, number + 1))


def test_only_the_newest_are_kept(store: SqliteStore, ledger: Ledger, database: Path, folder: Path) -> None:
    del store, ledger
    made = [copies.make_copy(database, folder, MARK) for _ in range(4)]
    copies.expire(folder, 2)
    assert copies.newest_first(folder) == [made[3], made[2]]
    assert copies.make_copy(database, folder, MARK).name == "attendance-000005.db"


def test_a_damaged_database_is_found_out_by_its_copy(
    store: SqliteStore, ledger: Ledger, database: Path, folder: Path
) -> None:
    append(store, ledger, 1, 500)
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'cards_member'")
        raw.commit()
    with pytest.raises(StoreDamagedError, match="not whole"):
        copies.make_copy(database, folder, MARK)
    assert list(folder.iterdir()) == []


def test_a_copy_that_cannot_be_read_says_nothing(folder: Path) -> None:
    folder.mkdir()
    garbled = folder / "attendance-000001.db"
    garbled.write_bytes(b"garbled")
    assert copies.read_mark(garbled) is None


def test_a_copy_that_the_disk_garbles_is_no_fault_of_the_database(
    store: SqliteStore, ledger: Ledger, database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(store, ledger, 1, 1)
    connect = sqlite3.connect

    class Garbling(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401  whatever the statement takes
            if sql.startswith("INSERT"):
                (folder / "copy.new").write_bytes(b"garbled " * 4_096)
            return super().execute(sql, *values)

    def connected(address: str, /, **how: Any) -> sqlite3.Connection:  # noqa: ANN401  whatever connect takes
        return connect(address, factory=Garbling if "copy.new" in address else sqlite3.Connection, **how)

    monkeypatch.setattr(sqlite3, "connect", connected)
    with pytest.raises(StoreDiskError, match="the copy was not written"):
        copies.make_copy(database, folder, MARK)
    assert list(folder.iterdir()) == []
    append(store, ledger, 2, 2)
