"""A member's cards as staff see them. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.local_api.messages import MemberRow


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One of a member's cards."""

    place: int
    digits: str
    lost: bool


def held(person: MemberRow | None, shown: Sequence[HeldRow] = ()) -> tuple[HeldRow, ...]:
    """Return someone's cards, those that work first; those that are ``shown`` stay where they are, before new ones."""
    cards = () if person is None else person.cards
    stands = {each.digits: at for at, each in enumerate(shown)}
    rows = [HeldRow(each.place, each.digits, each.lost) for each in cards]
    return tuple(
        sorted(rows, key=lambda row: (stands.get(row.digits, len(shown)), row.digits not in stands and row.lost))
    )


def why_new(person: MemberRow) -> Literal["replace", "link"]:
    """Return what a new card is for: instead of a lost one, or one more."""
    return "replace" if any(card.lost for card in person.cards) else "link"
