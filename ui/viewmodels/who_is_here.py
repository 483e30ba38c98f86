"""The view model of Who is here: the evacuation list, on which staff mark off whom they see."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import HerePage, StaffSnapshot
from ui.viewmodels import gathering
from ui.viewmodels.gathering import PersonCell
from ui.viewmodels.standing_rows import StandingRows

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_KEPT_MS = 30 * 60_000


@QmlElement
@QmlUncreatable("made by EventWork")
class WhoIsHere(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Marks are kept on the screen only, by ids without names: also where it locks while staff look for people.

    They end with ``start_again``, once another event is on, and half an hour after the last one was made: those of a
    drill must say nothing when it burns.

    Names stand still under a finger; what came meanwhile is shown once it is lifted.
    """

    changed = Signal()

    def __init__(self, now_ms: Callable[[], int]) -> None:
        """``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._now_ms = now_ms
        self._rows = StandingRows(PersonCell, "person", now_ms)
        self._heard: HerePage | None = None
        self._page: HerePage | None = None
        self._occasion: tuple[str, str | None] | None = None
        self._seen: set[str] = set()
        self._marked_ms = 0
        self._rows.let_go.connect(self._catch_up)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, HerePage):
            self._heard = snapshot.page
            self._catch_up()

    def hide(self) -> None:
        """Let every name go."""
        self._heard = self._page = None
        self._rows.leave()
        self._show()

    def forget(self) -> None:
        """Let every name go."""
        self.hide()

    def _catch_up(self) -> None:
        """Show what was heard last, unless a finger is on the names."""
        if self._heard is None or self._rows.is_held:
            return
        self._page, self._heard = self._heard, None
        event = self._page.event
        occasion = None if event is None else (event.event, event.day)
        if occasion != self._occasion or self._now_ms() - self._marked_ms > _KEPT_MS:
            self._occasion, self._seen = occasion, set()
        self._show()

    def _show(self) -> None:
        self._rows.put(() if self._page is None else gathering.cells(self._page.rows, self._seen))
        self.changed.emit()

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the names, or no more."""
        self._rows.hold(is_held)

    @Slot(str)
    def mark(self, person: str) -> None:
        """Someone was seen, or was marked by mistake."""
        if self._rows.is_astray:
            return
        self._seen ^= {person}
        self._marked_ms = self._now_ms()
        self._show()

    @Slot()
    def start_again(self) -> None:
        """Take all marks away."""
        self._seen.clear()
        self._show()

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return who is here: ``PersonCell``."""
        return self._rows

    @Property(bool, notify=changed)
    def is_known(self) -> bool:
        """Tell whether the daemon has said yet who is here."""
        return self._page is not None

    @Property(int, notify=changed)
    def named(self) -> int:
        """Return how many are on the list."""
        return len(self._rows.rows)

    @Property(int, notify=changed)
    def seen(self) -> int:
        """Return how many of them were marked."""
        return sum(cell.seen for cell in self._rows.rows)

    @Property(str, notify=changed)
    def missing_names(self) -> str:
        """Return who was not seen yet, once it is a few."""
        return gathering.missing_names(self._rows.rows)

    @Property(int, notify=changed)
    def unnamed(self) -> int:
        """Return how many more are in whose names this kiosk doesn't know."""
        return 0 if self._page is None else self._page.unnamed

    @Property(int, notify=changed)
    def lost(self) -> int:
        """Return with how many cards somebody came after they were reported lost, who may be here."""
        return 0 if self._page is None else self._page.lost

    @Property(int, notify=changed)
    def headcount(self) -> int:
        """Return how many were counted without names."""
        return 0 if self._page is None else self._page.headcount

    @Property(str, notify=changed)
    def covers(self) -> str:
        """Return which kiosks it covers, and as of when."""
        return "" if self._page is None else gathering.covered(self._page)

    @Property(str, notify=changed)
    def misses(self) -> str:
        """Return which of the hub's kiosks it doesn't cover, or empty."""
        return "" if self._page is None else ", ".join(self._page.missing)
