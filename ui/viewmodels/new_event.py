"""The view model of an event that is made on the spot: its title, then what kind it is, which opens it."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import MakeEvent, ModeWord, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.room import Room
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class NewEvent(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Of two pages: the title is kept from one to the other and back."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self.typed = Typing()
        self._is_asked = False
        self.typed.changed.connect(self.changed)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot: it has nothing for this page."""

    def hide(self) -> None:
        """Keep the title."""

    def forget(self) -> None:
        """Let the title go."""
        self.typed.put("")

    @Slot()
    def go_on(self) -> None:
        """Ask what kind it is."""
        if self._title:
            self._room.go(StaffPage.EVENT_KIND)

    @Slot()
    def open_arrivals_only(self) -> None:
        """Make and open an event at which people only arrive."""
        self._make("arrivals_only")

    @Slot()
    def open_arrive_and_leave(self) -> None:
        """Make and open an event at which people also say goodbye."""
        self._make("arrive_and_leave")

    def _make(self, mode: ModeWord) -> None:
        if self._title and not self._is_asked:
            self._is_asked = True
            self._room.ask(MakeEvent(request=NEW, title=self._title, mode=mode), self._answered)

    def _answered(self, outcome: Outcome) -> None:
        self._is_asked = False
        if outcome.code == "done":
            self._room.go(StaffPage.HOME)

    @property
    def _title(self) -> str:
        return self.typed.said.strip()

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """Return what is typed."""
        return self.typed

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return the title as it will be."""
        return self._title
