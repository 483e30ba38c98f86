"""Bringing a database file to this program's schema, whole or not at all."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Row, create_engine, inspect, select
from sqlalchemy.pool import NullPool

from kiosk.domain.errors import StoreTooNewError
from kiosk.store.engine import immediate
from kiosk.store.tables import schema_mark

SCHEMA = 3
"""This program's schema number: one more with every migration."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def refuse_if_too_new(database: Path) -> None:
    """Look at an existing file without writing to it.

    Raises:
        StoreTooNewError: only newer programs may use this database.

    """
    if not database.exists():
        return
    # Without a log beside it the file is whole, and SQLite need not lay down a log of its own to read it.
    how = {"mode": "ro"} if database.with_name(database.name + "-wal").exists() else {"immutable": "1"}
    url = URL.create("sqlite", database=f"file:{quote(str(database))}", query={**how, "uri": "true"})
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        mark = _mark(connection)
    if mark is not None and mark.oldest_program > SCHEMA:
        message = (
            f"{database} was written by a newer Hubtap (its schema is {mark.schema} and it needs at least "
            f"{mark.oldest_program}; this program has {SCHEMA}). Nothing was changed. Install the newer version again."
        )
        raise StoreTooNewError(message)


def bring_up_to_date(connection: Connection) -> None:
    """Migrate inside one transaction; a failing migration leaves the file as it was.

    A newer database that still allows this program is left as it is.
    """
    with immediate(connection):
        mark = _mark(connection)
        if mark is None or mark.schema < SCHEMA:
            _upgrade(connection)


def _mark(connection: Connection) -> Row[tuple[int, int]] | None:
    if not inspect(connection).has_table(schema_mark.name):  # a new file
        return None
    return connection.execute(select(schema_mark.c.schema, schema_mark.c.oldest_program)).one_or_none()


def _upgrade(connection: Connection) -> None:
    # Alembic is large and needed only on the day of an upgrade: a kiosk's ordinary start does not load it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
