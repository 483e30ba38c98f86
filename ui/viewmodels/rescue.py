"""Getting in with a code from IT: the code, a new PIN, a name."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import RescueCode
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.pin_setting import PinSetting
from ui.viewmodels.staff_screen import StaffScreen
from ui.viewmodels.staff_showing import Cover
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_ABOUT_PIN = frozenset({"weak_pin", "pin_taken"})
_OWN = frozenset({"wrong", "locked", "away", "not_saved", "not_allowed", "gone"}) | _ABOUT_PIN


@QmlElement
@QmlUncreatable("made by the composition root")
class Rescue(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Keeps what is typed only while its page is shown."""

    changed = Signal()

    @QEnum
    class Step(Enum):
        """What is typed now."""

        CODE = 0
        PIN = 1
        NAME = 2

    def __init__(self, staff: StaffScreen) -> None:
        """Begin with the code."""
        super().__init__()
        self._staff = staff
        self.said_code, self.said_name = Typing(), Typing()
        self.digits = PinSetting(self._choose)
        self._step = self.Step.CODE
        self._pin = ""
        self._trouble = ""
        self._is_asked = False
        self._visit = 0
        staff.changed.connect(self._follow)

    @Slot()
    def next(self) -> None:
        """Go on: the code is typed, or the name."""
        if self._step is self.Step.CODE and self.said_code.said:
            self.digits.begin()
            self._go(self.Step.PIN)
        elif self._step is self.Step.NAME and self.said_name.said.strip() and not self._is_asked:
            self._is_asked = True
            name, visit = self.said_name.said.strip(), self._visit
            act = RescueCode(request=NEW, code=self.said_code.said, pin=self._pin, name=name)
            self._staff.ask(act, lambda outcome: self._end(outcome) if visit == self._visit else None, _OWN)

    def _choose(self, _old: str, pin: str) -> None:
        self._pin = pin
        self._go(self.Step.NAME)

    def _end(self, outcome: Outcome) -> None:
        self._is_asked = False
        if outcome.code == "done":
            self._staff.enter()
        elif outcome.code in _ABOUT_PIN:
            self.digits.refuse(outcome.code)
            self._go(self.Step.PIN)
        elif outcome.code == "gone":
            self._go(self.Step.NAME, outcome.code)
        else:
            self.said_code.put("")
            self._go(self.Step.CODE, outcome.code)

    def _follow(self) -> None:
        """Let everything go once the page is left."""
        if self._staff.view.cover is not Cover.RESCUE and (self.said_code.said or self._step is not self.Step.CODE):
            self.said_code.put("")
            self.said_name.put("")
            self.digits.begin()
            self._pin = ""
            self._is_asked = False
            self._visit += 1
            self._go(self.Step.CODE)

    def _go(self, step: Step, trouble: str = "") -> None:
        self._step, self._trouble = step, trouble
        self.changed.emit()

    @Property(int, notify=changed)
    def step(self) -> int:
        """Return what is typed now, one of ``Step``."""
        return self._step.value

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Return why it was not taken, or empty."""
        return self._trouble

    @Property(Typing, constant=True)
    def code(self) -> Typing:
        """Return the code from IT."""
        return self.said_code

    @Property(PinSetting, constant=True)
    def pin(self) -> PinSetting:
        """Return the new PIN."""
        return self.digits

    @Property(Typing, constant=True)
    def name(self) -> Typing:
        """Return the name."""
        return self.said_name
