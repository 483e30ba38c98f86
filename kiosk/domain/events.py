"""Programme events, their opening windows, and which one takes a tap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from operator import attrgetter

from kiosk.domain.ids import EventId, HubId, ProgrammeId

_US_PER_S = 1_000_000
_BY_ID = attrgetter("id")


class EventMode(StrEnum):
    """What a second tap means."""

    ARRIVALS_ONLY = "arrivals_only"
    ARRIVE_AND_LEAVE = "arrive_and_leave"


@dataclass(frozen=True, slots=True)
class OpeningWindow:
    """When an event takes taps: from ``opens_us`` up to, not including, ``closes_us`` (microseconds UTC)."""

    opens_us: int
    closes_us: int

    def holds(self, at_us: int) -> bool:
        """Tell whether the window is open at ``at_us``."""
        return self.opens_us <= at_us < self.closes_us


@dataclass(frozen=True, slots=True)
class Event:
    """One dated occurrence at a hub, or (``window`` is None) the hub's standing drop-in event."""

    id: EventId
    hub: HubId
    title: str
    programme: ProgrammeId | None = None
    window: OpeningWindow | None = None
    mode: EventMode = EventMode.ARRIVALS_ONLY
    leave_gap_s: int = 600
    capacity: int | None = None
    """How many fit, where staff want to be told; nobody is ever refused for it."""

    @property
    def drop_in(self) -> bool:
        """Whether this is the hub's standing event, whose days are derived."""
        return self.window is None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on at a moment: the event that takes a tap, or when the next one opens."""

    current: Event | None
    next_opens_us: int | None


def day_of(event: Event, at_us: int, zone: tzinfo) -> date | None:
    """Return the hub's local day for a drop-in event; a dated event is one occurrence and has none."""
    if not event.drop_in:
        return None
    return local_day(at_us, zone)


def local_day(at_us: int, zone: tzinfo) -> date:
    """Return the local day of a moment."""
    return datetime.fromtimestamp(at_us // _US_PER_S, UTC).astimezone(zone).date()


def end_of_day(at_us: int, zone: tzinfo) -> int:
    """Return when the local day of a moment ends, microseconds UTC."""
    following = local_day(at_us, zone) + timedelta(days=1)
    return round(datetime.combine(following, time(), zone).timestamp()) * _US_PER_S


def agenda(
    events: Iterable[Event],
    *,
    at_us: int,
    clock_trusted: bool,
    opened_by_staff: EventId | None = None,
    closed_by_staff: frozenset[EventId] = frozenset(),
) -> Agenda:
    """Choose the event that takes a tap at ``at_us``.

    Staff's choice wins; then, on a trusted clock only, the open window that began last (ties by id);
    then drop-in. On a doubtful clock nothing opens or closes by time. What staff ended takes none until they open it
    again; drop-in is taken up again when nothing else is on.
    """
    by_staff: Event | None = None
    running: tuple[int, Event] | None = None
    drop_in: Event | None = None
    next_opens_us: int | None = None
    for event in sorted(events, key=_BY_ID):  # one pass: a tap waits for it
        window = event.window
        if event.id == opened_by_staff:
            by_staff = event
        if window is None:
            drop_in = drop_in or event
        elif clock_trusted and at_us < window.opens_us:
            next_opens_us = min(window.opens_us, next_opens_us or window.opens_us)
        elif not clock_trusted or at_us >= window.closes_us or event.id in closed_by_staff:
            continue
        elif running is None or running[0] < window.opens_us:
            running = window.opens_us, event
    return Agenda(by_staff or (running[1] if running else drop_in), next_opens_us)
