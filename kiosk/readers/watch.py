"""One reader's field over time: only an arrival is a tap. Pure: a frozen state, one step function, times handed in.

A reader that was lost and comes back reports what lies in its field now, so its watch is simply kept: a card that lay
there all along is no second tap.
"""

from dataclasses import dataclass, replace

FLICKER_US = 800_000
"""The same card gone and back within this time never left: at the edge of a field, cards come and go."""
LYING_US = 5_000_000
"""A card still there after this time, when its result is over, was forgotten on the reader."""
MISREAD_QUIET_US = 2_500_000
"""One "hold still" in this time is enough."""


@dataclass(frozen=True, slots=True)
class Present:
    """A card lies in the field. ``card`` is any name that stays with the card while the daemon runs."""

    card: str
    at_us: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The field is empty."""

    at_us: int


@dataclass(frozen=True, slots=True)
class Misread:
    """Something was there, but could not be read."""

    at_us: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by."""

    at_us: int


Observation = Present | Gone | Misread | Tick


@dataclass(frozen=True, slots=True)
class Arrival:
    """A card was presented: this is a tap."""


@dataclass(frozen=True, slots=True)
class LeftLying:
    """The card still lies there: ask for it to be taken. Said once for each arrival."""


@dataclass(frozen=True, slots=True)
class HoldStill:
    """A card could not be read: ask for it to be held still."""


Notice = Arrival | LeftLying | HoldStill


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of one reader's field. Times are CLOCK_BOOTTIME in microseconds.

    ``card``: the last card read. ``gone_us``: when it left, None while it lies there. ``told``: its ``LeftLying`` was
    said. ``misread_us``: when ``HoldStill`` was last said.
    """

    card: str | None = None
    arrived_us: int = 0
    gone_us: int | None = None
    told: bool = False
    misread_us: int | None = None

    @property
    def lies_there(self) -> bool:
        """Whether a card lies in the field."""
        return self.card is not None and self.gone_us is None

    @property
    def lying_at_us(self) -> int | None:
        """When a ``Tick`` is due, or None while nothing lies there that was not spoken of yet."""
        return self.arrived_us + LYING_US if self.lies_there and not self.told else None


def step(watch: Watch, seen: Observation) -> tuple[Watch, Notice | None]:
    """Return the state after ``seen``, and what it means, if anything."""
    match seen:
        case Present(card, at_us):
            return _present(watch, card, at_us)
        case Gone(at_us):
            return (replace(watch, gone_us=at_us) if watch.lies_there else watch), None
        case Misread(at_us):
            return _misread(watch, at_us)
        case Tick(at_us):
            due_us = watch.lying_at_us
            if due_us is None or at_us < due_us:
                return watch, None
            return replace(watch, told=True), LeftLying()


def _present(watch: Watch, card: str, at_us: int) -> tuple[Watch, Notice | None]:
    if card == watch.card and _lately(watch, at_us):
        return replace(watch, gone_us=None), None
    return Watch(card, at_us, misread_us=watch.misread_us), Arrival()


def _misread(watch: Watch, at_us: int) -> tuple[Watch, Notice | None]:
    said_lately = watch.misread_us is not None and at_us - watch.misread_us < MISREAD_QUIET_US
    if said_lately or _lately(watch, at_us):  # a card on its way out brushes the edge of the field
        return watch, None
    return replace(watch, misread_us=at_us), HoldStill()


def _lately(watch: Watch, at_us: int) -> bool:
    """Tell whether the last card lies there, or left a moment ago."""
    return watch.card is not None and (watch.gone_us is None or at_us - watch.gone_us < FLICKER_US)
