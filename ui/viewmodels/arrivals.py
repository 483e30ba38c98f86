"""The view model of Arrivals: who came, newest first, with Undo on each."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ArrivalsPage, EventRow, StaffSnapshot, Undo
from ui.viewmodels import arriving
from ui.viewmodels.arriving import ArrivalLine
from ui.viewmodels.asking import NEW
from ui.viewmodels.room import Room
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.standing_rows import StandingRows
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class Arrivals(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Rows stay where they are while a finger is on them; what came meanwhile is shown once it is lifted."""

    changed = Signal()

    def __init__(self, room: Room, now_ms: Callable[[], int]) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self._rows = StandingRows(ArrivalLine, "record", now_ms)
        self.typed = Typing()
        self._event: EventRow | None = None
        self._on: str | None = None
        self._all: tuple[ArrivalLine, ...] = ()
        self._asked: set[str] = set()
        self._heard: ArrivalsPage | None = None
        self._is_searching = False
        self.typed.edited.connect(self._show)
        self._rows.let_go.connect(self._catch_up)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        event = None if snapshot.bar is None else snapshot.bar.event
        self._on = None if event is None else event.event
        if isinstance(snapshot.page, ArrivalsPage):
            self._heard = snapshot.page
            self._catch_up()

    def hide(self) -> None:
        """Let names go, and keep what is typed."""
        self._heard = self._event = None
        self._all = ()
        self._asked.clear()
        self._rows.leave()
        self._show()

    def forget(self) -> None:
        """Let everything go."""
        self.typed.put("")
        self._is_searching = False
        self.hide()

    def step_back(self) -> bool:
        """Go from the keyboard, or from what was found, to all; tell whether there was that step."""
        was_searching = self._is_searching or bool(self.typed.said)
        self._is_searching = False
        self.typed.put("")
        self._show()
        return was_searching

    def _catch_up(self) -> None:
        """Show what was heard last, unless a finger is on the rows."""
        page = self._heard
        if page is None or self._rows.is_held:
            return
        self._heard = None
        self._event = page.event
        self._all = arriving.lines(page)
        self._show()

    def _show(self) -> None:
        self._rows.put(arriving.found(self._all, self.typed.said))
        self.changed.emit()

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the rows, or no more."""
        self._rows.hold(is_held)

    @Slot(str)
    def undo(self, record: str) -> None:
        """Let an arrival count no more."""
        if not self._rows.is_astray:
            self._ask(record)

    @Slot(str)
    def bring_back(self, by: str) -> None:
        """Let an arrival count again that ``by`` undid."""
        if not self._rows.is_astray:
            self._ask(by)

    def _ask(self, record: str) -> None:
        if record not in self._asked:
            self._asked.add(record)
            self._room.ask(Undo(request=NEW, record=record), lambda _: self._asked.discard(record))

    @Slot()
    def link(self) -> None:
        """Go to the unlinked cards."""
        if not self._rows.is_astray:
            self._room.go(StaffPage.CARDS)

    @Slot()
    def search(self) -> None:
        """Show the keyboard."""
        self._is_searching = True
        self.changed.emit()

    @Slot(str)
    def choose(self, name: str) -> None:
        """Take a name that fits for the one that is looked for, and show it."""
        self.typed.put(name)
        self._is_searching = False
        self._show()

    @Slot()
    def show_found(self) -> None:
        """Show who was found instead of the keyboard."""
        self._is_searching = False
        self.changed.emit()

    @Slot()
    def show_all(self) -> None:
        """Show everyone again."""
        self.step_back()

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return who came: ``ArrivalLine``."""
        return self._rows

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """Return what is looked for."""
        return self.typed

    @Property(bool, notify=changed)
    def is_searching(self) -> bool:
        """Tell whether the keyboard is shown."""
        return self._is_searching

    @Property(str, notify=changed)
    def sought(self) -> str:
        """Return what is looked for, or empty."""
        return self.typed.said.strip()

    @Property(int, notify=changed)
    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self._rows.rows)

    @Property(bool, notify=changed)
    def is_known(self) -> bool:
        """Tell whether the daemon has said yet who came."""
        return self._event is not None

    @Property(str, notify=changed)
    def other_event(self) -> str:
        """Return the event's title where it is not the one that is on, or empty."""
        return "" if self._event is None or self._event.event == self._on else self._event.title
