"""Sets the system's clock, once: ``python -m kiosk.clock.set_clock``, started by systemd for each wish.

Standard input is a connection from the attendance daemon, which says one line: the time, and the CLOCK_BOOTTIME at
which that was the time, both in microseconds. This program alone may set the clock, and can do nothing else.
"""

import sys
import time

from kiosk.domain.clock import FURTHEST_US, OLDEST_US

_NS_PER_US = 1_000
_LONGEST_LINE = 64
_LONGEST_WAY_US = 30_000_000


def main() -> int:
    """Read the wish and set the clock; return the exit code (2: no wish that can be met, 1: the system refused)."""
    try:
        wall_us, boottime_us = (int(word) for word in sys.stdin.buffer.readline(_LONGEST_LINE).split())
    except ValueError:
        return _tell("not two numbers", 2)
    waited_us = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_US - boottime_us
    if not (OLDEST_US <= wall_us < FURTHEST_US and 0 <= waited_us <= _LONGEST_WAY_US):
        return _tell("not a time that can be", 2)
    try:
        time.clock_settime_ns(time.CLOCK_REALTIME, (wall_us + waited_us) * _NS_PER_US)
    except OSError as error:
        return _tell(f"the system refused: {error.strerror}", 1)
    return _tell("done", 0)


def _tell(words: str, code: int) -> int:
    print(f"level=INFO logger=kiosk.clock event=set_clock result={words!r}", file=sys.stderr)  # noqa: T201  its log
    return code


if __name__ == "__main__":
    sys.exit(main())
