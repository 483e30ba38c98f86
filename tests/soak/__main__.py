"""Live through a very long day and count: ``python -m tests.soak``; exit 1 past a bound.

Prints the table and writes ``build/soak.json``.
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.bench.figures import show, write
from tests.soak.day import Plan, live_through

_RESULTS = Path("build/soak.json")


def main() -> int:
    """Read the plan, live it, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--taps", type=int, default=20_000)
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    plan = Plan(chosen.taps, chosen.restarts, chosen.seed)
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Tapping", total=plan.taps)
        figures = live_through(plan, lambda taps: progress.advance(task, taps))
    show(figures, Console())
    write(figures, _RESULTS)
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
