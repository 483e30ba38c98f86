"""Keys and marks. Whoever can read this database can make card tokens and sign as the service: guard it."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select, update

from badge_service.store.dialects import insert_if_absent
from badge_service.store.tables import keys, marks


class Purpose(StrEnum):
    """What a key is for."""

    NONCE = "nonce"
    SIGNING = "signing"
    """The service's Ed25519 seed."""
    REGION = "region"
    """Card tokens; several are active while one is being replaced."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key; its secret never prints."""

    key_id: str
    secret: bytes = field(repr=False)


_OF_PURPOSE = keys.c.purpose == bindparam("wanted")
_KEYS = (
    select(keys.c.key_id, keys.c.secret)
    .where(_OF_PURPOSE, keys.c.retired_us.is_(None))
    .order_by(keys.c.created_us, keys.c.key_id)
)
_IDS = select(keys.c.key_id).where(_OF_PURPOSE)
_RETIRE = (
    update(keys)
    .where(_OF_PURPOSE, keys.c.key_id == bindparam("which"), keys.c.retired_us.is_(None))
    .values(retired_us=bindparam("at_us"))
)
_MARK = select(marks.c.value).where(marks.c.name == bindparam("wanted"))


class Keyring:
    """The keys in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def keys(self, purpose: Purpose) -> list[Key]:
        """Return the keys in use for ``purpose``, oldest first."""
        return [Key(*row) for row in self._connection.execute(_KEYS, {"wanted": purpose.value})]

    def active_region_keys(self) -> list[Key]:
        """Return the region's keys in use in the order that kiosks go by: the newest first."""
        return self.keys(Purpose.REGION)[::-1]

    def ids(self, purpose: Purpose) -> frozenset[str]:
        """Return the ids of all keys for ``purpose``, retired ones as well."""
        return frozenset(self._connection.execute(_IDS, {"wanted": purpose.value}).scalars())

    def retire(self, purpose: Purpose, key_id: str, now_us: int) -> None:
        """Take a key out of use; its secret stays, since old tokens were made with it."""
        self._connection.execute(_RETIRE, {"wanted": purpose.value, "which": key_id, "at_us": now_us})

    def add(self, purpose: Purpose, key: Key, now_us: int) -> None:
        """Add a key; one with this id stays as it is."""
        row = {"purpose": purpose.value, "key_id": key.key_id, "secret": key.secret, "created_us": now_us}
        self._connection.execute(insert_if_absent(self._connection, keys), row)

    def mark(self, name: str) -> str | None:
        """Return the mark ``name``, or None."""
        value: str | None = self._connection.execute(_MARK, {"wanted": name}).scalar()
        return value

    def set_mark_once(self, name: str, value: str) -> None:
        """Set a mark that is not there yet."""
        self._connection.execute(insert_if_absent(self._connection, marks), {"name": name, "value": value})
