"""Taking out what must go, a little at a time so that no tap waits: forgotten people, and what a full pull left out."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.clock import TimeLine
from kiosk.ports import BEGINNING, Due, Place, Store, Transaction
from kiosk.usecases.forgotten import Forgotten

_AT_ONCE = 400
"""The most rows that one step looks at."""
_STEP_S = 0.004
"""How long a step may go on looking: a tap may wait for it."""
_PIECE = 20
"""Rows between two looks at the clock."""


_Thin = Callable[[str, int, Callable[[str, int], bool]], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Walk:
    """How far a walk has come: through how many kinds of rows, up to which key of the next, and then in the records.

    ``records``: None once they were all looked at.
    """

    kinds: int = 0
    key: str = ""
    records: Place | None = BEGINNING

    @property
    def ended(self) -> bool:
        return self.records is None

    def on(self, transaction: Transaction, forgotten: Forgotten, clocks: TimeLine, most: int) -> "_Walk":
        """Look at ``most`` more rows, or at what is left; return the walk after that."""
        walk, left = self, most
        for thin in _kinds(transaction)[walk.kinds :]:
            looked, last = thin(walk.key, left, forgotten.goes)
            if looked == left:
                return replace(walk, key=last)
            walk, left = replace(walk, kinds=walk.kinds + 1, key=""), left - looked
        if walk.records is None:
            return walk
        return replace(walk, records=_blank_some(transaction, forgotten, clocks, walk.records, left))


def _kinds(transaction: Transaction) -> tuple[_Thin, ...]:
    """Return what looks at each kind of rows, in turn. Words on cards go before the cards on which they hold."""
    rows = transaction.redactions
    return rows.thin_members, rows.thin_card_words, rows.thin_cards, rows.thin_names


class Tidying:
    """Walks through people, names and records, a step at a time; begins anew after a restart or when more is due."""

    def __init__(
        self,
        store: Store,
        *,
        expire_copies: Callable[[], bool],
        forgot: Callable[[], None] = lambda: None,
        at_once: int = _AT_ONCE,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """``expire_copies``: removes whatever else on this machine still holds records as they were.

        It returns False where that must wait because records are still being carried over from there. ``forgot`` is
        called once when people are no longer in the database: whoever keeps them in memory must forget them too.
        """
        self._store = store
        self._expire_copies = expire_copies
        self._forgot = forgot
        self._at_once = at_once
        self._monotonic_s = monotonic_s
        self._due: Due | None = None
        self._forgotten = Forgotten(Due(0, ()))
        self._walk = _Walk()
        self._idle = False
        self._look = True

    def more_may_be_due(self) -> None:
        """Look again what is due: something was pulled, or time has passed since a refusal."""
        self._idle = False
        self._look = True

    def rest(self) -> None:
        """Do nothing until ``more_may_be_due``."""
        self._idle = True

    def step(self, clocks: TimeLine) -> None:
        """Do a little of what is due, if anything is.

        Raises:
            StoreError: the database refused; the same is tried with the next step.

        """
        if self._idle:
            return
        with self._store.transaction() as transaction:
            due = self._what_is_due(transaction)
            if not due:
                self._idle = True
                return
            walk = self._walk_on(transaction, clocks)
        ends_now, self._walk = walk.ended and not self._walk.ended, walk
        if ends_now and due.redactions:
            self._forgot()
        if walk.ended:
            self._finish(due)
            self._look = True

    def _what_is_due(self, transaction: Transaction) -> Due:
        """Return what is due; read anew only where that may have changed: there may be thousands of redactions."""
        if self._look or self._due is None:
            due = transaction.redactions.due()
            if due != self._due:
                self._due, self._forgotten, self._walk = due, Forgotten(due), _Walk()
            self._look = False
        return self._due or Due(0, ())

    def _walk_on(self, transaction: Transaction, clocks: TimeLine) -> _Walk:
        """Walk for a few milliseconds at most, and at least a little."""
        until_s, walk, left = self._monotonic_s() + _STEP_S, self._walk, self._at_once
        while left and not walk.ended:
            piece = min(_PIECE, left)
            walk, left = walk.on(transaction, self._forgotten, clocks, piece), left - piece
            if self._monotonic_s() >= until_s:
                break
        return walk

    def _finish(self, due: Due) -> None:
        """Only once nothing is left anywhere is it done: a power cut before makes it begin anew."""
        if due.redactions:
            if not self._store.scrub():
                return
            if not self._expire_copies():
                self._walk = _Walk()
                self.rest()
                return
        with self._store.transaction() as transaction:
            transaction.redactions.finish(due)


def _blank_some(
    transaction: Transaction, forgotten: Forgotten, clocks: TimeLine, place: Place, most: int
) -> Place | None:
    """Look at up to ``most`` records behind ``place``; return the last of them, or None where there are no more."""
    if not forgotten.anybody:
        return None
    found = transaction.redactions.records_after(place, most)
    for record in found:
        left = forgotten.left_of(record, clocks)
        if left is not None:
            transaction.redactions.blank(record.place, left)
    return found[-1].place if len(found) == most else None
