"""The clock that readers stamp with."""

import time

_NS_PER_US = 1000


def now_us() -> int:
    """Return CLOCK_BOOTTIME in microseconds: it never jumps, and runs on while the machine sleeps."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_US
