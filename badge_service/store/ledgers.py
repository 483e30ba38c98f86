"""Ledgers and how complete they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from badge_service.domain.ledgers import Coverage, Missing
from badge_service.store.chunks import chunks
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


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that the centre lacks, and when a later one came first; None where that wasn't kept yet."""

    first: int
    last: int
    since_us: int | None


_KIOSKS = select(ledgers.c.id, ledgers.c.kiosk).where(ledgers.c.id.in_(bindparam("ids", expanding=True)))
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
_SINCE = select(ledger_gaps).where(_OF_LEDGER, ledger_gaps.c.first.in_(bindparam("began", expanding=True)))
_ALL_GAPS = select(ledger_gaps).order_by(ledger_gaps.c.ledger, ledger_gaps.c.first)
_FIRST_GAP = select(func.min(ledger_gaps.c.first)).where(_OF_LEDGER)
_EVERYWHERE = 2**62


class Ledgers:
    """The ledgers in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def siblings(self, ids: Collection[LedgerId]) -> dict[LedgerId, list[LedgerId]]:
        """Return for each of these ledgers those of them that the same kiosk wrote, itself among them."""
        kiosks = {row.id: row.kiosk for some in chunks(ids) for row in self._connection.execute(_KIOSKS, {"ids": some})}
        together: dict[KioskId, list[LedgerId]] = defaultdict(list)
        for ledger, kiosk in kiosks.items():
            together[kiosk].append(LedgerId(ledger))
        return {LedgerId(ledger): together[kiosk] for ledger, kiosk in kiosks.items()}

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
        for row in self._connection.execute(_ALL_GAPS):
            gaps[LedgerId(row.ledger)].append(Missing(row.first, row.last))
        return gaps

    def gaps(self) -> dict[LedgerId, list[Gap]]:
        """Return every gap of every ledger, and since when it is there."""
        found: dict[LedgerId, list[Gap]] = defaultdict(list)
        for row in self._connection.execute(_ALL_GAPS):
            found[LedgerId(row.ledger)].append(Gap(row.first, row.last, row.since_us))
        return found

    def complete_through(self, ledger: LedgerId, highest: int) -> int:
        """Return the highest number with none missing below it, of a ledger that goes up to ``highest``."""
        first: int | None = self._connection.execute(_FIRST_GAP, {"wanted": ledger}).scalar()
        return highest if first is None else first - 1

    def update(self, ledger: LedgerId, before: Coverage, after: Coverage, now_us: int) -> None:
        """Store what changed between two coverages of the same part of the ledger; new gaps are there since ``now_us``.

        What is left of a gap that was partly filled is there since that one was.
        """
        if after.highest != before.highest:
            self._connection.execute(_RISE, {"wanted": ledger, "height": after.highest})
        closed = sorted(set(before.missing) - set(after.missing))
        opened = sorted(set(after.missing) - set(before.missing))
        since = self._since(ledger, closed) if closed and opened else {}
        if closed:
            self._connection.execute(_CLOSE_GAP, [{"wanted": ledger, "began": gap.first} for gap in closed])
        if opened:
            rows = [
                {"ledger": ledger, "first": gap.first, "last": gap.last, "since_us": _inherited(gap, since, now_us)}
                for gap in opened
            ]
            self._connection.execute(insert(ledger_gaps), rows)

    def _since(self, ledger: LedgerId, closed: Iterable[Missing]) -> dict[Missing, int | None]:
        """Return since when those of a ledger's gaps are there."""
        known: dict[Missing, int | None] = {}
        for some in chunks(closed):
            asked = {"wanted": ledger, "began": [gap.first for gap in some]}
            known |= {Missing(row.first, row.last): row.since_us for row in self._connection.execute(_SINCE, asked)}
        return known


def _inherited(gap: Missing, since: Mapping[Missing, int | None], now_us: int) -> int | None:
    return next((known for whole, known in since.items() if whole.first <= gap.first <= whole.last), now_us)
