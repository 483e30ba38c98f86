"""The staff screens on the glass, with the daemon's part played by a test, and a clock that a test moves on."""

from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.local_api.messages import Act, AnswerCode, Message, StaffAnswer, StaffSnapshot
from tests.fakes.alarm import FakeTime
from tests.ui.glass import Glass
from ui.canned_staff import STAFF_PAGES
from ui.gallery import Exhibit, Variant

MessageT = TypeVar("MessageT", bound=Message)


class Desk(Glass):
    """``Glass`` for staff pages. ``time`` is theirs alone."""

    def __init__(self, app: QGuiApplication, variant: Variant) -> None:
        self.time = FakeTime()
        super().__init__(Exhibit(app, variant, staff_time=self.time))
        self.models = self.exhibit.staff
        self.frame = self.models.frame

    def show(self, page: str) -> None:
        """Show a page of ``STAFF_PAGES`` as canned, or a public one."""
        super().show(page)
        self.exhibit.said.clear()

    def tell(self, snapshot: StaffSnapshot) -> None:
        """Let the screen hear a staff snapshot, and the window follow."""
        self.frame.hear(snapshot)
        QCoreApplication.processEvents()

    def tell_page(self, page: str) -> None:
        """Let it hear the snapshot of a canned page, whatever page is open."""
        self.tell(STAFF_PAGES[page].snapshot)

    def finger(self, name: str) -> None:
        """Touch what has this ``objectName``, and let the window follow."""
        self.touch_item(name)
        QCoreApplication.processEvents()

    def asked(self, kind: type[MessageT]) -> list[MessageT]:
        """Return what staff asked for of this kind; ``request`` is made 0, so that it can be compared."""
        return [_unnumbered(message) for message in self.exhibit.said if isinstance(message, kind)]

    def answer(self, code: AnswerCode, detail: str | None = None, to: type[Act] = Act) -> None:
        """Answer what was asked last of this kind."""
        last = next(each for each in reversed(self.exhibit.said) if isinstance(each, to))
        self.frame.answer(StaffAnswer(request=last.request, code=code, detail=detail))
        QCoreApplication.processEvents()


def _unnumbered(message: MessageT) -> MessageT:
    return replace(message, request=0) if isinstance(message, Act) else message
