"""Staff and PINs: who is on the team, someone new, PINs and staff cards."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import AddStaff, AwaitCard, ChangePin, RemoveStaff, RemoveStaffCards, StaffSnapshot
from ui.viewmodels.asking import NEW, Outcome, Then
from ui.viewmodels.pin_setting import REFUSED, PinSetting
from ui.viewmodels.room import Room
from ui.viewmodels.rows import Rows
from ui.viewmodels.team_rows import MateRow, mates
from ui.viewmodels.typing import Typing

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by LessOften")
class Team(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The list, then one of the team, or the steps to someone new."""

    changed = Signal()

    @QEnum
    class Step(Enum):
        """What is shown."""

        LIST = 0
        MATE = 1
        NAME = 2
        ROLE = 3
        NEW_PIN = 4
        OTHER_PIN = 5

    def __init__(self, room: Room) -> None:
        """Begin with the list."""
        super().__init__()
        self._room = room
        self.typed = Typing()
        self.digits = PinSetting(self._chosen)
        self._rows = Rows(MateRow, "staff")
        self._step = self.Step.LIST
        self._mate: MateRow | None = None
        self._visit = 0
        self._is_lead = False
        self._may: tuple[str, ...] = ()
        self._did = ""
        self.typed.changed.connect(self.changed)

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot."""
        self._may = snapshot.lock.may
        rows = mates(snapshot.page)
        if rows is not None:
            self._rows.put(rows)
            self._follow(rows)
        self.changed.emit()

    def _follow(self, rows: tuple[MateRow, ...]) -> None:
        """Keep up with the one who is shown; back to the list where they are gone."""
        if self._mate is None:
            return
        gone = self._mate
        self._mate = next((row for row in rows if row.staff == gone.staff), None)
        if self._mate is None:
            self._go(self.Step.LIST)

    def hide(self) -> None:
        """Let names and digits go, and keep what is typed of someone new."""
        self._visit += 1
        self._rows.put(())
        self.digits.begin()
        kept = self._step in {self.Step.NAME, self.Step.ROLE, self.Step.NEW_PIN}
        self._go(self.Step.NAME if kept else self.Step.LIST)

    def forget(self) -> None:
        """Let everything go."""
        self._step = self.Step.LIST
        self.typed.put("")
        self.hide()

    def step_back(self) -> bool:
        """Go one step back; tell whether there was one. While the daemon checks a PIN it stays where it is."""
        before = _BEFORE.get(self._step.value)
        if before is None:
            return False
        if not self.digits.is_asked:
            self.digits.begin()
            self._go(self.Step(before))
        return True

    def _go(self, step: Step, did: str = "") -> None:
        if step not in _OF_A_MATE:
            self._mate = None
        self._step = step
        self._did = did
        self.changed.emit()

    @Slot(str)
    def pick(self, staff: str) -> None:
        """Show one of the team."""
        self._mate = next((row for row in self._rows.rows if row.staff == staff), None)
        if self._mate is not None:
            self._go(self.Step.MATE)

    @Slot()
    def add(self) -> None:
        """Begin with someone new."""
        self.typed.put("")
        self._go(self.Step.NAME)

    @Slot()
    def name_done(self) -> None:
        """Go on from the name to the role."""
        if self.typed.said.strip():
            self._go(self.Step.ROLE)

    @Slot(bool)
    def choose_role(self, lead: bool) -> None:  # noqa: FBT001  a slot that QML calls
        """Go on from the role to the PIN."""
        self._is_lead = lead
        self.digits.begin()
        self._go(self.Step.NEW_PIN)

    @Slot()
    def change_pin(self) -> None:
        """Change one's own PIN, or set another's."""
        if self._mate is not None:
            self.digits.begin(with_old=self._mate.me)
            self._go(self.Step.OTHER_PIN)

    @Slot()
    def await_card(self) -> None:
        """Make the next card this one's staff card."""
        if self._mate is not None:
            self._room.ask(AwaitCard(request=NEW, why="staff", staff=self._mate.staff))

    @Slot()
    def remove_cards(self) -> None:
        """Let their staff cards open nothing any more."""
        if self._mate is not None:
            self._room.ask(RemoveStaffCards(request=NEW, staff=self._mate.staff))

    @Slot()
    def remove(self) -> None:
        """Take them off the team."""
        if self._mate is not None:
            whose = self._mate.staff
            removal = RemoveStaff(request=NEW, staff=whose)
            self._room.ask(removal, self._while_here(lambda outcome: self._removed(whose, outcome)))

    def _removed(self, whose: str, outcome: Outcome) -> None:
        is_shown = self._mate is not None and self._mate.staff == whose
        if outcome.code == "done" and (is_shown or self._step is self.Step.LIST):
            self._go(self.Step.LIST, "removed")

    def _chosen(self, old: str, new: str) -> None:
        if self._step is self.Step.NEW_PIN:
            name = self.typed.said.strip()
            new_mate = AddStaff(request=NEW, name=name, role="lead" if self._is_lead else "helper", pin=new)
            self._room.ask(new_mate, self._while_here(self._added), REFUSED)
        elif self._mate is not None:
            change = ChangePin(request=NEW, staff=self._mate.staff, pin=new, old=old or None)
            self._room.ask(change, self._while_here(self._pin_changed), REFUSED)

    def _while_here(self, then: Then) -> Then:
        """Return ``then`` for an answer that comes before the page is left: later something else may be under way."""
        visit = self._visit
        return lambda outcome: then(outcome) if visit == self._visit else None

    def _added(self, outcome: Outcome) -> None:
        if outcome.code != "done":
            self.digits.refuse(outcome.code, outcome.detail)
            return
        self.typed.put("")
        self._go(self.Step.LIST, "added")

    def _pin_changed(self, outcome: Outcome) -> None:
        if outcome.code != "done":
            self.digits.refuse(outcome.code, outcome.detail)
            return
        if self._mate is not None:
            self._go(self.Step.MATE, "pin")

    @Property(int, notify=changed)
    def step(self) -> int:
        """Return what is shown, one of ``Step``."""
        return self._step.value

    @Property(str, notify=changed)
    def did(self) -> str:
        """Return what was done just now: ``added``, ``removed``, ``pin``, or empty."""
        return self._did

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Return the team: ``MateRow``."""
        return self._rows

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """Return the name of someone new."""
        return self.typed

    @Property(bool, notify=changed)
    def is_named(self) -> bool:
        """Tell whether someone new has a name."""
        return bool(self.typed.said.strip())

    @Property(PinSetting, constant=True)
    def pin(self) -> PinSetting:
        """Return the PIN that is set."""
        return self.digits

    @Property(bool, notify=changed)
    def may_lead(self) -> bool:
        """Tell whether whoever unlocked looks after the team."""
        return Permission.STAFF in self._may

    @Property(str, notify=changed)
    def name(self) -> str:
        """Return the name of the one who is shown."""
        return "" if self._mate is None else self._mate.name

    @Property(bool, notify=changed)
    def lead(self) -> bool:
        """Tell whether they are a lead."""
        return self._mate is not None and self._mate.heads

    @Property(bool, notify=changed)
    def me(self) -> bool:
        """Tell whether they are whoever unlocked."""
        return self._mate is not None and self._mate.me

    @Property(int, notify=changed)
    def cards(self) -> int:
        """Return how many staff cards of theirs are known."""
        return 0 if self._mate is None else self._mate.cards


_OF_A_MATE = frozenset({Team.Step.MATE, Team.Step.OTHER_PIN})
"""The steps that are about one of the team: at any other there is nobody whom an act could reach by mistake."""
_BEFORE = {
    Team.Step.MATE.value: Team.Step.LIST.value,
    Team.Step.NAME.value: Team.Step.LIST.value,
    Team.Step.ROLE.value: Team.Step.NAME.value,
    Team.Step.NEW_PIN.value: Team.Step.ROLE.value,
    Team.Step.OTHER_PIN.value: Team.Step.MATE.value,
}
