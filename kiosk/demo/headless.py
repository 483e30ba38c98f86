"""``hubtap demo --headless``: measure without a screen and report."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

import msgspec
from rich.console import Console

from kiosk.demo.figures import Figures, Spread
from kiosk.demo.house import House
from kiosk.demo.measure import Plan, measure
from kiosk.demo.progress import ShownProgress
from kiosk.demo.supervisor import ProgramFailedError
from kiosk.demo.tasks import unless_interrupted
from kiosk.domain.errors import HubtapError


def run(folder: Path | None, plan: Plan, *, fresh: bool, as_json: bool) -> int:
    """Measure in ``folder``, by default in a new one that is removed afterwards; print the report on standard output.

    Returns the exit code: 0 only if nothing is missing and nothing doubled.
    """
    root = folder or Path(tempfile.mkdtemp(prefix="hubtap-"))
    try:
        figures = _measured(House(root), plan, fresh=fresh)
    except (HubtapError, OSError) as error:
        words = f"{error}\n{error.last_words}" if isinstance(error, ProgramFailedError) else str(error)
        sys.stderr.write(f"{words}\nLogs and databases are in {root}\n")
        return 1
    if figures is None:
        sys.stderr.write("Ended before everything was measured.\n")
    else:
        sys.stdout.write((msgspec.json.encode(figures).decode() if as_json else _in_words(figures)) + "\n")
        if not figures.is_clean:
            sys.stderr.write(f"Logs and databases are in {root}\n")
            return 1
    if folder is None:
        shutil.rmtree(root, ignore_errors=True)
    return 1 if figures is None else 0


def _measured(house: House, plan: Plan, *, fresh: bool) -> Figures | None:
    """Return the figures, or None if it was interrupted."""
    with house.occupied(fresh=fresh), ShownProgress(Console(stderr=True)) as progress:
        return asyncio.run(unless_interrupted(measure(house, plan, progress)))


def _in_words(figures: Figures) -> str:
    facts = {
        "Taps": figures.taps,
        "Records stored at the kiosk": figures.records_stored,
        "Records at the badge service": figures.records_at_service,
        "Repeats it recognised": figures.duplicates,
        "Held for a person": figures.held,
        "Refused": figures.refused,
        "Missing": figures.missing,
        "Doubled": figures.doubled,
        "Reader to durable record": _times(figures.event_to_durable_ms),
        "Tap to badge service": _times(figures.tap_to_service_ms),
    }
    width = max(map(len, facts))
    return "\n".join(f"{name:<{width}}  {words}" for name, words in facts.items())


def _times(spread: Spread) -> str:
    if spread.p50 is None or spread.p99 is None:
        return "not measured"
    return f"{spread.p50:.1f} ms (p50), {spread.p99:.1f} ms (p99)"
