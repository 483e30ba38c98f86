"""What was pulled from the centre, and who this kiosk is there."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, select, union_all, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.attendance import CardStanding
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import CardToken, EventId, HubId, KioskId, MemberRef, ProgrammeId
from kiosk.ports import CardEntry, CardFacts, Enrolment, MemberEntry, NameKind, PulledPage, PullPosition
from kiosk.store.card_words import CardWords
from kiosk.store.engine import driver_of
from kiosk.store.prepared import Prepared
from kiosk.store.redaction import RedactionTables
from kiosk.store.tables import HERE, cards, enrolment, events, made_events, members, names, pull

_of_same_member = cards.alias("same_member")
_CARD = Prepared(
    select(
        cards.c.standing,
        cards.c.member,
        members.c.ref,
        members.c.shown_name,
        members.c.language,
        _of_same_member.c.token.label("also"),
    )
    .outerjoin(members, members.c.ref == cards.c.member)
    .outerjoin(_of_same_member, _of_same_member.c.member == cards.c.member)
    .where(cards.c.token == bindparam("token"))
)


def _replace(table: Table) -> Insert:
    statement = upsert(table)
    rest = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=rest)


_REPLACE_ENROLMENT = _replace(enrolment)
_REPLACE = {table.name: Prepared(_replace(table)) for table in (events, made_events, members, cards)}


_POSITION = Prepared(select(pull.c.cursor, pull.c.generation))
_MOVE = Prepared(update(pull).values(cursor=bindparam("here")))
_EVENTS = union_all(select(events), select(made_events)).order_by("id")
_UNSENT_NAMES = select(names.c.subject, names.c.text).where(
    names.c.kind == NameKind.MEMBER.value, names.c.revision > names.c.kept_revision
)


class DirectoryTables:
    """``kiosk.ports.Directory`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._driver = driver_of(connection)
        self._redactions = RedactionTables(connection)
        self._words = CardWords(connection)

    def enrolment(self) -> Enrolment | None:
        """Return who this kiosk is, or None before enrolment."""
        row = self._connection.execute(select(enrolment)).one_or_none()
        return None if row is None else _enrolment(row)

    def save_enrolment(self, known: Enrolment) -> None:
        """Store who this kiosk is."""
        row = {
            "only": 1,
            "kiosk": known.kiosk,
            "hub": known.hub,
            "hub_name": known.hub_name,
            "zone": known.zone,
            "service_key": known.service_key,
            "settings": json.dumps(dict(known.settings)),
        }
        self._connection.execute(_REPLACE_ENROLMENT, row)

    def card(self, tokens: Sequence[CardToken]) -> CardFacts:
        """Return what is known of the first of ``tokens`` that is known at all."""
        for token in tokens:
            rows = _CARD.rows(self._driver, {"token": token.value})
            if rows:
                return _facts(rows)
        return CardFacts(entry=None, member=None)

    def events(self) -> tuple[Event, ...]:
        """Return the hub's events, those made here included."""
        return tuple(_event(row) for row in self._connection.execute(_EVENTS))

    def make_event(self, event: Event) -> None:
        """Keep an event that was made on the spot."""
        self._merge(made_events, [_event_row(event, HERE)])

    def position(self) -> PullPosition:
        """Return where the next pull goes on."""
        (row,) = _POSITION.rows(self._driver, {})
        return PullPosition(row["cursor"], row["generation"])

    def start_over(self) -> PullPosition:
        """Begin a new generation; what is here stays until the new one is complete."""
        self._words.before_full_pull(self.position().generation)
        self._connection.execute(update(pull).values(cursor=None, generation=pull.c.generation + 1))
        return self.position()

    def apply(self, page: PulledPage) -> None:
        """Store one page and its cursor; a page of a pull that was given up changes nothing.

        Members and cards that a full pull no longer named, and forgotten people, go little by little afterwards.
        """
        generation = page.generation
        if generation != self.position().generation:
            return
        self._merge(events, [_event_row(it, generation) for it in page.events])
        self._merge(members, self._member_rows(page))
        said = [_card_row(token, it, generation) for token, it in page.cards.items()]
        said, gone = self._words.hear(said, [token.value for token in page.gone_cards])
        self._merge(cards, said)
        self._drop(events, page.gone_events)
        self._drop(made_events, [*(event.id for event in page.events), *page.gone_events])
        self._drop(members, [ref.value for ref in page.gone_members])
        self._drop(cards, gone)
        for told in page.redactions:
            self._redactions.note(told)
        if page.sweep:
            self._connection.execute(delete(events).where(events.c.generation < generation))
            self._words.sweep_before(generation)
            self._redactions.sweep_before(generation)
        if page.cursor is not None:
            _MOVE.rows(self._driver, {"here": page.cursor})

    def _member_rows(self, page: PulledPage) -> list[dict[str, Any]]:
        """Return the rows of a page's members. A name that the centre doesn't have yet is better known here."""
        rows = [_member_row(ref, it, page.generation) for ref, it in page.members.items()]
        if rows:
            unsent = {row.subject: row.text for row in self._connection.execute(_UNSENT_NAMES)}
            for row in rows:
                row["shown_name"] = unsent.get(row["ref"], row["shown_name"])
        return rows

    def _merge(self, table: Table, rows: list[dict[str, Any]]) -> None:
        _REPLACE[table.name].each(self._driver, rows)

    def _drop(self, table: Table, keys: Sequence[str]) -> None:
        if keys:
            (key,) = table.primary_key.columns
            self._connection.execute(delete(table).where(key == bindparam("gone")), [{"gone": each} for each in keys])


def _facts(rows: Sequence[sqlite3.Row]) -> CardFacts:
    standing, member, ref, shown_name, language, also = rows[0]
    entry = CardEntry(CardStanding(standing), None if member is None else MemberRef(member))
    tokens = () if also is None else tuple([CardToken(row["also"]) for row in rows])
    return CardFacts(entry, None if ref is None else MemberEntry(shown_name, language), tokens)


def _enrolment(row: Row[Any]) -> Enrolment:
    settings = json.loads(row.settings)
    return Enrolment(KioskId(row.kiosk), HubId(row.hub), row.hub_name, row.zone, row.service_key, settings)


def _event(row: Row[Any]) -> Event:
    window = None if row.opens_us is None else OpeningWindow(row.opens_us, row.closes_us)
    programme = None if row.programme is None else ProgrammeId(row.programme)
    mode = EventMode(row.mode)
    return Event(EventId(row.id), HubId(row.hub), row.title, programme, window, mode, row.leave_gap_s, row.capacity)


def _event_row(event: Event, generation: int) -> dict[str, Any]:
    window = event.window
    return {
        "id": event.id,
        "hub": event.hub,
        "title": event.title,
        "programme": event.programme,
        "opens_us": None if window is None else window.opens_us,
        "closes_us": None if window is None else window.closes_us,
        "mode": event.mode.value,
        "leave_gap_s": event.leave_gap_s,
        "generation": generation,
        "capacity": event.capacity,
    }


def _member_row(ref: MemberRef, entry: MemberEntry, generation: int) -> dict[str, Any]:
    return {"ref": ref.value, "shown_name": entry.shown_name, "language": entry.language, "generation": generation}


def _card_row(token: CardToken, entry: CardEntry, generation: int) -> dict[str, Any]:
    member = None if entry.member is None else entry.member.value
    return {"token": token.value, "standing": entry.standing.value, "member": member, "generation": generation}
