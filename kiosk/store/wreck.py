"""Reading a damaged database as far as SQLite can: what can't be read is passed over. Nothing is written to it."""

import shutil
import sqlite3
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kiosk.domain.ledger_starts import Span

Row = Mapping[str, Any]

_AT_ONCE = 200
_NO_LIMIT = -1
_HEADER_BYTES = 100
_PAGE_SIZE_AT = slice(16, 18)
_WITH_LOG = b"\2\2"
_AS_LONG_AS_THE_FILE = bytes(4)
"""Where SQLite's header says how many pages there are."""
_GRAFT = "grafted.db"
_SMALL = {
    "ledgers": ("SELECT * FROM ledgers ORDER BY number LIMIT ?", "SELECT * FROM ledgers ORDER BY number DESC LIMIT ?"),
    "enrolment": ("SELECT * FROM enrolment LIMIT ?", "SELECT * FROM enrolment ORDER BY only DESC LIMIT ?"),
    "events": ("SELECT * FROM events ORDER BY id LIMIT ?", "SELECT * FROM events ORDER BY id DESC LIMIT ?"),
    "redactions": ("SELECT * FROM redactions ORDER BY id LIMIT ?", "SELECT * FROM redactions ORDER BY id DESC LIMIT ?"),
    "marks": ("SELECT * FROM marks ORDER BY name LIMIT ?", "SELECT * FROM marks ORDER BY name DESC LIMIT ?"),
    "delivery_exceptions": (
        "SELECT * FROM delivery_exceptions ORDER BY ledger, seq LIMIT ?",
        "SELECT * FROM delivery_exceptions ORDER BY ledger DESC, seq DESC LIMIT ?",
    ),
}
_SMALL |= {
    name: (f"SELECT * FROM {name} ORDER BY {key} LIMIT ?", f"SELECT * FROM {name} ORDER BY {key} DESC LIMIT ?")  # noqa: S608  both are known here
    for name, key in (
        ("made_events", "id"),
        ("names", "subject"),
        ("card_words", "token"),
        ("staff", "ref"),
        ("staff_cards", "token"),
    )
}
_LARGE = {
    "members": (
        "SELECT * FROM members WHERE ref > ? ORDER BY ref LIMIT ?",
        "SELECT * FROM members WHERE ref < ? ORDER BY ref DESC LIMIT ?",
        "ref",
    ),
    "cards": (
        "SELECT * FROM cards WHERE token > ? ORDER BY token LIMIT ?",
        "SELECT * FROM cards WHERE token < ? ORDER BY token DESC LIMIT ?",
        "token",
    ),
}
_BELOW = "SELECT * FROM records WHERE ledger = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
_ONE = "SELECT * FROM records WHERE ledger = ? AND seq = ? LIMIT ?"
_WITHIN = "SELECT * FROM records WHERE ledger = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?"
_TOP = "SELECT max(seq) FROM records WHERE ledger = ? LIMIT ?"
_LOWEST = ""
_HIGHEST = chr(0x10FFFF)


class Wreck:
    """One file that is read. Use it from one thread at a time; ``close`` it in the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Own ``connection``; see ``open_wreck``."""
        self._connection = connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def table(self, name: str) -> list[Row]:
        """Return what can be read of a small table from its beginning and, where it breaks off, from its end."""
        from_start, from_end = _SMALL[name]
        forwards, whole = self._read(from_start)
        if whole:
            return forwards
        backwards, _ = self._read(from_end)
        return forwards + [row for row in reversed(backwards) if row not in forwards]

    def people(self, name: str) -> Iterator[list[Row]]:
        """Yield ``members`` or ``cards`` piece by piece, from the start and, where that breaks off, from the end."""
        upwards, downwards, key = _LARGE[name]
        whole = yield from self._walk(upwards, _LOWEST, key)
        if not whole:
            yield from self._walk(downwards, _HIGHEST, key)

    def top(self, ledger: int) -> int:
        """Return the highest number that can be read of ``ledger``; 0 where none can."""
        rows, _ = self._read(_TOP, (ledger,))
        return next((value for row in rows for value in row.values() if isinstance(value, int)), 0)

    def records(self, ledger: int, top: int) -> Iterator[list[Row]]:
        """Yield the records of ``ledger`` up to ``top`` piece by piece, the newest first."""
        seq = top + 1
        while seq > 1:
            found, whole = self._read(_BELOW, (ledger, seq), _AT_ONCE)
            rows = _descending(found, seq)
            if rows:
                yield rows
                seq = rows[-1]["seq"]
            if whole and len(rows) == len(found):
                if len(rows) < _AT_ONCE:
                    return
            else:
                seq -= 1
                while seq > 0 and not (rows := self._read(_ONE, (ledger, seq))[0]):
                    seq -= 1
                if rows:
                    yield rows

    def within(self, ledger: int, span: Span) -> list[Row]:
        """Return the records of ``ledger`` in ``span`` that can be read in one go."""
        rows, _ = self._read(_WITHIN, (ledger, *span))
        return rows

    def _walk(self, query: str, start: str, key: str) -> Generator[list[Row], None, bool]:
        """Yield pieces; return whether the end was reached."""
        at = start
        while True:
            rows, whole = self._read(query, (at,), _AT_ONCE)
            if rows:
                yield rows
                last, at = at, rows[-1][key]
                if not isinstance(at, str) or at == last or (at > last) != (start == _LOWEST):
                    return False
            if not whole:
                return False
            if len(rows) < _AT_ONCE:
                return True

    def _read(self, query: str, values: tuple[object, ...] = (), most: int = _NO_LIMIT) -> tuple[list[Row], bool]:
        """Return up to ``most`` rows as far as they could be read, and whether that was all of them."""
        rows, whole = self._fetch(query, (*values, most))
        if not whole:  # the driver reads one row ahead, and drops the last good one with the error
            one_more, _ = self._fetch(query, (*values, len(rows) + 1))
            rows = max(rows, one_more, key=len)
        return rows, whole

    def _fetch(self, query: str, values: tuple[object, ...]) -> tuple[list[Row], bool]:
        rows: list[Row] = []
        try:
            for row in self._connection.execute(query, values):
                rows.append(dict(row))  # noqa: PERF401  what was read before an error is kept
        except (sqlite3.Error, UnicodeError):
            return rows, False
        return rows, True


def open_wreck(database: Path, likeness: Path | None = None) -> Wreck | None:
    """Open ``database`` for reading; None where SQLite can read nothing at all.

    ``likeness``: a good database of the same origin. Where the first page is broken, a second file beside the damaged
    one gets the good one's.
    """
    wreck = _try_to_open(database)
    if wreck is None and likeness is not None:
        grafted = _graft(database, likeness)
        wreck = None if grafted is None else _try_to_open(grafted)
    return wreck


def _try_to_open(database: Path) -> Wreck | None:
    uri = f"file:{quote(str(database))}?mode=ro"
    try:
        if not database.exists():
            return None
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    except (sqlite3.Error, OSError):
        return None
    connection.row_factory = sqlite3.Row
    connection.text_factory = _text
    try:
        connection.execute("PRAGMA writable_schema = ON")  # or a file that was cut short would be refused whole
        found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'records'").fetchone()
    except (sqlite3.Error, UnicodeError):
        connection.close()
        return None
    if not found[0]:
        connection.close()
        return None
    return Wreck(connection)


def _descending(rows: list[Row], below: int) -> list[Row]:
    """Return ``rows`` up to the first whose number was garbled, so that it is not below the one before it."""
    for place, row in enumerate(rows):
        seq = row["seq"]
        if not isinstance(seq, int) or not 0 < seq < below:
            return rows[:place]
        below = seq
    return rows


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _graft(database: Path, likeness: Path) -> Path | None:
    grafted = database.with_name(_GRAFT)
    log = database.with_name(database.name + "-wal")
    try:
        shutil.copyfile(database, grafted)
        if log.exists():
            shutil.copyfile(log, grafted.with_name(_GRAFT + "-wal"))
        with likeness.open("rb") as good, grafted.open("r+b") as file:
            header = good.read(_HEADER_BYTES)
            first = good.read(int.from_bytes(header[_PAGE_SIZE_AT], "big") - _HEADER_BYTES)
            file.write(header[:18] + _WITH_LOG + header[20:28] + _AS_LONG_AS_THE_FILE + header[32:] + first)
    except OSError:
        return None
    return grafted
