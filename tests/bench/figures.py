"""A measured figure beside its bound, the table of them, and the file that later runs are compared with."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value, the bound it must not pass, and in words what it was measured against.

    ``at_least``: the bound is the least that it must reach.
    """

    name: str
    value: float
    unit: str
    bound: float
    compared_with: str
    at_least: bool = False

    @property
    def ok(self) -> bool:
        """Whether the bound holds."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median_of_rounds(rounds: Sequence[float]) -> float:
    """Return the median of what several rounds gave."""
    return statistics.median(rounds)


def spread(rounds: Sequence[float]) -> str:
    """Say how far apart the rounds were."""
    return f"{len(rounds)} rounds, {min(rounds):.3g} to {max(rounds):.3g}"


def show(figures: Iterable[Figure], console: Console) -> None:
    """Print the table."""
    table = Table(title="Benchmarks (medians of rounds)")
    for heading, side in (("figure", "left"), ("value", "right"), ("bound", "right"), ("", "left"), ("how", "left")):
        table.add_column(heading, justify="right" if side == "right" else "left")
    for figure in figures:
        verdict = "[green]holds[/]" if figure.ok else "[bold red]misses[/]"
        value, bound = (
            f"{figure.value:.3g} {figure.unit}",
            f"{'≥ ' if figure.at_least else ''}{figure.bound:g} {figure.unit}",
        )
        table.add_row(figure.name, value, bound, verdict, figure.compared_with)
    console.print(table)


def write(figures: Iterable[Figure], path: Path) -> None:
    """Write ``build/bench.json``: a list of objects."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ok": figure.ok} for figure in figures]
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
