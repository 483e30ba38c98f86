"""The public screen's view model: takes in what the daemon says, derives, announces."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ScreenSnapshot
from ui.languages import LANGUAGES
from ui.viewmodels import showing
from ui.viewmodels.showing import Known, Patience, View, asked_in_vain, beginning, heard, look, lost, next_change_ms

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


class Alarm(Protocol):
    """Calls back once, later, in the thread of the screen."""

    def set(self, delay_ms: int | None, call: Callable[[], None]) -> None:
        """Call ``call`` after ``delay_ms`` instead of whatever was set before; None sets nothing."""


@QmlElement
@QmlUncreatable("made by the composition root")
class PublicScreen(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """What the public screen shows. Lives in the screen's thread.

    ``changed`` follows every change of the picture, ``language_changed`` comes before it where the language differs.
    ``asked`` says that someone wants a team member.
    """

    changed = Signal()
    language_changed = Signal(str)
    asked = Signal()

    @QEnum
    class Page(Enum):
        """``ui.viewmodels.showing.Page``, spelt out once more because QML's tools read it from this source."""

        STARTING = 0
        AWAY = 1
        SETTING_UP = 2
        READER_MISSING = 3
        IDLE = 4
        ARRIVED = 5
        ALREADY_HERE = 6
        LEFT = 7
        HELP = 8
        MISREAD = 9
        TAKE_CARD = 10
        NOT_OPEN = 11
        NOT_SAVED = 12
        STAFF = 13
        LANGUAGES = 14
        CHECKING = 15

    def __init__(self, now_ms: Callable[[], int], alarm: Alarm, language: str, patience: Patience) -> None:
        """Begin with nothing known. ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._now_ms = now_ms
        self._alarm = alarm
        self._language = language
        self._patience = patience
        self._known = beginning(now_ms())
        self._view = look(self._known, now_ms(), patience, language)
        self._wait()

    def speak(self, language: str) -> None:
        """Make another language the kiosk's own."""
        self._language = language
        self._derive()

    @Slot(object)
    def hear(self, snapshot: ScreenSnapshot) -> None:
        """Take in a snapshot."""
        self._know(heard(self._known, snapshot, self._now_ms(), self._patience))

    @Slot()
    def lose(self) -> None:
        """Take in that the daemon is gone."""
        self._know(lost(self._known, self._now_ms()))

    @Slot()
    def ring(self) -> None:
        """Someone has no card: ask for a team member, or say so here while the daemon is gone."""
        if self._known.silent_since_ms is None:
            self.asked.emit()
        else:
            self._know(asked_in_vain(self._known, self._now_ms(), self._patience))

    @Slot()
    def judge(self) -> None:
        """Take in that the daemon is at a tap."""
        self._know(showing.judging(self._known, self._now_ms()))

    @Slot()
    def touch(self) -> None:
        """Take in a sign of a person."""
        self._know(showing.touched(self._known, self._now_ms()))

    @Slot()
    def offer_languages(self) -> None:
        """Someone wants to read another language."""
        self._know(showing.offered_languages(self._known, self._now_ms(), self._patience))

    @Slot(int)
    def choose(self, place: int) -> None:
        """Someone chose one of ``languages``."""
        self._know(showing.chose(self._known, LANGUAGES[place].code, self._now_ms(), self._patience))

    @Slot()
    def keep_language(self) -> None:
        """Someone wants no other language after all."""
        self._know(showing.chose(self._known, self._known.chosen, self._now_ms(), self._patience))

    def _know(self, known: Known) -> None:
        self._known = known
        self._derive()

    def _derive(self) -> None:
        before, self._view = self._view, look(self._known, self._now_ms(), self._patience, self._language)
        self._wait()
        if self._view.language != before.language:
            self.language_changed.emit(self._view.language)
        if self._view != before:
            self.changed.emit()

    def _wait(self) -> None:
        self._alarm.set(next_change_ms(self._known, self._now_ms(), self._patience), self._derive)

    @property
    def view(self) -> View:
        """The picture as one value."""
        return self._view

    @Property(int, notify=changed)
    def page(self) -> int:
        """Return the page, one of ``Page``."""
        return self._view.page.value

    @Property(bool, notify=changed)
    def has_result(self) -> bool:
        """Tell whether a tap is being answered."""
        return self._view.serial != 0

    @Property(bool, notify=changed)
    def is_dimmed(self) -> bool:
        """Tell whether nobody has been there for long."""
        return self._view.is_dimmed

    @Property("QStringList", constant=True)  # type: ignore[arg-type]  # the stubs know no names of Qt's types
    def languages(self) -> list[str]:
        """Return the languages to choose from, each by its own name."""
        return [language.name for language in LANGUAGES]

    @Property(str, notify=changed)
    def name(self) -> str:
        """Return the name to greet, or empty."""
        return self._view.name

    @Property(str, notify=changed)
    def opens(self) -> str:
        """Return the next opening time as people say it, or empty."""
        return self._view.opens

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return the event's name."""
        return self._view.title

    @Property(str, notify=changed)
    def clock(self) -> str:
        """Return the local time as people say it, or empty while it is in doubt."""
        return self._view.clock
