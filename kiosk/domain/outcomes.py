"""What a tap can come to: a closed set, each with a stable code."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class HelpReason(StrEnum):
    """Why a card needs a team member. Only staff ever see it."""

    UNKNOWN_CARD = "unknown_card"
    CANNOT_IDENTIFY = "cannot_identify"
    CARD_LOST = "card_lost"
    CONTESTED = "contested"
    FAULT = "fault"
    """The kiosk could not judge the tap; it was kept all the same."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The first tap of this person at this occurrence."""

    code: ClassVar[str] = "arrived"


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """A further tap that changes nothing."""

    code: ClassVar[str] = "already_here"


@dataclass(frozen=True, slots=True)
class Left:
    """A goodbye, where the event counts departures."""

    code: ClassVar[str] = "left"


@dataclass(frozen=True, slots=True)
class HelpNeeded:
    """See a team member; the public words are the same for every reason."""

    reason: HelpReason
    code: ClassVar[str] = "help"


@dataclass(frozen=True, slots=True)
class NotOpen:
    """No event takes taps now; ``opens_us`` says when the next does, if known."""

    opens_us: int | None
    code: ClassVar[str] = "not_open"


Outcome = Arrived | AlreadyHere | Left | HelpNeeded | NotOpen
