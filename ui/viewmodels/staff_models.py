"""All view models of the staff screens in one hand. A new page's view model is made and named here."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import Message, StaffSnapshot
from ui.reviews import read_reviews
from ui.viewmodels.event_work import EventWork
from ui.viewmodels.first_boot import FirstBoot
from ui.viewmodels.less_often import LessOften
from ui.viewmodels.moments import Moments
from ui.viewmodels.pin_pad import PinPad
from ui.viewmodels.public_screen import Alarm
from ui.viewmodels.rescue import Rescue
from ui.viewmodels.reviewed import Reviewed
from ui.viewmodels.room import PageModel
from ui.viewmodels.staff_pages import StaffPage, shown
from ui.viewmodels.staff_screen import StaffScreen
from ui.viewmodels.staff_showing import StaffPatience
from ui.viewmodels.status import Status

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the composition root")
class StaffModels(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Makes them, and hands each page what concerns it. ``frame`` takes in what the daemon says."""

    def __init__(
        self, send: Callable[[Message], bool], now_ms: Callable[[], int], alarm: Alarm, patience: StaffPatience
    ) -> None:
        """``send`` tells whether there was a connection; ``now_ms``: a steady clock in milliseconds."""
        super().__init__()
        self.frame = StaffScreen(send, now_ms, alarm, patience)
        self._pin = PinPad(self.frame)
        self.rescuing = Rescue(self.frame)
        self._status = Status()
        self._moments = Moments(self.frame)
        self._reviewed = Reviewed(read_reviews())
        self.work = EventWork(self.frame, now_ms)
        self.tasks = LessOften(self.frame, now_ms)
        self.setup = FirstBoot(self.frame)
        self._by_page = _by_page({**self.work.by_page, **self.tasks.by_page})
        self.frame.told.connect(self._hear)
        self.frame.left.connect(self._leave)
        self.frame.hidden.connect(self._hide)
        self.frame.forgotten.connect(self._forget)

    def _hear(self, snapshot: StaffSnapshot) -> None:
        self._status.hear(snapshot)
        self.setup.hear(snapshot)
        model = self._by_page.get(shown(self.frame.known.trail).page)
        if model is not None and self.frame.known.is_open:
            model.hear(snapshot)

    def _leave(self, page: StaffPage) -> None:
        model = self._by_page.get(page)
        if model is not None:
            model.forget()

    def _hide(self) -> None:
        self._status.hide()
        for model in self._by_page.values():
            model.hide()

    def _forget(self) -> None:
        for model in self._by_page.values():
            model.forget()

    @Slot()
    def back(self) -> None:
        """Go one step back within the page, else one page back."""
        stepping = {**self.work.stepping, **self.tasks.stepping}.get(shown(self.frame.known.trail).page)
        if stepping is None or not stepping.step_back():
            self.frame.back()

    @Property(StaffScreen, constant=True)
    def screen(self) -> StaffScreen:
        """Return the frame."""
        return self.frame

    @Property(PinPad, constant=True)
    def pin(self) -> PinPad:
        """Return the PIN page."""
        return self._pin

    @Property(EventWork, constant=True)
    def event_work(self) -> EventWork:
        """Return an event's pages."""
        return self.work

    @Property(FirstBoot, constant=True)
    def first_boot(self) -> FirstBoot:
        """Return the first boot."""
        return self.setup

    @Property(LessOften, constant=True)
    def less_often(self) -> LessOften:
        """Return the tasks that come up less often."""
        return self.tasks

    @Property(Rescue, constant=True)
    def rescue(self) -> Rescue:
        """Return getting in with a code from IT."""
        return self.rescuing

    @Property(Status, constant=True)
    def status(self) -> Status:
        """Return what staff see at a glance."""
        return self._status

    @Property(Moments, constant=True)
    def moments(self) -> Moments:
        """Return what comes and goes."""
        return self._moments

    @Property(Reviewed, constant=True)
    def reviewed(self) -> Reviewed:
        """Return which languages a native reader has reviewed."""
        return self._reviewed


def _by_page(models: Mapping[StaffPage, PageModel]) -> Mapping[StaffPage, PageModel]:
    """Return them as they are: this is where mypy sees that each one is what a page needs."""
    return models
