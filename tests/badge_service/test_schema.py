"""The database: made whole or not at all, never made by accident, refused where it is newer."""

import multiprocessing
import secrets
import stat
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert

from badge_service import commands
from badge_service.store import schema
from badge_service.store.codes import Code
from badge_service.store.engine import Database
from badge_service.store.tables import SCHEMA, metadata, records
from kiosk.domain.errors import StoreError, StoreTooNewError
from kiosk.domain.ids import EventId, HubId
from tests.badge_service.house import MovedClock

_CODES_EACH = 40


def set_revision(database: Database, revision: str) -> None:
    database.change(
        lambda connection: connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608  a test's own word
    )


def test_the_migrations_lead_to_the_tables(database_url: str) -> None:
    database = Database(database_url)

    differences = database.look(lambda connection: compare_metadata(MigrationContext.configure(connection), metadata))

    database.close()
    assert differences == []


def test_the_newest_migration_is_the_one_that_run_needs() -> None:
    folder = Path(schema.__file__).with_name("migrations")

    assert ScriptDirectory(str(folder)).get_current_head() == SCHEMA


def test_nothing_is_made_before_init(empty_url: str) -> None:
    database = Database(empty_url)

    with pytest.raises(StoreError, match="run init first"):
        schema.require_current(database)

    database.close()
    assert database.file is None or not database.file.exists()


def test_a_newer_programs_database_is_left_alone(database_url: str) -> None:
    database = Database(database_url)
    set_revision(database, "9999")

    for refused in (schema.require_current, schema.bring_up_to_date):
        with pytest.raises(StoreTooNewError, match="Install the newer version"):
            refused(database)

    database.close()


def test_an_older_database_needs_init_first(database_url: str) -> None:
    database = Database(database_url)
    set_revision(database, "0000")

    with pytest.raises(StoreError, match="run init"):
        schema.require_current(database)

    database.close()


def test_a_failing_migration_leaves_nothing_behind(empty_url: str) -> None:
    database = Database(empty_url)
    if database.file is not None:
        database.file.touch()
    database.change(lambda connection: connection.exec_driver_sql("CREATE TABLE records (in_the_way INTEGER)"))

    with pytest.raises(StoreError):
        schema.bring_up_to_date(database)

    with pytest.raises(StoreError, match="empty"):
        schema.require_current(database)
    database.close()


def test_init_again_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    tables = [table for table in metadata.sorted_tables if table.name != "enrolment_codes"]

    def everything() -> list[object]:
        return database.look(lambda connection: [connection.execute(table.select()).all() for table in tables])

    before = everything()
    commands.init(database, None, MovedClock(), secrets.token_bytes)

    assert everything() == before
    database.close()


def test_sqlite_keeps_what_it_acknowledged_and_shows_it_to_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "service.db"
    database = Database(f"sqlite:///{file}")
    schema.bring_up_to_date(database)

    settings = database.change(
        lambda connection: [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    )

    assert settings == ["wal", 2, 1]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    database.close()


def test_reading_transactions_cannot_write(sqlite_template: Path) -> None:
    database = Database(f"sqlite:///{sqlite_template}")

    with pytest.raises(StoreError):
        database.read(lambda unit: unit.codes.add(Code(b"x", HubId("ely"), 1)))

    database.close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "http://x"])
def test_other_databases_are_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(StoreError, match="sqlite:///PATH"):
        Database(url)


def test_an_error_of_the_database_tells_no_values(database_url: str) -> None:
    database = Database(database_url)

    with pytest.raises(StoreError) as caught:
        database.write(lambda unit: unit.codes.add(Code(b"tell-nobody", HubId("no-such-hub"), 1)))

    assert "tell-nobody" not in str(caught.value)
    assert "no-such-hub" not in str(caught.value)
    database.close()


def _make_codes(url: str) -> None:
    database = Database(url)
    for _ in range(_CODES_EACH):
        commands.make_code(database, "Ely", 1, MovedClock(), secrets.token_bytes)
    database.close()


def test_several_processes_may_write_at_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_make_codes, args=(database_url,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)

    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    database = Database(database_url)
    count = database.look(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM enrolment_codes").scalar()
    )
    database.close()
    assert count == 3 * _CODES_EACH


_BEFORE_NAMES = "0002"
_OLDER_ROWS = (
    "INSERT INTO hubs (id, name, zone) VALUES ('cambridge', 'Cambridge', 'Europe/London')",
    "INSERT INTO events (id, hub, title, mode, leave_gap_s) VALUES ('old', 'cambridge', 'Old', 'arrivals_only', 600)",
    "INSERT INTO kiosks VALUES ('kiosk-1', 'cambridge', 'k', 's', 'm', 'v', 1, NULL, 0, 0, NULL, NULL, NULL, '')",
    "INSERT INTO ledgers (id, kiosk, hub, highest) VALUES ('ledger-1', 'kiosk-1', 'cambridge', 1)",
    "INSERT INTO boots VALUES ('ledger-1', 'boot-1', 1, 1, 1000000, 1, 1790000000000000, 1, 1790000000000000, 1, 2)",
)


def test_an_older_service_goes_on_with_what_it_has_and_knows_whom_staff_checked_in(empty_url: str) -> None:
    database = Database(empty_url)
    if database.file is not None:
        database.file.touch()

    def as_it_was(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, _BEFORE_NAMES)
        for row in _OLDER_ROWS:
            connection.exec_driver_sql(row)
        checked_in = {
            "ledger": "ledger-1",
            "seq": 1,
            "id": "00000000-0000-0000-0000-000000000001",
            "kind": "staff_in",
            "wall_us": 1_790_000_000_000_000,
            "synchronised": True,
            "boot": "boot-1",
            "boottime_us": 1,
            "body": b'{"member":"m-00000000000000aa","event":"old"}',
            "digest": b"d",
            "received_us": 1_790_000_000_000_000,
            "verdict": "accepted",
        }
        connection.execute(insert(records), checked_in)

    database.change(as_it_was)
    commands.init(database, None, MovedClock(), secrets.token_bytes)

    members = database.read(lambda unit: unit.people.members_at(HubId("cambridge"), ["m-00000000000000aa"]))
    old = database.read(lambda unit: unit.events.of_hub(HubId("cambridge")))[EventId("old")]
    database.close()
    assert [member.shown_name for member in members.values()] == [None]
    assert (old.title, old.capacity) == ("Old", None)
