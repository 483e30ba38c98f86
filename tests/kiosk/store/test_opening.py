"""Opening a database: what is promised of it, who may own it, and what is left alone."""

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.errors import StoreError, StoreInUseError, StoreTooNewError
from kiosk.domain.records import Record
from kiosk.store import engine
from kiosk.store.migrate import SCHEMA
from kiosk.store.unit_of_work import SqliteStore, open_store
from tests.fakes.house import AMIRAS_CARD, CLUB, NOON_US, CountingIds, FakeClock, furnish, record, tap
from tests.kiosk.store.raw import content, pragma

_HOLD = """
import sys
from pathlib import Path
from kiosk.store.unit_of_work import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> dict[str, str]:
    """Everything in ``folder`` but the lock, which is no data."""
    return {each.name: digest(each) for each in folder.iterdir() if not each.name.endswith(".lock")}


def mark(database: Path, *, schema: int, oldest_program: int) -> None:
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("UPDATE schema_mark SET schema = ?, oldest_program = ?", (schema, oldest_program))


# ----------------------------------------------------------------- durability


def test_what_keeps_taps_safe_is_set_and_reads_back(store: SqliteStore) -> None:
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2
    assert pragma(store, "foreign_keys") == 1


def test_a_database_that_cannot_be_made_durable_is_refused() -> None:
    with (
        pytest.raises(StoreError, match="journal_mode = 'memory'"),
        engine.refusals_as_store_errors(),
        engine.make_engine(Path(":memory:")).connect(),
    ):
        pass


def test_the_file_and_its_neighbours_are_for_this_user_only(store: SqliteStore, database: Path) -> None:
    furnish(store)
    modes = {each.name: each.stat().st_mode & 0o777 for each in database.parent.iterdir()}
    assert modes == dict.fromkeys(
        ("attendance.db", "attendance.db-wal", "attendance.db-shm", "attendance.db.lock"), 0o600
    )


@pytest.mark.parametrize("name", ["a b.db", "what?.db", "100%.db", "#1.db", "ünï.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        with open_store(tmp_path / name) as store:
            furnish(store)
    assert (tmp_path / name).stat().st_size > 0


def test_a_file_that_is_no_database_is_refused_and_left_alone(database: Path) -> None:
    database.write_bytes(b"This is the youth club's shopping list. " * 100)
    before = files(database.parent)
    with pytest.raises(StoreError, match="NOTADB"), open_store(database):
        pass
    assert files(database.parent) == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"), open_store(tmp_path / "nowhere" / "attendance.db"):
        pass


# ----------------------------------------------------------------- one owner


def test_a_second_daemon_is_refused_while_the_first_lives_and_welcome_right_after_its_death(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"open\n"
        with pytest.raises(StoreInUseError, match="another daemon already uses"), open_store(database):
            pass
        first.kill()
        first.wait(10)
        with open_store(database) as store:
            furnish(store)


def test_the_right_ends_with_the_opening(database: Path) -> None:
    with open_store(database):
        pass
    with open_store(database), pytest.raises(StoreInUseError), open_store(database):
        pass


# ----------------------------------------------------------------- schema marks


def test_a_database_that_only_newer_programs_may_use_is_refused_with_what_to_do(database: Path) -> None:
    with open_store(database):
        pass
    mark(database, schema=SCHEMA + 2, oldest_program=SCHEMA + 1)
    before = files(database.parent)
    with pytest.raises(StoreTooNewError, match="Install the newer version"), open_store(database):
        pass
    assert files(database.parent) == before


def test_it_is_refused_also_where_a_killed_program_left_its_log(database: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with open_store(database), closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        with raw:
            raw.execute("UPDATE schema_mark SET schema = ?, oldest_program = ?", (SCHEMA + 2, SCHEMA + 1))
        for each in (database, database.with_name("attendance.db-wal")):
            (left / each.name).write_bytes(each.read_bytes())
    before = files(left)
    with pytest.raises(StoreTooNewError), open_store(left / "attendance.db"):
        pass
    after = files(left)
    after.pop("attendance.db-shm", None)  # an index that SQLite makes to read the log; it holds no data
    assert after == before


def test_a_newer_database_that_still_allows_this_program_is_used_as_it_is(database: Path) -> None:
    with open_store(database) as store:
        furnish(store)
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("ALTER TABLE records ADD COLUMN mood TEXT")
        raw.execute("ALTER TABLE cards ADD COLUMN colour TEXT")
        raw.execute("CREATE TABLE bookings (id TEXT)")
    mark(database, schema=SCHEMA + 1, oldest_program=SCHEMA)
    before = content(database)
    with open_store(database) as store:
        assert content(database) == before
        furnish(store)
        assert write_and_read(store) == ["tap", "mood_set"]


def write_and_read(store: SqliteStore) -> list[str]:
    """Add a tap, and a record of a kind that this program doesn't know; return the kinds that are read back."""
    clock, ids = FakeClock(), CountingIds(records=100)
    with store.transaction() as transaction:
        ledger = transaction.ledgers.current()
        assert ledger is not None
        known = record(1, tap(AMIRAS_CARD, CLUB), at_us=NOON_US, ledger=ledger.id)
        unknown = Record(ids.record_id(), ledger.id, 2, "mood_set", clock.read(), {"mood": "sunny"})
        for each in (known, unknown):
            transaction.records.append(each, ledger=ledger, lookup=None)
        return [each.kind for each in transaction.records.after(ledger, 0, most=10)]
