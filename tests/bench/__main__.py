"""Measure everything, print the table, write ``build/bench.json``: ``python -m tests.bench``; exit 1 past a bound."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from tests.bench import (
    copying,
    damaged,
    drain,
    footprint,
    frame,
    glass,
    importing,
    ingest,
    lost,
    pcsc,
    pn532,
    syncing,
    tap,
    wire,
)
from tests.bench.figures import Figure, show, write

if TYPE_CHECKING:
    from collections.abc import Callable

_RESULTS = Path("build/bench.json")


def main() -> int:
    """Run every benchmark, one after the other: they share the machine with nothing else."""
    benchmarks: tuple[Callable[[], list[Figure]], ...] = (
        lambda: [tap.ratio_to_sqlite()],
        tap.disk_cost,
        lambda: [syncing.p99_while_syncing()],
        lambda: [importing.p99_while_importing()],
        lambda: [copying.p99_while_copying()],
        lambda: [damaged.first_tap_s()],
        pcsc.figures,
        lambda: [pn532.uid_p50_ms()],
        lambda: [frame.frame_ms()],
        glass.figures,
        footprint.figures,
        drain.figures,
        wire.figures,
        ingest.figures,
        lost.figures,
    )
    console = Console(stderr=True)
    figures: list[Figure] = []
    for benchmark in track(benchmarks, "Measuring", console=console):
        figures += benchmark()
    show(figures, Console())
    write(figures, _RESULTS)
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
