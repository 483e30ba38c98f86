"""The screen goes dark when nobody is there, and is awake at the first finger or tap."""

from collections.abc import Callable

from tests.ui.glass import Glass
from ui import canned

Opened = Callable[..., Glass]


def test_a_finger_wakes_the_screen_and_does_nothing_else(glass: Opened) -> None:
    shown = glass()
    asked: list[None] = []
    shown.screen.asked.connect(lambda: asked.append(None))
    shown.show("dark")
    assert shown.item("veil").isVisible()
    shown.touch_item("idle_help")

    assert not shown.screen.view.is_dimmed
    assert asked == []
    shown.touch_item("idle_help")
    assert asked == [None]


def test_a_tap_wakes_the_screen(glass: Opened) -> None:
    shown = glass()
    shown.show("dark")
    shown.hear(canned.result("arrived", name="Amina", serial=9))
    shown.hear(canned.IDLE)

    assert not shown.screen.view.is_dimmed
