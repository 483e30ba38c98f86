"""Bringing a database file to this program's schema, whole or not at all."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Row, create_engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from kiosk.domain.errors import StoreTooNewError
from kiosk.store.tables import schema_mark

SCHEMA = 1
"""This program's schema number: one more with every migration."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def refuse_if_too_new(database: Path) -> None:
    """Look at an existing file without writing to it.

    Raises:
        StoreTooNewError: only newer programs may use this database.

    """
    if not database.exists():
        return
    engine = create_engine(f"sqlite:///file:{quote(str(database))}?mode=ro&uri=true", poolclass=NullPool)
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
    with connection.begin():
        mark = _mark(connection)
        if mark is None or mark.schema < SCHEMA:
            _upgrade(connection)


def _mark(connection: Connection) -> Row[tuple[int, int]] | None:
    try:
        return connection.execute(select(schema_mark.c.schema, schema_mark.c.oldest_program)).one_or_none()
    except OperationalError:  # a new file has no such table yet
        return None


def _upgrade(connection: Connection) -> None:
    # Alembic is large and needed only on the day of an upgrade: a kiosk's ordinary start does not load it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
