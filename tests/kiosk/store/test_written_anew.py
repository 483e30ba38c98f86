"""A database from before what was deleted was zeroed: it is written anew once, where there is room."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk import reserve
from kiosk.domain.clock import UNFIXED
from kiosk.domain.errors import StoreFullError
from kiosk.opening import State, open_state
from kiosk.store import unit_of_work
from kiosk.store.unit_of_work import SqliteStore, open_store
from kiosk.upkeep import Keeping, Pace, Upkeep
from kiosk.usecases.situation import load
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import (
    AMIRAS_CARD,
    CountingIds,
    FakeClock,
)
from tests.kiosk.store.forgetting import HERS, PAGE, Kiosk


@pytest.fixture
def unclean(tmp_path: Path) -> Path:
    """A folder with a database in which an older program has deleted her card."""
    database = tmp_path / "attendance.db"
    with open_store(database) as store:
        Kiosk(store, tmp_path)
    with closing(sqlite3.connect(database)) as older_program:
        older_program.execute("PRAGMA secure_delete = OFF")
        older_program.execute("CREATE TABLE freed (token)")
        older_program.executemany("INSERT INTO freed VALUES (?)", [[AMIRAS_CARD.value]] * 500)
        older_program.execute("DELETE FROM freed")
        older_program.execute("DELETE FROM marks WHERE name = 'secure_delete'")
        older_program.commit()
    return tmp_path


@contextmanager
def started(folder: Path) -> Iterator[State]:
    with open_state(folder, FakeClock(), CountingIds(ledgers=100), "this machine") as state:
        yield state


def forget_her(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        transaction.directory.apply(PAGE)
    Tidying(store, expire_copies=lambda: True).step(UNFIXED)


def held_in(folder: Path) -> list[str]:
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [each for each in HERS if each.encode() in held]


def test_a_file_that_sqlite_did_not_clean_before_is_written_anew_once(unclean: Path) -> None:
    with started(unclean) as state:
        forget_her(state.store)
        assert (state.remains, held_in(unclean)) == (False, [])
    size = (unclean / "attendance.db").stat().st_size
    with started(unclean) as state:
        assert not state.store.holds_remains()
    assert (unclean / "attendance.db").stat().st_size == size


class LittleRoom:
    """Stands in for ``shutil`` in ``kiosk.reserve``: a disk with so much room."""

    def __init__(self, free_bytes: int) -> None:
        self.free = free_bytes

    def disk_usage(self, _: Path) -> "LittleRoom":
        return self


def test_without_room_to_write_the_file_anew_that_is_told_and_done_at_a_later_start(
    unclean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (unclean / "attendance.db").stat().st_size
    with monkeypatch.context() as patch:
        patch.setattr(reserve, "shutil", LittleRoom(2 * size + reserve.IMPORT_BYTES - 1))
        with started(unclean) as state:
            with pytest.raises(StoreFullError):
                forget_her(state.store)
            told = Upkeep(state, FakeClock(), Keeping(35, 2), Pace()).told()
            assert (told.remains, told.trouble) == (True, None)
            with state.store.transaction() as transaction:
                assert transaction.redactions.due()
    with started(unclean) as state:
        Tidying(state.store, expire_copies=lambda: True).step(UNFIXED)
        with state.store.transaction() as transaction:
            assert not transaction.redactions.due()
        assert (state.remains, held_in(unclean)) == (False, [])


@pytest.mark.parametrize("refusal", ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_CANTOPEN"])
def test_a_file_that_cannot_be_written_anew_is_used_as_it_is(
    unclean: Path, monkeypatch: pytest.MonkeyPatch, refusal: str
) -> None:
    def refuse(_: object) -> None:
        error = sqlite3.OperationalError(refusal)
        error.sqlite_errorname = refusal
        raise error

    monkeypatch.setattr(unit_of_work, "write_anew", refuse)
    with started(unclean) as state:
        assert state.remains
        state.store.try_again()
        assert (load(state.store) is not None, state.store.trouble) == (True, None)
