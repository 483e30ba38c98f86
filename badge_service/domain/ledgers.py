"""How complete a ledger is at the centre, kept up without ever looking at all of it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A run of numbers that the centre lacks: ``first`` to ``last``, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the centre has of one ledger: everything up to ``highest`` except ``missing`` (ascending, disjoint).

    ``missing`` may be the part of it that a batch can touch: see ``covering``.
    """

    highest: int = 0
    missing: tuple[Missing, ...] = ()

    @property
    def complete_through(self) -> int:
        """The highest number with none missing below it; only for a whole coverage."""
        return self.missing[0].first - 1 if self.missing else self.highest


def covering(coverage: Coverage, seqs: Iterable[int]) -> Coverage:
    """Return the coverage once ``seqs`` (each at least 1, in any order, repeats allowed) are there.

    It suffices to hand in the runs that overlap ``seqs``: the others don't change.
    """
    arrived = sorted(set(seqs))
    if not arrived:
        return coverage
    runs = list(coverage.missing)
    if arrived[-1] > coverage.highest:
        runs.append(Missing(coverage.highest + 1, arrived[-1]))
    left = [piece for run in runs for piece in _without(run, [seq for seq in arrived if run.first <= seq <= run.last])]
    return Coverage(max(coverage.highest, arrived[-1]), tuple(left))


def _without(run: Missing, arrived: list[int]) -> Iterable[Missing]:
    first = run.first
    for seq in arrived:
        if first < seq:
            yield Missing(first, seq - 1)
        first = seq + 1
    if first <= run.last:
        yield Missing(first, run.last)


def lacking(coverage: Coverage, told_highest: int) -> tuple[Missing, ...]:
    """Return all that the centre lacks of a ledger whose kiosk says it goes up to ``told_highest``."""
    if told_highest <= coverage.highest:
        return coverage.missing
    return (*coverage.missing, Missing(coverage.highest + 1, told_highest))


def parted(run: Missing, lost: Iterable[Missing]) -> list[tuple[Missing, bool]]:
    """Return ``run`` in pieces, ascending, each with whether the kiosk has lost it for ever."""
    pieces: list[tuple[Missing, bool]] = []
    first = run.first
    for gone in sorted(lost):
        if gone.last < first or gone.first > run.last:
            continue
        if first < gone.first:
            pieces.append((Missing(first, gone.first - 1), False))
        last = min(gone.last, run.last)
        pieces.append((Missing(max(first, gone.first), last), True))
        first = last + 1
    return [*pieces, (Missing(first, run.last), False)] if first <= run.last else pieces
