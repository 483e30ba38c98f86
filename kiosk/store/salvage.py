"""From a damaged database into a new one: what is known at once, then the rest piece by piece, then what is missing.

The old ledgers keep their numbers and go on being delivered; they are closed. Doing any of it twice changes nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Executable, Table, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, StatementError

from kiosk.domain.delivery import Exceptional
from kiosk.domain.ledger_starts import Marker, Span, gaps
from kiosk.ports import Enrolment
from kiosk.store.salvaged_rows import fit, tidy
from kiosk.store.tables import (
    HERE,
    card_words,
    cards,
    delivery_exceptions,
    enrolment,
    events,
    ledgers,
    made_events,
    marks,
    members,
    names,
    pull,
    records,
    redactions,
    staff,
    staff_cards,
)
from kiosk.store.wreck import Row, Wreck, open_wreck

_PEOPLE = {"members": members, "cards": cards}
_OLD = 0
"""The generation of what was salvaged: the next full pull replaces it."""
_SECOND = update(pull).where(pull.c.generation < 2).values(generation=2)  # noqa: PLR2004  the one after the first
"""Behind the first full pull nothing is swept, for there is nothing: here there is."""
_GUESSED_AHEAD = 5_000
"""How far a ledger may have got since it was last marked."""
_MOST_AHEAD = 1_000_000
"""A number that is further ahead than this was garbled."""
_PUT_LEDGER = insert(ledgers).on_conflict_do_nothing()
_PUT_RECORD = insert(records).on_conflict_do_nothing()
_PUT_EXCEPTION = insert(delivery_exceptions).on_conflict_do_nothing()
_PUT_EVENT = insert(events).on_conflict_do_nothing()
_OF_THE_STAFF = (made_events, staff, staff_cards)
_TYPED_HERE = (names, card_words)
_PUT_OWN = {each.name: insert(each).on_conflict_do_nothing() for each in (*_OF_THE_STAFF, *_TYPED_HERE)}
_PUT_REDACTION = insert(redactions).on_conflict_do_nothing()
_PUT_PERSON = {name: insert(table).on_conflict_do_nothing() for name, table in _PEOPLE.items()}
_RISE = (
    update(ledgers)
    .where(ledgers.c.number == bindparam("which"), ledgers.c.settled_mark < bindparam("height"))
    .values(settled_mark=bindparam("height"))
)
_SEQS = (
    select(records.c.seq)
    .where(records.c.ledger == bindparam("which"), records.c.seq.between(bindparam("low"), bindparam("high")))
    .order_by(records.c.seq)
)
_LOST = update(ledgers).where(ledgers.c.number == bindparam("which")).values(lost=bindparam("gone"))
_EVERY = 2**62


@dataclass(frozen=True, slots=True)
class OldLedger:
    """A ledger of the damaged database. ``row``: as it is stored; ``exceptions``: state and reason by number.

    ``reached``: a number that it is known to have reached. ``top``: one beyond which it has none, as far as is known.
    """

    row: Row
    exceptions: Mapping[int, tuple[str, str | None]]
    reached: int
    top: int

    @property
    def number(self) -> int:
        """Its number on this kiosk."""
        number: int = self.row["number"]
        return number

    def standing(self, seq: int) -> tuple[str, str | None] | None:
        """Return the state and reason of ``seq`` where it is not settled."""
        if seq > self.row["settled_mark"]:
            return Exceptional.WAITING.value, None
        return self.exceptions.get(seq)


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of ``table``; of ``records`` they belong to ``ledger``."""

    table: str
    rows: Sequence[Row]
    ledger: OldLedger | None = None


