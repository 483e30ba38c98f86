"""Activity records in the database."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, delete, insert, select

from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import BootId, LedgerId, RecordId
from kiosk.domain.ledger_starts import Span
from kiosk.domain.records import BOOT_KEYS, Body, LookupKey, Record
from kiosk.ports import Found, Ledger, Stamp
from kiosk.store.engine import driver_of
from kiosk.store.prepared import Prepared, each_of, listed
from kiosk.store.tables import ledgers, records

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode

_APPEND = Prepared(insert(records))
_WHOLE = select(records, ledgers.c.id.label("ledger_id")).join(ledgers, ledgers.c.number == records.c.ledger)


@cache
def _found_by(keys: int) -> Prepared:
    """Return the look-up for this many keys."""
    named: list[BindParameter[str]] = [bindparam(f"key_{number}") for number in range(keys)]
    newest_first = _WHOLE.where(records.c.lookup.in_(named)).order_by(records.c.ledger.desc(), records.c.seq.desc())
    return Prepared(newest_first.limit(bindparam("most")))


_CLOCK_FIXES = (
    _WHOLE.where(records.c.lookup > BOOT_KEYS[0], records.c.lookup < BOOT_KEYS[1])
    .order_by(records.c.ledger.desc(), records.c.seq.desc())
    .limit(bindparam("most"))
)
_AFTER = Prepared(
    _WHOLE.where(records.c.ledger == bindparam("number"), records.c.seq > bindparam("seq"))
    .order_by(records.c.seq)
    .limit(bindparam("most"))
)
_BEFORE = Prepared(
    _WHOLE.where(records.c.ledger == bindparam("number"), records.c.seq < bindparam("seq"))
    .order_by(records.c.seq.desc())
    .limit(bindparam("most"))
)
_FIND = Prepared(_WHOLE.where(records.c.id == bindparam("which")))
_AT = _WHOLE.where(
    records.c.ledger == bindparam("number"), records.c.seq.in_(bindparam("seqs", expanding=True))
).order_by(records.c.seq)
_PRESENT = (
    select(records.c.seq)
    .where(records.c.ledger == bindparam("number"), records.c.seq.between(bindparam("low"), bindparam("high")))
    .order_by(records.c.seq)
)
_STAMPS = (
    select(
        records.c.seq,
        records.c.kind,
        records.c.wall_us,
        records.c.synchronised,
        records.c.boot,
        records.c.boottime_us,
    )
    .where(records.c.ledger == bindparam("number"), records.c.seq > bindparam("seq"))
    .order_by(records.c.seq)
    .limit(bindparam("most"))
)
_REMOVE = delete(records).where(records.c.ledger == bindparam("in_ledger"), records.c.seq == bindparam("at_seq"))
_PLACES = Prepared(select(records.c.id, records.c.ledger, records.c.seq).where(records.c.id.in_(each_of("ids"))))


class RecordsTable:
    """``kiosk.ports.Records`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._driver = driver_of(connection)

    def append(self, record: Record, *, ledger: Ledger, lookup: LookupKey | None) -> None:
        """Insert one row."""
        _APPEND.rows(
            self._driver,
            {
                "ledger": ledger.number,
                "seq": record.seq,
                "id": record.id,
                "kind": record.kind,
                "wall_us": record.taken.wall_us,
                "synchronised": record.taken.synchronised,
                "boot": record.taken.boot,
                "boottime_us": record.taken.boottime_us,
                "body": _encode(record.body).decode(),
                "lookup": lookup,
            },
        )

    def found_by(self, keys: Sequence[LookupKey], *, most: int = 64) -> tuple[Record, ...]:
        """Return the latest records under any of ``keys``, oldest first."""
        if not keys:
            return ()
        values: dict[str, object] = {f"key_{number}": key for number, key in enumerate(keys)}
        values["most"] = most
        rows = _found_by(len(keys)).rows(self._driver, values)
        return tuple([_record(row) for row in reversed(rows)]) if rows else ()

    def clock_fixes(self, *, most: int = 1_000) -> tuple[Record, ...]:
        """Return the latest records that fix the clock of any boot, oldest first."""
        rows = self._connection.execute(_CLOCK_FIXES, {"most": most})
        return tuple(_record(row) for row in reversed(rows.mappings().all()))

    def after(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Record, ...]:
        """Return records of ``ledger`` above ``seq``, in seq order."""
        rows = _AFTER.rows(self._driver, {"number": ledger.number, "seq": seq, "most": most})
        return tuple(_record(row) for row in rows)

    def before(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Record, ...]:
        """Return the latest records of ``ledger`` below ``seq``, the latest first."""
        rows = _BEFORE.rows(self._driver, {"number": ledger.number, "seq": seq, "most": most})
        return tuple(_record(row) for row in rows)

    def find(self, record: RecordId) -> Found | None:
        """Return the record of this id, or None where it is not here."""
        rows = _FIND.rows(self._driver, {"which": record})
        return Found(_record(rows[0]), rows[0]["lookup"]) if rows else None

    def at(self, ledger: Ledger, seqs: Sequence[int]) -> tuple[Record, ...]:
        """Return the records of ``ledger`` at ``seqs``, in seq order."""
        rows = self._connection.execute(_AT, {"number": ledger.number, "seqs": list(seqs)})
        return tuple(_record(row) for row in rows.mappings())

    def present(self, ledger: Ledger, span: Span) -> tuple[int, ...]:
        """Return the numbers in ``span`` at which ``ledger`` has records here, ascending."""
        asked = {"number": ledger.number, "low": span[0], "high": span[1]}
        return tuple(self._connection.execute(_PRESENT, asked).scalars())

    def stamps(self, ledger: Ledger, seq: int, *, most: int) -> tuple[Stamp, ...]:
        """Return the age of up to ``most`` records of ``ledger`` above ``seq``, in seq order."""
        rows = self._connection.execute(_STAMPS, {"number": ledger.number, "seq": seq, "most": most})
        return tuple(Stamp(row["seq"], _taken(row), row["kind"]) for row in rows.mappings())

    def remove(self, ledger: Ledger, seqs: Sequence[int]) -> None:
        """Delete the rows at ``seqs``."""
        if seqs:
            self._connection.execute(_REMOVE, [{"in_ledger": ledger.number, "at_seq": seq} for seq in seqs])

    def places(self, ids: Sequence[RecordId]) -> Mapping[RecordId, tuple[int, int]]:
        """Return (ledger number, seq) of the ids that exist here."""
        rows = _PLACES.rows(self._driver, {"ids": listed(ids)})
        return {RecordId(row["id"]): (row["ledger"], row["seq"]) for row in rows}


def _record(row: RowMapping | sqlite3.Row) -> Record:
    ledger = LedgerId(row["ledger_id"])
    return Record(RecordId(row["id"]), ledger, row["seq"], row["kind"], _taken(row), _body(row["body"]))


def _taken(row: RowMapping | sqlite3.Row) -> ClockReading:
    return ClockReading(row["wall_us"], bool(row["synchronised"]), BootId(row["boot"]), row["boottime_us"])


def _body(text: str) -> Body:
    """Return the body; one that a failing disk garbled states nothing, so that it holds up nothing behind it."""
    try:
        return _decode(text)
    except (msgspec.DecodeError, UnicodeError):
        return {}
