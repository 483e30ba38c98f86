"""Checked copies of the database, made while it is in use: nothing waits for them, and each says that it is a copy."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import msgspec

from kiosk.domain.errors import StoreDamagedError, StoreDiskError
from kiosk.domain.ledger_starts import COPY_MARK
from kiosk.private_files import create_private, rename_private
from kiosk.store.engine import refusals_as_store_errors

FOLDER = "copies"

_DRAFT = "copy.new"
_PRIVATE_FOLDER_MODE = 0o700
_NOT_WHOLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY = 0xFF
"""SQLite's extended codes hold the primary one in their last byte."""
_PAGES_AT_ONCE = 32
_REST_S = 0.01
_SYNC_EACH_PAGES = 256
"""A megabyte: what is synchronised at once is what a tap's own synchronisation may have to wait for."""


class CopyMark(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy says of itself. ``at_us``: by the wall clock, right or wrong; ``trusted``: whether it was right."""

    at_us: int
    trusted: bool


def newest_first(folder: Path) -> list[Path]:
    """Return the copies in ``folder``."""
    return sorted(folder.glob("attendance-*.db"), reverse=True)


def read_mark(copy: Path) -> CopyMark | None:
    """Return what ``copy`` says of itself, or None where it can't be read."""
    try:
        with closing(_open(copy, "immutable=1")) as found:
            row = found.execute("SELECT value FROM marks WHERE name = ?", (COPY_MARK,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=CopyMark)
    except (sqlite3.Error, msgspec.DecodeError):
        return None


def make_copy(database: Path, folder: Path, mark: CopyMark) -> Path:
    """Copy ``database`` as it is at this moment, check the copy, and return where it is. Takes its time: on a thread.

    The database is read on a connection of its own that can't write. It keeps one state of it in sight throughout, so
    that taps meanwhile don't make it begin again.

    Raises:
        StoreDamagedError: the database is not whole; there is no copy of it.
        StoreError: the disk refused, or wrote something else.

    """
    draft = folder / _DRAFT
    try:
        folder.mkdir(mode=_PRIVATE_FOLDER_MODE, exist_ok=True)
        _remove(draft)
        os.close(create_private(draft))
        with refusals_as_store_errors():
            _fill(database, draft, mark)
        _synchronise(draft)
        return _keep(draft, folder)
    except OSError as error:
        message = f"no copy could be made: {error.strerror}"
        raise StoreDiskError(message) from error
    finally:
        _remove(draft)


def expire(folder: Path, keep: int) -> None:
    """Remove all but the ``keep`` newest copies; raises OSError where that fails."""
    for copy in newest_first(folder)[keep:]:
        copy.unlink(missing_ok=True)


def _fill(database: Path, draft: Path, mark: CopyMark) -> None:
    with closing(_open(database, "mode=ro")) as source:
        source.execute("PRAGMA query_only = ON")
        try:
            written = _write(source, draft, mark)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _NOT_WHOLE:
                raise
            written = False
        if not written:
            if source.in_transaction:
                source.execute("ROLLBACK")
            _blame(source)


def _write(source: sqlite3.Connection, draft: Path, mark: CopyMark) -> bool:
    """Copy ``source`` to ``draft``; return whether that is whole."""
    with closing(_open(draft, "mode=rw")) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        progress = _Progress(draft)
        source.backup(target, pages=_PAGES_AT_ONCE, progress=progress.step, sleep=_REST_S)
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (COPY_MARK, msgspec.json.encode(mark).decode()))
        return _is_whole(target)


def _blame(source: sqlite3.Connection) -> NoReturn:
    """Say which of the two is not whole: a copy's fault is no reason to set the database aside."""
    if not _is_whole(source):
        message = "the database is not whole, as its copy shows"
        raise StoreDamagedError(message)
    message = "the copy was not written as it should be"
    raise StoreDiskError(message)


def _is_whole(database: sqlite3.Connection) -> bool:
    findings: list[tuple[str]] = database.execute("PRAGMA integrity_check(1)").fetchall()
    return findings == [("ok",)]


class _Progress:
    """Brings the growing copy to disk bit by bit."""

    def __init__(self, draft: Path) -> None:
        self._draft = draft
        self._synchronised = 0

    def step(self, _: int, remaining: int, total: int) -> None:
        if total - remaining - self._synchronised >= _SYNC_EACH_PAGES:
            self._synchronised = total - remaining
            _synchronise(self._draft)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fdatasync(descriptor)
    finally:
        os.close(descriptor)


def _keep(draft: Path, folder: Path) -> Path:
    numbers = [int(number) for each in newest_first(folder) if (number := each.stem.rpartition("-")[2]).isdigit()]
    copy = folder / f"attendance-{max(numbers, default=0) + 1:06}.db"
    rename_private(draft, copy)
    return copy


def _remove(draft: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _open(path: Path, how: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?{how}"
    return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
