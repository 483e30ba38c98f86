"""Boots of kiosks: when each was, as far as the centre heard."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.engine import Row

from badge_service.domain.boots import Boot, Heard
from badge_service.store.chunks import chunks
from badge_service.store.tables import boots, ledgers, records
from kiosk.domain.clock import ClockFix, ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.errors import BadRecordError
from kiosk.domain.ids import BootId, KioskId, LedgerId, RecordId
from kiosk.domain.records import ClockFixed, Record, fact_of

_OF_LEDGER = select(boots).where(boots.c.ledger == bindparam("wanted"))
_SOME = _OF_LEDGER.where(boots.c.boot.in_(bindparam("named", expanding=True)))
_BETWEEN = _OF_LEDGER.where(boots.c.first_seq.between(bindparam("first"), bindparam("last"))).order_by(
    boots.c.first_seq
)
_BEFORE = (
    _OF_LEDGER.where(boots.c.first_seq < bindparam("seq")).order_by(boots.c.first_seq.desc()).limit(bindparam("most"))
)
_AFTER = _OF_LEDGER.where(boots.c.first_seq > bindparam("seq")).order_by(boots.c.first_seq).limit(bindparam("most"))
_CHANGE = (
    update(boots)
    .where(boots.c.ledger == bindparam("in_ledger"), boots.c.boot == bindparam("of_boot"))
    .values({column.name: bindparam(f"new_{column.name}") for column in boots.c if not column.primary_key})
)
_FIXES = (
    select(
        *(records.c[name] for name in ("id", "ledger", "seq", "kind", "wall_us", "synchronised", "boot")),
        records.c.boottime_us,
        records.c.body,
    )
    .join(ledgers, ledgers.c.id == records.c.ledger)
    .where(records.c.kind == ClockFixed.kind, records.c.verdict == Verdict.ACCEPTED.value)
    .where(records.c.boot.in_(bindparam("named", expanding=True)), ledgers.c.kiosk == bindparam("of_kiosk"))
)
_OF_KIOSK = select(ledgers.c.kiosk).where(ledgers.c.id == bindparam("wanted"))
_HOLDING = (
    select(boots.c.ledger, boots.c.boot)
    .join(ledgers, ledgers.c.id == boots.c.ledger)
    .where(ledgers.c.kiosk == bindparam("of_kiosk"), boots.c.boot.in_(bindparam("named", expanding=True)))
)


class Boots:
    """The boots in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def some(self, ledger: LedgerId, named: Collection[BootId]) -> dict[BootId, Boot]:
        """Return those of ``named`` that are known in ``ledger``."""
        asked = ({"wanted": ledger, "named": some} for some in chunks(sorted(named)))
        return {BootId(row.boot): _boot(row) for each in asked for row in self._connection.execute(_SOME, each)}

    def between(self, ledger: LedgerId, first_seq: int, last_seq: int) -> list[Boot]:
        """Return the boots that began with a record of these numbers or one between them, in their order."""
        asked = {"wanted": ledger, "first": first_seq, "last": last_seq}
        return [_boot(row) for row in self._connection.execute(_BETWEEN, asked)]

    def before(self, ledger: LedgerId, first_seq: int, most: int) -> list[Boot]:
        """Return the last boots that began before that number, at most ``most``, the nearest first."""
        return [_boot(row) for row in self._connection.execute(_BEFORE, _near(ledger, first_seq, most))]

    def after(self, ledger: LedgerId, first_seq: int, most: int) -> list[Boot]:
        """Return the first boots that began after that number, at most ``most``, the nearest first."""
        return [_boot(row) for row in self._connection.execute(_AFTER, _near(ledger, first_seq, most))]

    def holding(self, ledger: LedgerId, named: Collection[BootId]) -> dict[LedgerId, set[BootId]]:
        """Return in which ledgers of the kiosk that wrote ``ledger`` these boots are."""
        kiosk = self._connection.execute(_OF_KIOSK, {"wanted": ledger}).scalar()
        found: dict[LedgerId, set[BootId]] = defaultdict(set)
        for some in chunks(sorted(named)):
            for row in self._connection.execute(_HOLDING, {"named": some, "of_kiosk": kiosk}):
                found[LedgerId(row.ledger)].add(BootId(row.boot))
        return found

    def put(self, known: Collection[BootId], after: Iterable[Boot]) -> None:
        """Store boots; ``known``: those of them that are there already."""
        rows = [_row(boot) for boot in after]
        new = [row for row in rows if row["boot"] not in known]
        if new:
            self._connection.execute(insert(boots), new)
        changed = [_named(row) for row in rows if row["boot"] in known]
        if changed:
            self._connection.execute(_CHANGE, changed)

    def fixes(self, ledger: LedgerId, named: Collection[BootId]) -> dict[BootId, list[ClockFix]]:
        """Return what the kiosk that wrote ``ledger`` recorded of the true time of these boots."""
        kiosk: KioskId | None = self._connection.execute(_OF_KIOSK, {"wanted": ledger}).scalar()
        found: dict[BootId, list[ClockFix]] = defaultdict(list)
        for some in chunks(sorted(named)):
            for row in self._connection.execute(_FIXES, {"named": some, "of_kiosk": kiosk}):
                fix = _fix(row)
                if fix is not None:
                    found[fix.boot].append(fix)
        return found


def _near(ledger: LedgerId, first_seq: int, most: int) -> dict[str, object]:
    return {"wanted": ledger, "seq": first_seq, "most": most}


def _fix(row: Row[tuple[object, ...]]) -> ClockFix | None:
    """Return what a record fixes; None for one of a newer kiosk's that this program can't read."""
    taken = ClockReading(row.wall_us, row.synchronised, BootId(row.boot), row.boottime_us)
    body = msgspec.json.decode(row.body, type=dict)
    try:
        fact = fact_of(Record(RecordId(row.id), LedgerId(row.ledger), row.seq, row.kind, taken, body))
    except BadRecordError:
        return None
    return fact.fix if isinstance(fact, ClockFixed) and fact.fix.boot == row.boot else None


def _boot(row: Row[tuple[object, ...]]) -> Boot:
    boot = BootId(row.boot)
    vouched = None if row.vouched_us is None else ClockReading(row.vouched_wall_us, True, boot, row.vouched_us)  # noqa: FBT003  that it was synchronised
    sent = None if row.sent_us is None else Heard(row.sent_us, row.sent_heard_us)
    return Boot(
        LedgerId(row.ledger),
        boot,
        row.first_seq,
        ClockReading(row.last_wall_us, vouched is not None, boot, row.last_us),
        vouched,
        Heard(row.received_us, row.received_heard_us),
        sent,
    )


def _row(boot: Boot) -> dict[str, object]:
    return {
        "ledger": boot.ledger,
        "boot": boot.boot,
        "first_seq": boot.first_seq,
        "last_us": boot.last.boottime_us,
        "last_wall_us": boot.last.wall_us,
        "vouched_us": None if boot.vouched is None else boot.vouched.boottime_us,
        "vouched_wall_us": None if boot.vouched is None else boot.vouched.wall_us,
        "received_us": boot.received.boottime_us,
        "received_heard_us": boot.received.received_us,
        "sent_us": None if boot.sent is None else boot.sent.boottime_us,
        "sent_heard_us": None if boot.sent is None else boot.sent.received_us,
    }


def _named(row: dict[str, object]) -> dict[str, object]:
    keys = {"ledger": "in_ledger", "boot": "of_boot"}
    return {keys.get(name, f"new_{name}"): value for name, value in row.items()}
