"""The view model of End of event: what it came to, and ending it."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import EndEvent, EndPage, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.room import Room
from ui.viewmodels.staff_pages import StaffPage

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class EventEnd(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Numbers of one event; 0 until the daemon has said them.

    A finger that stays until it ends means the event on which it came down, also where time opens the next meanwhile.
    """

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self._page: EndPage | None = None
        self._is_asked = False
        self._held: str | None = None

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, EndPage):
            self._show(snapshot.page)

    def hide(self) -> None:
        """Let it all go; nothing is typed here."""
        self._is_asked = False
        self._show(None)

    def forget(self) -> None:
        """Let it all go."""
        self.hide()

    def _show(self, page: EndPage | None) -> None:
        self._page = page
        self.changed.emit()

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the button, or no more."""
        self._held = self._page.event.event if is_held and self._page is not None else None

    @Slot()
    def end(self) -> None:
        """End the event; the daemon locks the staff screens with it."""
        event = None if self._page is None else self._page.event
        if event is not None and event.state == "on" and self._held in (None, event.event) and not self._is_asked:
            self._is_asked = True
            self._room.ask(EndEvent(request=NEW, event=event.event), self._answered)

    def _answered(self, outcome: Outcome) -> None:  # noqa: ARG002  the lock tells that it is done, the header what isn't
        self._is_asked = False

    @Slot()
    def link(self) -> None:
        """Go to the unlinked cards."""
        self._room.go(StaffPage.CARDS)

    @Property(bool, notify=changed)
    def is_known(self) -> bool:
        """Tell whether the daemon has said the numbers yet."""
        return self._page is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return the event's title."""
        return "" if self._page is None else self._page.event.title

    @Property(bool, notify=changed)
    def is_on(self) -> bool:
        """Tell whether it can be ended: it takes taps now."""
        return self._page is not None and self._page.event.state == "on"

    @Property(int, notify=changed)
    def people(self) -> int:
        """Return how many came, each once."""
        return 0 if self._page is None else self._page.people

    @Property(int, notify=changed)
    def still_here(self) -> int:
        """Return how many have not left."""
        return 0 if self._page is None else self._page.still_here

    @Property(int, notify=changed)
    def by_staff(self) -> int:
        """Return how many of them staff checked in."""
        return 0 if self._page is None else self._page.by_staff

    @Property(int, notify=changed)
    def from_paper(self) -> int:
        """Return how many of them were copied from paper."""
        return 0 if self._page is None else self._page.from_paper

    @Property(int, notify=changed)
    def unlinked(self) -> int:
        """Return how many of them nobody is known by."""
        return 0 if self._page is None else self._page.unlinked

    @Property(int, notify=changed)
    def headcount(self) -> int:
        """Return how many were counted without names."""
        return 0 if self._page is None else self._page.headcount

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """Return how many records were not sent yet."""
        return 0 if self._page is None else self._page.waiting
