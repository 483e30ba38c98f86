"""Counts over everything, for the audit and the operators' page."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, literal, select, union, union_all

from badge_service.domain.holds import Standing
from badge_service.store.tables import forked_records, kiosks, ledgers, records
from kiosk.domain.records import Tap


@dataclass(frozen=True, slots=True)
class Counts:
    """What was received. ``duplicates`` and ``refused`` count answers: neither is stored again.

    ``set_aside``: what an operator decided not to count.
    """

    records: int
    distinct_ids: int
    accepted: int
    held: int
    set_aside: int
    duplicates: int
    refused: int


@dataclass(frozen=True, slots=True)
class HeldCount:
    """How many records of a hub a person must decide about, for one reason."""

    hub: str
    reason: str
    count: int


_LAG = records.c.received_us - records.c.wall_us
_TAP_LAGS = select(_LAG).where(records.c.kind == Tap.kind)
_TAPS = select(func.count()).select_from(records).where(records.c.kind == Tap.kind)
_LAG_AT = _TAP_LAGS.order_by(_LAG).limit(1).offset(bindparam("rank"))
_VERDICTS = select(records.c.verdict, func.count()).group_by(records.c.verdict)
_FORKS = select(forked_records.c.verdict, func.count()).group_by(forked_records.c.verdict)
_IDS = union(select(records.c.id), select(forked_records.c.id)).subquery()
_ANSWERED = select(func.coalesce(func.sum(kiosks.c.duplicates), 0), func.coalesce(func.sum(kiosks.c.refused), 0))
_EACH_HELD = union_all(
    select(records.c.ledger, records.c.reason).where(records.c.verdict == Standing.HELD.value),
    select(forked_records.c.ledger, literal("forked").label("reason")).where(
        forked_records.c.verdict == Standing.HELD.value
    ),
).subquery()
_HELD = (
    select(ledgers.c.hub, _EACH_HELD.c.reason, func.count())
    .join(ledgers, ledgers.c.id == _EACH_HELD.c.ledger)
    .group_by(ledgers.c.hub, _EACH_HELD.c.reason)
    .order_by(ledgers.c.hub, _EACH_HELD.c.reason)
)
_NEWEST = select(func.max(records.c.received_us))


class Tally:
    """The counts in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def counts(self) -> Counts:
        """Return what was received so far."""
        standings: Counter[str] = Counter()
        for word, count in (*self._connection.execute(_VERDICTS), *self._connection.execute(_FORKS)):
            standings[word] += count
        ids = self._connection.execute(select(func.count()).select_from(_IDS)).scalar_one()
        duplicates, refused = self._connection.execute(_ANSWERED).one()
        return Counts(
            records=standings.total(),
            distinct_ids=ids,
            accepted=standings[Standing.ACCEPTED.value],
            held=standings[Standing.HELD.value],
            set_aside=standings[Standing.SET_ASIDE.value],
            duplicates=int(duplicates),
            refused=int(refused),
        )

    def held(self) -> list[HeldCount]:
        """Return what is held, hub by hub and reason by reason."""
        return [HeldCount(hub, reason, count) for hub, reason, count in self._connection.execute(_HELD)]

    def tap_lag_us(self, share: float) -> int | None:
        """Return the lag from a tap's wall time to its receipt that ``share`` of the taps stayed within."""
        taps = self._connection.execute(_TAPS).scalar_one()
        if not taps:
            return None
        rank = min(taps - 1, int(taps * share))
        return int(self._connection.execute(_LAG_AT, {"rank": rank}).scalar_one())

    def newest_us(self) -> int:
        """Return when the newest record was received, 0 before the first."""
        return self._connection.execute(_NEWEST).scalar() or 0
