"""Staff at the real screen, with the daemon's end of the socket played by a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import (
    VERSION,
    Hello,
    LockStaff,
    Message,
    PinEntered,
    ShowPage,
    StaffAnswer,
)
from tests.fakes.screen_daemon import ScreenDaemon
from tests.ui.glass import touch_window, visible_items
from ui import canned
from ui.canned_work import LOCKED, at_work
from ui.kiosk_screen import KioskScreen
from ui.settings import ScreenSettings


class Kiosk:
    """The whole screen, a daemon, and a finger."""

    def __init__(self, app: QGuiApplication, run_dir: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._run_dir = run_dir
        self.daemon = ScreenDaemon(run_dir)
        self.screen = KioskScreen(app, ScreenSettings(run_dir=run_dir, full_screen=False))
        self.window: QQuickWindow = self.screen._scene.window
        self.screen.start()
        self.meet()

    def meet(self) -> None:
        self.until_heard(Hello(version=VERSION))
        self.daemon.say(canned.IDLE, LOCKED)
        self.until_words("Tap your library card here")

    def restart_daemon(self) -> None:
        self.daemon.close()
        self.daemon = ScreenDaemon(self._run_dir)
        self.until_heard(Hello(version=VERSION))

    def until_heard(self, message: Message) -> None:
        self._qtbot.waitUntil(lambda: self.daemon.has_heard(message))

    def until_words(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: any(words == item.property("text") for item in self.items()))

    def items(self) -> list[QQuickItem]:
        return list(visible_items(self.window.contentItem()))

    def touch(self, name: str) -> None:
        item = next(item for item in self.items() if item.objectName() == name)
        touch_window(self.window, item.mapToScene(item.boundingRect().center()).toPoint())

    def close(self) -> None:
        self.screen.close()
        self.daemon.close()


@pytest.fixture
def kiosk(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Kiosk]:
    kiosk = Kiosk(qapp, tmp_path, qtbot)
    yield kiosk
    kiosk.close()


def unlock(kiosk: Kiosk, request: int = 1) -> None:
    kiosk.touch("idle_staff")
    kiosk.until_words("Staff: enter your PIN")
    for digit in "482915":
        kiosk.touch(f"pin_key_{digit}")
    kiosk.until_heard(PinEntered(request=request, pin="482915"))
    kiosk.daemon.say(at_work(), StaffAnswer(request=request, code="done"))
    kiosk.until_words("Arrivals")


def test_a_pin_unlocks_and_the_lock_locks(kiosk: Kiosk) -> None:
    unlock(kiosk)
    kiosk.touch("staff_lock")
    kiosk.until_heard(LockStaff(request=2))
    kiosk.daemon.say(LOCKED, StaffAnswer(request=2, code="done"))
    kiosk.until_words("Tap your library card here")


def test_a_page_survives_the_daemons_restart(kiosk: Kiosk) -> None:
    unlock(kiosk)
    kiosk.touch("home_more")
    kiosk.until_heard(ShowPage(request=2, page="home"))
    kiosk.restart_daemon()
    kiosk.until_words("One moment: the kiosk starts again.")
    kiosk.daemon.say(canned.IDLE, LOCKED)
    kiosk.until_words("")
    kiosk.daemon.say(at_work())
    kiosk.until_words("Unlinked cards")
    kiosk.until_heard(ShowPage(request=3, page="home"))


def test_of_what_lies_ready_the_latest_of_each_kind_is_shown(kiosk: Kiosk) -> None:
    kiosk.daemon.say(at_work(), LOCKED, canned.result("help", serial=7), canned.IDLE, at_work(number=9))
    kiosk.until_words("Arrivals")


def test_a_card_tap_at_the_pin_page_is_answered_as_always(kiosk: Kiosk) -> None:
    kiosk.touch("idle_staff")
    kiosk.until_words("Staff: enter your PIN")
    kiosk.daemon.say(canned.result("arrived", name="Amina", serial=8))
    kiosk.until_words("Hi Amina.")
