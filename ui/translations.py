"""The words of the screen in another language, while it runs. English is the source and needs no file."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

_FOLDER = Path(__file__).parent / "i18n"


class Translations:
    """Switches the language of an application and of the QML that it shows."""

    def __init__(self, app: QGuiApplication, engine: QQmlEngine) -> None:
        """Begin in English."""
        self._app = app
        self._engine = engine
        self._translator: QTranslator | None = None

    def use(self, language: str) -> None:
        """Use ``language`` (such as ``pl``); a language that there are no words for is shown in English."""
        translator = QTranslator(self._app)
        found = translator.load(f"hubtap_{language}", str(_FOLDER))
        self.put(translator if found else None, QLocale(language).textDirection() if found else _LEFT_TO_RIGHT)

    def put(self, translator: QTranslator | None, direction: Qt.LayoutDirection) -> None:
        """Use this translator, and lay everything out in its direction."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = translator
        if translator is not None:
            self._app.installTranslator(translator)
        self._app.setLayoutDirection(direction)
        self._engine.retranslate()


_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight
