"""Whether somebody set the machine's clock: what failed for a wrong date may succeed at once."""

import time
from collections.abc import Callable

_STEP_US = 1_000_000
"""A time server that merely slows or hastens the clock moves it by a millisecond in the two seconds between looks."""
_NS_PER_US = 1_000


def wall_ahead_us() -> int:
    """Return by how much the wall clock is ahead of CLOCK_BOOTTIME, in microseconds: it changes when a clock is set."""
    return (time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME)) // _NS_PER_US


class ClockWatch:
    """Compares the two clocks of the machine whenever it is asked."""

    def __init__(self, ahead_us: Callable[[], int] = wall_ahead_us) -> None:
        """Note how they stand now."""
        self._read = ahead_us
        self._ahead_us = ahead_us()

    def stepped(self) -> bool:
        """Tell whether the wall clock was set, forwards or backwards, since this was last asked."""
        before, self._ahead_us = self._ahead_us, self._read()
        return abs(self._ahead_us - before) >= _STEP_US
