"""Every test that asks for a database runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk
from tests.badge_service.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with PostgresServer() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'service.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    with House(database_url) as running:
        yield running


@pytest.fixture
def kiosk(house: House) -> PaperKiosk:
    return house.kiosk()
