"""What the worker does next, and when. Pure; all times are CLOCK_BOOTTIME in seconds."""

from dataclasses import dataclass, replace
from enum import Enum, auto

_NEVER = float("inf")


class Step(Enum):
    """One piece of work; each is a request or two."""

    HEARTBEAT = auto()
    PUSH_ALL = auto()
    PUSH = auto()
    NAMES = auto()
    PULL = auto()


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each step is due. ``push_s``: records behind the last one sent; ``push_all_s``: from the first pending.

    ``push_held_s``: neither before this. ``names_s``: names that people typed at the kiosk.
    """

    heartbeat_s: float
    push_all_s: float
    push_s: float
    pull_s: float
    push_held_s: float = 0.0
    names_s: float = _NEVER

    @property
    def next_s(self) -> float:
        """When anything is due."""
        push_s = max(min(self.push_all_s, self.push_s), self.push_held_s)
        return min(self.heartbeat_s, push_s, self.names_s, self.pull_s)

    @property
    def pushes(self) -> bool:
        """Whether records are planned to go."""
        return min(self.push_all_s, self.push_s) < _NEVER

    def woken(self, now_s: float) -> "Schedule":
        """Return the schedule now that new records are pending."""
        return replace(self, push_s=min(self.push_s, now_s))

    def push_all_at(self, at_s: float) -> "Schedule":
        """Return the schedule with everything pending to be offered again at ``at_s`` at the latest."""
        return replace(self, push_all_s=min(self.push_all_s, at_s))

    def push_begun(self) -> "Schedule":
        """Return the schedule once a pass over all that is pending has begun: what is left of it is a plain push."""
        return replace(self, push_all_s=_NEVER, push_s=min(self.push_s, self.push_all_s))

    def push_held(self, until_s: float) -> "Schedule":
        """Return the schedule with the records left alone until then, whatever comes meanwhile."""
        return replace(self, push_held_s=until_s)

    def drained(self) -> "Schedule":
        """Return the schedule with nothing pending behind the last record sent."""
        return replace(self, push_s=_NEVER)

    def names_at(self, at_s: float) -> "Schedule":
        """Return the schedule with names to be offered at ``at_s`` at the latest."""
        return replace(self, names_s=min(self.names_s, at_s))

    def named(self) -> "Schedule":
        """Return the schedule once names were offered."""
        return replace(self, names_s=_NEVER)

    def beaten(self, next_s: float) -> "Schedule":
        """Return the schedule after a heartbeat."""
        return replace(self, heartbeat_s=next_s)

    def pulled(self, next_s: float) -> "Schedule":
        """Return the schedule after a page was pulled."""
        return replace(self, pull_s=next_s)


def begin(now_s: float) -> Schedule:
    """Return the schedule of a worker that has just met its daemon: everything is due."""
    return Schedule(heartbeat_s=now_s, push_all_s=now_s, push_s=_NEVER, pull_s=now_s)


def next_step(schedule: Schedule, now_s: float) -> Step | None:
    """Return what is due first, or None.

    A heartbeat is small, so it goes first and shows whether the service is there before records travel; taps go
    before anything that is pulled, and before names that records mention.
    """
    if schedule.heartbeat_s <= now_s:
        return Step.HEARTBEAT
    if max(schedule.push_all_s, schedule.push_held_s) <= now_s:
        return Step.PUSH_ALL
    if max(schedule.push_s, schedule.push_held_s) <= now_s:
        return Step.PUSH
    if schedule.names_s <= now_s:
        return Step.NAMES
    return Step.PULL if schedule.pull_s <= now_s else None
