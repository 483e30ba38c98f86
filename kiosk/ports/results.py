"""What a tap came to, for people."""

from dataclasses import dataclass

from kiosk.domain.outcomes import Outcome


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


TapResult = TapTaken | StaffCardSeen | TapNotSaved
