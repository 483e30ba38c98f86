"""Ledgers, and how far each is delivered."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.delivery import Delivery, Exceptional, Standing
from kiosk.domain.ids import HubId, KioskId, LedgerId
from kiosk.domain.ledger_starts import Began, Span
from kiosk.ports import Ledger, LedgerStory, Outstanding
from kiosk.store.tables import delivery_exceptions, ledgers, records

_LAST_HERE = (
    select(func.coalesce(func.max(records.c.seq), 0)).where(records.c.ledger == ledgers.c.number).scalar_subquery()
)
_HIGHEST = func.max(_LAST_HERE, ledgers.c.purged_mark)
"""A number that was used is never used again, even where its record was removed."""
_ALL = select(ledgers, _HIGHEST.label("highest")).order_by(ledgers.c.number)
_CURRENT = _ALL.where(~ledgers.c.closed)
_EXCEPTIONS = select(delivery_exceptions).where(delivery_exceptions.c.ledger == bindparam("number"))
_AMONG = _EXCEPTIONS.where(delivery_exceptions.c.seq.between(bindparam("low"), bindparam("high")))
_COUNTS = (
    select(delivery_exceptions.c.state, func.count())
    .where(delivery_exceptions.c.ledger == bindparam("number"))
    .group_by(delivery_exceptions.c.state)
)
_WAITING = (
    select(delivery_exceptions.c.seq)
    .where(delivery_exceptions.c.ledger == bindparam("number"), delivery_exceptions.c.seq > bindparam("after"))
    .where(delivery_exceptions.c.state == Exceptional.WAITING.value)
    .order_by(delivery_exceptions.c.seq)
    .limit(bindparam("most"))
)
_MARK = select(ledgers.c.settled_mark).where(ledgers.c.number == bindparam("number"))
_DROP = delete(delivery_exceptions).where(
    delivery_exceptions.c.ledger == bindparam("in_ledger"), delivery_exceptions.c.seq == bindparam("at_seq")
)
_PUT_ROW = upsert(delivery_exceptions)
_PUT = _PUT_ROW.on_conflict_do_update(
    index_elements=["ledger", "seq"],
    set_={name: _PUT_ROW.excluded[name] for name in ("state", "reason", "refused_by")},
)


class LedgersTable:
    """``kiosk.ports.Ledgers`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection

    def current(self) -> Ledger | None:
        """Return the open ledger, or None before enrolment."""
        row = self._connection.execute(_CURRENT).one_or_none()
        return None if row is None else _ledger(row)

    def all(self) -> tuple[Ledger, ...]:
        """Return every ledger, oldest first."""
        return tuple(_ledger(row) for row in self._connection.execute(_ALL))

    def open_new(
        self, ledger: LedgerId, kiosk: KioskId, hub: HubId, *, began: Began = Began.ENROLLED, above: int = 0
    ) -> Ledger:
        """Close whatever is open and start a ledger."""
        self._connection.execute(update(ledgers).values(closed=True))
        used = self._connection.execute(select(func.coalesce(func.max(ledgers.c.number), 0))).scalar_one()
        number = max(used, above) + 1
        self._connection.execute(
            insert(ledgers).values(
                number=number, id=ledger, kiosk=kiosk, hub=hub, settled_mark=0, closed=False, began=began.value
            )
        )
        return Ledger(number, ledger, kiosk, hub, highest=0)

    def stories(self) -> tuple[LedgerStory, ...]:
        """Return the story of every ledger, oldest first."""
        return tuple(_story(row) for row in self._connection.execute(_ALL))

    def note_lost(self, ledger: Ledger, lost: Sequence[Span]) -> None:
        """Remember which numbers of ``ledger`` are lost here."""
        self._change(ledger, lost=msgspec.json.encode(lost).decode())

    def confirm(self, ledger: Ledger, through: int) -> None:
        """Remember how far the service has it."""
        self._change(ledger, confirmed_mark=through)

    def note_purged(self, ledger: Ledger, through: int) -> None:
        """Remember how far it was removed here."""
        self._change(ledger, purged_mark=through)

    def _change(self, ledger: Ledger, **values: str | int) -> None:
        self._connection.execute(update(ledgers).where(ledgers.c.number == ledger.number).values(**values))

    def outstanding(self, ledger: Ledger) -> Outstanding:
        """Count what the service has not settled."""
        rows = self._connection.execute(_COUNTS, {"number": ledger.number})
        counts = {Exceptional(state): count for state, count in rows.tuples()}
        behind_the_mark = ledger.highest - self._mark(ledger)
        return Outstanding(behind_the_mark + counts.get(Exceptional.WAITING, 0), counts.get(Exceptional.REFUSED, 0))

    def waiting_after(self, ledger: Ledger, seq: int, *, most: int) -> tuple[int, ...]:
        """Return numbers above ``seq`` that wait again below the settled mark, in order."""
        asked = {"number": ledger.number, "after": seq, "most": most}
        return tuple(self._connection.execute(_WAITING, asked).scalars())

    def delivery(self, ledger: Ledger, seqs: range | None = None) -> Delivery:
        """Return how far ``ledger`` is delivered; of the exceptions, those in ``seqs`` where that is given."""
        mark = self._mark(ledger)
        if seqs is None:
            rows = self._connection.execute(_EXCEPTIONS, {"number": ledger.number})
        else:
            among = {"number": ledger.number, "low": seqs.start, "high": seqs.stop - 1}
            rows = self._connection.execute(_AMONG, among)
        return Delivery(mark, {row.seq: _standing(row) for row in rows})

    def save_delivery(self, ledger: Ledger, before: Delivery, after: Delivery) -> None:
        """Write what differs."""
        if after.mark != before.mark:
            change = update(ledgers).where(ledgers.c.number == ledger.number)
            self._connection.execute(change.values(settled_mark=after.mark))
        gone = [seq for seq in before.exceptions if seq not in after.exceptions]
        if gone:
            self._connection.execute(_DROP, [{"in_ledger": ledger.number, "at_seq": seq} for seq in gone])
        new = {seq: it for seq, it in after.exceptions.items() if before.exceptions.get(seq) != it}
        if new:
            rows = [
                {
                    "ledger": ledger.number,
                    "seq": seq,
                    "state": it.state.value,
                    "reason": it.reason,
                    "refused_by": msgspec.json.encode(sorted(it.refused_by)).decode(),
                }
                for seq, it in new.items()
            ]
            self._connection.execute(_PUT, rows)

    def _mark(self, ledger: Ledger) -> int:
        mark: int = self._connection.execute(_MARK, {"number": ledger.number}).scalar_one()
        return mark


def _standing(row: Row[Any]) -> Standing:
    return Standing(Exceptional(row.state), row.reason, msgspec.json.decode(row.refused_by, type=frozenset[str]))


def _ledger(row: Row[Any]) -> Ledger:
    return Ledger(row.number, LedgerId(row.id), KioskId(row.kiosk), HubId(row.hub), row.highest)


def _story(row: Row[Any]) -> LedgerStory:
    lost = msgspec.json.decode(row.lost, type=tuple[Span, ...])
    return LedgerStory(_ledger(row), row.closed, _began(row.began), lost, row.confirmed_mark, row.purged_mark)


def _began(word: str) -> Began:
    try:
        return Began(word)
    except ValueError:  # a newer program knows more reasons
        return Began.ENROLLED
