"""The event chooser's view model: one touch opens an event."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ChooserPage, EventRow, OpenEvent, StaffSnapshot
from ui.viewmodels import choosing
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.choosing import EventLine
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.staff_pages import StaffPage

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class Chooser(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Today's events."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self._rows = Rows(EventLine, "event")
        self._events: tuple[EventRow, ...] = ()
        self._opened_by_staff = False
        self._is_asked = False

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self._opened_by_staff = snapshot.bar is not None and snapshot.bar.opened_by_staff
        if isinstance(snapshot.page, ChooserPage):
            self._show(tuple(snapshot.page.events))

    def hide(self) -> None:
        """Let it all go; nothing is typed here."""
        self._is_asked = False
        self._show(())

    def forget(self) -> None:
        """Let it all go."""
        self.hide()

    def _show(self, events: tuple[EventRow, ...]) -> None:
        self._events = events
        self._rows.put(choosing.lines(events))
        self.changed.emit()

    @Slot(str)
    def choose(self, event: str) -> None:
        """Open an event; for one that staff have open already there is nothing to do."""
        chosen = choosing.find(self._events, event)
        if chosen is None or self._is_asked:
            return
        if chosen.state == "on" and self._opened_by_staff:
            self._room.go(StaffPage.HOME)
            return
        self._is_asked = True
        self._room.ask(OpenEvent(request=NEW, event=event), self._answered)

    def _answered(self, outcome: Outcome) -> None:
        self._is_asked = False
        if outcome.code == "done":
            self._room.go(StaffPage.HOME)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return today's events: ``EventLine``."""
        return self._rows

    @Property(bool, notify=changed)
    def has_arrivals(self) -> bool:
        """Tell whether anyone came to any of them."""
        return any(each.arrived for each in self._events)
