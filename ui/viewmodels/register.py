"""A line of a paper register: the times as they are typed. No Qt."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.local_api.messages import ArrivalRow, ArrivalsPage, EventRow
from ui.viewmodels.nights import is_past_midnight

_MOST_DIGITS = 4
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class PaperTimes:
    """When someone came, and perhaps left, in digits as they are typed. ``is_fresh``: the next digit begins anew."""

    came: str
    left: str = ""
    on_left: bool = False
    is_fresh: bool = True

    @property
    def typed(self) -> str:
        """The time that is typed now."""
        return self.left if self.on_left else self.came

    @property
    def is_whole(self) -> bool:
        """Tell whether it can be saved: there is a time of arrival, and none or a whole one of leaving."""
        return clock_time(self.came) is not None and (not self.left or clock_time(self.left) is not None)


def clock_time(digits: str) -> str | None:
    """Return ``HH:MM`` for three or four digits, or None where they are no time of a day."""
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    hour, minute = int(digits[:-2]), int(digits[-2:])
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None  # noqa: PLR2004  a day and an hour


def face(digits: str) -> str:
    """Return the digits as a clock shows them while they are typed."""
    return f"{digits[:-2]}:{digits[-2:]}" if len(digits) >= _LEAST_DIGITS else digits


def pressed(times: PaperTimes, digit: str) -> PaperTimes:
    """Return the times after a digit."""
    digits = digit if times.is_fresh else times.typed + digit
    return _put(times, digits) if len(digits) <= _MOST_DIGITS else times


def erased(times: PaperTimes) -> PaperTimes:
    """Return the times without the last digit."""
    return _put(times, times.typed[:-1])


def turned(times: PaperTimes, *, on_left: bool) -> PaperTimes:
    """Return the times while the other one is typed."""
    return replace(times, on_left=on_left, is_fresh=True)


def _put(times: PaperTimes, digits: str) -> PaperTimes:
    after = replace(times, is_fresh=False)
    return replace(after, left=digits) if times.on_left else replace(after, came=digits)


def local_times(event: EventRow, times: PaperTimes) -> tuple[str, str | None] | None:
    """Return both as local times, each on the day after where it was past midnight; None where they are none."""
    came, left = clock_time(times.came), clock_time(times.left)
    if event.day is None or came is None or (times.left and left is None):
        return None
    day = date.fromisoformat(event.day) + timedelta(days=is_past_midnight(event, came))
    if left is None:
        return f"{day}T{came}", None
    return f"{day}T{came}", f"{day + timedelta(days=left < came)}T{left}"


@dataclass(frozen=True, slots=True)
class CopiedRow:
    """Someone who was copied from paper."""

    record: str
    name: str
    at: str
    gone: str


def copied(page: ArrivalsPage) -> tuple[CopiedRow, ...]:
    """Return whoever was copied from paper so far, the latest first."""
    return tuple(_row(each) for each in page.rows if each.by == "paper")


def _row(each: ArrivalRow) -> CopiedRow:
    return CopiedRow(each.record, each.name, each.at, each.left or "")
