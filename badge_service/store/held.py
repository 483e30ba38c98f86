"""What a person must decide about: records that are held, and those kept aside as a second history."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, and_, bindparam, or_, select, update
from sqlalchemy.engine import Row

from badge_service.domain.holds import Result, Standing
from badge_service.domain.intake import Hold
from badge_service.store.chunks import chunks
from badge_service.store.tables import forked_records, ledgers, records
from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import BootId, KioskId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, EventOpened, Record

_DIGEST_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it is kept. ``record`` is None where its body is no JSON object.

    ``wrong_hub``: it came from a hub where its kiosk had never stood, whatever its reason to be held is now.
    """

    id: RecordId
    kind: str
    taken: ClockReading
    received_us: int
    ledger: LedgerId
    seq: int
    kiosk: KioskId
    hub: str
    standing: Standing
    reason: Hold | None
    wrong_hub: bool
    record: Record | None


_OF_BOTH = ("id", "kind", "wall_us", "synchronised", "boot", "boottime_us", "received_us", "ledger", "seq", "body")
_RECORDS = select(
    *(records.c[name] for name in _OF_BOTH),
    records.c.verdict,
    records.c.reason,
    records.c.wrong_hub,
    ledgers.c.kiosk,
    ledgers.c.hub,
).join(ledgers, ledgers.c.id == records.c.ledger)
_FORKS = select(
    *(forked_records.c[name] for name in _OF_BOTH),
    forked_records.c.verdict,
    forked_records.c.digest,
    ledgers.c.kiosk,
    ledgers.c.hub,
).join(ledgers, ledgers.c.id == forked_records.c.ledger)
_THESE = _RECORDS.where(records.c.id.in_(bindparam("ids", expanding=True)))
_HELD = _RECORDS.where(records.c.verdict == Standing.HELD.value)
_HELD_FOR = select(records.c.id).where(
    records.c.verdict == Standing.HELD.value, records.c.reason.in_(bindparam("reasons", expanding=True))
)
_HELD_OF_BOOTS = _HELD_FOR.where(
    records.c.ledger == bindparam("in_ledger"), records.c.boot.in_(bindparam("boots", expanding=True))
)
_OPENINGS = _HELD.where(records.c.kind == EventOpened.kind, records.c.reason == Hold.UNKNOWN_EVENT.value)
_HELD_FORKS = _FORKS.where(forked_records.c.verdict == Standing.HELD.value)
_FORKS_AT = _FORKS.where(
    ledgers.c.hub == bindparam("place"),
    forked_records.c.received_us >= bindparam("since"),
    forked_records.c.verdict == Standing.ACCEPTED.value,
)
_UNCOUNTED = _RECORDS.where(records.c.received_us >= bindparam("since"), records.c.verdict != Standing.ACCEPTED.value)
_UNCOUNTED_FORKS = _FORKS.where(
    forked_records.c.received_us >= bindparam("since"), forked_records.c.verdict != Standing.ACCEPTED.value
)
_FIXES = _RECORDS.where(
    records.c.kind == ClockFixed.kind,
    records.c.verdict == Standing.ACCEPTED.value,
    records.c.boot.in_(bindparam("boots", expanding=True)),
)
_CLASHES = (
    select(
        forked_records.c.ledger,
        forked_records.c.seq,
        forked_records.c.kind,
        forked_records.c.wall_us,
        records.c.ledger.label("first_ledger"),
        records.c.seq.label("first_seq"),
        records.c.kind.label("first_kind"),
        records.c.wall_us.label("first_wall_us"),
    )
    .join(
        records,
        or_(
            records.c.id == forked_records.c.id,
            and_(records.c.ledger == forked_records.c.ledger, records.c.seq == forked_records.c.seq),
        ),
    )
    .order_by(forked_records.c.ledger, forked_records.c.seq, records.c.seq)
    .limit(bindparam("most"))
)
_SETTLE = (
    update(records)
    .where(records.c.id == bindparam("wanted"))
    .values(verdict=bindparam("word"), reason=bindparam("why"))
)
_SETTLE_FORK = (
    update(forked_records)
    .where(forked_records.c.id == bindparam("wanted"), forked_records.c.digest == bindparam("content"))
    .values(verdict=bindparam("word"))
)


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that was kept aside, and the one that has its id or its number; wall times, as the kiosk had them."""

    ledger: LedgerId
    seq: int
    kind: str
    wall_us: int
    first_ledger: LedgerId
    first_seq: int
    first_kind: str
    first_wall_us: int


class Held:
    """Held records in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def stored(self, ids: Collection[RecordId]) -> dict[RecordId, Stored]:
        """Return those of ``ids`` that are kept, whatever they are worth."""
        rows = (row for some in chunks(sorted(ids)) for row in self._connection.execute(_THESE, {"ids": some}))
        return {RecordId(row.id): _stored(row) for row in rows}

    def all(self) -> Iterator[Stored]:
        """Yield everything that is held, second histories last."""
        yield from map(_stored, self._connection.execute(_HELD))
        yield from map(_fork, self._connection.execute(_HELD_FORKS))

    def held_for(self, reasons: Iterable[Hold]) -> list[RecordId]:
        """Return the ids of the records held for one of ``reasons``."""
        return [RecordId(each) for each in self._connection.execute(_HELD_FOR, {"reasons": sorted(reasons)}).scalars()]

    def openings(self) -> list[Stored]:
        """Return the records that open an event which the centre doesn't know."""
        return [_stored(row) for row in self._connection.execute(_OPENINGS)]

    def doubtful(self, ledger: LedgerId, boots: Collection[BootId]) -> list[RecordId]:
        """Return the ids of the records of these boots that are held because nobody can tell when they were."""
        asked = {"reasons": [Hold.DOUBTFUL_TIME], "in_ledger": ledger}
        return [
            RecordId(each)
            for some in chunks(sorted(boots))
            for each in self._connection.execute(_HELD_OF_BOOTS, asked | {"boots": some}).scalars()
        ]

    def fixes(self, boots: Collection[BootId]) -> list[Record]:
        """Return the accepted clock fixes of these boots."""
        rows = (row for some in chunks(sorted(boots)) for row in self._connection.execute(_FIXES, {"boots": some}))
        return [each.record for each in map(_stored, rows) if each.record is not None]

    def forks_at(self, hub: str, since_us: int) -> list[Stored]:
        """Return the second histories of a hub that count, received at or after ``since_us``."""
        return [_fork(row) for row in self._connection.execute(_FORKS_AT, {"place": hub, "since": since_us})]

    def uncounted(self, since_us: int) -> list[Stored]:
        """Return what doesn't count, or not yet, received at or after ``since_us``; second histories last."""
        asked = {"since": since_us}
        records_found = map(_stored, self._connection.execute(_UNCOUNTED, asked))
        return [*records_found, *map(_fork, self._connection.execute(_UNCOUNTED_FORKS, asked))]

    def clashes(self, most: int) -> list[Clash]:
        """Return at most ``most`` of the second histories' records, each beside the one that was there first."""
        return [Clash(*row) for row in self._connection.execute(_CLASHES, {"most": most})]

    def settle(self, results: Iterable[tuple[RecordId, Result]]) -> None:
        """Store what became of records."""
        rows = [{"wanted": record, "word": each.standing.value, "why": each.reason} for record, each in results]
        if rows:
            self._connection.execute(_SETTLE, rows)

    def settle_forks(self, results: Iterable[tuple[RecordId, Result]]) -> None:
        """Store what became of second histories, by the ids that ``all`` gave them."""
        worth = dict(results)
        found = (row for row in self._connection.execute(_FORKS).all() if fork_id(row.id, row.digest) in worth)
        for row in found:
            word = worth[fork_id(row.id, row.digest)].standing.value
            self._connection.execute(_SETTLE_FORK, {"wanted": row.id, "content": row.digest, "word": word})


