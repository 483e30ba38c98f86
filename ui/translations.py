"""The words of the screen in another language, while it runs. English is the source and needs no file."""

from pathlib import Path

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

from ui.languages import SOURCE, Language, known

_FOLDER = Path(__file__).parent / "i18n"


class Translations:
    """Switches the language of an application and of the QML that it shows."""

    def __init__(self, app: QGuiApplication, engine: QQmlEngine) -> None:
        """Begin in English."""
        self._app = app
        self._engine = engine
        self._language = SOURCE
        self._translator: QTranslator | None = None
        self._loaded: dict[str, QTranslator] = {}

    def use(self, code: str) -> None:
        """Use the language of ``code`` (such as ``pl``); one that there are no words for is shown in English."""
        language = known(code)
        if language is not self._language:
            self._language = language
            self.put(None if language is SOURCE else self._words_of(language), _direction(language))

    def put(self, translator: QTranslator | None, direction: Qt.LayoutDirection) -> None:
        """Use this translator, and lay everything out in its direction."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = translator
        if translator is not None:
            self._app.installTranslator(translator)
        self._app.setLayoutDirection(direction)
        self._engine.retranslate()

    def _words_of(self, language: Language) -> QTranslator:
        """Return them, read from disk once: a tap's answer may wait for them."""
        if language.code not in self._loaded:
            translator = QTranslator(self._app)
            translator.load(f"hubtap_{language.code}", str(_FOLDER))
            self._loaded[language.code] = translator
        return self._loaded[language.code]


def _direction(language: Language) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if language.right_to_left else Qt.LayoutDirection.LeftToRight
