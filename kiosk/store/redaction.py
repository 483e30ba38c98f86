"""What is taken out of the database again: forgotten people, and whatever a full pull no longer named.

This is the one place where a stored record changes: whose it is goes; its id, number, kind and time stay.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, bindparam, delete, func, literal_column, null, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from kiosk.domain.clock import ClockReading
from kiosk.domain.errors import StoreFullError
from kiosk.domain.ids import BootId
from kiosk.domain.records import Body
from kiosk.domain.redaction import Redaction, SubjectDigest
from kiosk.ports import BEGINNING, Due, Place, StoredRecord, Told
from kiosk.store.card_words import CardWords
from kiosk.store.engine import driver_of
from kiosk.store.prepared import Prepared
from kiosk.store.tables import HERE, cards, ledgers, marks, members, names, records, redactions

_SWEEP = "sweep"
_SWEPT = "swept"
_FIRST_GENERATION = 1
_SECURE = "secure_delete"
_encode = msgspec.json.Encoder().encode
_decode_body = msgspec.json.Decoder(dict[str, Any]).decode
_decode_subjects = msgspec.json.Decoder(frozenset[str]).decode

_HIGHEST = select(func.coalesce(func.max(records.c.seq), 0)).where(records.c.ledger == ledgers.c.number)
_LAST = select(ledgers.c.number, _HIGHEST.scalar_subquery()).order_by(ledgers.c.number.desc()).limit(1)
_DUE = select(redactions).where(~redactions.c.done).order_by(redactions.c.id)
_NOTE = insert_new(redactions).on_conflict_do_nothing()
_DONE = update(redactions).where(redactions.c.id == bindparam("which")).values(done=True, subjects="[]")
_PUT_MARK = insert_new(marks)
_SET_MARK = _PUT_MARK.on_conflict_do_update(index_elements=["name"], set_={"value": _PUT_MARK.excluded.value})
_MARK = select(marks.c.value).where(marks.c.name == bindparam("wanted"))
_DROP_MARK = delete(marks).where(marks.c.name == bindparam("wanted"), marks.c.value == bindparam("told"))
_RECORDS = Prepared(
    select(records.c.ledger, records.c.seq, records.c.wall_us, records.c.synchronised, records.c.boot)
    .add_columns(records.c.boottime_us, records.c.body, records.c.lookup)
    .where(tuple_(records.c.ledger, records.c.seq) > tuple_(bindparam("in_ledger"), bindparam("at_seq")))
    .order_by(records.c.ledger, records.c.seq)
    .limit(bindparam("most"))
)
_BLANK = (
    update(records)
    .where(records.c.ledger == bindparam("in_ledger"), records.c.seq == bindparam("at_seq"))
    .values(body=bindparam("left"), lookup=None)
)


def _keys_of(table: Table) -> Prepared:
    (key,) = table.primary_key.columns
    owner = table.c.get("member", null()).label("owner")
    generation = table.c.get("generation", literal_column(str(HERE))).label("generation")
    after = select(key.label("key"), owner, generation).where(key > bindparam("after"))
    return Prepared(after.order_by(key).limit(bindparam("most")))


_KEYS = {table.name: _keys_of(table) for table in (members, cards, names)}


class RedactionTables:
    """``kiosk.ports.Redactions`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._driver = driver_of(connection)
        self._words = CardWords(connection)

    def note(self, told: Redaction) -> None:
        """Keep what is to be forgotten of everything that is here by now; repeating it changes nothing."""
        last = self._connection.execute(_LAST).one_or_none() or BEGINNING
        row = {
            "id": told.id,
            "at_us": told.at_us,
            "subjects": _encode(sorted(told.subjects)).decode(),
            "through_ledger": last[0],
            "through_seq": last[1],
            "done": False,
        }
        self._connection.execute(_NOTE, row)

    def sweep_before(self, generation: int) -> None:
        """Keep that members and cards of an earlier generation are to go."""
        if generation > self._mark(_SWEPT, _FIRST_GENERATION):
            self._connection.execute(_SET_MARK, {"name": _SWEEP, "value": str(generation)})

    def due(self) -> Due:
        """Return what is still to be taken out."""
        told = tuple(_told(row) for row in self._connection.execute(_DUE))
        return Due(self._mark(_SWEEP, 0), told)

    def thin_members(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Look at up to ``most`` members behind ``after``; return how many, and the last."""
        return self._thin(members, after, most, goes)

    def thin_cards(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Look at up to ``most`` cards behind ``after``; return how many, and the last."""
        return self._thin(cards, after, most, goes)

    def thin_card_words(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Look at up to ``most`` words on cards behind ``after``; return how many, and the last."""
        return self._words.thin(after, most, goes)

    def thin_names(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Look at up to ``most`` names behind ``after``; return how many, and the last."""
        return self._thin(names, after, most, goes)

    def records_after(self, place: Place, most: int) -> tuple[StoredRecord, ...]:
        """Return up to ``most`` records behind ``place``, in order."""
        asked = {"in_ledger": place[0], "at_seq": place[1], "most": most}
        return tuple(_stored(row) for row in _RECORDS.rows(self._driver, asked))

    def blank(self, place: Place, left: Body) -> None:
        """Leave ``left`` of the record at ``place``, which is found by nobody any more."""
        row = {"in_ledger": place[0], "at_seq": place[1], "left": _encode(left).decode()}
        self._connection.execute(_BLANK, row)

    def finish(self, due: Due) -> None:
        """Keep that ``due`` was taken out."""
        if due.before_generation:
            swept = str(due.before_generation)
            self._connection.execute(_DROP_MARK, {"wanted": _SWEEP, "told": swept})
            self._connection.execute(_SET_MARK, {"name": _SWEPT, "value": swept})
        for told in due.redactions:
            self._connection.execute(_DONE, {"which": told.redaction.id})

    def _mark(self, name: str, otherwise: int) -> int:
        value = self._connection.execute(_MARK, {"wanted": name}).scalar()
        return otherwise if value is None else int(value)

    def _thin(self, table: Table, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        rows = _KEYS[table.name].rows(self._driver, {"after": after, "most": most})
        gone = [{"gone": row["key"]} for row in rows if _goes(row, goes)]
        if gone:
            (key,) = table.primary_key.columns
            self._connection.execute(delete(table).where(key == bindparam("gone")), gone)
        return len(rows), rows[-1]["key"] if rows else after


def _goes(row: sqlite3.Row, goes: Callable[[str, int], bool]) -> bool:
    """Tell whether a row goes by itself or by whose it is."""
    return goes(row["key"], row["generation"]) or (row["owner"] is not None and goes(row["owner"], row["generation"]))


def holds_remains(connection: Connection) -> bool:
    """Tell whether the file may still hold what was deleted before SQLite zeroed at once whatever it frees."""
    return driver_of(connection).execute("SELECT 1 FROM marks WHERE name = ?", [_SECURE]).fetchone() is None


def write_anew(connection: Connection) -> None:
    """Write the file anew without such remains. It takes its time, and room for the file twice more."""
    driver = driver_of(connection)
    driver.execute("VACUUM")
    driver.execute("INSERT INTO marks VALUES (?, 'vacuumed')", [_SECURE])
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def scrub(connection: Connection) -> bool:
    """Leave nothing of what was overwritten in the file or its log; return False where the log was in use: try again.

    What SQLite frees is zeroed at once (``secure_delete``). Outside any transaction.

    Raises:
        StoreFullError: the file is from before that was so, and there was no room yet to write it anew.

    """
    if holds_remains(connection):
        message = "the database must be written anew first: the next start does it if there is room"
        raise StoreFullError(message)
    driver = driver_of(connection)
    (patience_ms,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout = 0")  # a tap must not wait for a reader to end
    try:
        (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {patience_ms}")
    return not busy


def _told(row: Row[Any]) -> Told:
    subjects = frozenset(SubjectDigest(each) for each in _decode_subjects(row.subjects))
    return Told(Redaction(row.id, row.at_us, subjects), (row.through_ledger, row.through_seq))


def _stored(row: sqlite3.Row) -> StoredRecord:
    taken = ClockReading(row["wall_us"], bool(row["synchronised"]), BootId(row["boot"]), row["boottime_us"])
    return StoredRecord((row["ledger"], row["seq"]), taken, _body(row["body"]), row["lookup"])


def _body(text: str) -> Body:
    """Return the body; of one that a failing disk garbled nothing can be read but whose it is, in ``lookup``."""
    try:
        return _decode_body(text)
    except (msgspec.DecodeError, UnicodeError):
        return {}
