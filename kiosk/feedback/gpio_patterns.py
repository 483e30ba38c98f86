"""The signals as two lamps and a buzzer: each told by the light alone, by the sound alone, and by its length. Pure.

Nothing flashes more than three times in a second, which could harm people with photosensitive epilepsy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag

from kiosk.ports import Signal


class Output(IntFlag):
    """What can be switched on; several at once."""

    GREEN = 1
    AMBER = 2
    BUZZER = 4


NOTHING = Output(0)


@dataclass(frozen=True, slots=True)
class Step:
    """``on`` and nothing else is on for ``length_s``."""

    on: Output
    length_s: float


_GREEN, _AMBER, _BOTH = Output.GREEN, Output.AMBER, Output.GREEN | Output.AMBER
_BUZZER = Output.BUZZER

PATTERNS: Mapping[Signal, Sequence[Step]] = {
    Signal.IN: (Step(_GREEN | _BUZZER, 0.15), Step(_GREEN, 0.45)),
    Signal.ALREADY: (Step(_GREEN | _BUZZER, 0.1), Step(NOTHING, 0.25), Step(_GREEN | _BUZZER, 0.1), Step(_GREEN, 0.25)),
    Signal.GOODBYE: (Step(_GREEN | _BUZZER, 0.35), Step(_GREEN, 0.65)),
    Signal.HELP: (Step(_AMBER | _BUZZER, 0.1), Step(NOTHING, 0.25), Step(_AMBER | _BUZZER, 0.35), Step(_AMBER, 0.4)),
    Signal.MISREAD: (Step(_AMBER | _BUZZER, 0.05), Step(_AMBER, 0.25)),
    Signal.NOT_OPEN: (Step(_AMBER | _BUZZER, 0.6), Step(_AMBER, 0.2)),
    Signal.NOT_SAVED: (
        Step(_BOTH | _BUZZER, 0.25),
        Step(NOTHING, 0.2),
        Step(_BOTH | _BUZZER, 0.25),
        Step(NOTHING, 0.2),
        Step(_BOTH | _BUZZER, 0.25),
        Step(_BOTH, 0.25),
    ),
}
