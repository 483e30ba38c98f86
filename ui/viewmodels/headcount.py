"""The view model of Headcount: people without names, apart from those who checked in."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import CountHeads, HeadcountPage, HeadRow, StaffSnapshot, Undo
from ui.viewmodels import counting
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.counting import LABELS, HeadLine
from ui.viewmodels.room import Room
from ui.viewmodels.standing_rows import StandingRows

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class Headcount(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The number goes on from the last one of its label, until staff change it. Rows stand still under a finger."""

    changed = Signal()

    @QEnum
    class Label(Enum):
        """``counting.LABELS``, spelt out once more because QML's tools read it from this source."""

        VISITORS = 0
        ADULTS = 1
        CHILDREN = 2
        HELPERS = 3

    def __init__(self, room: Room, now_ms: Callable[[], int]) -> None:
        """Begin empty. ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._room = room
        self._rows = StandingRows(HeadLine, "record", now_ms)
        self._news: HeadcountPage | None = None
        self._heard: list[HeadRow] = []
        self._total = 0
        self._label = 0
        self._number: int | None = None
        self._is_asked = False
        self._undoing: set[str] = set()
        self._rows.let_go.connect(self._catch_up)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, HeadcountPage):
            self._news = snapshot.page
            self._catch_up()

    def hide(self) -> None:
        """Let the list go, and keep the number."""
        self._news = None
        self._heard, self._total = [], 0
        self._rows.leave()
        self._show()

    def forget(self) -> None:
        """Let everything go."""
        self._label, self._number = 0, None
        self.hide()

    def _catch_up(self) -> None:
        """Show what was heard last, unless a finger is on the rows."""
        if self._news is None or self._rows.is_held:
            return
        self._heard, self._total = self._news.rows, self._news.total
        self._news = None
        self._show()

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

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the rows, or no more."""
        self._rows.hold(is_held)

    @Slot(str)
    def undo(self, record: str) -> None:
        """Let a headcount count no more."""
        if not self._rows.is_astray and record not in self._undoing:
            self._undoing.add(record)
            self._room.ask(Undo(request=NEW, record=record), lambda _: self._undoing.discard(record))

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
