from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from tests.ui.glass import Glass
from ui.gallery import VARIANTS, Variant

Opened = Callable[..., Glass]


class Asked:
    """How often a team member was asked for."""

    def __init__(self, shown: Glass) -> None:
        self.times = 0
        shown.screen.asked.connect(self._count)

    def _count(self) -> None:
        self.times += 1


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_touching_no_card_asks_for_a_team_member(glass: Opened, qtbot: QtBot, variant: Variant) -> None:
    shown = glass(variant)
    shown.show("idle")

    asked = Asked(shown)
    shown.touch_item("idle_help")

    qtbot.waitUntil(lambda: asked.times == 1)


def test_touching_anything_else_does_nothing(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    shown.show("idle")

    with qtbot.assertNotEmitted(shown.screen.asked):
        shown.touch(QPoint(400, 150))
        shown.touch_item("idle_drawing")


def test_a_finger_that_slides_off_the_button_asks_for_nothing(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    shown.show("idle")

    with qtbot.assertNotEmitted(shown.screen.asked):
        shown.slide(shown.middle("idle_help"), QPoint(400, 150))


@pytest.mark.parametrize("page", ["arrived", "help", "reader-missing", "setting-up"])
def test_a_page_without_the_button_has_nothing_to_touch(glass: Opened, qtbot: QtBot, page: str) -> None:
    shown = glass()
    shown.show("idle")
    where = shown.middle("idle_help")
    shown.show(page)

    with qtbot.assertNotEmitted(shown.screen.asked):
        shown.touch(where)


def test_an_assistive_tool_can_press_no_card(glass: Opened, qtbot: QtBot) -> None:
    shown = glass()
    shown.show("idle")
    button = next(each for each in shown.interfaces() if each.text(QAccessible.Text.Name) == "No card?")

    asked = Asked(shown)
    press(button)

    qtbot.waitUntil(lambda: asked.times == 1)


def press(button: QAccessibleInterface) -> None:
    actions = button.actionInterface()
    assert actions is not None
    actions.doAction("Press")