def fork_id(record: str, digest: bytes) -> RecordId:
    """Return an id for a second history, which may bear the first one's."""
    return RecordId(f"{record}~{digest.hex()[:_DIGEST_CHARACTERS]}")


def _fork(row: Row[tuple[object, ...]]) -> Stored:
    return _made(row, fork_id(row.id, row.digest), Hold.FORKED, wrong_hub=False)


def _stored(row: Row[tuple[object, ...]]) -> Stored:
    reason = None if row.reason is None else Hold(row.reason)
    return _made(row, RecordId(row.id), reason, wrong_hub=row.wrong_hub)


def _made(row: Row[tuple[object, ...]], record_id: RecordId, reason: Hold | None, *, wrong_hub: bool) -> Stored:
    taken = ClockReading(row.wall_us, row.synchronised, BootId(row.boot), row.boottime_us)
    ledger = LedgerId(row.ledger)
    try:
        body = msgspec.json.decode(row.body, type=dict)
        record = Record(record_id, ledger, row.seq, row.kind, taken, body)
    except (msgspec.MsgspecError, RecursionError):
        record = None
    return Stored(
        record_id,
        row.kind,
        taken,
        row.received_us,
        ledger,
        row.seq,
        KioskId(row.kiosk),
        row.hub,
        Standing(row.verdict),
        reason,
        wrong_hub,
        record,
    )
