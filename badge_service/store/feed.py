"""What changed, hub by hub: an append-only feed that kiosks follow with a cursor."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, insert, select

from badge_service.store.tables import changes, hubs
from kiosk.domain.ids import HubId


class Sort(StrEnum):
    """What sort of thing changed."""

    EVENT = "event"
    MEMBER = "member"
    CARD = "card"
    REDACTION = "redaction"


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed: what it is now is read when a kiosk asks. ``subject``: its id, reference or token."""

    position: int
    sort: Sort
    subject: str


_OF_HUB = changes.c.hub == bindparam("place")
_ALONE = select(hubs.c.id).where(hubs.c.id == bindparam("place")).with_for_update()
_LAST = select(func.max(changes.c.position)).where(_OF_HUB)
_AT = select(changes.c.position).where(_OF_HUB, changes.c.position == bindparam("wanted"))
_AFTER = (
    select(changes.c.position, changes.c.sort, changes.c.subject)
    .where(_OF_HUB, changes.c.position > bindparam("after"))
    .order_by(changes.c.position)
    .limit(bindparam("most"))
)


class Feed:
    """The feed in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def append(self, hub: HubId, changed: Iterable[tuple[Sort, str]], now_us: int) -> None:
        """Say that things changed, in this order: what is referred to comes before what refers to it.

        Positions grow with the time, so that a position given out before the database was restored from a backup
        never comes back with another meaning. The hub is locked, so that a reader never skips a later commit.
        """
        self._connection.execute(_ALONE, {"place": hub}).one()
        first = max(self.last(hub) + 1, now_us)
        rows = [
            {"hub": hub, "position": position, "sort": sort.value, "subject": subject}
            for position, (sort, subject) in enumerate(changed, first)
        ]
        if rows:
            self._connection.execute(insert(changes), rows)

    def last(self, hub: HubId) -> int:
        """Return the newest position, 0 where nothing ever changed."""
        return self._connection.execute(_LAST, {"place": hub}).scalar() or 0

    def holds(self, hub: HubId, position: int) -> bool:
        """Tell whether a kiosk can go on from ``position``: the beginning, or a change that is there."""
        return position == 0 or self._connection.execute(_AT, {"place": hub, "wanted": position}).first() is not None

    def after(self, hub: HubId, position: int, most: int) -> list[Change]:
        """Return at most ``most`` changes after ``position``, in order."""
        asked = {"place": hub, "after": position, "most": most}
        return [Change(row.position, Sort(row.sort), row.subject) for row in self._connection.execute(_AFTER, asked)]
