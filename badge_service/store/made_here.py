"""What staff made at kiosks: events and members, and the names that were sent for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select, update

from badge_service.domain.holds import Standing
from badge_service.store.chunks import chunks
from badge_service.store.dialects import insert_if_absent
from badge_service.store.events import event_of, event_row
from badge_service.store.tables import events, members, records
from kiosk.domain.events import Event, OpeningWindow
from kiosk.domain.ids import BootId, EventId, HubId, LedgerId, MemberRef, RecordId
from kiosk.domain.records import StaffIn, StaffOut


@dataclass(frozen=True, slots=True)
class Nameable:
    """Someone or something made at a kiosk of ``hub``; ``revision``: of the name that is there, 0 for none."""

    hub: HubId
    revision: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A name that a kiosk sent; it never prints."""

    subject: str
    text: str = field(repr=False)
    revision: int


_EVENTS = select(events.c.id, events.c.hub, events.c.title_revision).where(
    events.c.id.in_(bindparam("wanted", expanding=True)), events.c.made_by.is_not(None)
)
_MEMBERS = select(members.c.ref, members.c.made_at, members.c.name_revision).where(
    members.c.ref.in_(bindparam("wanted", expanding=True)), members.c.made_at.is_not(None)
)
_NAME_EVENT = (
    update(events)
    .where(events.c.id == bindparam("which"), events.c.title_revision < bindparam("new"))
    .values(title=bindparam("words"), title_revision=bindparam("new"))
)
_NAME_MEMBER = (
    update(members)
    .where(members.c.ref == bindparam("which"), members.c.name_revision < bindparam("new"))
    .values(shown_name=bindparam("words"), name_revision=bindparam("new"))
)
_SAID = select(records.c.id).where(
    records.c.kind.in_([StaffIn.kind, StaffOut.kind]), records.c.verdict == Standing.ACCEPTED.value
)
_OF_BOOTS = (
    select(events, events.c.made_by)
    .join(records, records.c.id == events.c.made_by)
    .where(records.c.ledger == bindparam("in_ledger"), records.c.boot.in_(bindparam("boots", expanding=True)))
)
_WINDOW = (
    update(events)
    .where(events.c.id == bindparam("which"))
    .values(opens_us=bindparam("from_us"), closes_us=bindparam("to_us"))
)


class MadeHere:
    """Events and members made at kiosks, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def add_event(self, event: Event, by: RecordId) -> bool:
        """Add an event that this record made; return whether it was new."""
        row = event_row(event) | {"made_by": by}
        return self._connection.execute(insert_if_absent(self._connection, events), row).rowcount > 0

    def add_member(self, member: MemberRef, hub: HubId) -> None:
        """Add a member whom a record of this hub made known; one with this reference stays as it is."""
        row = {"ref": member.value, "made_at": hub}
        self._connection.execute(insert_if_absent(self._connection, members), row)

    def said_of_members(self) -> list[RecordId]:
        """Return the accepted records by which staff checked somebody in or out."""
        return [RecordId(each) for each in self._connection.execute(_SAID).scalars()]

    def events_of(self, ledger: LedgerId, boots: Collection[BootId]) -> list[tuple[Event, RecordId]]:
        """Return the events that records of these boots of a ledger made, each with its record."""
        return [
            (event_of(row), RecordId(row.made_by))
            for some in chunks(sorted(boots))
            for row in self._connection.execute(_OF_BOOTS, {"in_ledger": ledger, "boots": some})
        ]

    def give_window(self, event: EventId, window: OpeningWindow) -> None:
        """Say when an event really was."""
        self._connection.execute(_WINDOW, {"which": event, "from_us": window.opens_us, "to_us": window.closes_us})

    def events(self, ids: Collection[str]) -> dict[str, Nameable]:
        """Return those of ``ids`` that are events made at a kiosk."""
        found = (row for some in chunks(sorted(ids)) for row in self._connection.execute(_EVENTS, {"wanted": some}))
        return {row.id: Nameable(HubId(row.hub), row.title_revision) for row in found}

    def members(self, refs: Collection[str]) -> dict[str, Nameable]:
        """Return those of ``refs`` that are members made at a kiosk."""
        found = (row for some in chunks(sorted(refs)) for row in self._connection.execute(_MEMBERS, {"wanted": some}))
        return {row.ref: Nameable(HubId(row.made_at), row.name_revision) for row in found}

    def name_events(self, names: Iterable[Sent]) -> None:
        """Give events their titles; an older revision changes nothing."""
        self._connection.execute(_NAME_EVENT, _rows(names))

    def name_members(self, names: Iterable[Sent]) -> None:
        """Give members their names; an older revision changes nothing."""
        self._connection.execute(_NAME_MEMBER, _rows(names))


def _rows(names: Iterable[Sent]) -> list[dict[str, object]]:
    return [{"which": each.subject, "words": each.text, "new": each.revision} for each in names]
