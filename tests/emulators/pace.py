"""A load that comes by a schedule, as people and mishaps do. It is never there to wait for something to be done."""

import random
import time
from collections.abc import Callable
from typing import Self


class Pace:
    """Beats one after the other. One that is late comes at once, and the next are counted from it."""

    def __init__(self, gap_s: Callable[[], float]) -> None:
        """Begin now; ``gap_s`` tells how long it is to the next beat."""
        self._gap_s = gap_s
        self._beat_s = time.monotonic()

    @classmethod
    def each(cls, gap_s: float) -> Self:
        """Return one that beats evenly."""
        return cls(lambda: gap_s)

    @classmethod
    def drawn(cls, dice: random.Random, longest_s: float) -> Self:
        """Return one whose gaps are drawn from ``dice``."""
        return cls(lambda: dice.uniform(0, longest_s))

    def until_next(self) -> None:
        """Let the time until the next beat pass."""
        now_s = time.monotonic()
        self._beat_s = max(now_s, self._beat_s + self._gap_s())
        time.sleep(self._beat_s - now_s)
