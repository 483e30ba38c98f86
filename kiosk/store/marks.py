"""What is said once of the whole file."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.tables import marks

_GET = select(marks.c.value).where(marks.c.name == bindparam("wanted"))
_ALL = select(marks.c.name, marks.c.value).where(func.instr(marks.c.name, bindparam("beginning")) == 1)
_NEW = upsert(marks)
_PUT = _NEW.on_conflict_do_update(index_elements=["name"], set_={"value": _NEW.excluded.value})
_DROP = delete(marks).where(marks.c.name == bindparam("wanted"))


class MarksTable:
    """``kiosk.ports.Marks`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return the mark, or None."""
        value: str | None = self._connection.execute(_GET, {"wanted": name}).scalar_one_or_none()
        return value

    def all(self, prefix: str) -> Mapping[str, str]:
        """Return every mark whose name begins with ``prefix``."""
        rows = self._connection.execute(_ALL, {"beginning": prefix})
        return dict(rows.tuples().all())

    def put(self, name: str, value: str) -> None:
        """Set the mark."""
        self._connection.execute(_PUT, {"name": name, "value": value})

    def drop(self, name: str) -> None:
        """Remove the mark, if it is there."""
        self._connection.execute(_DROP, {"wanted": name})
