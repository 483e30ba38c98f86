"""Date and time, which staff confirm where the kiosk is in doubt."""

from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ConfirmDate, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.clock_parts import ClockPart, read_local, stepped, written
from ui.viewmodels.room import Room

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_START = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001  a local time, whose zone the daemon knows
"""Where the kiosk has no guess at all."""
_OWN = frozenset({"bad_time"})
_NO_SUCH = "no_such_time"


@QmlElement
@QmlUncreatable("made by LessOften")
class ClockSetting(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Begins with the kiosk's best guess, which it follows until a finger changed something."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin with no guess."""
        super().__init__()
        self._room = room
        self._at = _START
        self._is_touched = False
        self._is_doubtful = False
        self._says = ""

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if snapshot.bar is None:
            return
        self._is_doubtful = snapshot.bar.clock is None
        guess = read_local(snapshot.bar.guess)
        if guess is not None and not self._is_touched:
            self._at = guess
        self.changed.emit()

    def hide(self) -> None:
        """Keep what was set: nothing of it is personal."""

    def forget(self) -> None:
        """Begin anew."""
        self._at, self._is_touched, self._says = _START, False, ""
        self.changed.emit()

    @Slot(int, int)
    def step(self, part: int, by: int) -> None:
        """Set one of ``ClockPart`` on or back by one."""
        self._at = stepped(self._at, ClockPart(part), by)
        self._is_touched, self._says = True, ""
        self.changed.emit()

    @Slot()
    def confirm(self) -> None:
        """Say that it is this time now."""
        self._room.ask(ConfirmDate(request=NEW, at=written(self._at)), self._answered, _OWN)

    def _answered(self, outcome: Outcome) -> None:
        self._says = "done" if outcome.code == "done" else ""
        if outcome.code == "bad_time":
            self._says = outcome.detail or _NO_SUCH
        self._is_touched = outcome.code != "done"
        self.changed.emit()

    @Property(int, notify=changed)
    def day(self) -> int:
        """Return the day of the month."""
        return self._at.day

    @Property(int, notify=changed)
    def month(self) -> int:
        """Return the month, 0 for January."""
        return self._at.month - 1

    @Property(int, notify=changed)
    def weekday(self) -> int:
        """Return the day of the week, 0 for Monday."""
        return self._at.weekday()

    @Property(int, notify=changed)
    def year(self) -> int:
        """Return the year."""
        return self._at.year

    @Property(int, notify=changed)
    def hour(self) -> int:
        """Return the hour."""
        return self._at.hour

    @Property(int, notify=changed)
    def minute(self) -> int:
        """Return the minute."""
        return self._at.minute

    @Property(bool, notify=changed)
    def is_doubtful(self) -> bool:
        """Tell whether the kiosk is in doubt of its clock."""
        return self._is_doubtful

    @Property(str, notify=changed)
    def says(self) -> str:
        """Return what became of it: ``done``, why it was refused, or empty."""
        return self._says
