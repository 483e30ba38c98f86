"""A member's cards as staff see them. No Qt."""

from dataclasses import dataclass
from typing import Literal

from kiosk.local_api.messages import MemberRow


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One of a member's cards."""

    place: int
    digits: str
    lost: bool


def held(person: MemberRow | None) -> tuple[HeldRow, ...]:
    """Return someone's cards, those that work first."""
    cards = () if person is None else person.cards
    return tuple(HeldRow(each.place, each.digits, each.lost) for each in sorted(cards, key=lambda card: card.lost))


def why_new(person: MemberRow) -> Literal["replace", "link"]:
    """Return what a new card is for: instead of a lost one, or one more."""
    return "replace" if any(card.lost for card in person.cards) else "link"
