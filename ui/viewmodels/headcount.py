"""The view model of Headcount: people without names, apart from those who checked in."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import CountHeads, HeadcountPage, HeadRow, StaffSnapshot, Undo
from ui.viewmodels import counting
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.counting import LABELS, HeadLine
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class Headcount(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The number goes on from the last one of its label, until staff change it."""

    changed = Signal()

    @QEnum
    class Label(Enum):
        """``counting.LABELS``, spelt out once more because QML's tools read it from this source."""

        VISITORS = 0
        ADULTS = 1
        CHILDREN = 2
        HELPERS = 3

    def __init__(self, room: Room) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self._rows = Rows(HeadLine, "record")
        self._heard: list[HeadRow] = []
        self._total = 0
        self._label = 0
        self._number: int | None = None
        self._is_asked = False

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, HeadcountPage):
            self._heard, self._total = snapshot.page.rows, snapshot.page.total
            self._show()

    def hide(self) -> None:
        """Let the list go, and keep the number."""
        self._heard, self._total = [], 0
        self._show()

    def forget(self) -> None:
        """Let everything go."""
        self._label, self._number = 0, None
        self.hide()

    def _show(self) -> None:
        self._rows.put(counting.lines(self._heard))
        self.changed.emit()

    @Slot(int)
    def choose(self, label: int) -> None:
        """Count these; one of ``Label``."""
        self._label, self._number = label, None
        self.changed.emit()

    @Slot(int)
    def add(self, more: int) -> None:
        """Take so many more, or fewer."""
        self._number = counting.stepped(self._count, more)
        self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Record the number."""
        if not self._is_asked:
            self._is_asked = True
            act = CountHeads(request=NEW, count=self._count, label=LABELS[self._label])
            self._room.ask(act, self._saved)

    def _saved(self, outcome: Outcome) -> None:
        self._is_asked = False
        if outcome.code == "done":
            self._number = None
        self.changed.emit()

    @Slot(str)
    def undo(self, record: str) -> None:
        """Let a headcount count no more."""
        self._room.ask(Undo(request=NEW, record=record))

    @property
    def _count(self) -> int:
        return counting.last(self._heard, LABELS[self._label]) if self._number is None else self._number

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return the headcounts so far: ``HeadLine``."""
        return self._rows

    @Property(int, notify=changed)
    def label(self) -> int:
        """Return who is counted, one of ``Label``."""
        return self._label

    @Property(int, notify=changed)
    def count(self) -> int:
        """Return the number as it stands."""
        return self._count

    @Property(bool, notify=changed)
    def can_save(self) -> bool:
        """Tell whether it differs from what was counted last."""
        return self._count != counting.last(self._heard, LABELS[self._label])

    @Property(int, notify=changed)
    def total(self) -> int:
        """Return how many were counted in all."""
        return self._total
