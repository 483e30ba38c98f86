"""The first boot: language, how the panel is mounted, enrolment, the first lead, a test of reader and sound."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import (
    EnterEnrolmentCode,
    FirstLead,
    SetupDone,
    SetupPage,
    StaffSnapshot,
    TryOut,
)
from ui.languages import LANGUAGES
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.pin_setting import PinSetting
from ui.viewmodels.room import Room
from ui.viewmodels.setup_steps import SetupStep, SetupWay, quarters_from_corner, step_of
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_QUARTER = 90
_OWN = frozenset({"weak_pin", "pin_taken", "wrong", "locked", "no_worker", "not_saved", "not_allowed", "away", "gone"})
"""Every refusal is told on the page itself: there is no header."""
_OF_THE_PIN = frozenset({"weak_pin", "pin_taken"})
_FOR_STAFF = tuple(language for language in LANGUAGES if language.for_staff)


@QmlElement
@QmlUncreatable("made by StaffModels")
class FirstBoot(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Hears every snapshot. What it asks of the panel goes out as signals: degrees clockwise from how it is now."""

    changed = Signal()
    language_chosen = Signal(str)
    touch_turned = Signal(int)
    picture_turned = Signal(int)

    @QEnum
    class Step(Enum):
        """``setup_steps.SetupStep``, spelt out once more because QML's tools read it from this source."""

        LANGUAGE = 0
        FINGER = 1
        UPRIGHT = 2
        CODE = 3
        ENROLLING = 4
        NAME = 5
        PIN = 6
        TEST = 7

    def __init__(self, room: Room) -> None:
        """Begin with the language."""
        super().__init__()
        self._room = room
        self.typed_code, self.typed_name = Typing(), Typing()
        self.digits = PinSetting(self._chosen)
        self._way = SetupWay()
        self._page: SetupPage | None = None
        self._trouble = ""
        self._is_code_asked = False
        self._first_notice: int | None = None
        self._has_seen_card = False

    def skip(self, own: int) -> None:
        """Begin after so many of the screen's own steps, which were done before."""
        self._go(SetupWay(own))

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        before, self._page = self._page, snapshot.setup
        if before is not None and self._page is None:
            self._let_go()
        self._watch(0 if snapshot.notice is None else snapshot.notice.serial)
        self.changed.emit()

    def _watch(self, serial: int) -> None:
        """Notice a card that was tapped since the test began."""
        if self._page is None or self._page.step != "test":
            self._first_notice, self._has_seen_card = None, False
        elif self._first_notice is None:
            self._first_notice = serial
        else:
            self._has_seen_card = self._has_seen_card or serial > self._first_notice

    def _let_go(self) -> None:
        self.typed_code.put("")
        self.typed_name.put("")
        self.digits.begin()
        self._way = SetupWay(self._way.own)
        self._trouble = ""

    def _go(self, way: SetupWay) -> None:
        self._way, self._trouble = way, ""
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Go one step back, among those that were done here; not while the daemon takes a PIN."""
        way = self._way
        if self.digits.is_asked:
            return
        if way.has_name:
            self.digits.begin()
            self._go(SetupWay(way.own))
        else:
            self._go(SetupWay(max(0, way.own - 1)))

    @Slot(int)
    def choose_language(self, place: int) -> None:
        """Choose one of ``languages``."""
        self.language_chosen.emit(_FOR_STAFF[place].code)
        self._go(SetupWay(own=1))

    @Slot(float, float)
    def finger(self, x: float, y: float) -> None:
        """Take in where the finger was seen that touched the upper left corner: as parts of width and height."""
        self.touch_turned.emit(quarters_from_corner(x, y) * _QUARTER)
        self._go(SetupWay(own=2))

    @Slot(int)
    def upright(self, quarters: int) -> None:
        """Take in which drawing stood upright: so many quarter turns clockwise."""
        self.picture_turned.emit(quarters * _QUARTER)
        self._go(SetupWay(own=3))

    @Slot()
    def code_done(self) -> None:
        """Go on from the code that enrols this kiosk."""
        code = self.typed_code.said.strip()
        if code and not self._is_code_asked:
            self._is_code_asked = True
            self._trouble = ""
            self._room.ask(EnterEnrolmentCode(request=NEW, code=code), self._code_taken, _OWN)

    def _code_taken(self, outcome: Outcome) -> None:
        self._is_code_asked = False
        if outcome.code == "done":
            self.typed_code.put("")
        else:
            self._trouble = outcome.code
        self.changed.emit()

    @Slot()
    def name_done(self) -> None:
        """Go on from the first lead's name."""
        if self.typed_name.said.strip():
            self._go(SetupWay(self._way.own, has_name=True))

    def _chosen(self, old: str, new: str) -> None:  # noqa: ARG002  nobody has an old PIN here
        name = self.typed_name.said.strip()
        self._room.ask(FirstLead(request=NEW, name=name, pin=new), self._lead_made, _OWN)

    def _lead_made(self, outcome: Outcome) -> None:
        if outcome.code == "done":
            self._let_go()
        elif outcome.code in _OF_THE_PIN:
            self.digits.refuse(outcome.code)
        else:
            self.digits.begin()
            self._trouble = outcome.code
        self.changed.emit()

    @Slot()
    def try_sound(self) -> None:
        """Have light and sound say that someone is in."""
        self._room.ask(TryOut(request=NEW, signal="in"))

    @Slot()
    def finish(self) -> None:
        """End the first boot: reader and sound were tried."""
        self._room.ask(SetupDone(request=NEW))

    def _step(self) -> SetupStep:
        return SetupStep.LANGUAGE if self._page is None else step_of(self._page, self._way)

    @Property(int, notify=changed)
    def step(self) -> int:
        """Return what is asked for, one of ``Step``."""
        return self._step().value

    @Property(bool, notify=changed)
    def has_back(self) -> bool:
        """Tell whether there is a step to go back to."""
        step = self._step()
        return self._way.own > 0 and step not in {SetupStep.ENROLLING, SetupStep.TEST}

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]  # the stubs know no names of Qt's types
    def languages(self) -> list[str]:
        """Return the languages of the staff screens, by their own names."""
        return [language.name for language in _FOR_STAFF]

    @Property(Typing, constant=True)
    def code(self) -> Typing:
        """Return the code that is typed."""
        return self.typed_code

    @Property(Typing, constant=True)
    def name(self) -> Typing:
        """Return the first lead's name."""
        return self.typed_name

    @Property(PinSetting, constant=True)
    def pin(self) -> PinSetting:
        """Return the first lead's PIN."""
        return self.digits

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Return why it did not go on: a code, or empty."""
        refused = None if self._page is None else self._page.code_refused
        return self._trouble or (refused or "" if self._step() is SetupStep.CODE else "")

    @Property(str, notify=changed)
    def network(self) -> str:
        """Return how sending gets on, a word of the worker."""
        return "" if self._page is None else self._page.network

    @Property(bool, notify=changed)
    def reader_ready(self) -> bool:
        """Tell whether a reader can take cards."""
        return self._page is not None and self._page.reader == "ready"

    @Property(bool, notify=changed)
    def has_seen_card(self) -> bool:
        """Tell whether a card was tapped since the test began."""
        return self._has_seen_card
