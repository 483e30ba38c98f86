"""Diagnostics: how the kiosk is, and tests of it."""

from enum import Enum
from typing import Literal

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import DiagnosticsPage, StaffSnapshot, TryOut
from ui.viewmodels.asking import NEW
from ui.viewmodels.health_rows import HealthRow, health_rows
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.touch_test import TouchTest, touched

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

_Signal = Literal["in", "already", "goodbye", "help", "misread", "not_saved"]
SIGNALS: tuple[_Signal, ...] = ("in", "already", "goodbye", "help", "misread", "not_saved")
"""What can be tried, in the order in which it is offered."""


@QmlElement
@QmlUncreatable("made by LessOften")
class Diagnostics(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The overview, and what is opened from it."""

    changed = Signal()

    @QEnum
    class Step(Enum):
        """What is shown."""

        OVERVIEW = 0
        SIGNALS = 1
        TOUCH = 2
        LOG = 3
        LANGUAGES = 4

    def __init__(self, room: Room) -> None:
        """Begin with the overview."""
        super().__init__()
        self._room = room
        self._rows = Rows(HealthRow, "key")
        self._log: list[str] = []
        self._step = self.Step.OVERVIEW
        self._test = TouchTest()

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        if isinstance(snapshot.page, DiagnosticsPage):
            self._rows.put(health_rows(snapshot.page))
            self._log = list(reversed(snapshot.page.log))
            self.changed.emit()

    def hide(self) -> None:
        """Let it go."""
        self._rows.put(())
        self._log = []
        self._go(self.Step.OVERVIEW)

    def forget(self) -> None:
        """Let it go."""
        self.hide()

    def step_back(self) -> bool:
        """Go back to the overview; tell whether there was that step."""
        was = self._step
        self._go(self.Step.OVERVIEW)
        return was is not self.Step.OVERVIEW

    @Slot(int)
    def open(self, step: int) -> None:
        """Open one of ``Step``."""
        self._go(self.Step(step))

    def _go(self, step: Step) -> None:
        self._step = step
        self._test = TouchTest()
        self.changed.emit()

    @Slot(int)
    def try_out(self, number: int) -> None:
        """Give one of ``SIGNALS``."""
        self._room.ask(TryOut(request=NEW, signal=SIGNALS[number]))

    @Slot(float, float, float, float)
    def touch(self, x_px: float, y_px: float, width_px: float, height_px: float) -> None:
        """Take in where a finger was seen on a stage of this size."""
        self._test = touched(self._test, x_px, y_px, width_px, height_px)
        self.changed.emit()

    @Property(int, notify=changed)
    def step(self) -> int:
        """Return what is shown, one of ``Step``."""
        return self._step.value

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return how the kiosk is: ``HealthRow``."""
        return self._rows

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of Qt's types
    def log(self) -> list[str]:
        """Return the latest lines of the log, the latest first."""
        return self._log

    @Property(float, notify=changed)
    def spot_x(self) -> float:
        """Return where to touch, as a part of the width."""
        return self._test.spot.x

    @Property(float, notify=changed)
    def spot_y(self) -> float:
        """Return where to touch, as a part of the height."""
        return self._test.spot.y

    @Property(bool, notify=changed)
    def was_seen(self) -> bool:
        """Tell whether a finger was seen."""
        return self._test.seen is not None

    @Property(float, notify=changed)
    def seen_x(self) -> float:
        """Return where a finger was seen, as a part of the width."""
        return 0.0 if self._test.seen is None else self._test.seen.x

    @Property(float, notify=changed)
    def seen_y(self) -> float:
        """Return where a finger was seen, as a part of the height."""
        return 0.0 if self._test.seen is None else self._test.seen.y

    @Property(bool, notify=changed)
    def missed(self) -> bool:
        """Tell whether it was seen where nothing was to be touched."""
        return self._test.missed

    @Property(bool, notify=changed)
    def is_over(self) -> bool:
        """Tell whether every spot was touched right."""
        return self._test.is_over
