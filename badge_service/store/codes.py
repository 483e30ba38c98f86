"""Enrolment codes, as digests, and how often each network guessed wrongly."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from badge_service.store.tables import enrolment_codes, wrong_codes
from kiosk.domain.ids import HubId, KioskId


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was given out. ``kiosk``: who used it, None as long as nobody has."""

    digest: bytes
    hub: HubId
    expires_us: int
    kiosk: KioskId | None = None


_COLUMNS = [enrolment_codes.c[name] for name in Code.__dataclass_fields__]
_ONE = select(*_COLUMNS).where(enrolment_codes.c.digest == bindparam("wanted")).with_for_update()
_USE = update(enrolment_codes).where(enrolment_codes.c.digest == bindparam("wanted")).values(kiosk=bindparam("by"))
_TRIES = select(wrong_codes.c.tries).where(
    wrong_codes.c.network == bindparam("wanted"), wrong_codes.c.since_us > bindparam("since")
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
        row = {"digest": code.digest, "hub": code.hub, "expires_us": code.expires_us, "kiosk": None}
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

    def count_wrong_try(self, network: str, now_us: int, since_us: int) -> None:
        """Count one more; counts that began by ``since_us`` are forgotten."""
        self._connection.execute(_FORGET, {"since": since_us})
        if self._connection.execute(_ANOTHER, {"wanted": network}).rowcount == 0:
            self._connection.execute(insert(wrong_codes), {"network": network, "since_us": now_us, "tries": 1})
