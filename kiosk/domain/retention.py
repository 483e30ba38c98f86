"""Which records' time at the kiosk is over. Pure."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from kiosk.domain.clock import ClockReading, Now
from kiosk.domain.ids import BootId
from kiosk.domain.records import ClockFixed

LEAST_DAYS = 35
"""A centre may be restored from a backup that is this old: until then its kiosks can fill it up again."""
_US_PER_DAY = 24 * 3_600 * 1_000_000


class Aged(Protocol):
    """A stored record, as far as its age matters."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def taken(self) -> ClockReading:
        """When, by which clock."""


class Line(Protocol):
    """What is known of the clock of each boot."""

    def now(self, reading: ClockReading) -> Now:
        """Return the effective time of ``reading`` and whether it can be trusted."""


def over_through(aged: Iterable[Aged], line: Line, now: Now, keep_days: int) -> int:
    """Return the number up to which every record is older than ``keep_days``; 0 where none is, or nobody can know.

    ``aged``: in the ledger's order, which is the order in which things happened: a record whose own time is doubtful is
    older than a later one whose time is trusted.
    """
    if not now.trusted:
        return 0
    before_us = now.at_us - max(keep_days, LEAST_DAYS) * _US_PER_DAY
    through = 0
    for each in aged:
        when = line.now(each.taken)
        if not when.trusted:
            continue
        if when.at_us >= before_us:
            break
        through = each.seq
    return through


def removable(aged: Sequence[Aged], through: int, *, kept: Iterable[int], boot: BootId) -> list[int]:
    """Return the numbers up to ``through`` that may go.

    What fixes the clock of a boot stays as long as later records of that boot do. ``kept``: numbers that stay whatever
    their age. ``boot``: the one that runs.
    """
    stays = frozenset(kept)
    needed = {boot, *(each.taken.boot for each in aged if each.seq > through)}
    return [
        each.seq
        for each in aged
        if each.seq <= through
        and each.seq not in stays
        and not (each.kind == ClockFixed.kind and each.taken.boot in needed)
    ]
