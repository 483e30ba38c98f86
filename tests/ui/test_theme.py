from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlEngine, QQmlExpression

from ui.scene import QML

PAIRS = (
    "idle", "band", "button", "pressed", "arrived", "alreadyHere", "left", "help", "misread", "takeCard", "notOpen",
    "notSaved", "staff", "rest",
)  # fmt: skip
DESK_PAIRS = (
    "page", "header", "tile", "key", "action", "pressed", "chosen", "field", "notice", "undo", "warning", "hold",
)  # fmt: skip
VARIANTS = ("calm", "strong")
ALL = [
    *((variant, pair) for variant in VARIANTS for pair in PAIRS),
    *((f"{variant}Desk", pair) for variant in VARIANTS for pair in DESK_PAIRS),
]
Theme = Callable[[str], Any]


@pytest.fixture
def theme(qapp: QGuiApplication) -> Iterator[Theme]:  # noqa: ARG001  there is no engine without an application
    """Evaluate an expression in the scope of the theme."""
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    scope = engine.singletonInstance("Hubtap", "Theme")
    assert isinstance(scope, QObject)
    yield lambda expression: QQmlExpression(engine.rootContext(), scope, expression).evaluate()[0]
    shiboken6.delete(engine)


def luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("variant", "pair"), ALL)
def test_every_ink_stands_out_from_its_ground(theme: Theme, variant: str, pair: str) -> None:
    assert contrast(theme(f"{variant}.{pair}.ground"), theme(f"{variant}.{pair}.ink")) >= 7


@pytest.mark.parametrize("variant", ["calm", "strong", "calmDesk", "strongDesk"])
def test_no_pair_of_colours_is_left_untested(theme: Theme, variant: str) -> None:
    names = theme(f"Object.keys({variant}).filter(name => {variant}[name].ink !== undefined).join()")

    assert names.split(",") == [pair for its, pair in ALL if its == variant]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_drawing_and_the_button_stand_out(theme: Theme, variant: str) -> None:
    ground = theme(f"{variant}.idle.ground")

    assert contrast(theme(f"{variant}.arrow"), ground) >= 4.5
    assert contrast(theme(f"{variant}.card"), ground) >= 4.5
    assert contrast(theme(f"{variant}.cardMark"), theme(f"{variant}.card")) >= 4.5
    assert contrast(theme(f"{variant}.button.ground"), ground) >= 4.5


@pytest.mark.parametrize("pair", PAIRS)
def test_no_page_is_red(theme: Theme, pair: str) -> None:
    ground: QColor = theme(f"calm.{pair}.ground")
    is_strong = ground.hslSaturationF() > 0.4 and 0.15 < ground.lightnessF() < 0.7

    assert not (is_strong and not 20 <= ground.hslHue() <= 330)


def test_sizes_follow_from_millimetres(theme: Theme) -> None:
    assert [theme(f"sizes.{name}") for name in ("smallest", "text", "headline", "gap")] == [52, 52, 68, 16]
    assert theme("sizes.target") >= 72


def test_large_text_is_larger(theme: Theme) -> None:
    theme("largeText = true")

    assert [theme(f"sizes.{name}") for name in ("text", "headline")] == [60, 78]