class Salvage:
    """One damaged database and its good copies, the newest first. Reading is done in any one thread at a time."""

    def __init__(
        self, database: Path, copies: Sequence[Path], marker: Marker | None, kept: Enrolment | None = None
    ) -> None:
        """Open what can be opened. ``marker``: what was last marked beside the database; ``kept``: who it was."""
        damaged = open_wreck(database, copies[0] if copies else None)
        opened = [damaged, *(open_wreck(copy) for copy in copies)]
        self._sources = [each for each in opened if each is not None]
        self._marker = marker
        self._kept = kept
        self.ledgers = self._old_ledgers()

    @property
    def can_be_read(self) -> bool:
        """Whether there is anything to read from."""
        return bool(self._sources)

    def marks(self) -> dict[str, str]:
        """Return what the damaged database says of itself, as far as that can be read."""
        return {row["name"]: row["value"] for row in self._first(marks)}

    def close(self) -> None:
        """Let go of the files."""
        for source in self._sources:
            source.close()

    @property
    def highest_number(self) -> int:
        """The highest number of any ledger that is known of."""
        return max((each.number for each in self.ledgers), default=0)

    def begin(self, connection: Connection) -> None:
        """Put what the new database needs from its first moment: the old ledgers, events, and whom to forget."""
        for old in self.ledgers:
            _put_rows(connection, _PUT_LEDGER, [{**old.row, "settled_mark": 0, "closed": True}])
        connection.execute(_SECOND)
        found = [{**row, "generation": _OLD} for row in self._first(events)]
        _put_rows(connection, _PUT_EVENT, found)
        _put_rows(connection, _PUT_REDACTION, self._first(redactions))
        self._begin_staff(connection)

    def _begin_staff(self, connection: Connection) -> None:
        """Put what staff need from the first moment. An older copy still knows names that were erased since."""
        for table in _OF_THE_STAFF:
            _put_rows(connection, _PUT_OWN[table.name], self._first(table))
        for table in _TYPED_HERE:
            rows = self._first(table, self._sources[:1])
            for row in rows if table is card_words else ():
                row["generation"] = None if row["generation"] is None else _OLD
            _put_rows(connection, _PUT_OWN[table.name], rows)

    def enrolment(self) -> Enrolment | None:
        """Return who this kiosk was, as far as that can be read."""
        for row in self._first(enrolment):
            settings = json.loads(row["settings"])
            return Enrolment(row["kiosk"], row["hub"], row["hub_name"], row["zone"], row["service_key"], settings)
        return None

    def pieces(self) -> Iterator[Piece]:
        """Yield everything else that can be read: people first, then records, the newest first."""
        for name in _PEOPLE:
            for source in self._sources[:1]:  # an older copy still knows whom the centre has forgotten
                for rows in source.people(name):
                    yield Piece(name, rows)
        for old in reversed(self.ledgers):
            for source in self._sources[:1]:
                for rows in source.records(old.number, old.top):
                    yield Piece("records", rows, old)

    def from_copies(self, old: OldLedger, missing: Sequence[Span]) -> Iterator[Piece]:
        """Yield what the copies have of the numbers that the damaged database lacks."""
        for copy in self._sources[1:]:
            for span in missing:
                yield Piece("records", copy.within(old.number, span), old)

    def _first(self, table: Table, sources: Sequence[Wreck] | None = None) -> list[dict[str, Any]]:
        """Return what makes sense of a small table, from the first source that has anything of it."""
        for source in self._sources if sources is None else sources:
            if rows := [tidy(table, row) for row in source.table(table.name) if fit(table, row)]:
                return rows
        return []

    def _old_ledgers(self) -> list[OldLedger]:
        rows: dict[int, Row] = {}
        for source in self._sources:
            for row in source.table("ledgers"):
                if fit(ledgers, row):
                    rows.setdefault(row["number"], tidy(ledgers, row))
        marked = self._marked_ledger()
        if marked is not None and all(row["id"] != marked["id"] for row in rows.values()):
            rows[marked["number"]] = marked
        exceptions = self._exceptions()
        return [self._old_ledger(row, exceptions.get(number, {})) for number, row in sorted(rows.items())]

    def _marked_ledger(self) -> Row | None:
        """Return the ledger that was last marked: with nothing settled, so that everything in it is sent again."""
        marker, who = self._marker, self._kept or self.enrolment()
        if marker is None or who is None:
            return None
        known = {"number": marker.number, "id": marker.ledger, "kiosk": who.kiosk, "hub": who.hub}
        return tidy(ledgers, {**known, "settled_mark": 0, "closed": True})

    def _old_ledger(self, row: Row, exceptions: Mapping[int, tuple[str, str | None]]) -> OldLedger:
        reached = self._reached(row)
        readable = max((source.top(row["number"]) for source in self._sources[:1]), default=0)
        top = readable if 0 < readable <= reached + _MOST_AHEAD else reached + _GUESSED_AHEAD
        return OldLedger(row, exceptions, reached, top)

    def _reached(self, row: Row) -> int:
        """Return the highest number that the ledger is known to have reached: what a copy has counts as much."""
        marked = 0
        if self._marker is not None and self._marker.ledger == row["id"]:
            marked = self._marker.highest
        in_copies = (copy.top(row["number"]) for copy in self._sources[1:])
        reached: int = max(marked, row["settled_mark"], row["purged_mark"], *in_copies)
        return reached

    def _exceptions(self) -> dict[int, dict[int, tuple[str, str | None]]]:
        found: dict[int, dict[int, tuple[str, str | None]]] = {}
        for row in self._first(delivery_exceptions):
            found.setdefault(row["ledger"], {})[row["seq"]] = row["state"], row["reason"]
        return found


