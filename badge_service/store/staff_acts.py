"""Which records tell what staff did and saw at kiosks."""

from sqlalchemy import Connection, bindparam, select

from badge_service.domain.holds import Standing
from badge_service.store.tables import ledgers, records
from kiosk.domain.ids import RecordId
from kiosk.domain.records import StaffActed

_LATEST = (
    select(records.c.id)
    .join(ledgers, ledgers.c.id == records.c.ledger)
    .where(
        records.c.kind == StaffActed.kind,
        records.c.verdict == Standing.ACCEPTED.value,
        ledgers.c.hub == bindparam("place"),
        records.c.received_us >= bindparam("since"),
        records.c.received_us < bindparam("before"),
    )
    .order_by(records.c.received_us.desc(), records.c.ledger, records.c.seq.desc())
    .limit(bindparam("most"))
)


class StaffActs:
    """What staff did, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def latest(self, hub: str, since_us: int, before_us: int, most: int) -> list[RecordId]:
        """Return at most ``most`` records of a hub received in this time, the newest first."""
        asked = {"place": hub, "since": since_us, "before": before_us, "most": most}
        return [RecordId(each) for each in self._connection.execute(_LATEST, asked).scalars()]
