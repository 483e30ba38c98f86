"""The view models of the tasks that come up less often: cards, the team, earlier events, the kiosk itself."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.viewmodels.card_lost import CardLost
from ui.viewmodels.clock_setting import ClockSetting
from ui.viewmodels.diagnostics import Diagnostics
from ui.viewmodels.paper import Paper, PaperLine
from ui.viewmodels.past import PastEvents
from ui.viewmodels.room import PageModel, Room, Stepping
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.stick import Stick
from ui.viewmodels.team import Team
from ui.viewmodels.unlinked import Linking, UnlinkedCards

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by StaffModels")
class LessOften(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Makes them. ``by_page`` and ``stepping`` name them by their pages."""

    def __init__(self, room: Room, now_ms: Callable[[], int]) -> None:
        """``room``: the staff screens around them; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self.lost = CardLost(room)
        self.links = Linking(room, now_ms)
        self.cards = UnlinkedCards(room, self.links, now_ms)
        self.mates = Team(room)
        self.usb = Stick(room)
        self.earlier = PastEvents(room, self.usb)
        self.line = PaperLine(room)
        self.book = Paper(room, self.line, now_ms)
        self.clockwork = ClockSetting(room)
        self.tests = Diagnostics(room)

    @property
    def by_page(self) -> Mapping[StaffPage, PageModel]:
        """Every page's view model."""
        return {
            StaffPage.CARD_LOST: self.lost,
            StaffPage.CARDS: self.cards,
            StaffPage.LINK: self.links,
            StaffPage.DIAGNOSTICS: self.tests,
            StaffPage.CLOCK: self.clockwork,
            StaffPage.PAPER_LINE: self.line,
            StaffPage.PAPER: self.book,
            StaffPage.PAST: self.earlier,
            StaffPage.STICK: self.usb,
            StaffPage.TEAM: self.mates,
        }

    @property
    def stepping(self) -> Mapping[StaffPage, Stepping]:
        """The view models of pages that have steps."""
        return {
            StaffPage.CARD_LOST: self.lost,
            StaffPage.DIAGNOSTICS: self.tests,
            StaffPage.LINK: self.links,
            StaffPage.PAPER_LINE: self.line,
            StaffPage.PAST: self.earlier,
            StaffPage.TEAM: self.mates,
        }

    @Property(CardLost, constant=True)
    def card_lost(self) -> CardLost:
        """Return Card lost."""
        return self.lost

    @Property(UnlinkedCards, constant=True)
    def unlinked(self) -> UnlinkedCards:
        """Return Unlinked cards."""
        return self.cards

    @Property(Linking, constant=True)
    def linking(self) -> Linking:
        """Return whose card it is."""
        return self.links

    @Property(Team, constant=True)
    def team(self) -> Team:
        """Return Staff and PINs."""
        return self.mates

    @Property(Stick, constant=True)
    def stick(self) -> Stick:
        """Return the USB stick."""
        return self.usb

    @Property(PastEvents, constant=True)
    def past(self) -> PastEvents:
        """Return Past events."""
        return self.earlier

    @Property(Paper, constant=True)
    def paper(self) -> Paper:
        """Return the paper register."""
        return self.book

    @Property(PaperLine, constant=True)
    def paper_line(self) -> PaperLine:
        """Return the next line of the paper register."""
        return self.line

    @Property(ClockSetting, constant=True)
    def clock(self) -> ClockSetting:
        """Return Date and time."""
        return self.clockwork

    @Property(Diagnostics, constant=True)
    def diagnostics(self) -> Diagnostics:
        """Return Diagnostics."""
        return self.tests
