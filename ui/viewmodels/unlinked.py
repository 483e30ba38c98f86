"""Unlinked cards: which there are, and whose they are."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import Act, AddPerson, CardRow, CardsPage, LinkCard, MemberRow, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome, Then
from ui.viewmodels.dates import day_parts
from ui.viewmodels.room import Room
from ui.viewmodels.search import Search
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.standing_rows import ON_ITS_WAY_MS, StandingRows

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LINKABLE = "unknown_card"


@dataclass(frozen=True, slots=True)
class UnlinkedRow:
    """A card that nobody is known by; ``day``, ``month``, ``weekday`` as in ``DayParts``."""

    tap: str
    at: str
    day: int
    month: int
    weekday: int
    digits: str
    reason: str
    times: int
    linkable: bool


def unlinked(rows: list[CardRow]) -> tuple[UnlinkedRow, ...]:
    """Return the rows to show."""
    return tuple(_row(each) for each in rows)


def _row(each: CardRow) -> UnlinkedRow:
    day = day_parts(each.day)
    linkable = each.reason == _LINKABLE
    return UnlinkedRow(
        each.tap, each.at, day.day, day.month, day.weekday, each.digits, each.reason, each.times, linkable
    )


@QmlElement
@QmlUncreatable("made by StaffModels")
class UnlinkedCards(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The list, which stands still under a finger. Linking one is a page of its own."""

    changed = Signal()

    def __init__(self, room: Room, linking: "Linking", now_ms: Callable[[], int]) -> None:
        """``linking`` is handed the card that was chosen; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._room = room
        self._linking = linking
        self._rows = StandingRows(UnlinkedRow, "tap", now_ms)
        self._heard: CardsPage | None = None
        self._is_known = False
        self._rows.let_go.connect(self._catch_up)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, CardsPage):
            self._heard = snapshot.page
            self._catch_up()

    def hide(self) -> None:
        """Let it go."""
        self._heard = None
        self._is_known = False
        self._rows.leave()
        self._rows.put(())
        self.changed.emit()

    def forget(self) -> None:
        """Let it go."""
        self.hide()

    def _catch_up(self) -> None:
        """Show what was heard last, unless a finger is on the rows."""
        if self._heard is None or self._rows.is_held:
            return
        self._rows.put(unlinked(self._heard.rows))
        self._heard = None
        self._is_known = True
        self.changed.emit()

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the rows, or no more."""
        self._rows.hold(is_held)

    @Slot(str, str)
    def link(self, tap: str, digits: str) -> None:
        """Find out whose card this is."""
        if not self._rows.is_astray:
            self._rows.leave()
            self._linking.begin(tap, digits)
            self._room.go(StaffPage.LINK)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return the cards: ``UnlinkedRow``."""
        return self._rows

    @Property(bool, notify=changed)
    def is_empty(self) -> bool:
        """Tell whether there is none, once that is known."""
        return self._is_known and not self._rows.rows


@QmlElement
@QmlUncreatable("made by StaffModels")
class Linking(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Whose card it is: someone who is found, or someone new. It asks for one thing at a time."""

    changed = Signal()

    def __init__(self, room: Room, now_ms: Callable[[], int]) -> None:
        """Begin with no card. ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._room = room
        self._now_ms = now_ms
        self.finder = Search(room, self._picked)
        self._tap = ""
        self._digits = ""
        self._although = False
        self._doubted_ms = 0
        self._is_asked = False
        self.finder.typed.edited.connect(self._edited)

    def begin(self, tap: str, digits: str) -> None:
        """Link the card of this tap."""
        self._tap = tap
        self._digits = digits
        self.changed.emit()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self.finder.hear(snapshot)

    def hide(self) -> None:
        """Let names go."""
        self.finder.hide()

    def forget(self) -> None:
        """Let everything go."""
        self.finder.forget()
        self._although = False
        self.begin("", "")

    def step_back(self) -> bool:
        """Go from the list to the typing; tell whether there was that step."""
        return self.finder.step_back()

    def _picked(self, person: MemberRow) -> None:
        tap = self._tap
        self._ask(LinkCard(request=NEW, tap=tap, member=person.member), lambda outcome: self._linked(tap, outcome))

    def _linked(self, tap: str, outcome: Outcome) -> None:
        if outcome.code in {"done", "gone"} and tap == self._tap:
            self._room.back()

    @Slot()
    def add(self) -> None:
        """Add someone new under the name that was typed, who is then in the list."""
        if self._although and self._now_ms() - self._doubted_ms < ON_ITS_WAY_MS:
            return
        name = self._name
        act = AddPerson(request=NEW, name=name, although=self._although)
        self._ask(act, lambda outcome: self._added(name, outcome))

    def _added(self, name: str, outcome: Outcome) -> None:
        if name != self._name:
            return
        self._although = outcome.code == "duplicate"
        self._doubted_ms = self._now_ms()
        if outcome.code == "done":
            self.finder.ask()
        self.changed.emit()

    def _ask(self, act: Act, then: Then) -> None:
        if not self._is_asked:
            self._is_asked = True
            self._room.ask(act, lambda outcome: self._answered(then, outcome))

    def _answered(self, then: Then, outcome: Outcome) -> None:
        self._is_asked = False
        then(outcome)

    @property
    def _name(self) -> str:
        return self.finder.typed.said.strip()

    def _edited(self) -> None:
        self._although = False
        self.changed.emit()

    @Property(Search, constant=True)
    def search(self) -> Search:
        """Return the search."""
        return self.finder

    @Property(str, notify=changed)
    def digits(self) -> str:
        """Return the last digits of the card."""
        return self._digits

    @Property(bool, notify=changed)
    def although(self) -> bool:
        """Tell whether someone of the typed name is in already, so that adding another must be meant."""
        return self._although
