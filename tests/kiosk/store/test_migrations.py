"""Bringing a file to this program's schema: whole or not at all, and as the tables say."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine

from kiosk.domain.errors import StoreError
from kiosk.store import migrate
from kiosk.store.tables import metadata
from kiosk.store.unit_of_work import open_store
from tests.fakes.house import AMIRAS_CARD, AT_ELY, DIRECTORY, furnish
from tests.kiosk.store.raw import content, rows

_MIGRATION = '''
"""A made-up next migration."""

from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade() -> None:
    op.execute("CREATE TABLE bookings (id TEXT PRIMARY KEY)")
    op.execute("INSERT INTO bookings VALUES ('b1')")
    op.execute("DROP TABLE members")
    op.execute("UPDATE schema_mark SET schema = 9999")
    {last}
'''

_NEWEST = f"{migrate.SCHEMA:04}"


@pytest.fixture
def next_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one more migration; the fixture is where that one is to be written."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    versions = (f"versions/{each.name}" for each in migrate._MIGRATIONS.glob("versions/*.py"))
    for each in ("env.py", "script.py.mako", *versions):
        (folder / each).write_text((migrate._MIGRATIONS / each).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(migrate, "_MIGRATIONS", folder)
    monkeypatch.setattr(migrate, "SCHEMA", 9999)
    return folder / "versions" / "9999_next.py"


@pytest.fixture
def old_database(database: Path) -> Path:
    with open_store(database) as store:
        furnish(store)
    return database


def schema(database: Path) -> dict[str, str]:
    """Every table and index with its SQL, but for spaces and alembic's own."""
    found = rows(database, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'")
    return {name: "".join(sql.split()) for name, sql in found}


def test_the_migrations_make_the_tables_that_the_program_describes(old_database: Path, tmp_path: Path) -> None:
    described = tmp_path / "described.db"
    engine = create_engine(f"sqlite:///{described}", poolclass=NullPool)
    metadata.create_all(engine)
    assert schema(old_database) == schema(described)


def test_a_new_file_carries_this_programs_mark(old_database: Path) -> None:
    assert rows(old_database, "SELECT schema, oldest_program FROM schema_mark") == [(migrate.SCHEMA, 1)]


def test_an_older_file_is_brought_up_to_date_once(old_database: Path, next_program: Path) -> None:
    next_program.write_text(_MIGRATION.format(newest=_NEWEST, last=""), encoding="utf-8")
    for _ in range(2):
        with open_store(old_database):
            pass
    assert rows(old_database, "SELECT id FROM bookings") == [("b1",)]
    assert rows(old_database, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize(
    ("last", "error"),
    [
        ("op.execute('INSERT INTO nowhere VALUES (1)')", StoreError),
        ("raise ValueError('a mistake in a migration')", ValueError),
    ],
)
def test_a_migration_that_fails_half_way_leaves_the_file_exactly_as_it_was(
    old_database: Path, next_program: Path, last: str, error: type[Exception]
) -> None:
    next_program.write_text(_MIGRATION.format(newest=_NEWEST, last=last), encoding="utf-8")
    before, dump = old_database.read_bytes(), content(old_database)
    with pytest.raises(error), open_store(old_database):
        pass
    assert old_database.read_bytes() == before
    assert content(old_database) == dump


def test_after_a_failed_migration_the_older_program_goes_on(
    old_database: Path, next_program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_program.write_text(_MIGRATION.format(newest=_NEWEST, last="raise ValueError('a mistake')"), encoding="utf-8")
    with pytest.raises(ValueError, match="a mistake"), open_store(old_database):
        pass
    monkeypatch.undo()
    with open_store(old_database) as store, store.transaction() as transaction:
        assert transaction.directory.enrolment() == AT_ELY


def test_a_file_from_before_staff_could_do_anything_is_brought_up_to_date_with_what_is_in_it(
    old_database: Path,
) -> None:
    now = schema(old_database)
    with closing(sqlite3.connect(old_database)) as older:
        for table in ("made_events", "names", "card_words", "staff", "staff_cards"):
            older.execute(f"DROP TABLE {table}")
        older.execute("ALTER TABLE events DROP COLUMN capacity")
        older.execute("UPDATE schema_mark SET schema = 2")
        older.execute("UPDATE alembic_version SET version_num = '0002'")
        older.commit()
    with open_store(old_database) as store, store.transaction() as transaction:
        assert set(transaction.directory.events()) == set(DIRECTORY.events)
        assert transaction.team.everyone() == ()
        transaction.people.say(AMIRAS_CARD, None, by=None)
    assert schema(old_database) == now
