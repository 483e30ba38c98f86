"""How the panel is mounted, and which language the kiosk speaks: as chosen at the first boot, else as set."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickWindow

from ui.kept_choices import Choices, KeptChoices
from ui.touch_turn import TouchTurn

_FULL_TURN = 360


class Mounting(QObject):
    """Holds for the window at once what people choose, and keeps it."""

    def __init__(
        self, window: QQuickWindow, kept: KeptChoices, rotate_degrees: int, speak: Callable[[str], None]
    ) -> None:
        """``rotate_degrees``: as set, where nobody chose. ``speak``: has the screens speak another language."""
        super().__init__()
        self._window = window
        self._kept = kept
        self._speak = speak
        self._turn = TouchTurn(window)
        self._choices = kept.read()
        self._rotate_degrees = rotate_degrees if self._choices.rotate_degrees is None else self._choices.rotate_degrees
        self._touch_degrees = self._choices.touch_degrees or 0
        self._hold()

    @property
    def choices(self) -> Choices:
        """What was chosen so far."""
        return self._choices

    @Slot(str)
    def choose_language(self, code: str) -> None:
        """Speak this language from now on."""
        self._keep(Choices(code, self._choices.rotate_degrees, self._choices.touch_degrees))
        self._speak(code)

    @Slot(int)
    def turn_touch(self, degrees: int) -> None:
        """Take fingers to be reported ``degrees`` further clockwise than now."""
        self._touch_degrees = (self._touch_degrees + degrees) % _FULL_TURN
        self._keep(Choices(self._choices.language, self._choices.rotate_degrees, self._touch_degrees))
        self._hold()

    @Slot(int)
    def turn_picture(self, degrees: int) -> None:
        """Turn the picture ``degrees`` further clockwise than now."""
        self._rotate_degrees = (self._rotate_degrees + degrees) % _FULL_TURN
        self._keep(Choices(self._choices.language, self._rotate_degrees, self._touch_degrees))
        self._hold()

    def _keep(self, choices: Choices) -> None:
        self._choices = choices
        self._kept.write(choices)

    def _hold(self) -> None:
        self._turn.turn(self._touch_degrees)
        self._window.setProperty("rotateDegrees", self._rotate_degrees)
