from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.fakes.alarm import FakeTime
from tests.ui.glass import Glass
from ui import canned
from ui.frames import Frames, SavedFrames

Opened = Callable[..., Glass]


class Counted:
    """How many frames a window drew since its last one was done."""

    def __init__(self, shown: Glass, qtbot: QtBot) -> None:
        self.frames = 0
        shown.window.frameSwapped.connect(self._count)
        shown.window.update()
        qtbot.waitUntil(lambda: self.frames > 0)
        self.frames = 0

    def _count(self) -> None:
        self.frames += 1


@pytest.mark.parametrize("page", ["idle", "arrived", "reader-missing", "setting-up"])
def test_nothing_moves_while_nobody_does_anything(glass: Opened, qtbot: QtBot, page: str) -> None:
    shown = glass()
    shown.show(page)
    counted = Counted(shown, qtbot)
    qtbot.wait(2_000 if page == "idle" else 300)

    assert counted.frames == 0


def test_a_page_is_drawn_at_once_with_no_transition(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    shown.show("idle")
    counted = Counted(shown, qtbot)
    shown.hear(canned.result("arrived", name="Amina"))
    qtbot.waitUntil(lambda: counted.frames > 0)
    qtbot.wait(200)

    assert counted.frames <= 2, "Qt asks for a second, empty frame after some layouts"


def test_the_first_frame_is_told_once(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    frames = Frames(shown.window, shown.screen)
    firsts: list[None] = []
    frames.drawn_first.connect(lambda: firsts.append(None))
    shown.show("idle")
    shown.hear(canned.result("help"))
    qtbot.waitUntil(lambda: bool(firsts))
    shown.hear(canned.result("arrived", serial=2))

    assert firsts == [None]


def test_each_result_is_told_once_it_is_on_the_glass(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    drawn: list[tuple[int, list[str]]] = []
    frames = Frames(shown.window, shown.screen)
    frames.drawn.connect(lambda serial: drawn.append((serial, shown.words())))
    shown.hear(canned.result("arrived", name="Amina", serial=4))
    qtbot.waitUntil(lambda: bool(drawn))
    shown.hear(canned.IDLE)
    shown.hear(canned.result("misread", serial=5))
    qtbot.waitUntil(lambda: len(drawn) > 1)

    assert drawn == [(4, ["Hi Amina.", "You're in."]), (5, ["Hold your card still."])]


def test_a_result_that_looks_like_the_one_before_is_told_too(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    frames = Frames(shown.window, shown.screen)
    drawn: list[int] = []
    frames.drawn.connect(drawn.append)
    for serial in (1, 2):
        shown.hear(canned.result("arrived", serial=serial))
        qtbot.waitUntil(lambda serial=serial: drawn[-1:] == [serial])  # type: ignore[misc]  # bound per round


def test_pictures_of_results_are_saved_whole(glass: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    shown = glass()
    frames = Frames(shown.window, shown.screen)
    saved = SavedFrames(shown.window, shown.screen, tmp_path)
    frames.drawn.connect(saved.save)
    picture = tmp_path / "result-000012-arrived.png"
    shown.hear(canned.result("arrived", name="Amina", serial=12))
    qtbot.waitUntil(picture.exists)

    assert QImage(str(picture)) == shown.exhibit.picture()
    assert list(tmp_path.iterdir()) == [picture]


def test_the_fake_clock_of_these_tests_rings_as_a_real_one_would() -> None:
    time = FakeTime()
    rung_at: list[int] = []
    time.set(100, lambda: rung_at.append(time.now_ms()))
    time.pass_ms(99)
    assert rung_at == []
    time.pass_ms(50)

    assert rung_at == [100]
    assert time.now_ms() == 149
