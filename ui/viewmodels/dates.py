"""Dates and times in parts, for words that QML puts together. No Qt."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayParts:
    """A day. ``month``: 0 for January; ``weekday``: 0 for Monday. All -1 where there is no such day."""

    day: int = -1
    month: int = -1
    weekday: int = -1


def day_parts(iso: str | None) -> DayParts:
    """Return the parts of ``YYYY-MM-DD``."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return DayParts()
    return DayParts(day.day, day.month - 1, day.weekday())
