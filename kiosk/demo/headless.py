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
from kiosk.demo.interruption import unless_interrupted
from kiosk.demo.measure import Plan, measure
from kiosk.demo.progress import ShownProgress
from kiosk.demo.supervisor import ProgramFailedError
from kiosk.domain.errors import HubtapError


def run(folder: Path | None, plan: Plan, *, fresh: bool, as_json: bool) -> int:
    """Measure in ``folder``, by default in a new one that is removed afterwards; print the report on standard output.

    Returns the exit code: 0 only if nothing is missing and nothing doubled.
    """
    root = folder or Path(tempfile.mkdtemp(prefix="hubtap-"))
    figures = _measured(House(root), plan, fresh=fresh)
    is_clean = figures is not None and figures.is_clean
    if figures is not None:
        sys.stdout.write((msgspec.json.encode(figures).decode() if as_json else _in_words(figures)) + "\n")
    if folder is None and is_clean:
        shutil.rmtree(root, ignore_errors=True)
    elif not is_clean:
        sys.stderr.write(f"Logs and databases are in {root}\n")
    return 0 if is_clean else 1


def _measured(house: House, plan: Plan, *, fresh: bool) -> Figures | None:
    console = Console(stderr=True)
    try:
        with house.occupied(fresh=fresh), ShownProgress(console) as progress:
            return asyncio.run(unless_interrupted(measure(house, plan, progress)))
    except ProgramFailedError as error:
        sys.stderr.write(f"{error}\n{error.last_words}\n")
    except (HubtapError, OSError) as error:
        sys.stderr.write(f"{error}\n")
    return None


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
