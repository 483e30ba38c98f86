"""Bringing the database to this program's schema, whole or not at all, and telling where it stands."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from badge_service.store.engine import Database
from badge_service.store.tables import SCHEMA
from kiosk.domain.errors import StoreError, StoreTooNewError

_MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up_to_date(database: Database) -> None:
    """Create or migrate the schema in one transaction; a failing migration leaves everything as it was.

    Raises:
        StoreError: the database can't be reached, its folder can't be made, or it is a newer program's.

    """
    if database.file is not None:
        _make_file(database.file)
    database.change(_upgrade)


def require_current(database: Database) -> None:
    """Check that the database is there and at this program's schema; nothing is created.

    Raises:
        StoreError: it is not, with what to do.

    """
    if database.file is not None and not database.file.exists():
        message = f"there is no database {database.file} yet; run init first"
        raise StoreError(message)
    revision = database.look(_revision)
    if revision is None:
        message = "the database is empty; run init first"
        raise StoreError(message)
    if revision < SCHEMA:
        message = f"the database's schema is {revision}, this program needs {SCHEMA}; run init to bring it up to date"
        raise StoreError(message)
    _refuse_newer(revision)


def _make_file(file: Path) -> None:
    """Make the file before SQLite does: it holds keys, so that only its owner may read it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        message = f"the database file {file} can't be made: {error.strerror}"
        raise StoreError(message) from error


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _refuse_newer(revision: str) -> None:
    if revision > SCHEMA:
        message = (
            f"the database's schema is {revision}, this program knows {SCHEMA} at most. Nothing was changed. "
            "Install the newer version again."
        )
        raise StoreTooNewError(message)


def _upgrade(connection: Connection) -> None:
    revision = _revision(connection)
    if revision == SCHEMA:
        return
    if revision is not None:
        _refuse_newer(revision)
    # Alembic is large, and needed only where the schema changes.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
