"""The card that staff wait for: the next one that is tapped within 20 s is for that, whoever it belongs to."""

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.domain.ids import MemberRef, StaffRef
from kiosk.local_api.messages import AwaitedCard
from kiosk.ports import Clock

AWAIT_US = 20_000_000
OUTCOME_US = 6_000_000
_US_PER_MS = 1_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next card is for: a ``member``'s new or first one, or a ``staff`` card. ``name``: whose it will be."""

    why: Literal["replace", "link", "staff"]
    whose: MemberRef | StaffRef
    name: str


@dataclass(frozen=True, slots=True)
class _Awaited:
    wish: Wish
    since_us: int
    outcome: str | None = None


class Awaiting:
    """One wish at a time, and for some seconds what it came to."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is awaited."""
        self._clock = clock
        self._awaited: _Awaited | None = None

    def begin(self, wish: Wish) -> None:
        """Wait for a card from now on."""
        self._awaited = _Awaited(wish, self._clock.boottime_us())

    def stop(self) -> None:
        """Wait for none, and say nothing more of one."""
        self._awaited = None

    @property
    def wish(self) -> Wish | None:
        """What the next card is for; None where none is awaited."""
        awaited = self._awaited
        if awaited is None or awaited.outcome is not None or self._left_us(awaited) <= 0:
            return None
        return awaited.wish

    def came_to(self, outcome: str) -> None:
        """Say what became of the awaited card."""
        if self._awaited is not None:
            self._awaited = replace(self._awaited, outcome=outcome, since_us=self._clock.boottime_us())

    def step(self) -> bool:
        """Do what time alone brings; return whether anything changed."""
        awaited = self._awaited
        if awaited is None or self._left_us(awaited) > 0:
            return False
        if awaited.outcome is None:
            self.came_to("too_late")
        else:
            self.stop()
        return True

    def told(self) -> AwaitedCard | None:
        """Return it for the screen."""
        awaited = self._awaited
        if awaited is None:
            return None
        left_ms = max(0, self._left_us(awaited) // _US_PER_MS) if awaited.outcome is None else 0
        return AwaitedCard(why=awaited.wish.why, whose=awaited.wish.name, left_ms=left_ms, outcome=awaited.outcome)

    def _left_us(self, awaited: _Awaited) -> int:
        for_us = AWAIT_US if awaited.outcome is None else OUTCOME_US
        return awaited.since_us + for_us - self._clock.boottime_us()
