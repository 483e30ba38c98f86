"""Library hubs."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import hubs
from kiosk.domain.ids import HubId


@dataclass(frozen=True, slots=True)
class Hub:
    """A library or venue. ``zone``: its IANA time zone."""

    id: HubId
    name: str
    zone: str


_ALL = select(hubs.c.id, hubs.c.name, hubs.c.zone).order_by(hubs.c.name)
_ONE = select(hubs.c.id, hubs.c.name, hubs.c.zone).where(hubs.c.id == bindparam("wanted"))


class Hubs:
    """The hubs in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def all(self) -> list[Hub]:
        """Return every hub by name."""
        return [Hub(*row) for row in self._connection.execute(_ALL)]

    def get(self, hub: HubId) -> Hub:
        """Return the hub ``hub``, which must be there."""
        return Hub(*self._connection.execute(_ONE, {"wanted": hub}).one())

    def add(self, hub: Hub) -> bool:
        """Add a hub; return whether it was new."""
        row = {"id": hub.id, "name": hub.name, "zone": hub.zone}
        return self._connection.execute(insert_if_absent(self._connection, hubs), row).rowcount > 0
