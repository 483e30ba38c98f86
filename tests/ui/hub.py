"""A hub: the real daemon with a simulated reader, the real screen, cards, and a finger."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from kiosk.commands import app
from kiosk.local_api.messages import SetupDone, StaffCode
from kiosk.readers.simulated import Gesture, Gone, Present, encode
from tests.fakes.hurried_time import HurriedTime
from tests.kiosk.process import PATIENCE_S, DaemonProcess, card, members
from tests.ui.glass import touch_device, touch_window, visible_items
from ui.kiosk_screen import KioskScreen
from ui.settings import ScreenSettings
from ui.viewmodels.asking import NEW

PIN = "493817"
PATIENCE_MS = 20_000


class Hub:
    """Members are called Zebedee1 and so on; number n has card n. ``time`` is the screen's."""

    def __init__(self, qapp: QGuiApplication, folder: Path, qtbot: QtBot, *, people: int = 3) -> None:
        self._qtbot = qtbot
        self.daemon = DaemonProcess(folder)
        self.daemon.configure()
        self.daemon.start()
        self.daemon.enrol(members(people))
        self.time = HurriedTime()
        settings = ScreenSettings(run_dir=self.daemon.run_dir, full_screen=False)
        self.screen = KioskScreen(qapp, settings, clock=self.time.now_ms, alarm=self.time.alarm)
        self.window: QQuickWindow = self.screen._scene.window
        self.screen.start()

    # ------------------------------------------------------------- looking

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def until_words(self, words: str) -> None:
        self.until(lambda: words in self.words())

    def until_there(self, name: str) -> None:
        self.until(lambda: any(item.objectName() == name for item in self.items()))

    def items(self) -> list[QQuickItem]:
        return list(visible_items(self.window.contentItem()))

    def item(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    def words(self) -> list[str]:
        return [str(item.property("text")) for item in self.items() if item.inherits("QQuickText")]

    # ------------------------------------------------------------- a finger

    def touch(self, name: str) -> None:
        self.until_there(name)
        touch_window(self.window, self._middle(name))

    def press(self, name: str) -> QPoint:
        """Put a finger there, and return where it is."""
        self.until_there(name)
        at = self._middle(name)
        QTest.touchEvent(self.window, touch_device()).press(0, at, self.window).commit()
        QCoreApplication.processEvents()
        return at

    def lift(self, at: QPoint) -> None:
        QTest.touchEvent(self.window, touch_device()).release(0, at, self.window).commit()
        QCoreApplication.processEvents()

    def type_on(self, screen: str, text: str) -> None:
        """Type letters and digits, with the layer that has them, once the keyboard is there."""
        self.until_there(f"{screen}_typed")
        for key in text:
            if not any(item.objectName() == f"{screen}_key_{key}" for item in self.items()):
                self.touch(f"{screen}_sign")
            self.touch(f"{screen}_key_{key}")

    def enter_pin(self, screen: str = "pin") -> None:
        for digit in PIN:
            self.touch(f"{screen}_key_{digit}")

    def _middle(self, name: str) -> QPoint:
        item = self.item(name)
        return item.mapToScene(item.boundingRect().center()).toPoint()

    # ------------------------------------------------------------- cards

    def brush(self, number: int) -> None:
        """Hold card ``number`` to the reader for a moment."""
        seen = card(number)
        self._at_the_reader(Present(technology=seen.technology, uid=seen.uid.hex(), sak=seen.sak), Gone())

    def _at_the_reader(self, *gestures: Gesture) -> None:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(PATIENCE_S)
            link.connect(str(self.daemon.run_dir / "reader.sock"))
            answers = link.makefile("rb")
            for gesture in gestures:
                link.sendall(encode(gesture))
                assert msgspec.json.decode(answers.readline())["ok"]

    def recorded(self, kind: str) -> list[dict[str, Any]]:
        """Return the pending records of a kind, oldest first."""
        return [record for record in self.daemon.pending() if record["kind"] == kind]

    # ------------------------------------------------------------- staff

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

    def come_back(self) -> None:
        """Start the daemon that ended while staff were in, and get in again by PIN."""
        self.until_words("One moment: the kiosk starts again.")
        self.daemon.start()
        self.until_words("")
        self.enter_pin()

    def close(self) -> None:
        self.screen.close()
        self.daemon.close()
