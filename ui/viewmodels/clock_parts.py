"""A date and time set part by part with plus and minus. No Qt."""

import calendar
from datetime import datetime
from enum import Enum

_FIRST_YEAR = 2024
_LAST_YEAR = 2099
_TEN = 10
_HOUR_MINUTES = 60
_DAY_HOURS = 24
_YEAR_MONTHS = 12


class ClockPart(Enum):
    """What is set."""

    DAY = 0
    MONTH = 1
    YEAR = 2
    HOUR = 3
    TENS = 4
    MINUTE = 5


def read_local(text: str | None) -> datetime | None:
    """Return the local time ``YYYY-MM-DDTHH:MM``, or None where it is none."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None


def written(at: datetime) -> str:
    """Return ``YYYY-MM-DDTHH:MM``."""
    return f"{at:%Y-%m-%dT%H:%M}"


def stepped(at: datetime, part: ClockPart, by: int) -> datetime:
    """Return the time after one step of ``part``. Each part goes round by itself; a month's end is kept to."""
    if part is ClockPart.DAY:
        return at.replace(day=(at.day - 1 + by) % _days(at.year, at.month) + 1)
    if part is ClockPart.MONTH:
        return _on(at, at.year, (at.month - 1 + by) % _YEAR_MONTHS + 1)
    if part is ClockPart.YEAR:
        return _on(at, min(max(at.year + by, _FIRST_YEAR), _LAST_YEAR), at.month)
    if part is ClockPart.HOUR:
        return at.replace(hour=(at.hour + by) % _DAY_HOURS)
    minutes = by * _TEN if part is ClockPart.TENS else by
    return at.replace(minute=(at.minute + minutes) % _HOUR_MINUTES)


def _on(at: datetime, year: int, month: int) -> datetime:
    return at.replace(year=year, month=month, day=min(at.day, _days(year, month)))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
