"""The view model of Add person: a first name, perhaps an initial, and they are in."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.local_api.messages import AddPerson as AddPersonAct
from kiosk.local_api.messages import StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome
from ui.viewmodels.room import Room
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EventWork")
class AddPerson(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """What is typed outlives a daemon that starts again. Where someone of that name is in, it asks who is meant."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        """Begin empty."""
        super().__init__()
        self._room = room
        self.typed = Typing()
        self._doubted = ""
        self._asked: AddPersonAct | None = None
        self.typed.changed.connect(self.changed)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot: it has nothing for this page."""

    def hide(self) -> None:
        """Keep what is typed."""

    def forget(self) -> None:
        """Let it go, and what is still to be answered."""
        self._doubted, self._asked = "", None
        self.typed.put("")

    def step_back(self) -> bool:
        """Go from the question back to the typing; tell whether there was that step."""
        was_doubted, self._doubted = bool(self._doubted), ""
        self.changed.emit()
        return was_doubted

    def doubt(self, name: str) -> None:
        """Ask who is meant: someone of that ``name`` is in already. Empty to ask no more."""
        self._doubted = name
        self.changed.emit()

    @Slot()
    def add(self) -> None:
        """Add whose name is typed."""
        self._ask(self._name, although=False)

    @Slot()
    def add_another(self) -> None:
        """Add another person of the same name."""
        self._ask(self._doubted, although=True)

    @Slot()
    def is_the_same(self) -> None:
        """Add nobody: it is the person who is in already."""
        self._room.go(StaffPage.HOME)

    def _ask(self, name: str, *, although: bool) -> None:
        if name and self._asked is None:
            act = self._asked = AddPersonAct(request=NEW, name=name, although=although)
            self._room.ask(act, lambda outcome: self._answered(act, outcome), _OWN)
            self.changed.emit()

    def _answered(self, act: AddPersonAct, outcome: Outcome) -> None:
        """Make room for the next one; a name that was typed meanwhile stays."""
        if self._asked is not act:
            return
        self._asked = None
        if outcome.code == "done" and self._name == act.name:
            self.typed.put("")
        self.doubt(act.name if outcome.code == "duplicate" else "")

    @property
    def _name(self) -> str:
        return " ".join(self.typed.said.split())

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """Return what is typed."""
        return self.typed

    @Property(bool, notify=changed)
    def can_add(self) -> bool:
        """Tell whether there is a name to add, and none is being added."""
        return bool(self._name) and self._asked is None

    @Property(str, notify=changed)
    def doubted(self) -> str:
        """Return the name of which someone is in already, while staff are asked who is meant; else empty."""
        return self._doubted


_OWN = frozenset({"duplicate"})
"""The page asks about these itself."""
