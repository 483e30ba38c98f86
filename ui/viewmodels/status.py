"""What staff see at a glance, for QML."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import StaffSnapshot, StatusBar
from ui.viewmodels.needs import Need, most_urgent

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_EMPTY = StatusBar(
    event=None,
    opened_by_staff=False,
    headcount=0,
    waiting=0,
    last_sent=None,
    late=False,
    network="starting",
    network_detail="",
    reader="ready",
    reader_cause="",
    clock=None,
    unlinked=0,
    help_wanted=0,
    over_capacity=False,
    paper=False,
)


@QmlElement
@QmlUncreatable("made by the composition root")
class Status(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """``StatusBar`` of the latest snapshot; all zero while the screens are locked."""

    changed = Signal()

    @QEnum
    class Need(Enum):
        """``needs.Need``, spelt out once more because QML's tools read it from this source."""

        NOTHING = 0
        PAPER = 1
        READER = 2
        HELP = 3
        CLOCK = 4
        NOTHING_OPEN = 5
        CAPACITY = 6

    def __init__(self) -> None:
        """Know nothing."""
        super().__init__()
        self._bar = _EMPTY

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot. What was told before stays where it could not be read, while staff are at work."""
        if snapshot.bar is not None or snapshot.lock.state != "open":
            self._show(snapshot.bar or _EMPTY)

    def hide(self) -> None:
        """Let it all go."""
        self._show(_EMPTY)

    def _show(self, bar: StatusBar) -> None:
        if bar != self._bar:
            self._bar = bar
            self.changed.emit()

    @Property(bool, notify=changed)
    def has_event(self) -> bool:
        """Tell whether something takes taps now."""
        return self._bar.event is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return its name, or empty."""
        return "" if self._bar.event is None else self._bar.event.title

    @Property(int, notify=changed)
    def here(self) -> int:
        """Return how many are in."""
        return 0 if self._bar.event is None else self._bar.event.here

    @Property(int, notify=changed)
    def capacity(self) -> int:
        """Return how many fit in, or 0 where nobody said."""
        return 0 if self._bar.event is None else self._bar.event.capacity or 0

    @Property(bool, notify=changed)
    def over_capacity(self) -> bool:
        """Tell whether more than fit are in."""
        return self._bar.over_capacity

    @Property(int, notify=changed)
    def headcount(self) -> int:
        """Return how many were counted without names."""
        return self._bar.headcount

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """Return how many records were not sent yet."""
        return self._bar.waiting

    @Property(str, notify=changed)
    def last_sent(self) -> str:
        """Return when something was sent last, or empty for never."""
        return self._bar.last_sent or ""

    @Property(bool, notify=changed)
    def late(self) -> bool:
        """Tell whether something has waited for more than five minutes."""
        return self._bar.late

    @Property(str, notify=changed)
    def network(self) -> str:
        """Return how sending gets on, a word of the worker."""
        return self._bar.network

    @Property(bool, notify=changed)
    def reader_missing(self) -> bool:
        """Tell whether no reader can take cards."""
        return self._bar.reader == "missing"

    @Property(str, notify=changed)
    def reader_cause(self) -> str:
        """Return the code of what is wrong with the readers, or empty."""
        return self._bar.reader_cause

    @Property(str, notify=changed)
    def clock(self) -> str:
        """Return the local time, or empty while it is in doubt."""
        return self._bar.clock or ""

    @Property(int, notify=changed)
    def unlinked(self) -> int:
        """Return how many taps of unlinked cards there are."""
        return self._bar.unlinked

    @Property(int, notify=changed)
    def help_wanted(self) -> int:
        """Return how many asked for a team member."""
        return self._bar.help_wanted

    @Property(bool, notify=changed)
    def paper(self) -> bool:
        """Tell whether taps can't be saved: paper is needed."""
        return self._bar.paper

    @Property(int, notify=changed)
    def need(self) -> int:
        """Return what needs staff most, one of ``Need``; nothing where nothing is known."""
        return (Need.NOTHING if self._bar is _EMPTY else most_urgent(self._bar)).value
