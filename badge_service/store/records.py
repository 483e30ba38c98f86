"""Activity records: kept for ever, their bodies as they came."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.engine import Row

from badge_service.domain.intake import Hold, Incoming, Known
from badge_service.store.bulk import add_rows
from badge_service.store.tables import forked_records, ledgers, records
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.ids import BootId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, Headcount, Moved, Record, StaffIn, StaffOut, Tap, Voided

_KNOWN = select(records.c.id, records.c.digest).where(records.c.id.in_(bindparam("ids", expanding=True)))
_TAKEN = select(records.c.seq, records.c.id).where(
    records.c.ledger == bindparam("wanted"), records.c.seq.in_(bindparam("seqs", expanding=True))
)
_FORKS = select(forked_records.c.id, forked_records.c.digest).where(
    forked_records.c.id.in_(bindparam("ids", expanding=True))
)
_WHOLE = [records.c[name] for name in ("id", "ledger", "seq", "kind", "wall_us", "synchronised", "boot", "boottime_us")]
_DERIVED_FROM = tuple(fact.kind for fact in (Tap, StaffIn, StaffOut, Headcount, Voided, Moved))
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with the verdict that it was given."""

    incoming: Incoming
    verdict: Verdict
    hold: Hold | None


class Records:
    """The records in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def known(self, ledger: LedgerId, highest: int, batch: Sequence[Incoming]) -> Known:
        """Return what is there of the batch's ids, and of its numbers in ``ledger``, which goes up to ``highest``."""
        ids = [each.id for each in batch]
        content: dict[RecordId, bytes] = dict(self._connection.execute(_KNOWN, {"ids": ids}).tuples().all())
        seqs = [each.seq for each in batch if each.seq <= highest]
        asked = {"wanted": ledger, "seqs": seqs}
        taken: dict[int, RecordId] = dict(self._connection.execute(_TAKEN, asked).tuples().all()) if seqs else {}
        if not content and not taken:
            return Known({}, {}, set())
        forks = {(row.id, row.digest) for row in self._connection.execute(_FORKS, {"ids": ids})}
        return Known(content, taken, forks)

    def add(self, batch: Iterable[Kept], received_us: int) -> None:
        """Add records that are not there yet."""
        rows = [
            _row(kept.incoming, received_us)
            | {"verdict": kept.verdict.value, "reason": kept.hold, "wrong_hub": kept.hold is Hold.WRONG_HUB}
            for kept in batch
        ]
        add_rows(self._connection, records, rows)

    def add_forks(self, batch: Iterable[Incoming], received_us: int) -> None:
        """Keep records aside whose id or number another one has taken."""
        add_rows(
            self._connection, forked_records, [_row(incoming, received_us) | {"verdict": "held"} for incoming in batch]
        )

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


def _row(incoming: Incoming, received_us: int) -> dict[str, object]:
    taken = incoming.taken
    return {
        "ledger": incoming.ledger,
        "seq": incoming.seq,
        "id": incoming.id,
        "kind": incoming.kind,
        "wall_us": taken.wall_us,
        "synchronised": taken.synchronised,
        "boot": taken.boot,
        "boottime_us": taken.boottime_us,
        "body": incoming.body,
        "digest": incoming.digest,
        "received_us": received_us,
    }


def _record(row: Row[tuple[object, ...]]) -> Record:
    body = msgspec.json.decode(row.body, type=dict)
    taken = ClockReading(row.wall_us, row.synchronised, BootId(row.boot), row.boottime_us)
    return Record(RecordId(row.id), LedgerId(row.ledger), row.seq, row.kind, taken, body)
