"""The view models of an event's pages: choosing it, who comes, who is here, how it ends."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.viewmodels.add_person import AddPerson
from ui.viewmodels.arrivals import Arrivals
from ui.viewmodels.chooser import Chooser
from ui.viewmodels.event_end import EventEnd
from ui.viewmodels.headcount import Headcount
from ui.viewmodels.move import Move
from ui.viewmodels.move_which import MoveWhich
from ui.viewmodels.new_event import NewEvent
from ui.viewmodels.room import PageModel, Room, Stepping
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.who_is_here import WhoIsHere

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by StaffModels")
class EventWork(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Makes them. ``by_page`` and ``stepping`` name them by their pages."""

    def __init__(self, room: Room, now_ms: Callable[[], int]) -> None:
        """``room``: the staff screens around them; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self.choices = Chooser(room)
        self.made = NewEvent(room)
        self.moved = MoveWhich(room)
        self.moves = Move(room, self.moved)
        self.came = Arrivals(room, now_ms)
        self.newcomer = AddPerson(room)
        self.gathered = WhoIsHere(now_ms)
        self.heads = Headcount(room, now_ms)
        self.ending = EventEnd(room)

    @property
    def by_page(self) -> Mapping[StaffPage, PageModel]:
        """Every page's view model."""
        return {
            StaffPage.EVENT: self.choices,
            StaffPage.NEW_EVENT: self.made,
            StaffPage.MOVE: self.moves,
            StaffPage.MOVE_WHICH: self.moved,
            StaffPage.ARRIVALS: self.came,
            StaffPage.ADD_PERSON: self.newcomer,
            StaffPage.HERE: self.gathered,
            StaffPage.HEADCOUNT: self.heads,
            StaffPage.END: self.ending,
        }

    @property
    def stepping(self) -> Mapping[StaffPage, Stepping]:
        """The view models of pages that have steps."""
        return {StaffPage.MOVE: self.moves, StaffPage.ARRIVALS: self.came, StaffPage.ADD_PERSON: self.newcomer}

    @Property(Chooser, constant=True)
    def chooser(self) -> Chooser:
        """Return the event chooser."""
        return self.choices

    @Property(NewEvent, constant=True)
    def new_event(self) -> NewEvent:
        """Return the event that is made on the spot."""
        return self.made

    @Property(Move, constant=True)
    def move(self) -> Move:
        """Return "wrong event?": from where, and where to."""
        return self.moves

    @Property(MoveWhich, constant=True)
    def move_which(self) -> MoveWhich:
        """Return "wrong event?": whom."""
        return self.moved

    @Property(Arrivals, constant=True)
    def arrivals(self) -> Arrivals:
        """Return Arrivals."""
        return self.came

    @Property(AddPerson, constant=True)
    def add_person(self) -> AddPerson:
        """Return Add person."""
        return self.newcomer

    @Property(WhoIsHere, constant=True)
    def who_is_here(self) -> WhoIsHere:
        """Return Who is here."""
        return self.gathered

    @Property(Headcount, constant=True)
    def headcount(self) -> Headcount:
        """Return Headcount."""
        return self.heads

    @Property(EventEnd, constant=True)
    def event_end(self) -> EventEnd:
        """Return End of event."""
        return self.ending
