"""Staff at the real screen with the real daemon: in by a code from IT, at work, through a restart."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from kiosk.commands import app
from kiosk.local_api.messages import SetupDone, StaffCode
from tests.kiosk.process import DaemonProcess, members
from tests.ui.glass import touch_window, visible_items
from ui.kiosk_screen import KioskScreen
from ui.settings import ScreenSettings
from ui.viewmodels.asking import NEW

PIN = "493817"
PATIENCE_MS = 20_000


class Hub:
    """A daemon, the whole screen and a finger."""

    def __init__(self, qapp: QGuiApplication, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.daemon = DaemonProcess(folder)
        self.daemon.configure()
        self.daemon.start()
        self.daemon.enrol(members(3))
        self.screen = KioskScreen(qapp, ScreenSettings(run_dir=self.daemon.run_dir, full_screen=False))
        self.screen.start()

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def until_words(self, words: str) -> None:
        self.until(lambda: any(words == item.property("text") for item in self.items()))

    def items(self) -> list[QQuickItem]:
        return list(visible_items(self.screen._scene.window.contentItem()))

    def touch(self, name: str) -> None:
        self.until(lambda: any(item.objectName() == name for item in self.items()))
        item = next(item for item in self.items() if item.objectName() == name)
        touch_window(self.screen._scene.window, item.mapToScene(item.boundingRect().center()).toPoint())

    def type_on(self, screen: str, text: str) -> None:
        """Type letters and digits, with the layer that has them."""
        for key in text:
            if not any(item.objectName() == f"{screen}_key_{key}" for item in self.items()):
                self.touch(f"{screen}_sign")
            self.touch(f"{screen}_key_{key}")

    def enter_pin(self, screen: str = "pin") -> None:
        for digit in PIN:
            self.touch(f"{screen}_key_{digit}")

    def code_from_it(self) -> str:
        ran = CliRunner().invoke(app, ["staff", "code", "--json", "--settings", str(self.daemon.settings)])
        assert ran.exit_code == 0, ran.output
        return msgspec.json.decode(ran.output, type=StaffCode).code

    def become_lead(self) -> None:
        self.touch("idle_staff")
        self.until_words("No PIN is set yet.")
        self.touch("pin_code")
        self.type_on("rescue", self.code_from_it().replace("-", ""))
        self.touch("rescue_next")
        self.enter_pin("rescue_pin")
        self.enter_pin("rescue_pin")
        self.type_on("rescue", "MAYA")
        self.touch("rescue_next")
        self.until(lambda: self.screen._staff.frame.known.is_open)
        self.screen._staff.frame.ask(SetupDone(request=NEW))  # the first boot has tests of its own
        self.until_words("Add person")

    def close(self) -> None:
        self.screen.close()
        self.daemon.close()


@pytest.fixture
def hub(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Hub]:
    hub = Hub(qapp, tmp_path, qtbot)
    yield hub
    hub.close()


def test_the_first_lead_gets_in_adds_someone_through_a_restart_and_undoes_it(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("home_add")
    hub.type_on("add", "CALLUM")
    hub.daemon.kill()
    hub.until_words("One moment: the kiosk starts again.")
    hub.daemon.start()
    hub.until_words("")
    hub.enter_pin()
    hub.until_words("Callum")

    hub.touch("add_add")
    hub.until_words("Added: Callum")
    hub.touch("staff_undo")
    hub.until_words("Undone: Callum")
    hub.touch("staff_lock")
    hub.until(lambda: any(item.objectName() == "idle_staff" for item in hub.items()))


def test_a_wrong_pin_is_told_and_the_right_one_opens(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("staff_lock")
    hub.touch("idle_staff")
    for digit in "118822":
        hub.touch(f"pin_key_{digit}")
    hub.until_words("That PIN is not known.")
    hub.enter_pin()
    hub.until_words("Add person")
