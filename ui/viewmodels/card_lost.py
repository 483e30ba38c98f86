"""Card lost: find the person, check them in, mark the old card lost, tap a new one."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import AwaitCard, CheckIn, MemberRow, ReportLost, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.holding import HeldRow, held, why_new
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.search import Search

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by StaffModels")
class CardLost(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """A search, then one person, whose cards stay where they are while they are shown."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin with the search."""
        super().__init__()
        self._room = room
        self.finder = Search(room, self._picked)
        self._cards = Rows(HeldRow, "place")
        self._person: MemberRow | None = None
        self._may: tuple[str, ...] = ()
        self._has_event = False
        self._is_reporting = False

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self.finder.hear(snapshot)
        self._may = snapshot.lock.may
        self._has_event = snapshot.bar is not None and snapshot.bar.event is not None
        if self._person is not None:
            self._person = self.finder.find(self._person.member)
        self._show()

    def hide(self) -> None:
        """Let names go."""
        self.finder.hide()
        self._person = None
        self._show()

    def forget(self) -> None:
        """Let everything go."""
        self.finder.forget()
        self.hide()

    def step_back(self) -> bool:
        """Go from the person to the list, from the list to the typing; tell whether there was such a step."""
        if self._person is None:
            return self.finder.step_back()
        self._person = None
        self._show()
        return True

    def _picked(self, person: MemberRow) -> None:
        self._person = person
        self._show()

    def _show(self) -> None:
        self._cards.put(held(self._person, self._cards.rows))
        self.changed.emit()

    @Slot()
    def check_in(self) -> None:
        """Check them in without a card."""
        if self._person is not None:
            self._room.ask(CheckIn(request=NEW, member=self._person.member))

    @Slot(int)
    def report(self, place: int) -> None:
        """Say that one of their cards is lost."""
        if self._person is not None and not self._is_reporting:
            self._is_reporting = True
            self._room.ask(ReportLost(request=NEW, member=self._person.member, place=place), self._reported)

    def _reported(self, _: Outcome) -> None:
        self._is_reporting = False

    @Slot()
    def await_new(self) -> None:
        """Make the next card theirs."""
        if self._person is not None:
            self._room.ask(AwaitCard(request=NEW, why=why_new(self._person), member=self._person.member))

    @Property(Search, constant=True)
    def search(self) -> Search:
        """Return the search."""
        return self.finder

    @Property(bool, notify=changed)
    def has_person(self) -> bool:
        """Tell whether someone was chosen."""
        return self._person is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """Return their name, or empty."""
        return "" if self._person is None else self._person.name

    @Property(str, notify=changed)
    def passport(self) -> str:
        """Return their passport's code, or empty."""
        return "" if self._person is None else self._person.passport or ""

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Tell whether they are in."""
        return self._person is not None and self._person.here

    @Property(bool, notify=changed)
    def may_check_in(self) -> bool:
        """Tell whether whoever unlocked may check them in, and something is open."""
        return self._has_event and Permission.CHECK_IN in self._may

    @Property(bool, notify=changed)
    def may_cards(self) -> bool:
        """Tell whether whoever unlocked may see to their cards."""
        return Permission.CARDS in self._may

    @Property(QObject, constant=True)
    def cards(self) -> QObject:
        """Return their cards: ``HeldRow``."""
        return self._cards
