"""Refusals that are not believed yet: a service that refuses whatever it gets is at fault itself. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_TOO_MANY_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Refusals:
    """Records refused since the service last took one, each with its reason code. They are still pending."""

    held: Mapping[str, str] = field(default_factory=dict)

    def another(self, record: str, reason: str) -> "Refusals":
        """Return the state after one more refusal; the same record counts once."""
        return Refusals({**self.held, record: reason})

    @property
    def faulty(self) -> bool:
        """Whether so many were refused in a row that the fault must be the service's."""
        return len(self.held) >= _TOO_MANY_IN_A_ROW
