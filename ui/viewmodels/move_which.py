"""The view model of "wrong event?", its second part: which of the last arrivals go to the other event."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ArrivalRow, ArrivalsPage, EventRow, MoveArrivals, OpenEvent, StaffSnapshot
from ui.viewmodels import choosing
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.choosing import Parts
from ui.viewmodels.room import Room
from ui.viewmodels.staff_pages import StaffPage

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_NOBODY = Parts(0, 0, "")
_NAMES = 6
"""So many of those who move are named."""


@QmlElement
@QmlUncreatable("made by EventWork")
class MoveWhich(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Preselects those who came from shortly before the other event's beginning on, else everyone.

    People who come meanwhile are counted in as they come, but for a number that staff set themselves.
    """

    changed = Signal()

    @QEnum
    class Part(Enum):
        """Which of them."""

        EVERYONE = 0
        SINCE = 1
        LAST = 2

    def __init__(self, room: Room) -> None:
        """Begin with nothing chosen."""
        super().__init__()
        self._room = room
        self._source: EventRow | None = None
        self._to: EventRow | None = None
        self._rows: Sequence[ArrivalRow] = ()
        self._part: MoveWhich.Part | None = None
        self._last = 1
        self._also_open = True
        self._asked: MoveArrivals | None = None

    def begin(self, source: EventRow, to: EventRow) -> None:
        """Arrivals of ``source`` were at ``to``."""
        self.forget()
        self._source, self._to = source, to
        self.changed.emit()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        page = snapshot.page
        if isinstance(page, ArrivalsPage) and self._source is not None and page.event.event == self._source.event:
            self._rows = page.rows
            self.changed.emit()

    def hide(self) -> None:
        """Let names go, and keep what was chosen."""
        self._rows = ()
        self.changed.emit()

    def forget(self) -> None:
        """Let it all go, but what was asked for."""
        self._source = self._to = self._part = self._asked = None
        self._last, self._also_open = 1, True
        self.hide()

    @Slot(int)
    def take(self, part: int) -> None:
        """Choose one of ``Part``."""
        self._part = self.Part(part)
        self.changed.emit()

    @Slot(int)
    def add(self, more: int) -> None:
        """Take so many more, or fewer, of the last ones."""
        self._part = self.Part.LAST
        self._last = max(1, min(self._last + more, self._parts.everyone))
        self.changed.emit()

    @Slot()
    def turn_opening(self) -> None:
        """Open the other event as well, or don't."""
        self._also_open = not self._also_open
        self.changed.emit()

    @Slot()
    def move(self) -> None:
        """Move them."""
        records = [row.record for row in self._taken]
        if records and self._to is not None and self._asked is None:
            act = self._asked = MoveArrivals(request=NEW, records=records, event=self._to.event)
            also_open = self._may_open and self._also_open
            self._room.ask(act, lambda outcome: self._moved(act, outcome, also_open=also_open))

    def _moved(self, act: MoveArrivals, outcome: Outcome, *, also_open: bool) -> None:
        """Open the event as was asked for, also where the page was left meanwhile."""
        is_here = self._asked is act
        if is_here:
            self._asked = None
        if outcome.code == "done" and also_open:
            self._room.ask(OpenEvent(request=NEW, event=act.event))
        if outcome.code == "done" and is_here:
            self._room.go(StaffPage.HOME)

    @property
    def _may_open(self) -> bool:
        return self._source is not None and self._source.state == "on" and self._to is not None

    @property
    def _parts(self) -> Parts:
        source, to = self._source, self._to
        return _NOBODY if source is None or to is None else choosing.parts(self._rows, source, to)

    @property
    def _chosen(self) -> "MoveWhich.Part":
        if self._part is not None:
            return self._part
        return self.Part.SINCE if self._parts.since else self.Part.EVERYONE

    @property
    def _taken(self) -> Sequence[ArrivalRow]:
        counts = {
            self.Part.EVERYONE: self._parts.everyone,
            self.Part.SINCE: self._parts.since,
            self.Part.LAST: self._last,
        }
        return choosing.latest(self._rows, counts[self._chosen])

    @Property(str, notify=changed)
    def source(self) -> str:
        """Return the title of the event that took them."""
        return "" if self._source is None else self._source.title

    @Property(int, notify=changed)
    def heads(self) -> int:
        """Return how many were counted there without names; they go along where everyone does."""
        return 0 if self._source is None else self._source.heads

    @Property(bool, notify=changed)
    def are_all(self) -> bool:
        """Tell whether nobody is left behind."""
        return len(self._taken) == len(self._rows)

    @Property(str, notify=changed)
    def to(self) -> str:
        """Return the title of the event that they were at."""
        return "" if self._to is None else self._to.title

    @Property(int, notify=changed)
    def part(self) -> int:
        """Return which of them are chosen, one of ``Part``."""
        return self._chosen.value

    @Property(int, notify=changed)
    def everyone(self) -> int:
        """Return how many there are."""
        return self._parts.everyone

    @Property(int, notify=changed)
    def since(self) -> int:
        """Return how many came since ``since_at``."""
        return self._parts.since

    @Property(str, notify=changed)
    def since_at(self) -> str:
        """Return from when on people come for the other event, or empty where it has no beginning."""
        return self._parts.since_at

    @Property(int, notify=changed)
    def last(self) -> int:
        """Return how many of the last ones, where staff set a number."""
        return self._last

    @Property(int, notify=changed)
    def count(self) -> int:
        """Return how many will move."""
        return len(self._taken)

    @Property(str, notify=changed)
    def names(self) -> str:
        """Return the names of the latest of them."""
        return ", ".join(row.name for row in self._taken[:_NAMES] if row.name)

    @Property(bool, notify=changed)
    def can_open(self) -> bool:
        """Tell whether the other event is to be opened as well: it is not on, and the one that took them is."""
        return self._may_open

    @Property(bool, notify=changed)
    def also_open(self) -> bool:
        """Tell whether that was chosen."""
        return self._also_open
