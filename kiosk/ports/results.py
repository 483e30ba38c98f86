"""What a tap came to, for people."""

from dataclasses import dataclass

from kiosk.domain.outcomes import Outcome
from kiosk.ports.signals import Signal


@dataclass(frozen=True, slots=True)
class TapTaken:
    """A tap that is durable: what it came to, for whom, in which language."""

    outcome: Outcome
    shown_name: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class StaffCardSeen:
    """The card is a team member's: nothing was recorded, and nothing will be."""


@dataclass(frozen=True, slots=True)
class TapNotSaved:
    """The database refused the tap: nothing was recorded, and people are told so."""

    code: str


@dataclass(frozen=True, slots=True)
class CardForStaff:
    """The card served the team: it opened or locked their screens, or was the one that they waited for. It is no tap.

    ``signal``: what whoever laid it there hears; the public screen shows nothing of it.
    """

    signal: Signal


TapResult = TapTaken | StaffCardSeen | TapNotSaved | CardForStaff
