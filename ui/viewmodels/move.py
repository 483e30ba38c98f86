"""The view model of "wrong event?": from which event arrivals go to which other one."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import ChooserPage, EventRow, StaffSnapshot
from ui.viewmodels import choosing
from ui.viewmodels.choosing import EventLine
from ui.viewmodels.move_which import MoveWhich
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.staff_pages import StaffPage

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class Move(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Asks from which event only where that is not plain; then where to, which opens ``MoveWhich``."""

    changed = Signal()

    def __init__(self, room: Room, which: MoveWhich) -> None:
        """Begin with nothing chosen."""
        super().__init__()
        self._room = room
        self._which = which
        self._rows = Rows(EventLine, "event")
        self._events: tuple[EventRow, ...] = ()
        self._sources: tuple[EventRow, ...] = ()
        self._chosen: str | None = None

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, ChooserPage):
            also_past = Permission.CORRECT_PAST in snapshot.lock.may
            self._events = tuple(snapshot.page.events)
            self._sources = choosing.movable_from(self._events, also_past=also_past)
            self._offer()

    def hide(self) -> None:
        """Let it all go; nothing is typed here."""
        self._events = self._sources = ()
        self._chosen = None
        self._offer()

    def forget(self) -> None:
        """Let it all go."""
        self.hide()

    def step_back(self) -> bool:
        """Ask again from which event, if that was asked."""
        was_chosen, self._chosen = self._chosen is not None, None
        self._offer()
        return was_chosen

    def _offer(self) -> None:
        source = self._source
        offered = self._sources if source is None else choosing.movable_to(self._events, source.event)
        self._rows.put(choosing.lines(offered))
        self.changed.emit()

    @property
    def _source(self) -> EventRow | None:
        if len(self._sources) == 1:
            return self._sources[0]
        return None if self._chosen is None else choosing.find(self._sources, self._chosen)

    @Slot(str)
    def choose(self, event: str) -> None:
        """Choose where from, then where to."""
        source = self._source
        if source is None:
            self._chosen = event
            self._offer()
            return
        to = choosing.find(self._events, event)
        if to is not None:
            self._which.begin(source, to)
            self._room.go(StaffPage.MOVE_WHICH, event=None if source.state == "on" else source.event)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return the events to choose among: ``EventLine``."""
        return self._rows

    @Property(str, notify=changed)
    def source(self) -> str:
        """Return the title of the event that arrivals are taken from, or empty while that is asked."""
        return "" if self._source is None else self._source.title

    @Property(bool, notify=changed)
    def is_empty(self) -> bool:
        """Tell whether there is nothing to move, or nowhere to move it."""
        return not self._rows.rows
