"""Taking out what must go, a little at a time so that no tap waits: forgotten people, and what a full pull left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.clock import TimeLine
from kiosk.domain.records import REDACTED, Body
from kiosk.domain.redaction import blanked, digest_of, reaches
from kiosk.ports import BEGINNING, Due, Place, Store, StoredRecord, Told, Transaction

_AT_ONCE = 400
"""Rows that one step looks at: some milliseconds, also on a Pi."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """How far a walk has come in members, cards and records, one after the other; None: to their end."""

    members: str | None = ""
    cards: str | None = ""
    records: Place | None = BEGINNING

    @property
    def ended(self) -> bool:
        return self.members is None and self.cards is None and self.records is None

    def on(self, transaction: Transaction, due: Due, clocks: TimeLine, most: int) -> "_Walk":
        """Look at ``most`` more rows, or at what is left; return the walk after that."""
        goes = _who_goes(due)
        walk, left = self, most
        if walk.members is not None:
            looked, last = transaction.redactions.thin_members(walk.members, left, goes)
            walk, left = replace(walk, members=last if looked == left else None), left - looked
        if left and walk.cards is not None:
            looked, last = transaction.redactions.thin_cards(walk.cards, left, goes)
            walk, left = replace(walk, cards=last if looked == left else None), left - looked
        if left and walk.records is not None:
            walk = replace(walk, records=_blank_some(transaction, due, clocks, walk.records, left))
        return walk


class Tidying:
    """Walks through members, cards and records, a step at a time; begins anew after a restart or when more is due."""

    def __init__(self, store: Store, *, expire_copies: Callable[[], bool], at_once: int = _AT_ONCE) -> None:
        """``expire_copies``: removes whatever else on this machine still holds records as they were.

        It returns False where that must wait because records are still being carried over from there.
        """
        self._store = store
        self._expire_copies = expire_copies
        self._at_once = at_once
        self._due: Due | None = None
        self._walk = _Walk()
        self._idle = False

    def more_may_be_due(self) -> None:
        """Look again what is due: something was pulled, or time has passed since a refusal."""
        self._idle = False

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
            due = transaction.redactions.due()
            if due != self._due:
                self._due, self._walk = due, _Walk()
            if not due:
                self._idle = True
                return
            walk = self._walk.on(transaction, due, clocks, self._at_once)
        self._walk = walk
        if walk.ended:
            self._finish(due)

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


def _who_goes(due: Due) -> Callable[[str, int], bool]:
    """Return the test of a member or card, by its key and the generation that last named it."""
    forgotten = frozenset[str]().union(*(told.redaction.subjects for told in due.redactions))
    if not forgotten:
        return lambda _, generation: generation < due.before_generation
    return lambda key, generation: generation < due.before_generation or digest_of(key) in forgotten


def _blank_some(transaction: Transaction, due: Due, clocks: TimeLine, place: Place, most: int) -> Place | None:
    """Look at up to ``most`` records behind ``place``; return the last of them, or None where there are no more."""
    if not due.redactions:
        return None
    found = transaction.redactions.records_after(place, most)
    for record in found:
        for told in due.redactions:
            left = _left_of(record, told, clocks)
            if left is not None:
                transaction.redactions.blank(record.place, left)
                break
    return found[-1].place if len(found) == most else None


def _left_of(record: StoredRecord, told: Told, clocks: TimeLine) -> Body | None:
    """Return what is left of a record's body, or None where it stays as it is."""
    redaction = told.redaction
    if record.place > told.through or not reaches(redaction.at_us, _earliest_us(record, clocks)):
        return None
    left = blanked(record.body, redaction.subjects)
    if left is None and _found_by(record) & redaction.subjects:
        return {REDACTED: True}
    return left


def _earliest_us(record: StoredRecord, clocks: TimeLine) -> int | None:
    now = clocks.now(record.taken)
    return now.at_us if now.trusted else None


def _found_by(record: StoredRecord) -> frozenset[str]:
    """Return whose record it is by its look-up key: its body may be unreadable."""
    return frozenset() if record.lookup is None else frozenset({digest_of(record.lookup.partition(" ")[2])})
