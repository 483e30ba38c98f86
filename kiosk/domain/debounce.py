"""One card, one tap: the same card during its own result, or shortly after it, is not a second tap."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quiet:
    """Until when (CLOCK_BOOTTIME, microseconds) each card's repeats are the same tap."""

    until_us: Mapping[str, int] = field(default_factory=dict)

    def repeats(self, card: str, at_us: int) -> bool:
        """Tell whether ``card`` at ``at_us`` belongs to a tap that was already taken."""
        return at_us < self.until_us.get(card, at_us)

    def after(self, card: str, at_us: int, *, quiet_us: int) -> "Quiet":
        """Return the state after a tap was taken, with what has run out forgotten."""
        live = {key: until for key, until in self.until_us.items() if until > at_us}
        return Quiet({**live, card: at_us + quiet_us})
