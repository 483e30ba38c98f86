"""Setting a PIN, as a part of several staff pages. The digits stay here; QML learns how many there are."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import PIN_DIGITS
from ui.viewmodels import pin_draft
from ui.viewmodels.pin_draft import PinDraft

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

REFUSED = frozenset({"weak_pin", "pin_taken", "wrong", "waiting"})
"""Codes that the page itself tells staff."""


@QmlElement
@QmlUncreatable("made by a page's view model")
class PinSetting(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Takes digits, and hands on the old and the new PIN once the new one was typed twice."""

    changed = Signal()

    @QEnum
    class Part(Enum):
        """``pin_draft.PinPart``, spelt out once more because QML's tools read it from this source."""

        OLD = 0
        NEW = 1
        AGAIN = 2

    @QEnum
    class Trouble(Enum):
        """``pin_draft.PinTrouble``, for the same reason."""

        NOTHING = 0
        WEAK = 1
        DIFFERENT = 2
        TAKEN = 3
        WRONG = 4
        WAITING = 5

    def __init__(self, chosen: Callable[[str, str], None]) -> None:
        """Begin empty. ``chosen`` is told the old PIN, empty where it wasn't asked for, and the new one."""
        super().__init__()
        self._chosen = chosen
        self._draft = pin_draft.begun(with_old=False)
        self._wait_s = 0

    def begin(self, *, with_old: bool = False) -> None:
        """Begin anew."""
        self._take(pin_draft.begun(with_old=with_old))

    def refuse(self, code: str, detail: str | None = None) -> None:
        """Say why the daemon did not take it, and begin again there; ``detail`` as in ``StaffAnswer``."""
        self._wait_s = int(detail) if code == "waiting" and detail is not None else 0
        self._take(pin_draft.refused(self._draft, code))

    @Slot(str)
    def press(self, digit: str) -> None:
        """Take one digit."""
        before = self._draft
        self._take(pin_draft.pressed(before, digit))
        if self._draft.is_complete and self._draft != before:
            self._chosen(self._draft.old, self._draft.new)

    @Slot()
    def erase(self) -> None:
        """Take the last digit away."""
        self._take(pin_draft.erased(self._draft))

    @property
    def is_asked(self) -> bool:
        """Tell whether the daemon has been asked, and did not answer yet."""
        return self._draft.is_complete

    def _take(self, draft: PinDraft) -> None:
        self._draft = draft
        self.changed.emit()

    @Property(int, constant=True)
    def length(self) -> int:
        """Return how many digits a PIN has."""
        return PIN_DIGITS

    @Property(int, notify=changed)
    def entered(self) -> int:
        """Return how many digits there are."""
        return len(self._draft.digits)

    @Property(int, notify=changed)
    def part(self) -> int:
        """Return which digits are typed, one of ``Part``."""
        return self._draft.part.value

    @Property(int, notify=changed)
    def trouble(self) -> int:
        """Return what was wrong with those before, one of ``Trouble``."""
        return self._draft.trouble.value

    @Property(int, notify=changed)
    def wait_s(self) -> int:
        """Return for how many seconds no PIN may be set, as of when the daemon said so."""
        return self._wait_s

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        """Tell whether the daemon has been asked."""
        return self.is_asked
