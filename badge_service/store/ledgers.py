"""Ledgers and how complete they are."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from badge_service.domain.ledgers import Coverage, Missing
from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import ledger_gaps, ledgers
from kiosk.domain.ids import KioskId, LedgerId


@dataclass(frozen=True, slots=True)
class Ledger:
    """One numbering of records by one kiosk at one hub."""

    id: LedgerId
    kiosk: KioskId
    hub: str
    highest: int = 0


_OF_LEDGER = ledger_gaps.c.ledger == bindparam("wanted")
_ONE = select(ledgers.c.id, ledgers.c.kiosk, ledgers.c.hub, ledgers.c.highest).where(
    ledgers.c.id == bindparam("wanted")
)
_MINE_ALONE = _ONE.with_for_update()
_ALL = select(ledgers.c.id, ledgers.c.kiosk, ledgers.c.hub, ledgers.c.highest).order_by(ledgers.c.id)
_RISE = update(ledgers).where(ledgers.c.id == bindparam("wanted")).values(highest=bindparam("height"))
_GAPS = (
    select(ledger_gaps.c.first, ledger_gaps.c.last)
    .where(_OF_LEDGER, ledger_gaps.c.last >= bindparam("low"), ledger_gaps.c.first <= bindparam("high"))
    .order_by(ledger_gaps.c.first)
    .limit(bindparam("most"))
)
_CLOSE_GAP = delete(ledger_gaps).where(_OF_LEDGER, ledger_gaps.c.first == bindparam("began"))
_ALL_GAPS = select(ledger_gaps.c.ledger, ledger_gaps.c.first, ledger_gaps.c.last).order_by(
    ledger_gaps.c.ledger, ledger_gaps.c.first
)
_FIRST_GAP = select(func.min(ledger_gaps.c.first)).where(_OF_LEDGER)
_EVERYWHERE = 2**62


class Ledgers:
    """The ledgers in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def open(self, ledger: LedgerId, kiosk: KioskId, hub: str) -> Ledger:
        """Return the ledger, new if need be, for this transaction alone. The first kiosk that uses one owns it."""
        row = self._connection.execute(_MINE_ALONE, {"wanted": ledger}).first()
        if row is None:
            new = {"id": ledger, "kiosk": kiosk, "hub": hub, "highest": 0}
            self._connection.execute(insert_if_absent(self._connection, ledgers), new)
            row = self._connection.execute(_MINE_ALONE, {"wanted": ledger}).one()
        return Ledger(*row)

    def find(self, ledger: LedgerId) -> Ledger | None:
        """Return the ledger, or None."""
        row = self._connection.execute(_ONE, {"wanted": ledger}).first()
        return None if row is None else Ledger(*row)

    def all(self) -> list[Ledger]:
        """Return every ledger."""
        return [Ledger(*row) for row in self._connection.execute(_ALL)]

    def missing(self, ledger: LedgerId, low: int = 0, high: int = _EVERYWHERE, most: int = -1) -> tuple[Missing, ...]:
        """Return the gaps that overlap ``low`` to ``high``, ascending, at most ``most``."""
        asked = {"wanted": ledger, "low": low, "high": high, "most": most if most >= 0 else _EVERYWHERE}
        return tuple(Missing(*row) for row in self._connection.execute(_GAPS, asked))

    def all_missing(self) -> dict[LedgerId, list[Missing]]:
        """Return every gap of every ledger."""
        gaps: dict[LedgerId, list[Missing]] = defaultdict(list)
        for ledger, first, last in self._connection.execute(_ALL_GAPS):
            gaps[ledger].append(Missing(first, last))
        return gaps

    def complete_through(self, ledger: LedgerId, highest: int) -> int:
        """Return the highest number with none missing below it, of a ledger that goes up to ``highest``."""
        first: int | None = self._connection.execute(_FIRST_GAP, {"wanted": ledger}).scalar()
        return highest if first is None else first - 1

    def update(self, ledger: LedgerId, before: Coverage, after: Coverage) -> None:
        """Store what changed between two coverages of the same part of the ledger."""
        if after.highest != before.highest:
            self._connection.execute(_RISE, {"wanted": ledger, "height": after.highest})
        closed = [{"wanted": ledger, "began": gap.first} for gap in set(before.missing) - set(after.missing)]
        if closed:
            self._connection.execute(_CLOSE_GAP, closed)
        opened = sorted(set(after.missing) - set(before.missing))
        if opened:
            rows = [{"ledger": ledger, "first": gap.first, "last": gap.last} for gap in opened]
            self._connection.execute(insert(ledger_gaps), rows)
