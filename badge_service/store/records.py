"""Activity records: kept for ever, their bodies as they came."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, bindparam, select, update
from sqlalchemy.engine import Row

from badge_service.domain.intake import Hold, Incoming, Known
from badge_service.store.bulk import add_rows
from badge_service.store.dialects import is_one_of
from badge_service.store.tables import forked_records, ledgers, records
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.ids import BootId, LedgerId, RecordId
from kiosk.domain.records import (
    ClockFixed,
    EventClosed,
    EventOpened,
    Headcount,
    Moved,
    Record,
    StaffIn,
    StaffOut,
    Tap,
    Voided,
)

_KNOWN = select(records.c.id, records.c.digest)
_TAKEN = select(records.c.seq, records.c.id)
_FORKS = select(forked_records.c.id, forked_records.c.digest)
_WHOLE = [records.c[name] for name in ("id", "ledger", "seq", "kind", "wall_us", "synchronised", "boot", "boottime_us")]
_DERIVED_FROM = tuple(
    fact.kind for fact in (Tap, StaffIn, StaffOut, Headcount, EventOpened, EventClosed, Voided, Moved)
)
_SINCE = (
    select(*_WHOLE, records.c.body)
    .join(ledgers, ledgers.c.id == records.c.ledger)
    .where(ledgers.c.hub == bindparam("place"), records.c.received_us >= bindparam("since"))
    .where(records.c.verdict == Verdict.ACCEPTED.value, records.c.kind.in_(_DERIVED_FROM))
)
_FIXES = select(*_WHOLE, records.c.body).where(
    records.c.kind == ClockFixed.kind,
    records.c.verdict == Verdict.ACCEPTED.value,
    records.c.boot.in_(bindparam("boots", expanding=True)),
)
_HELD = select(*_WHOLE, records.c.body).where(
    records.c.verdict == Verdict.HELD.value, records.c.reason.in_(bindparam("reasons", expanding=True))
)
_RESOLVE = (
    update(records)
    .where(records.c.id == bindparam("wanted"))
    .values(verdict=bindparam("word"), reason=bindparam("why"))
)


class Records:
    """The records in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def known(self, ledger: LedgerId, highest: int, batch: Sequence[Incoming]) -> Known:
        """Return what is there of the batch's ids, and of its numbers in ``ledger``, which goes up to ``highest``."""
        ids = [each.id for each in batch]
        content: dict[RecordId, bytes] = dict(self._one_of(_KNOWN, records.c.id, ids))
        seqs = [each.seq for each in batch if each.seq <= highest]
        mine = _TAKEN.where(records.c.ledger == ledger)
        taken: dict[int, RecordId] = dict(self._one_of(mine, records.c.seq, seqs)) if seqs else {}
        if not content and not taken:
            return Known({}, {}, set())
        return Known(content, taken, set(self._one_of(_FORKS, forked_records.c.id, ids)))

    def _one_of(self, rows: Select[Any], column: Column[Any], values: list[Any]) -> Sequence[Any]:
        return self._connection.execute(rows.where(is_one_of(self._connection, column, values))).tuples().all()

    def add(self, batch: Iterable[tuple[Incoming, Verdict, Hold | None]], received_us: int) -> None:
        """Add records that are not there yet, each with the verdict that it was given and why it is held."""
        rows = [
            (*_values(incoming, received_us), verdict.value, hold, hold is Hold.WRONG_HUB)
            for incoming, verdict, hold in batch
        ]
        add_rows(self._connection, records, rows)

    def add_forks(self, batch: Iterable[Incoming], received_us: int) -> None:
        """Keep records aside whose id or number another one has taken."""
        held = Verdict.HELD.value
        add_rows(self._connection, forked_records, [(*_values(incoming, received_us), held) for incoming in batch])

    def of_hub(self, hub: str, since_us: int) -> list[Record]:
        """Return the accepted records that attendance is derived from, received at or after ``since_us``.

        With them come the fixes of their boots' clocks, whenever those were received.
        """
        asked = {"place": hub, "since": since_us}
        found = [_record(row) for row in self._connection.execute(_SINCE, asked)]
        boots = sorted({record.taken.boot for record in found})
        fixes = self._connection.execute(_FIXES, {"boots": boots}) if boots else ()
        return [*found, *(_record(row) for row in fixes)]

    def held(self, reasons: Iterable[Hold]) -> Iterator[tuple[Record | None, RecordId]]:
        """Yield each record held for one of ``reasons`` (None where its body is no object) and its id."""
        asked = {"reasons": sorted(reasons)}
        for row in self._connection.execute(_HELD, asked):
            try:
                yield _record(row), RecordId(row.id)
            except msgspec.MsgspecError:
                yield None, RecordId(row.id)

    def resolve(self, record: RecordId, verdict: Verdict, hold: Hold | None) -> None:
        """Give a held record another verdict or another reason."""
        self._connection.execute(_RESOLVE, {"wanted": record, "word": verdict.value, "why": hold})


def _values(incoming: Incoming, received_us: int) -> tuple[object, ...]:
    """Return what both tables of records begin with, in their columns' order."""
    taken = incoming.taken
    return (
        incoming.ledger,
        incoming.seq,
        incoming.id,
        incoming.kind,
        taken.wall_us,
        taken.synchronised,
        taken.boot,
        taken.boottime_us,
        incoming.body,
        incoming.digest,
        received_us,
    )


def _record(row: Row[tuple[object, ...]]) -> Record:
    body = msgspec.json.decode(row.body, type=dict)
    taken = ClockReading(row.wall_us, row.synchronised, BootId(row.boot), row.boottime_us)
    return Record(RecordId(row.id), LedgerId(row.ledger), row.seq, row.kind, taken, body)
