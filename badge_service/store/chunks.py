"""Statements name a limited number of values at once."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MOST_AT_ONCE = 500


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Yield ``values`` in lists of at most 500, none empty."""
    wanted = list(values)
    for start in range(0, len(wanted), MOST_AT_ONCE):
        yield wanted[start : start + MOST_AT_ONCE]
