"""How much is let in: requests at once, requests of one kiosk, and refused requests from one network.

Each process keeps its own count. A request too many is answered at once, before anything is looked up for it.
"""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from badge_service.api.problems import ProblemError
from badge_service.domain.rates import Buckets
from badge_service.usecases.caller import Denied
from kiosk.domain.ids import KioskId

MOST_AT_ONCE = 12
"""Requests under way in one process; whoever comes on top of them is asked to come again.

More would get nothing done sooner: each is mostly computing, and the loop that turns the rest away would have to wait
for its turn among them.
"""
KIOSK_PER_S, KIOSK_BURST = 10, 600
"""A kiosk that sends at once what it recorded in a year stays below this."""
REFUSED_PER_S, REFUSED_BURST = 2, 100
_MOST_CALLERS = 20_000
_SHED_S = (1.0, 5.0)


class Limits:
    """What one process lets in. ``now_s`` never goes back; ``draw`` returns a random number between two bounds."""

    def __init__(self, now_s: Callable[[], float], draw: Callable[[float, float], float]) -> None:
        """Begin with nothing under way."""
        self._now_s = now_s
        self._draw = draw
        self._under_way = 0
        self._lock = threading.Lock()
        self._kiosks = Buckets(per_s=KIOSK_PER_S, burst=KIOSK_BURST, most=_MOST_CALLERS)
        self._refused = Buckets(per_s=REFUSED_PER_S, burst=REFUSED_BURST, most=_MOST_CALLERS)

    @property
    def under_way(self) -> int:
        """How many requests are under way."""
        return self._under_way

    @contextmanager
    def room(self) -> Iterator[None]:
        """Hold one of the places for requests under way.

        Raises:
            ProblemError: all are taken. Callers are told different times, so that they don't all come back at once.

        """
        with self._lock:
            if self._under_way >= MOST_AT_ONCE:
                again_s = math.ceil(self._draw(*_SHED_S))
                raise ProblemError(Denied("busy", "Too much is asked at once. Come again.", again_s))
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def admit(self, network: str) -> None:
        """Let ``network`` try, unless too much of what came from there was refused lately.

        Raises:
            ProblemError: it was.

        """
        with self._lock:
            _refuse_for(self._refused.wait_s(network, self._now_s()))

    def refused(self, network: str) -> None:
        """Count a request from ``network`` that nobody who may call had signed."""
        with self._lock:
            self._refused.take(network, self._now_s())

    def count(self, kiosk: KioskId) -> None:
        """Count a request of ``kiosk``.

        Raises:
            ProblemError: it asks too often.

        """
        with self._lock:
            now_s = self._now_s()
            _refuse_for(self._kiosks.wait_s(kiosk, now_s))
            self._kiosks.take(kiosk, now_s)


def _refuse_for(seconds: float) -> None:
    if seconds > 0:
        raise ProblemError(Denied("rate_limited", "Too many requests. Come again later.", math.ceil(seconds)))
