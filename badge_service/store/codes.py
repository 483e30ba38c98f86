"""Enrolment codes, as digests, and how often each network guessed wrongly."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import enrolment_codes, wrong_codes
from kiosk.domain.ids import HubId, KioskId


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was given out. ``kiosk``: who used it, None as long as nobody has.

    ``meant_for``: the kiosk that it lets in again, whatever key that has now; None for a new one or a known key.
    """

    digest: bytes
    hub: HubId
    expires_us: int
    kiosk: KioskId | None = None
    meant_for: KioskId | None = None


_COLUMNS = [enrolment_codes.c[name] for name in Code.__dataclass_fields__]
_ONE = select(*_COLUMNS).where(enrolment_codes.c.digest == bindparam("wanted")).with_for_update()
_USE = update(enrolment_codes).where(enrolment_codes.c.digest == bindparam("wanted")).values(kiosk=bindparam("by"))
_TRIES = select(wrong_codes.c.tries).where(
    wrong_codes.c.network == bindparam("wanted"), wrong_codes.c.since_us > bindparam("since")
)
_TRIES_ANYWHERE = select(func.coalesce(func.sum(wrong_codes.c.tries), 0)).where(
    wrong_codes.c.since_us > bindparam("since")
)
_FORGET = delete(wrong_codes).where(wrong_codes.c.since_us <= bindparam("since"))
_ANOTHER = update(wrong_codes).where(wrong_codes.c.network == bindparam("wanted")).values(tries=wrong_codes.c.tries + 1)


class Codes:
    """The codes in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def add(self, code: Code) -> None:
        """Add a code that nobody has used."""
        row = {name: getattr(code, name) for name in Code.__dataclass_fields__}
        self._connection.execute(insert(enrolment_codes), row)

    def find(self, digest: bytes) -> Code | None:
        """Return the code with this digest, or None; nobody else can use it until the transaction ends."""
        row = self._connection.execute(_ONE, {"wanted": digest}).first()
        return None if row is None else Code(*row)

    def use(self, digest: bytes, kiosk: KioskId) -> None:
        """Say who used the code."""
        self._connection.execute(_USE, {"wanted": digest, "by": kiosk})

    def wrong_tries(self, network: str, since_us: int) -> int:
        """Return how often ``network`` guessed wrongly in a count that began after ``since_us``."""
        tries: int | None = self._connection.execute(_TRIES, {"wanted": network, "since": since_us}).scalar()
        return tries or 0

    def wrong_tries_anywhere(self, since_us: int) -> int:
        """Return how often all networks together guessed wrongly in counts that began after ``since_us``."""
        return int(self._connection.execute(_TRIES_ANYWHERE, {"since": since_us}).scalar_one())

    def count_wrong_try(self, network: str, now_us: int, since_us: int) -> None:
        """Count one more; counts that began by ``since_us`` are forgotten."""
        self._connection.execute(_FORGET, {"since": since_us})
        first = {"network": network, "since_us": now_us, "tries": 0}
        self._connection.execute(insert_if_absent(self._connection, wrong_codes), first)
        self._connection.execute(_ANOTHER, {"wanted": network})
