"""What comes and goes in the staff screens' frame: a visitor's tap, Undo, an awaited card."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.viewmodels.staff_screen import StaffScreen

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the composition root")
class Moments(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Reads ``StaffScreen.view``. Texts are empty and numbers 0 where there is nothing."""

    changed = Signal()

    def __init__(self, staff: StaffScreen) -> None:
        """Follow ``staff``."""
        super().__init__()
        self._staff = staff
        staff.changed.connect(self.changed)

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Return what a visitor's tap came to, or ``wanted``: someone asks for a team member."""
        return "" if self._staff.view.notice is None else self._staff.view.notice.kind

    @Property(str, notify=changed)
    def notice_name(self) -> str:
        """Return whose tap it was."""
        return "" if self._staff.view.notice is None else self._staff.view.notice.name

    @Property(str, notify=changed)
    def did(self) -> str:
        """Return what can be undone, a word of ``kiosk.domain.audit.Act``."""
        return "" if self._staff.view.undo is None else self._staff.view.undo.did

    @Property(str, notify=changed)
    def did_name(self) -> str:
        """Return of whom."""
        return "" if self._staff.view.undo is None else self._staff.view.undo.name

    @Property(str, notify=changed)
    def awaited(self) -> str:
        """Return what the next card is for."""
        return "" if self._staff.view.awaited is None else self._staff.view.awaited.why

    @Property(str, notify=changed)
    def awaited_name(self) -> str:
        """Return for whom."""
        return "" if self._staff.view.awaited is None else self._staff.view.awaited.whose

    @Property(str, notify=changed)
    def awaited_outcome(self) -> str:
        """Return what it came to, or empty while the card is awaited."""
        return "" if self._staff.view.awaited is None else self._staff.view.awaited.outcome or ""

    @Property(int, notify=changed)
    def awaited_s(self) -> int:
        """Return for how many more seconds."""
        return self._staff.view.awaited_s
