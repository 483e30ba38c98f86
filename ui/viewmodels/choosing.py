"""Today's events as staff choose among them, and which arrivals went to the wrong one. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.local_api.messages import ArrivalRow, EventRow
from ui.viewmodels import nights

_EARLY_MIN = 15
"""People come this long before an event begins."""
_MIN_PER_H = 60
_STATES = ("on", "coming", "over", "closed")
MOST_MOVED = 500
"""Of arrivals in one message."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event to choose. ``times`` is empty for one that has none; ``how``: a state of ``EventRow``."""

    event: str
    title: str
    times: str
    how: str
    drop_in: bool
    likely: bool
    made: bool
    here: int
    arrived: int


def lines(events: Sequence[EventRow]) -> tuple[EventLine, ...]:
    """Return them as they are offered: the likeliest first, drop-in after those with times, what is over last."""
    return tuple(map(line, sorted(events, key=_rank)))


def _rank(event: EventRow) -> tuple[bool, int, bool, str]:
    return (not event.likely, _STATES.index(event.state), event.drop_in, event.opens or "")


def line(event: EventRow) -> EventLine:
    """Return one event as it is offered."""
    times = f"{event.opens or ''}–{event.closes or ''}"  # noqa: RUF001  a dash between times, as people write it
    return EventLine(
        event=event.event,
        title=event.title,
        times="" if event.drop_in or len(times) == 1 else times,
        how=event.state,
        drop_in=event.drop_in,
        likely=event.likely,
        made=event.made,
        here=event.here,
        arrived=event.arrived,
    )


def find(events: Sequence[EventRow], event: str) -> EventRow | None:
    """Return the event of this id, or None."""
    return next((each for each in events if each.event == event), None)


def movable_from(events: Sequence[EventRow], *, also_past: bool) -> tuple[EventRow, ...]:
    """Return the events whose arrivals can be moved: the one that is on, and others for who may correct those."""
    return tuple(each for each in events if each.arrived and (also_past or each.state == "on"))


def movable_to(events: Sequence[EventRow], source: str) -> tuple[EventRow, ...]:
    """Return the events that arrivals of ``source`` can be moved to."""
    return tuple(each for each in events if each.event != source)


@dataclass(frozen=True, slots=True)
class Parts:
    """How the arrivals of an event fall apart, as numbers of the latest of them.

    ``since``: those from shortly before the other event's beginning on, at ``since_at``; empty where it has none.
    """

    everyone: int
    since: int
    since_at: str


def parts(rows: Sequence[ArrivalRow], source: EventRow, to: EventRow) -> Parts:
    """Return the parts of ``rows``, those of ``source``, newest first, that may belong to ``to``."""
    if to.opens is None:
        return Parts(len(rows), 0, "")
    begins = nights.days_between(source, to), earlier(to.opens)
    since = sum((nights.is_past_midnight(source, row.at), row.at) >= begins for row in rows)
    return Parts(len(rows), since, begins[1])


def earlier(opens: str) -> str:
    """Return the local time ``HH:MM`` from which on people come for what begins at ``opens``."""
    hours, minutes = map(int, opens.split(":"))
    since_min = max(0, hours * _MIN_PER_H + minutes - _EARLY_MIN)
    return f"{since_min // _MIN_PER_H:02}:{since_min % _MIN_PER_H:02}"


def latest(rows: Sequence[ArrivalRow], count: int) -> tuple[ArrivalRow, ...]:
    """Return the last ``count`` of ``rows``, newest first."""
    return tuple(rows[: min(count, MOST_MOVED)])
