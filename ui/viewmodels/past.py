"""Past events: the last days, and what can be done about one of them."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import EventRow, PastPage, StaffSnapshot
from ui.viewmodels.dates import day_parts
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.stick import Stick

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PastRow:
    """An event of the last days; ``day``, ``month``, ``weekday`` as in ``DayParts``. ``opens`` is empty for drop-in."""

    event: str
    title: str
    day: int
    month: int
    weekday: int
    opens: str
    closes: str
    arrived: int


def past(page: PastPage) -> tuple[PastRow, ...]:
    """Return the events, in the daemon's order."""
    return tuple(_row(each) for each in page.events)


def _row(each: EventRow) -> PastRow:
    day = day_parts(each.day)
    return PastRow(
        each.event, each.title, day.day, day.month, day.weekday, each.opens or "", each.closes or "", each.arrived
    )


@QmlElement
@QmlUncreatable("made by LessOften")
class PastEvents(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The list, then one of them."""

    changed = Signal()

    def __init__(self, room: Room, stick: Stick) -> None:
        """Begin empty. ``stick`` is told whose list is wanted on a stick."""
        super().__init__()
        self._room = room
        self._stick = stick
        self._rows = Rows(PastRow, "event")
        self._is_known = False
        self._chosen: PastRow | None = None
        self._may: tuple[str, ...] = ()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self._may = snapshot.lock.may
        if isinstance(snapshot.page, PastPage):
            self._is_known = True
            self._rows.put(past(snapshot.page))
        self.changed.emit()

    def hide(self) -> None:
        """Let it go."""
        self._is_known = False
        self._chosen = None
        self._rows.put(())
        self.changed.emit()

    def forget(self) -> None:
        """Let it go."""
        self.hide()

    def step_back(self) -> bool:
        """Go from the event to the list; tell whether there was that step."""
        chosen, self._chosen = self._chosen, None
        self.changed.emit()
        return chosen is not None

    @Slot(str)
    def pick(self, event: str) -> None:
        """Choose one."""
        self._chosen = next((row for row in self._rows.rows if row.event == event), None)
        self.changed.emit()

    @Slot()
    def correct(self) -> None:
        """Open its arrivals."""
        if self._chosen is not None:
            self._room.go(StaffPage.ARRIVALS, event=self._chosen.event)

    @Slot()
    def copy(self) -> None:
        """Type in its paper register."""
        if self._chosen is not None:
            self._room.go(StaffPage.PAPER, event=self._chosen.event)

    @Slot()
    def report(self) -> None:
        """Write its list to a USB stick."""
        if self._chosen is not None:
            self._stick.want(self._chosen.event, self._chosen.title)
            self._room.go(StaffPage.STICK)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return the events: ``PastRow``."""
        return self._rows

    @Property(bool, notify=changed)
    def is_empty(self) -> bool:
        """Tell whether there is none, once that is known."""
        return self._is_known and not self._rows.rows

    @Property(bool, notify=changed)
    def is_chosen(self) -> bool:
        """Tell whether one was chosen."""
        return self._chosen is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return its name."""
        return "" if self._chosen is None else self._chosen.title

    @Property(bool, notify=changed)
    def may_report(self) -> bool:
        """Tell whether whoever unlocked may use a stick."""
        return Permission.KIOSK in self._may
