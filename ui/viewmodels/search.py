"""Finding a member, as a part of several staff pages: first what is typed, then who was found."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import MemberRow, MembersPage, StaffSnapshot
from ui.viewmodels import finding
from ui.viewmodels.finding import FoundRow
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by a page's view model")
class Search(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Asks with every letter. The page that it is a part of needs the data ``members``."""

    changed = Signal()

    @QEnum
    class Reading(Enum):
        """``finding.Reading``, spelt out once more because QML's tools read it from this source."""

        NOTHING = 0
        NAME = 1
        CODE_BEGUN = 2
        CODE = 3
        MISTYPED = 4

    def __init__(self, room: Room, picked: Callable[[MemberRow], None]) -> None:
        """Begin empty. ``picked`` is told who was chosen."""
        super().__init__()
        self._room = room
        self._picked = picked
        self.typed = Typing()
        self._rows = Rows(FoundRow, "member")
        self._page: MembersPage | None = None
        self._is_listing = False
        self.typed.edited.connect(self.ask)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        page = finding.answer_to(self.typed.said, snapshot.page)
        if page is not None:
            self._show(page)

    def hide(self) -> None:
        """Let names go, and keep what was typed."""
        self._is_listing = False
        self._show(None)

    def forget(self) -> None:
        """Let everything go."""
        self.typed.put("")
        self.hide()

    def ask(self) -> None:
        """Ask the daemon for whoever fits what is typed."""
        self._room.show(query=self.typed.said)
        self.changed.emit()

    def find(self, member: str) -> MemberRow | None:
        """Return one of those who were found, as told last."""
        return finding.the_one(self._page, member)

    def step_back(self) -> bool:
        """Go from the list to the typing; tell whether there was that step."""
        was_listing, self._is_listing = self._is_listing, False
        self.changed.emit()
        return was_listing

    def _show(self, page: MembersPage | None) -> None:
        self._page = page
        self._rows.put(finding.found(page))
        self.changed.emit()

    @Slot()
    def show_list(self) -> None:
        """Show who was found instead of the keyboard."""
        self._is_listing = True
        self.changed.emit()

    @Slot(str)
    def pick(self, member: str) -> None:
        """Choose someone of the list."""
        chosen = self.find(member)
        if chosen is not None:
            self._picked(chosen)

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """Return what is typed."""
        return self.typed

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return whom it found: ``FoundRow``."""
        return self._rows

    @Property(int, notify=changed)
    def count(self) -> int:
        """Return how many were found."""
        return len(self._rows.rows)

    @Property(bool, notify=changed)
    def more(self) -> bool:
        """Tell whether there are more than are shown."""
        return self._page is not None and self._page.more

    @Property(bool, notify=changed)
    def is_listing(self) -> bool:
        """Tell whether the list is shown, and not the keyboard."""
        return self._is_listing

    @Property(int, notify=changed)
    def reading(self) -> int:
        """Return how the query reads, one of ``Reading``."""
        return finding.read(self.typed.said).value
