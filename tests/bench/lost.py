"""What power cuts, kills and chaos lose: the long rigs' figures, or a shorter run's where those are out of date."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.figures import Figure
from tests.faults import chaos, power
from tests.faults.results import kept

_SEED = 1
_CUTS_IN_MEMORY = 2_000
_CUTS_ON_DISK = 20
_KILLS = 10
_CHAOS_S = 30.0


def figures() -> list[Figure]:
    """Return the figures of ``make test-power`` and ``make test-chaos``, none of another program than this one."""
    return _power() + _chaos()


def _power() -> list[Figure]:
    return _kept_or(
        power.RESULTS,
        lambda: [
            power.lost_in_memory(_CUTS_IN_MEMORY, _SEED),
            power.lost_on_disk(_CUTS_ON_DISK, _SEED),
            power.lost_by_kills(_KILLS, _SEED),
        ],
        "make test-power cuts and kills more",
    )


def _chaos() -> list[Figure]:
    return _kept_or(chaos.RESULTS, lambda: chaos.figures(_CHAOS_S, _SEED), "make test-chaos goes on for longer")


def _kept_or(path: Path, shorter: Callable[[], list[Figure]], more: str) -> list[Figure]:
    results = kept(path)
    if results is not None and results.current:
        when = f"measured {results.measured} at {results.commit}"
        return [_with(figure, when) for figure in results.figures]
    return [_with(figure, more) for figure in shorter()]


def _with(figure: Figure, remark: str) -> Figure:
    return replace(figure, compared_with=f"{figure.compared_with}; {remark}")


if __name__ == "__main__":
    for each in figures():
        sys.stdout.write(f"{each}\n")
