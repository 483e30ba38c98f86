"""Headcounts as staff see them. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from kiosk.local_api.messages import HeadRow, HeadWord

LABELS: tuple[HeadWord, ...] = get_args(HeadWord)
"""Whose heads can be counted, in the order in which they are offered."""
MOST = 9_999


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One headcount. ``label``: its place in ``LABELS``; ``counts``: it is the last of its label."""

    record: str
    at: str
    count: int
    label: int
    counts: bool


def lines(rows: Sequence[HeadRow]) -> tuple[HeadLine, ...]:
    """Return them, newest first."""
    latest: dict[HeadWord, str] = {}
    for row in rows:
        latest.setdefault(row.label, row.record)
    return tuple(
        HeadLine(row.record, row.at, row.count, LABELS.index(row.label), latest[row.label] == row.record)
        for row in rows
    )


def last(rows: Sequence[HeadRow], label: HeadWord) -> int:
    """Return how many of ``label`` were counted last, 0 for never."""
    return next((row.count for row in rows if row.label == label), 0)


def stepped(count: int, by: int) -> int:
    """Return the number after a touch."""
    return max(0, min(count + by, MOST))
