"""Enrolled kiosks."""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, select, update
from sqlalchemy.engine import Row

from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import kiosk_hubs, kiosks
from kiosk.domain.ids import HubId, KioskId


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk. ``key``: its Ed25519 public key, ``sealing_key``: its daemon's X25519 one, both base64url.

    ``next_key``: registered, not used yet. ``key_since_us``: when ``key`` was first used, where it ever changed.
    ``rotation_asked_us``: when an operator wanted another key, None once there is one. ``region_keys``: the ids of the
    region's keys that it last said it holds, with commas between.
    """

    id: KioskId
    hub: HubId
    key: str
    sealing_key: str
    model: str
    version: str
    enrolled_us: int
    revoked_us: int | None = None
    next_key: str | None = None
    key_since_us: int | None = None
    rotation_asked_us: int | None = None
    region_keys: str = ""


_COLUMNS = [kiosks.c[name] for name in Kiosk.__dataclass_fields__]
_BY_ID = select(*_COLUMNS).where(kiosks.c.id == bindparam("wanted"))
_BY_KEY = select(*_COLUMNS).where(
    (kiosks.c.key == bindparam("wanted")) | (kiosks.c.next_key == bindparam("wanted", unique=False))
)
_ALL = select(*_COLUMNS).order_by(kiosks.c.enrolled_us, kiosks.c.id)
_HUBS_OF = select(kiosk_hubs.c.hub).where(kiosk_hubs.c.kiosk == bindparam("wanted"))
_TOLD_AGAIN = ("hub", "key", "sealing_key", "model", "version")
_ENROL_AGAIN = (
    update(kiosks)
    .where(kiosks.c.id == bindparam("wanted"))
    .values({name: bindparam(f"new_{name}") for name in _TOLD_AGAIN})
    .values(revoked_us=None, next_key=None, region_keys="")
)
_REGISTER = update(kiosks).where(kiosks.c.id == bindparam("wanted")).values(next_key=bindparam("new_key"))
_SWITCH = (
    update(kiosks)
    .where(kiosks.c.id == bindparam("wanted"), kiosks.c.next_key == bindparam("new_key"))
    .values(key=kiosks.c.next_key, next_key=None, key_since_us=bindparam("at_us"), rotation_asked_us=None)
)
_ASK = update(kiosks).where(kiosks.c.id == bindparam("wanted")).values(rotation_asked_us=bindparam("at_us"))
_HOLDS = update(kiosks).where(kiosks.c.id == bindparam("wanted")).values(region_keys=bindparam("held"))
_REVOKE = update(kiosks).where(kiosks.c.id == bindparam("wanted")).values(revoked_us=bindparam("at_us"))
_COUNT = (
    update(kiosks)
    .where(kiosks.c.id == bindparam("wanted"))
    .values(duplicates=kiosks.c.duplicates + bindparam("more"), refused=kiosks.c.refused + bindparam("worse"))
)


class Kiosks:
    """The kiosks in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def get(self, kiosk: str) -> Kiosk | None:
        """Return the kiosk ``kiosk``, or None."""
        return self._one(_BY_ID, kiosk)

    def with_key(self, key: str) -> Kiosk | None:
        """Return the kiosk that registered the public key ``key``, be it its next one, or None."""
        return self._one(_BY_KEY, key)

    def all(self) -> list[Kiosk]:
        """Return every kiosk, the first enrolled first."""
        return [_kiosk(row) for row in self._connection.execute(_ALL)]

    def hubs_of(self, kiosk: KioskId) -> frozenset[str]:
        """Return every hub where the kiosk has stood."""
        return frozenset(self._connection.execute(_HUBS_OF, {"wanted": kiosk}).scalars())

    def enrol(self, kiosk: Kiosk) -> None:
        """Add a kiosk; one with this id moves to its hub, and counts again if it had been revoked."""
        row = {name: getattr(kiosk, name) for name in Kiosk.__dataclass_fields__} | {"duplicates": 0, "refused": 0}
        if self._connection.execute(insert_if_absent(self._connection, kiosks), row).rowcount == 0:
            again = {f"new_{name}": row[name] for name in _TOLD_AGAIN}
            self._connection.execute(_ENROL_AGAIN, {"wanted": kiosk.id, **again})
        place = {"kiosk": kiosk.id, "hub": kiosk.hub}
        self._connection.execute(insert_if_absent(self._connection, kiosk_hubs), place)

    def register_next(self, kiosk: KioskId, key: str) -> None:
        """Note the key that the kiosk wants to sign with from now on, in place of an earlier wish."""
        self._connection.execute(_REGISTER, {"wanted": kiosk, "new_key": key})

    def switch(self, kiosk: KioskId, key: str, now_us: int) -> None:
        """Let the registered ``key`` be the kiosk's only one."""
        self._connection.execute(_SWITCH, {"wanted": kiosk, "new_key": key, "at_us": now_us})

    def ask_to_rotate(self, kiosk: KioskId, now_us: int) -> None:
        """Want another key of the kiosk."""
        self._connection.execute(_ASK, {"wanted": kiosk, "at_us": now_us})

    def note_region_keys(self, kiosk: KioskId, held: str) -> None:
        """Keep which of the region's keys the kiosk says it holds."""
        self._connection.execute(_HOLDS, {"wanted": kiosk, "held": held})

    def revoke(self, kiosk: KioskId, now_us: int) -> None:
        """Let the kiosk in no more."""
        self._connection.execute(_REVOKE, {"wanted": kiosk, "at_us": now_us})

    def count(self, kiosk: KioskId, *, duplicates: int, refused: int) -> None:
        """Add to what was answered to the kiosk."""
        self._connection.execute(_COUNT, {"wanted": kiosk, "more": duplicates, "worse": refused})

    def _one(self, statement: Select[tuple[object, ...]], wanted: str) -> Kiosk | None:
        row = self._connection.execute(statement, {"wanted": wanted}).first()
        return None if row is None else _kiosk(row)


def _kiosk(row: Row[tuple[object, ...]]) -> Kiosk:
    return Kiosk(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name for a row's columns
