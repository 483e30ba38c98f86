"""The staff screens' frame: what covers the public screen, which page is open, and what staff asked for."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import (
    Act,
    HelpSeen,
    LockStaff,
    Message,
    PinEntered,
    ShowPage,
    StaffAnswer,
    StaffSnapshot,
    StaffTouched,
    StopAwaiting,
    TryOut,
    Undo,
)
from ui.viewmodels import staff_showing
from ui.viewmodels.asking import NEW, Asking, Outcome, Then, forget
from ui.viewmodels.public_screen import Alarm
from ui.viewmodels.staff_pages import NEEDS, StaffPage, Stop, allowed, shown
from ui.viewmodels.staff_showing import StaffKnown, StaffPatience, StaffView

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_TOUCH_EVERY_MS = 1_000


@QmlElement
@QmlUncreatable("made by the composition root")
class StaffScreen(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Lives in the screen's thread; the ``Room`` of every page.

    ``changed`` follows every change of the picture. For the other view models: ``told`` carries each snapshot,
    ``left`` a page that is open no more, ``hidden`` comes when work was cut short, ``forgotten`` when it locked.
    """

    changed = Signal()
    told = Signal(object)
    left = Signal(object)
    hidden = Signal()
    forgotten = Signal()

    @QEnum
    class Cover(Enum):
        """``staff_showing.Cover``, spelt out once more because QML's tools read it from this source."""

        NOTHING = 0
        PIN = 1
        STAFF = 2
        SETUP = 3
        RESCUE = 4

    @QEnum
    class Page(Enum):
        """``staff_pages.StaffPage``, for the same reason."""

        HOME = 0
        MORE = 1
        QUEUE = 2
        ARRIVALS = 3
        ADD_PERSON = 4
        CARD_LOST = 5
        HERE = 6
        HEADCOUNT = 7
        EVENT = 8
        END = 9
        CARDS = 10
        PAST = 11
        PAPER = 12
        TEAM = 13
        STICK = 14
        DIAGNOSTICS = 15
        CLOCK = 16
        READER = 17
        NEW_EVENT = 18
        EVENT_KIND = 19
        MOVE = 20
        MOVE_WHICH = 21
        LINK = 22
        PAPER_LINE = 23

    def __init__(
        self, send: Callable[[Message], bool], now_ms: Callable[[], int], alarm: Alarm, patience: StaffPatience
    ) -> None:
        """Begin locked. ``send`` tells whether there was a connection; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self._send = send
        self._now_ms = now_ms
        self._alarm = alarm
        self._patience = patience
        self._asking = Asking(send, self._tell)
        self._known = StaffKnown()
        self._view = StaffView()
        self._told_touch_ms = -_TOUCH_EVERY_MS

    @Slot(object)
    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        before = self._known
        self._know(staff_showing.heard(before, snapshot, self._now_ms(), self._patience))
        if self._known.is_open and not before.is_open and self._known.trail:
            self._ask_for_page()
        self.told.emit(snapshot)

    @Slot(object)
    def answer(self, answer: StaffAnswer) -> None:
        """Take in what became of something that was asked for."""
        self._asking.answered(answer)

    @Slot()
    def lose(self) -> None:
        """Take in that the daemon is gone."""
        self._know(staff_showing.lost(self._known, self._now_ms(), self._patience))
        self._asking.lose()

    @Slot()
    def enter(self) -> None:
        """Someone wants to unlock."""
        self._know(staff_showing.asked_for_pin(self._known, self._now_ms()))

    def try_pin(self, pin: str, then: Then, own: frozenset[str]) -> None:
        """Ask to be let in."""
        self._know(staff_showing.tried_pin(self._known))
        self.ask(PinEntered(request=NEW, pin=pin), then, own)

    @Slot()
    def rescue(self) -> None:
        """Someone wants to get in with a code from IT."""
        self._know(staff_showing.asked_for_rescue(self._known, self._now_ms()))

    @Slot()
    def leave(self) -> None:
        """Nobody wants to unlock any more."""
        self._know(staff_showing.left_pin(self._known))

    @Slot()
    def touch(self) -> None:
        """Take in a finger anywhere on the staff screens."""
        now_ms = self._now_ms()
        self._know(staff_showing.touched(self._known, now_ms))
        if self._known.is_open and now_ms - self._told_touch_ms >= _TOUCH_EVERY_MS:
            self._told_touch_ms = now_ms
            self._send(StaffTouched())

    @Slot(int)
    def open(self, page: int) -> None:
        """Open one of ``Page``."""
        self.go(StaffPage(page))

    @Slot()
    def home(self) -> None:
        """Go to Staff home."""
        self.go(StaffPage.HOME)

    @Slot()
    def back(self) -> None:
        """Go one page back."""
        self._travel(staff_showing.went_back(self._known))

    @Slot()
    def lock(self) -> None:
        """Lock now."""
        self.ask(LockStaff(request=NEW))

    @Slot()
    def undo(self) -> None:
        """Undo what the bar offers."""
        if self._view.undo is not None:
            offer = self._view.undo
            self._know(staff_showing.took_undo(self._known, offer.serial))
            self.ask(Undo(request=NEW, record=offer.record), lambda outcome: self._undone(offer.serial, outcome))

    def _undone(self, serial: int, outcome: Outcome) -> None:
        if outcome.code == "not_saved":
            self._know(staff_showing.kept_undo(self._known, serial))

    @Slot()
    def stop_awaiting(self) -> None:
        """Wait for no card any more."""
        self.ask(StopAwaiting(request=NEW))

    @Slot()
    def see_help(self) -> None:
        """Whoever asked for a team member was seen to."""
        self.ask(HelpSeen(request=NEW))

    @Slot()
    def try_signal(self) -> None:
        """Have light and sound say that someone is in, as a test."""
        self.ask(TryOut(request=NEW, signal="in"))

    def ask(self, act: Act, then: Then = forget, own: frozenset[str] = frozenset()) -> None:
        """Ask for ``act``, as ``Room`` says."""
        self._asking.ask(act, then, own)

    def show(self, event: str | None = None, query: str = "") -> None:
        """Have the daemon send the open page's data for another event, or another query."""
        self._travel(staff_showing.went(self._known, Stop(shown(self._known.trail).page, event, query)))

    def go(self, page: StaffPage, event: str | None = None, query: str = "") -> None:
        """Open a page."""
        self._travel(staff_showing.went(self._known, Stop(page, event, query)))

    def _travel(self, known: StaffKnown) -> None:
        self._know(known)
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        stop = shown(self._known.trail)
        self.ask(ShowPage(request=NEW, page=NEEDS[stop.page].word, event=stop.event, query=stop.query))

    def _tell(self, code: str) -> None:
        self._know(staff_showing.troubled(self._known, code, self._now_ms(), self._patience))

    def _know(self, known: StaffKnown) -> None:
        before, self._known = self._known, known
        self._let_go(before)
        self._derive()

    def _let_go(self, before: StaffKnown) -> None:
        """Tell the pages what they must let go of."""
        if before.is_open and not self._known.is_open:
            self.hidden.emit()
        if _has_work(before) and not _has_work(self._known):
            self.forgotten.emit()
            return
        for page in {stop.page for stop in before.trail} - {stop.page for stop in self._known.trail}:
            self.left.emit(page)

    def _derive(self) -> None:
        now_ms = self._now_ms()
        tidy = staff_showing.tidied(self._known, now_ms, self._patience)
        if tidy != self._known:
            before, self._known = self._known, tidy
            self._let_go(before)
        before_view, self._view = self._view, staff_showing.look(self._known, now_ms, self._patience)
        self._alarm.set(staff_showing.next_change_ms(self._known, now_ms, self._patience), self._derive)
        if self._view != before_view:
            self.changed.emit()

    @property
    def view(self) -> StaffView:
        """The picture as one value."""
        return self._view

    @property
    def known(self) -> StaffKnown:
        """What the screen knows."""
        return self._known

    @Property(int, notify=changed)
    def cover(self) -> int:
        """Return what lies over the public screen, one of ``Cover``."""
        return self._view.cover.value

    @Property(int, notify=changed)
    def page(self) -> int:
        """Return the page that is open, one of ``Page``."""
        return self._view.page.value

    @Property(int, notify=changed)
    def depth(self) -> int:
        """Return how many pages there are to go back to."""
        return self._view.depth

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of Qt's types
    def allowed(self) -> list[int]:
        """Return the pages that whoever unlocked may open, of ``Page``."""
        may = () if self._known.snapshot is None else self._known.snapshot.lock.may
        return sorted(page.value for page in allowed(may))

    @Property(int, notify=changed)
    def warning_s(self) -> int:
        """Return in how many seconds it locks, or 0 where that is far off."""
        return self._view.warning_s

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Return the code of what was not done, or empty."""
        return self._view.trouble


def _has_work(known: StaffKnown) -> bool:
    """Tell whether something may be on the screens, or be kept for whoever unlocks them again."""
    return known.is_open or known.kept_until_ms is not None
