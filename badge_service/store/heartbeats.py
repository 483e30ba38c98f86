"""The latest heartbeat of each kiosk."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from badge_service.store.tables import heartbeats
from kiosk.domain.ids import KioskId


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A heartbeat as it came (JSON), and when."""

    kiosk: KioskId
    received_us: int
    body: bytes


_ALL = select(heartbeats.c.kiosk, heartbeats.c.received_us, heartbeats.c.body)
_REPLACE = (
    update(heartbeats)
    .where(heartbeats.c.kiosk == bindparam("wanted"))
    .values(received_us=bindparam("at_us"), body=bindparam("what"))
)


class Heartbeats:
    """The heartbeats in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def all(self) -> dict[KioskId, Heartbeat]:
        """Return the latest of every kiosk that ever sent one."""
        return {row.kiosk: Heartbeat(*row) for row in self._connection.execute(_ALL)}

    def put(self, beat: Heartbeat) -> None:
        """Keep ``beat`` as its kiosk's latest."""
        new = {"wanted": beat.kiosk, "at_us": beat.received_us, "what": beat.body}
        if self._connection.execute(_REPLACE, new).rowcount == 0:
            row = {"kiosk": beat.kiosk, "received_us": beat.received_us, "body": beat.body}
            self._connection.execute(insert(heartbeats), row)
