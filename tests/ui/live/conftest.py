"""One hub for each file; each test finds someone of the team at Staff home, and leaves the screen locked."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.live.hub_at_work import HubAtWork


@pytest.fixture(scope="module")
def hub_of_the_file(
    qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[HubAtWork]:
    hub = HubAtWork(qapp, tmp_path_factory.mktemp("hub"), QtBot(request))
    yield hub
    hub.close()


@pytest.fixture
def hub(hub_of_the_file: HubAtWork) -> Iterator[HubAtWork]:
    hub_of_the_file.unlock()
    hub_of_the_file.begin()
    yield hub_of_the_file
    hub_of_the_file.lock()
