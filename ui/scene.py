"""A QML window with its engine, fonts and look: what the programs, the gallery and the tests have in common."""

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLoggingCategory, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from ui.viewmodels.public_screen import PublicScreen
from ui.viewmodels.staff_models import StaffModels

_HERE = Path(__file__).parent
QML = _HERE / "qml"
"""Where the QML modules are."""
MAIN = ("Hubtap", "Main")
"""The touchscreen's window: its QML module and type."""
_FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic", "Noto Sans Gurmukhi")
"""Each has letters that those before it lack."""


@dataclass(frozen=True, slots=True)
class Look:
    """The variants of the look, and how the panel is mounted."""

    high_contrast: bool = False
    large_text: bool = False
    rotate_degrees: int = 0
    reader_side: str = "below"
    full_screen: bool = False


def application(arguments: list[str]) -> QGuiApplication:
    """Return the application with its fonts, drawing in software: the same picture everywhere, in little memory.

    From here on Python's collector doesn't run by itself: ``ui.collecting`` says why, and has it run.
    """
    gc.disable()
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Qt waits 5 ms before each frame, so that animations leave room for other work. Here nothing is animated.
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    # Qt tells of each font that lacks a script before it takes the next one, which is what they are for.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app = QGuiApplication(arguments)
    for font in sorted((_HERE / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    family = QFont()
    family.setFamilies(_FAMILIES)
    app.setFont(family)
    return app


class SceneError(Exception):
    """The screen's own QML could not be loaded."""


class Scene:
    """A window of QML around the view models of the public and the staff screens. Close it before they go."""

    def __init__(
        self,
        screen: PublicScreen,
        staff: StaffModels,
        look: Look,
        *,
        window: tuple[str, str] = MAIN,
        more: Mapping[str, QObject] | None = None,
    ) -> None:
        """Load ``window``, a QML module and type; ``more`` are further view models by property name.

        Raises:
            SceneError: with what QML says.

        """
        self._shown = (screen, staff, *(more or {}).values())  # QML alone would not keep them
        self.engine = QQmlApplicationEngine()
        problems: list[str] = []
        self.engine.warnings.connect(lambda warnings: problems.extend(each.toString() for each in warnings))
        self.engine.addImportPath(str(QML))
        theme = self.engine.singletonInstance("Hubtap", "Theme")
        if not isinstance(theme, QObject):
            raise SceneError("\n".join(problems))
        theme.setProperty("highContrast", look.high_contrast)
        theme.setProperty("largeText", look.large_text)
        properties = {
            "vm": screen,
            "staff": staff,
            "readerSide": look.reader_side,
            "rotateDegrees": look.rotate_degrees,
        }
        self.engine.setInitialProperties({**properties, "fullScreen": look.full_screen, **(more or {})})
        self.engine.loadFromModule(*window)
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise SceneError("\n".join(problems))
        self.window: QQuickWindow = roots[0]
        if look.full_screen:
            self.window.setCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        """Delete window and engine. Bindings must not outlive the view models that they read."""
        shiboken6.delete(self.engine)
