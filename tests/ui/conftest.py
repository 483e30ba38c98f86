"""One application for all tests of the screens: offscreen, drawn in software, with the product's own fonts."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QML_DISABLE_DISK_CACHE"] = "1"

import PySide6
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.glass import Glass
from tests.ui.hub import Hub
from ui.gallery import Exhibit, Variant
from ui.scene import application

collect_ignore = ["pinned"] if PySide6.__version_info__ < (6, 9) else []
"""Debian 13's Qt draws a few pixels otherwise and comes without the tools; a Pi needs neither."""
_WHAT_A_TEST_LEAVES = 1
"""The generations up to the one that holds what was made since the last collection, and no older ones."""


@pytest.fixture(scope="session")
def qapp() -> QGuiApplication:
    """Replace pytest-qt's application of widgets, which the product doesn't have."""
    return application(["tests"])


@pytest.fixture
def glass(qapp: QGuiApplication) -> Iterator[Callable[..., Glass]]:
    """Open the public screen in a variant; it is closed after the test."""
    exhibits: list[Exhibit] = []

    def opened(variant: Variant | None = None) -> Glass:
        exhibits.append(Exhibit(qapp, variant or Variant("plain")))
        return Glass(exhibits[-1])

    yield opened
    for exhibit in exhibits:
        exhibit.close()


@pytest.fixture
def desk(qapp: QGuiApplication) -> Iterator[Callable[..., Desk]]:
    """Open the screens in a variant for tests of the staff pages; they are closed after the test."""
    desks: list[Desk] = []

    def opened(variant: Variant | None = None) -> Desk:
        desks.append(Desk(qapp, variant or Variant("plain")))
        return desks[-1]

    yield opened
    for each in desks:
        each.exhibit.close()


@pytest.fixture
def hub(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Hub]:
    """Open a hub; it is closed after the test."""
    hub = Hub(qapp, tmp_path, qtbot)
    yield hub
    hub.close()


@pytest.fixture(autouse=True)
def collecting_between_tests() -> Iterator[None]:
    """Keep Python's collector out of Qt's calls: it would delete an object while Qt holds that object's lock."""
    gc.disable()
    yield
    gc.collect(_WHAT_A_TEST_LEAVES)
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def collecting_all_between_files() -> Iterator[None]:
    """Collect also what outlived a test's own collection."""
    yield
    gc.collect()
