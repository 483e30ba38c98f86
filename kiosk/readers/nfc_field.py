"""What happened over an NFC chip's antenna between two looks. Pure."""

from enum import Enum

from kiosk.domain.cards import CardSeen, identifies


class NoCard(Enum):
    """A look that gave no card."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    """Something answered, but left before it could be read, or is nothing that could be a card of ours."""


Look = CardSeen | NoCard


def settled(before: Look | None, now: Look) -> Look:
    """Return what counts as lying there after ``now``; ``before`` is None at the first look.

    A card that answers badly for a moment still lies there: it is on its way out, and the next look will tell.
    """
    return before if isinstance(before, CardSeen) and now is NoCard.UNREADABLE else now


def news(before: Look | None, now: Look) -> tuple[Look, ...]:
    """Return what is worth telling, in order, of a change from ``before`` to ``now``, which are settled."""
    if before == now or (isinstance(before, CardSeen) and isinstance(now, CardSeen) and _same_random(before, now)):
        return ()
    swapped = isinstance(before, CardSeen) and isinstance(now, CardSeen)
    return (NoCard.EMPTY, now) if swapped else (now,)


def _same_random(before: CardSeen, now: CardSeen) -> bool:
    """Tell whether one card with random ids lies there: each look switches it off, and it makes up a new one."""
    return before.technology is now.technology and not identifies(before) and not identifies(now)
