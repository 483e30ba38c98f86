"""The records of some days, read a little at a time so that no tap waits, and who came by them."""

from collections.abc import Mapping
from typing import TypeVar

from kiosk.domain.ids import CardToken, LedgerId, MemberRef, RecordId
from kiosk.domain.records import (
    CardLinked,
    CardLost,
    EventClosed,
    EventOpened,
    Headcount,
    Moved,
    Record,
    StaffIn,
    StaffOut,
    Tap,
    Voided,
    readable_fact,
)
from kiosk.ports import CardEntry, Ledger, MemberEntry, Store, Transaction
from kiosk.usecases.sheets import Derived, People, derived
from kiosk.usecases.situation import Situation

_K = TypeVar("_K")
_V = TypeVar("_V")
_AT_ONCE = 50
"""Records, or people, looked at in one step: a tap may wait for it."""
_US_PER_S = 1_000_000
_ABOUT_PEOPLE = (Tap, StaffIn, StaffOut, Headcount, CardLinked, CardLost)
_KINDS = frozenset(kind.kind for kind in (*_ABOUT_PEOPLE, EventOpened, EventClosed, Voided, Moved))


class Roster:
    """Everything since some moment that tells who came. Loop thread only.

    Call ``step`` until it returns False, and again when something was recorded; ``people_changed`` after a pull, a link
    or a loss. Make another one after people were forgotten: what is kept here is as it was read.
    """

    def __init__(self, store: Store, since_us: int) -> None:
        """Read nothing yet. ``since_us``: what was recorded before is not needed."""
        self.since_us = since_us
        self._store = store
        self._records = dict[RecordId, Record]()
        self._read_to = dict[LedgerId, int]()
        self._read_from = dict[LedgerId, int]()
        self._further_back = True
        self._cards = dict[CardToken, CardEntry]()
        self._members = dict[MemberRef, MemberEntry]()
        self._tokens = dict[CardToken, bool]()
        self._refs = dict[MemberRef, bool]()
        self._version = 0
        self._last: tuple[object, Derived] | None = None

    @property
    def whole(self) -> bool:
        """Whether everything since then was read and everyone looked up, as of the last step."""
        return not self._further_back and all(self._tokens.values()) and all(self._refs.values())

    def add(self, record: Record) -> None:
        """Take in a record; one that is known already changes nothing."""
        if record.kind not in _KINDS or record.id in self._records:
            return
        self._records[record.id] = record
        self._version += 1
        self._name(record)

    def people_changed(self) -> None:
        """Look everyone up anew, with the next steps."""
        self._tokens = dict.fromkeys(self._tokens, False)
        self._refs = dict.fromkeys(self._refs, False)

    def step(self, situation: Situation) -> bool:
        """Read a little: what is new, else further back, and whom it names; return whether more is to be read.

        Raises:
            StoreError: the database refused; the next step tries again.

        """
        with self._store.transaction() as transaction:
            ledgers = transaction.ledgers.all()
            if not self._read_new(transaction, ledgers) and self._further_back:
                self._read_back(transaction, ledgers, situation)
            self._look_up(transaction)
        return not self.whole

    def derived(self, situation: Situation, now_us: int) -> Derived:
        """Return what follows from what was read, at ``now_us``."""
        key = self._version, situation.dated, situation.line, situation.openings, now_us // _US_PER_S
        if self._last is None or self._last[0] != key:
            people = People(dict(self._cards), dict(self._members))
            self._last = key, derived(dict(self._records), people, situation, now_us)
        return self._last[1]

    # ------------------------------------------------------------- reading

    def _read_new(self, transaction: Transaction, ledgers: tuple[Ledger, ...]) -> bool:
        """Read what was recorded since the last step; return whether there was anything."""
        if not self._read_to:
            for ledger in ledgers:
                self._read_to[ledger.id], self._read_from[ledger.id] = ledger.highest, ledger.highest + 1
            return False
        for ledger in ledgers:
            known = self._read_to.setdefault(ledger.id, 0)
            self._read_from.setdefault(ledger.id, 1)
            if ledger.highest > known:
                found = transaction.records.after(ledger, known, most=_AT_ONCE)
                for record in found:
                    self.add(record)
                self._read_to[ledger.id] = found[-1].seq if found else ledger.highest
                return True
        return False

    def _read_back(self, transaction: Transaction, ledgers: tuple[Ledger, ...], situation: Situation) -> None:
        """Read what was recorded before what is known, the latest first."""
        for ledger in reversed(ledgers):
            below = self._read_from[ledger.id]
            if below > 1:
                self._further_back = self._take_back(transaction, ledger, below, situation)
                return
        self._further_back = False

    def _take_back(self, transaction: Transaction, ledger: Ledger, below: int, situation: Situation) -> bool:
        """Read records of ``ledger`` below ``below``; return whether there may be more that is needed."""
        found = transaction.records.before(ledger, below, most=_AT_ONCE)
        self._read_from[ledger.id] = found[-1].seq if found else 0
        for record in found:
            now = situation.now(record.taken)
            if now.trusted and now.at_us < self.since_us:
                return False
            self.add(record)
        return True

    # ------------------------------------------------------------- people

    def _name(self, record: Record) -> None:
        """Remember whom ``record`` names, to be looked up."""
        fact = readable_fact(record)
        if isinstance(fact, Tap):
            for token in fact.tokens:
                self._tokens.setdefault(token, False)
        elif isinstance(fact, StaffIn | StaffOut):
            self._refs.setdefault(fact.member, False)

    def _look_up(self, transaction: Transaction) -> None:
        tokens = [token for token, looked_up in self._tokens.items() if not looked_up][:_AT_ONCE]
        if tokens:
            cards = transaction.people.cards(tokens)
            self._renew(self._cards, {token: cards.get(token) for token in tokens})
            self._tokens.update(dict.fromkeys(tokens, True))
            for entry in cards.values():
                if entry.member is not None:
                    self._refs.setdefault(entry.member, False)
        refs = [ref for ref, looked_up in self._refs.items() if not looked_up][:_AT_ONCE]
        if refs:
            members = transaction.people.known(refs)
            self._renew(self._members, {ref: members.get(ref) for ref in refs})
            self._refs.update(dict.fromkeys(refs, True))

    def _renew(self, known: dict[_K, _V], found: Mapping[_K, _V | None]) -> None:
        for key, value in found.items():
            if known.get(key) != value:
                self._version += 1
            if value is None:
                known.pop(key, None)
            else:
                known[key] = value
