"""Events that go on past midnight: on which day it was, where only a local time is told. No Qt."""

from datetime import date

from kiosk.local_api.messages import EventRow

_MOST_LATE_MIN = 3 * 60
"""Of arrivals after an event was to close; many of those made on the spot only close at midnight."""
_MIN_PER_H = 60


def is_past_midnight(event: EventRow, came: str) -> bool:
    """Tell whether someone came on the day after ``event`` opened: it was on by then, or hardly over.

    Others came early. ``came``: ``HH:MM``.
    """
    if event.opens is None or event.closes is None or not max(event.closes, came) < event.opens:
        return False
    late_min = _minutes(came) - _minutes(event.closes)
    early_min = _minutes(event.opens) - _minutes(came)
    return late_min < min(early_min, _MOST_LATE_MIN)


def days_between(one: EventRow, other: EventRow) -> int:
    """Return how many days after ``one`` the ``other`` begins; 0 where nobody knows the day of either."""
    if one.day is None or other.day is None:
        return 0
    return (date.fromisoformat(other.day) - date.fromisoformat(one.day)).days


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * _MIN_PER_H + int(minutes)
