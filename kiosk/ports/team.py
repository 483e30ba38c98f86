"""The team at this kiosk: who may unlock the staff screens. None of it leaves the kiosk but the random references."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.ids import BootId, CardToken, StaffRef
from kiosk.domain.staff import Account, NewPins, Tries


@dataclass(frozen=True, slots=True)
class Teammate:
    """Someone of the team. ``cards``: how many staff cards of theirs this kiosk knows."""

    account: Account
    name: str
    cards: int = 0

    def __repr__(self) -> str:
        """Return the reference and the role; never the name."""
        return f"Teammate({self.account.ref}, {self.account.role.value})"

    __str__ = __repr__


class Team(Protocol):
    """Accounts, what their PINs are checked against, and their cards."""

    def everyone(self) -> tuple[Teammate, ...]:
        """Return the team, in the order of their names."""

    def hashes(self) -> Mapping[StaffRef, str]:
        """Return what each one's PIN is checked against."""

    def add(self, account: Account, name: str, pin_hash: str) -> None:
        """Add someone."""

    def set_pin(self, staff: StaffRef, pin_hash: str) -> None:
        """Set what someone's PIN is checked against."""

    def remove(self, staff: StaffRef) -> None:
        """Remove someone, with name, PIN and cards."""

    def by_card(self, tokens: Sequence[CardToken]) -> Account | None:
        """Return whose staff card has one of ``tokens``, None for a card that is nobody's of this team."""

    def cards_of(self, staff: StaffRef) -> tuple[CardToken, ...]:
        """Return the tokens of someone's staff cards."""

    def add_card(self, staff: StaffRef, tokens: Sequence[CardToken]) -> None:
        """Add a staff card, all tokens of which are one card's."""

    def remove_card(self, tokens: Sequence[CardToken]) -> None:
        """Remove a staff card, all tokens of which are ``tokens``."""

    def remove_cards(self, staff: StaffRef) -> None:
        """Remove someone's staff cards."""

    def tries(self) -> tuple[Tries, BootId | None]:
        """Return the wrong PINs since the last right one, and the boot whose steady clock they go by."""

    def keep_tries(self, tries: Tries, boot: BootId) -> None:
        """Keep them; they outlive a restart."""

    def new_pins(self) -> NewPins:
        """Return how many new PINs were tried."""

    def keep_new_pins(self, tried: NewPins) -> None:
        """Keep them; they outlive a restart."""