def put(connection: Connection, piece: Piece) -> int:
    """Store ``piece``; return how many of its rows were news."""
    if piece.ledger is None:
        return _put_people(connection, piece)
    old = piece.ledger
    rows = [tidy(records, row) for row in piece.rows if fit(records, row) and row["ledger"] == old.number]
    if not rows:
        return 0
    low, high = min(row["seq"] for row in rows), max(row["seq"] for row in rows)
    here = set(connection.execute(_SEQS, {"which": old.number, "low": low, "high": high}).scalars())
    new = [row for row in rows if row["seq"] not in here]
    if new:
        _put_rows(connection, _PUT_RECORD, new)
        standings = [(row["seq"], old.standing(row["seq"])) for row in new]
        exceptions = [
            {"ledger": old.number, "seq": seq, "state": standing[0], "reason": standing[1]}
            for seq, standing in standings
            if standing is not None
        ]
        if exceptions:
            _put_rows(connection, _PUT_EXCEPTION, exceptions)
        connection.execute(_RISE, {"which": old.number, "height": high})
    return len(new)


def _put_people(connection: Connection, piece: Piece) -> int:
    """Store people as long as nobody was pulled: what the centre says now is better, but for what was said here."""
    table = _PEOPLE[piece.table]
    pulled = connection.execute(select(pull.c.cursor)).scalar() is not None
    known = [tidy(table, row) for row in piece.rows if fit(table, row)]
    rows: list[dict[str, Any]] = [
        {**row, "generation": HERE if row["generation"] == HERE else _OLD}
        for row in known
        if row["generation"] == HERE or not pulled
    ]
    _put_rows(connection, _PUT_PERSON[piece.table], rows)
    return len(rows)


def _put_rows(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store ``rows``; one that SQLite will not have is passed over, and holds up none of the others."""
    if not rows:
        return
    try:
        connection.execute(statement, rows)
    except StatementError as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | InterfaceError):
            raise  # it is the disk's fault, not the row's
        for row in rows if len(rows) > 1 else ():
            _put_rows(connection, statement, [row])


def missing(connection: Connection, old: OldLedger) -> tuple[Span, ...]:
    """Return the numbers of ``old`` that are not here, though they were used and not removed on purpose."""
    present = connection.execute(_SEQS, {"which": old.number, "low": 0, "high": _EVERY}).scalars().all()
    through = max(old.reached, present[-1] if present else 0)
    return gaps(present, after=old.row["purged_mark"], through=through)


def note_missing(connection: Connection, old: OldLedger, lost: Sequence[Span]) -> None:
    """Close ``old`` with what is known to be lost."""
    connection.execute(_LOST, {"which": old.number, "gone": json.dumps(lost)})
