"""Sending by USB stick."""

from typing import Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import StaffSnapshot, StickPage, UseStick
from ui.viewmodels.asking import NEW
from ui.viewmodels.room import Room

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_EMPTY = StickPage(found=False, state="idle", done=0, of=0, detail="")
_AT_WORK = frozenset({"writing", "reading"})


@QmlElement
@QmlUncreatable("made by LessOften")
class Stick(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """How the stick is, and three wishes."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin with no stick."""
        super().__init__()
        self._room = room
        self._page = _EMPTY
        self._event: str | None = None
        self._title = ""

    def want(self, event: str, title: str) -> None:
        """Offer to write the list of this event."""
        self._event, self._title = event, title
        self.changed.emit()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, StickPage):
            self._page = snapshot.page
            self.changed.emit()

    def hide(self) -> None:
        """Let it go."""
        self._page = _EMPTY
        self.changed.emit()

    def forget(self) -> None:
        """Let it go, and whose list was wanted."""
        self._event, self._title = None, ""
        self.hide()

    @Slot()
    def write(self) -> None:
        """Write what waits."""
        self._use("write")

    @Slot()
    def read(self) -> None:
        """Read the answer."""
        self._use("read")

    @Slot()
    def report(self) -> None:
        """Write the list of the event that was chosen."""
        self._use("report")

    def _use(self, what: Literal["write", "read", "report"]) -> None:
        self._room.ask(UseStick(request=NEW, what=what, event=self._event if what == "report" else None))

    @Property(bool, notify=changed)
    def found(self) -> bool:
        """Tell whether a stick is in."""
        return self._page.found

    @Property(str, notify=changed)
    def state(self) -> str:
        """Return how it goes, a word of ``StickPage``."""
        return self._page.state

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Return the file's name, or why it failed."""
        return self._page.detail

    @Property(int, notify=changed)
    def done(self) -> int:
        """Return how many records were seen to."""
        return self._page.done

    @Property(int, notify=changed)
    def all(self) -> int:
        """Return of how many, or 0 where nobody knows."""
        return self._page.of

    @Property(bool, notify=changed)
    def is_at_work(self) -> bool:
        """Tell whether the stick must stay in."""
        return self._page.state in _AT_WORK

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return whose list is offered, or empty."""
        return self._title
