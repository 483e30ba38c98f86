"""What was done last to the team, and how it is taken back. Kept in memory only, while the screens are open."""

from dataclasses import dataclass, field, replace
from typing import Protocol, Self

from kiosk.domain.ids import CardToken, RecordId, StaffRef
from kiosk.domain.staff import Account
from kiosk.usecases.by_staff import team
from kiosk.usecases.by_staff.deeds import Hand, Outcome


class Reversible(Protocol):
    """A change of the team that can be done again as it was. Each raises StoreError where nothing was recorded."""

    @property
    def staff(self) -> StaffRef:
        """Whom it is about."""

    def do(self, hand: Hand) -> Outcome:
        """Do it."""

    def take_back(self, hand: Hand, done: RecordId) -> Outcome:
        """Undo what ``done`` is the audit of."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A staff card for ``staff``."""

    staff: StaffRef
    tokens: tuple[CardToken, ...]

    def do(self, hand: Hand) -> Outcome:
        """Make it theirs."""
        return team.add_staff_card(hand, self.staff, self.tokens)

    def take_back(self, hand: Hand, done: RecordId) -> Outcome:
        """Let it be again what the centre says it is."""
        return team.take_back_staff_card(hand, self.staff, self.tokens, done)


@dataclass(frozen=True, slots=True)
class NewTeammate:
    """Someone new, with their PIN's hash."""

    account: Account
    name: str
    pin_hash: str = field(repr=False)

    @property
    def staff(self) -> StaffRef:
        """Who it is."""
        return self.account.ref

    def do(self, hand: Hand) -> Outcome:
        """Add them."""
        return team.add_staff(hand, self.name, self.account, self.pin_hash)

    def take_back(self, hand: Hand, done: RecordId) -> Outcome:
        """Take them off the team."""
        return team.take_back_staff(hand, self.staff, done)


@dataclass(frozen=True, slots=True)
class TeamChange:
    """``record`` is the audit of what was done last about it. ``taken_back``: it was undone."""

    record: RecordId
    what: Reversible
    name: str
    taken_back: bool = False

    def turn(self, hand: Hand) -> Outcome:
        """Take it back, or do it again where it was taken back.

        Raises:
            StoreError: nothing was recorded.

        """
        return self.what.do(hand) if self.taken_back else self.what.take_back(hand, self.record)

    def turned(self, record: RecordId) -> Self:
        """Return it as ``turn`` left it, of which ``record`` is the audit."""
        return replace(self, record=record, taken_back=not self.taken_back)
