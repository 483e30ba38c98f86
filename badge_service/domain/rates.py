"""How much one caller may ask for: buckets that fill at a steady rate and are emptied by requests. Pure."""

from collections import OrderedDict
from collections.abc import Hashable


class Buckets:
    """A bucket for each caller; at most ``most`` are kept, and whoever was quiet longest is forgotten first.

    Each holds up to ``burst`` and is refilled at ``per_s``. Times are seconds of a clock that never goes back.
    """

    def __init__(self, *, per_s: float, burst: float, most: int) -> None:
        """Begin with nobody known: a new caller's bucket is full."""
        self._per_s = per_s
        self._burst = burst
        self._most = most
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait_s(self, caller: Hashable, now_s: float) -> float:
        """Return how long ``caller`` must wait before the next request, 0 where it may go at once."""
        return max(0.0, 1.0 - self._level(caller, now_s)) / self._per_s

    def take(self, caller: Hashable, now_s: float) -> None:
        """Count a request of ``caller``."""
        self._levels[caller] = (max(0.0, self._level(caller, now_s) - 1.0), now_s)
        self._levels.move_to_end(caller)
        if len(self._levels) > self._most:
            self._levels.popitem(last=False)

    def _level(self, caller: Hashable, now_s: float) -> float:
        level, at_s = self._levels.get(caller, (self._burst, now_s))
        return min(self._burst, level + (now_s - at_s) * self._per_s)
