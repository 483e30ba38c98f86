"""The paper register of an earlier event: what was typed in so far, and the next line."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import ArrivalsPage, CopyFromPaper, EventRow, MemberRow, StaffSnapshot, Undo
from ui.viewmodels import register
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.register import CopiedRow, PaperTimes
from ui.viewmodels.room import Room
from ui.viewmodels.search import Search
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.standing_rows import StandingRows

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by LessOften")
class PaperLine(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The next line: who it was, then when. After it is saved, which happens once, the line after it."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin without an event."""
        super().__init__()
        self._room = room
        self.finder = Search(room, self._picked)
        self._event: EventRow | None = None
        self._member: str | None = None
        self._name = ""
        self._has_someone = False
        self._times = PaperTimes("")
        self._is_asked = False

    def begin(self, event: EventRow) -> None:
        """Type in lines of this event."""
        self._event = event
        self._times = PaperTimes((event.opens or "").replace(":", ""))
        self._let_go()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self.finder.hear(snapshot)

    def hide(self) -> None:
        """Let names go."""
        self.finder.hide()
        self._let_go()

    def forget(self) -> None:
        """Let everything go but which event it is."""
        self.finder.forget()
        self._let_go()

    def step_back(self) -> bool:
        """Go from the time to the list, from there to the typing; tell whether there was such a step."""
        if not self._has_someone:
            return self.finder.step_back()
        self._let_go()
        return True

    def _let_go(self) -> None:
        self._member, self._name, self._has_someone = None, "", False
        self.changed.emit()

    def _picked(self, person: MemberRow) -> None:
        self._take(person.member, person.name)

    def _take(self, member: str | None, name: str) -> None:
        self._member, self._name, self._has_someone = member, name, True
        self._times = PaperTimes(self._times.came)
        self.changed.emit()

    @Slot()
    def take_typed(self) -> None:
        """Take what was typed as the name of someone new."""
        self._take(None, self.finder.typed.said.strip())

    @Slot(str)
    def press(self, digit: str) -> None:
        """Take one digit of the time that is typed."""
        self._time(register.pressed(self._times, digit))

    @Slot()
    def erase(self) -> None:
        """Take its last digit away."""
        self._time(register.erased(self._times))

    @Slot(bool)
    def turn(self, on_left: bool) -> None:  # noqa: FBT001  a slot that QML calls
        """Type when they left, or when they came."""
        self._time(register.turned(self._times, on_left=on_left))

    def _time(self, times: PaperTimes) -> None:
        self._times = times
        self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Save the line."""
        event = self._event
        both = None if event is None else register.local_times(event, self._times)
        if event is None or both is None or self._is_asked:
            return
        name = None if self._member is not None else self._name
        at, left = both
        line = CopyFromPaper(request=NEW, event=event.event, member=self._member, name=name, at=at, left=left)
        self._is_asked = True
        who, typed = self._who, self.finder.typed.said
        self._room.ask(line, lambda outcome: self._saved(who, typed, outcome))
        self.changed.emit()

    def _saved(self, who: tuple[str | None, str], typed: str, outcome: Outcome) -> None:
        """Make room for the next line; whoever was typed in meanwhile stays."""
        self._is_asked = False
        if outcome.code == "done" and self.finder.typed.said == typed:
            self.finder.forget()
        if outcome.code == "done" and self._who == who:
            self._let_go()
        self.changed.emit()

    @property
    def _who(self) -> tuple[str | None, str]:
        return self._member, self._name

    @Property(Search, constant=True)
    def search(self) -> Search:
        """Return the search."""
        return self.finder

    @Property(bool, notify=changed)
    def has_someone(self) -> bool:
        """Tell whether it is known who it was."""
        return self._has_someone

    @Property(str, notify=changed)
    def name(self) -> str:
        """Return their name, or empty where this hub knows none."""
        return self._name

    @Property(str, notify=changed)
    def came(self) -> str:
        """Return when they came, as it is typed."""
        return register.face(self._times.came)

    @Property(str, notify=changed)
    def gone(self) -> str:
        """Return when they left, as it is typed."""
        return register.face(self._times.left)

    @Property(bool, notify=changed)
    def on_left(self) -> bool:
        """Tell whether it is typed when they left."""
        return self._times.on_left

    @Property(bool, notify=changed)
    def can_save(self) -> bool:
        """Tell whether the line is whole, and none is being saved."""
        return self._times.is_whole and not self._is_asked


@QmlElement
@QmlUncreatable("made by LessOften")
class Paper(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """What was typed in so far. Lines stay where they are while a finger is on them."""

    changed = Signal()

    def __init__(self, room: Room, line: PaperLine, now_ms: Callable[[], int]) -> None:
        """Begin empty. ``line`` is told of the event; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._room = room
        self._line = line
        self._rows = StandingRows(CopiedRow, "record", now_ms)
        self._event: EventRow | None = None
        self._heard: ArrivalsPage | None = None
        self._asked: set[str] = set()
        self._rows.let_go.connect(self._catch_up)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, ArrivalsPage):
            self._heard = snapshot.page
            self._catch_up()

    def hide(self) -> None:
        """Let it go."""
        self._heard = self._event = None
        self._asked.clear()
        self._rows.leave()
        self._rows.put(())
        self.changed.emit()

    def forget(self) -> None:
        """Let it go."""
        self.hide()

    def _catch_up(self) -> None:
        """Show what was heard last, unless a finger is on the lines."""
        page = self._heard
        if page is None or self._rows.is_held:
            return
        self._heard, self._event = None, page.event
        self._rows.put(register.copied(page))
        self.changed.emit()

    @Slot(bool)
    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the lines, or no more."""
        self._rows.hold(is_held)

    @Slot()
    def add(self) -> None:
        """Type in the next line."""
        if self._event is not None:
            self._line.begin(self._event)
            self._room.go(StaffPage.PAPER_LINE)

    @Slot(str)
    def undo(self, record: str) -> None:
        """Take a line back."""
        if not self._rows.is_astray and record not in self._asked:
            self._asked.add(record)
            self._room.ask(Undo(request=NEW, record=record), lambda _: self._asked.discard(record))

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return what was typed in so far: ``CopiedRow``."""
        return self._rows

    @Property(int, notify=changed)
    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._rows.rows)

    @Property(str, notify=changed)
    def title(self) -> str:
        """Return the event's name."""
        return "" if self._event is None else self._event.title

    @Property(bool, notify=changed)
    def can_add(self) -> bool:
        """Tell whether a line can be typed in: it is known on which day the event was."""
        return self._event is not None and self._event.day is not None
