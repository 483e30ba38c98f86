"""Events that operators found to be the same: appended, taken back by a mark, never removed."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from badge_service.store.tables import event_merges
from kiosk.domain.ids import EventId

_IN_FORCE = select(event_merges.c.event, event_merges.c.same_as).where(event_merges.c.undone_us.is_(None))
_ALL = select(event_merges).order_by(event_merges.c.id.desc()).limit(bindparam("most"))
_UNDO = (
    update(event_merges)
    .where(event_merges.c.id == bindparam("which"), event_merges.c.undone_us.is_(None))
    .values(undone_us=bindparam("at_us"), undone_by=bindparam("whom"))
    .returning(event_merges.c.event)
)


@dataclass(frozen=True, slots=True)
class Merge:
    """``event`` counts as ``same_as``, unless that was undone."""

    id: int
    event: EventId
    same_as: EventId
    merged_us: int
    by: str
    undone: bool


class Merges:
    """Merged events in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def in_force(self) -> dict[EventId, EventId]:
        """Return, for each merged event, the one as which it counts in the end."""
        direct = {EventId(row.event): EventId(row.same_as) for row in self._connection.execute(_IN_FORCE)}
        return {event: _end(event, direct) for event in direct}

    def add(self, event: EventId, same_as: EventId, at_us: int, by: str) -> None:
        """Say that ``event`` is the same as another one."""
        row = {"event": event, "same_as": same_as, "merged_us": at_us, "merged_by": by}
        self._connection.execute(insert(event_merges), row)

    def undo(self, merge: int, at_us: int, by: str) -> EventId | None:
        """Take one back; return the event that counts by itself again, or None where there was nothing to take back."""
        asked = {"which": merge, "at_us": at_us, "whom": by}
        found: EventId | None = self._connection.execute(_UNDO, asked).scalar()
        return found

    def latest(self, most: int) -> list[Merge]:
        """Return the latest, newest first."""
        return [
            Merge(row.id, row.event, row.same_as, row.merged_us, row.merged_by, row.undone_us is not None)
            for row in self._connection.execute(_ALL, {"most": most})
        ]


def _end(event: EventId, direct: dict[EventId, EventId]) -> EventId:
    passed = {event}
    end = event
    while (following := direct.get(end)) is not None and following not in passed:
        passed.add(following)
        end = following
    return end
