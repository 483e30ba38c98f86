"""The people whom this hub knows and their cards, and what was said of them here before the centre could say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.ports.store import CardEntry, MemberEntry


@dataclass(frozen=True, slots=True)
class Person:
    """A member whom this hub knows by name."""

    member: MemberRef
    shown_name: str


@dataclass(frozen=True, slots=True)
class HeldCard:
    """One of a member's cards, linked or lost."""

    token: CardToken
    standing: CardStanding


@dataclass(frozen=True, slots=True)
class CardWord:
    """Something was said of a card here. ``centre``: what the centre says of it meanwhile, None for nothing.

    ``since``: the first record about it that the centre had not heard of when it said that; None where no record tells.
    """

    since: RecordId | None
    centre: CardEntry | None


class People(Protocol):
    """Members and cards, looked up by staff. A member or card that was put here stays until the centre speaks of it."""

    def beginning_with(self, beginning: str, *, most: int) -> tuple[Person, ...]:
        """Return up to ``most`` members with a word of their name that begins so, in the order of their names.

        Capitals and accents make no difference. Nobody is found by nothing.
        """

    def known(self, members: Sequence[MemberRef]) -> Mapping[MemberRef, MemberEntry]:
        """Return those of ``members`` whom this hub holds."""

    def cards_of(self, member: MemberRef) -> tuple[HeldCard, ...]:
        """Return the member's cards, always in the same order."""

    def cards(self, tokens: Sequence[CardToken]) -> Mapping[CardToken, CardEntry]:
        """Return what is known of those of ``tokens`` that are known at all."""

    def add(self, member: MemberRef, entry: MemberEntry) -> None:
        """Put a member whom the centre doesn't know yet."""

    def say(self, token: CardToken, entry: CardEntry | None, *, by: RecordId | None) -> None:
        """Say what the card is from now on, None for nobody's, whatever the centre says until it has the record ``by``.

        ``by`` is None where no record tells the centre: then it holds until ``unsay``.
        """

    def word(self, token: CardToken) -> CardWord | None:
        """Return what was said of the card here and the centre has not yet answered, or None."""

    def unsay(self, token: CardToken) -> None:
        """Let the centre's word on the card hold again."""

    def drop_outlived_words(self) -> None:
        """Leave to the centre what was said of cards by records that are gone here: the next full pull says it."""

    def leave_members_to_centre(self) -> None:
        """Let the next full pull sweep members that were put here, too, unless it names them: this is another hub."""
