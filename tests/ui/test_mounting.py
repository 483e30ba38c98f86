"""How the panel is mounted: what was chosen holds at once, is kept, and fingers are where they are."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtQuick import QQuickWindow

from tests.ui.desk import Desk
from tests.ui.glass import Glass
from ui.gallery import VARIANTS, Variant
from ui.kept_choices import Choices, KeptChoices
from ui.mounting import Mounting
from ui.touch_turn import TouchTurn, turned_back

Opened = Callable[..., Glass]
_CORNERS = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]


def mounting(window: QQuickWindow, folder: Path, said: list[str], rotate_degrees: int = 0) -> Mounting:
    return Mounting(window, KeptChoices(folder), rotate_degrees, said.append)


def test_what_was_chosen_is_kept_and_goes_before_the_settings(glass: Opened, tmp_path: Path) -> None:
    window = glass().window
    said: list[str] = []
    first = mounting(window, tmp_path, said, rotate_degrees=180)
    assert window.property("rotateDegrees") == 180
    first.choose_language("pl")
    first.turn_touch(90)
    first.turn_picture(270)
    assert (said, window.property("rotateDegrees")) == (["pl"], 90)

    window.setProperty("rotateDegrees", 0)
    again = mounting(window, tmp_path, said)
    assert again.choices == Choices("pl", 90, 90)
    assert window.property("rotateDegrees") == 90


def test_a_second_choice_adds_to_the_first(glass: Opened, tmp_path: Path) -> None:
    mounted = mounting(glass().window, tmp_path, [])
    mounted.turn_touch(270)
    mounted.turn_touch(180)
    mounted.turn_picture(90)
    mounted.turn_picture(0)

    assert (mounted.choices.touch_degrees, mounted.choices.rotate_degrees) == (90, 90)


@pytest.mark.parametrize("text", ["", "[]", "no json", '{"language": "tlh", "rotate_degrees": 45}'])
def test_what_nobody_can_have_chosen_counts_as_not_chosen(tmp_path: Path, text: str) -> None:
    (tmp_path / "choices.json").write_text(text, encoding="utf-8")

    assert KeptChoices(tmp_path).read() == Choices()


def test_a_folder_that_cannot_be_written_holds_nothing_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        KeptChoices(tmp_path / "file" / "folder").write(Choices("pl"))

    assert "can't be kept" in caplog.text


def test_a_quarter_turn_maps_each_corner_to_the_one_before() -> None:
    for quarters in range(4):
        for number, corner in enumerate(_CORNERS):
            assert turned_back(*corner, 90 * quarters) == _CORNERS[(number - quarters) % 4]


@pytest.mark.parametrize("variant", VARIANTS[:3], ids=lambda variant: variant.name)
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_finger_on_a_turned_panel_reaches_what_it_is_on(glass: Opened, variant: Variant, degrees: int) -> None:
    shown = glass(variant)
    shown.show("idle")
    asked: list[bool] = []
    shown.screen.asked.connect(lambda: asked.append(True))
    turn = TouchTurn(shown.window)
    turn.turn(degrees)
    shown.touch(reported(shown.middle("idle_help"), shown.window.size(), degrees))

    assert asked == [True]
    turn.turn(0)


def test_a_finger_on_a_turned_panel_is_seen_where_it_is(desk: Callable[..., Desk]) -> None:
    shown = desk()
    shown.show("diagnostics-touch")
    turn = TouchTurn(shown.window)
    turn.turn(180)
    shown.touch(reported(QPoint(600, 300), shown.window.size(), 180))

    assert shown.models.tasks.tests.property("seen_x") == pytest.approx(0.75, abs=0.01)
    turn.turn(0)


def reported(at: QPoint, size: QSize, degrees: int) -> QPoint:
    """Return where a panel says that a finger is, if it turns it."""
    x, y = turned_back(at.x() / size.width(), at.y() / size.height(), 360 - degrees)
    return QPoint(round(x * size.width()), round(y * size.height()))
