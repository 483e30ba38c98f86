"""Every test that asks for a database runs on SQLite and on a real PostgreSQL."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from badge_service import commands
from badge_service.store.engine import Database
from tests.badge_service.house import House, MovedClock
from tests.badge_service.paper_kiosk import PaperKiosk
from tests.badge_service.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with PostgresServer() as server:
        yield server


def _initialised(url: str) -> str:
    database = Database(url)
    commands.init(database, None, MovedClock(), secrets.token_bytes)
    database.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "service.db"
    _initialised(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    url = _initialised(postgres.new_database())
    return urlsplit(url).path.removeprefix("/")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database may be made."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'service.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a freshly initialised database is: a copy of one, since making it takes a while."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path)}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.new_database(request.getfixturevalue("postgres_template"))
    yield url
    server.drop(url)


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    with House(database_url) as running:
        yield running


@pytest.fixture
def kiosk(house: House) -> PaperKiosk:
    return house.kiosk()
