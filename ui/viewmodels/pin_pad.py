"""The PIN page's view model. The digits stay here; QML learns how many there are."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import PIN_DIGITS
from ui.viewmodels.asking import Outcome
from ui.viewmodels.staff_screen import StaffScreen
from ui.viewmodels.staff_showing import Cover, PinSays

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the composition root")
class PinPad(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Takes digits, and asks the daemon with the sixth."""

    changed = Signal()

    @QEnum
    class Says(Enum):
        """``staff_showing.PinSays``, spelt out once more because QML's tools read it from this source."""

        NOTHING = 0
        CHECKING = 1
        WRONG = 2
        WAIT = 3
        UNSET = 4
        AWAY = 5

    def __init__(self, staff: StaffScreen) -> None:
        """Begin without a digit."""
        super().__init__()
        self._staff = staff
        self._digits = ""
        self._is_asked = False
        self._is_left = False
        staff.changed.connect(self._follow)

    @Slot(str)
    def press(self, digit: str) -> None:
        """Take one digit."""
        if not self._takes_digits():
            return
        self._digits += digit
        if len(self._digits) == PIN_DIGITS:
            self._is_asked = True
            self._staff.try_pin(self._digits, self._answered, _OWN)
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit away."""
        if self._takes_digits():
            self._digits = self._digits[:-1]
            self.changed.emit()

    def _takes_digits(self) -> bool:
        return not self._is_asked and self._says() in {PinSays.NOTHING, PinSays.WRONG}

    def _answered(self, outcome: Outcome) -> None:
        """Begin anew: the lock's own state tells what became of it. Where nobody waits any more, nobody is let in."""
        if outcome.code == "done" and self._is_left:
            self._staff.lock()
        self._digits = ""
        self._is_asked = self._is_left = False
        self.changed.emit()

    def _follow(self) -> None:
        cover = self._staff.view.cover
        if cover is not Cover.PIN:
            self._digits = ""
        if cover in {Cover.NOTHING, Cover.PIN}:
            self._is_left = self._is_asked and cover is Cover.NOTHING
        self.changed.emit()

    def _says(self) -> PinSays:
        says = self._staff.view.says
        if self._is_asked and says in {PinSays.NOTHING, PinSays.WRONG}:
            return PinSays.CHECKING
        return PinSays.NOTHING if says is PinSays.WRONG and self._digits else says

    @Property(int, constant=True)
    def length(self) -> int:
        """Return how many digits a PIN has."""
        return PIN_DIGITS

    @Property(int, notify=changed)
    def entered(self) -> int:
        """Return how many digits there are."""
        return len(self._digits)

    @Property(int, notify=changed)
    def says(self) -> int:
        """Return what the line above the keypad says, one of ``Says``."""
        return self._says().value

    @Property(int, notify=changed)
    def wait_s(self) -> int:
        """Return for how many seconds nobody may try."""
        return self._staff.view.wait_s


_OWN = frozenset({"wrong", "locked", "away"})
"""The PIN page tells these by what the lock says."""
