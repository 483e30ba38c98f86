"""What only an ACR122U understands: being quiet by itself, and our signals as lamp and buzzer. Pure.

After its programming interface, version 2.04. Elsewhere FF 00 … means something else, so its name must say what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag

from kiosk.ports import Signal

_STEP_S = 0.1

QUIET = bytes.fromhex("FF00520000")
"""Its own beep greets every card, a refused one too, and so says yes before anyone has decided."""
POLL_OFTEN = bytes.fromhex("FF0051FF00")
"""Look for cards every 250 ms, of every kind, and ask each for its answer to select."""
SETTINGS = (QUIET, POLL_OFTEN)
"""What it forgets without power."""


class Lamp(IntFlag):
    """The two lamps, which make a third colour together."""

    RED = 1
    GREEN = 2
    ORANGE = 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """``lamp`` and buzzer on for ``on`` and off for ``off`` tenths of a second, ``times`` times."""

    lamp: Lamp
    on: int
    off: int = 0
    times: int = 1

    @property
    def length_s(self) -> float:
        """How long it lasts; the reader is deaf for that time."""
        return (self.on + self.off) * self.times * _STEP_S


PATTERNS: Mapping[Signal, Pattern] = {
    Signal.IN: Pattern(Lamp.GREEN, 2),
    Signal.ALREADY: Pattern(Lamp.GREEN, 1, 1, 2),
    Signal.GOODBYE: Pattern(Lamp.GREEN, 4),
    Signal.HELP: Pattern(Lamp.ORANGE, 2, 1, 2),
    Signal.MISREAD: Pattern(Lamp.ORANGE, 1),
    Signal.NOT_OPEN: Pattern(Lamp.ORANGE, 5),
    Signal.NOT_SAVED: Pattern(Lamp.RED, 2, 1, 3),
}


def is_acr122u(name: str) -> bool:
    """Tell whether the reader that pcscd calls ``name`` is one."""
    return "ACR122U" in name


def shown(signal: Signal, *, buzzer: bool) -> bytes:
    """Return the command that makes the reader show ``signal``, with or without its buzzer.

    The lamps that take no part keep still, and afterwards the reader shows again what it showed before.
    """
    pattern = PATTERNS[signal]
    begins_lit = pattern.lamp << 4
    blinks = pattern.lamp << 6
    sounds_while_on = 1 if buzzer else 0
    return bytes([0xFF, 0x00, 0x40, begins_lit | blinks, 0x04, pattern.on, pattern.off, pattern.times, sounds_while_on])
