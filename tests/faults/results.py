"""Figures of the long rigs, kept with the moment and the program that they were measured on."""

import hashlib
import json
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.figures import Figure

_ROOT = Path(__file__).parents[2]
_PRODUCT = ("kiosk", "sync", "ui", "badge_service")
_SUFFIXES = {".py", ".qml", ".js"}


@dataclass(frozen=True, slots=True)
class Results:
    """``program``: a digest of the product's source, by which figures of another one are told."""

    measured: str
    commit: str
    program: str
    figures: tuple[Figure, ...]

    @property
    def current(self) -> bool:
        """Whether they were measured on the program as it is now."""
        return self.program == digest()


def keep(figures: Sequence[Figure], path: Path, *, program: str) -> None:
    """Write ``figures``, measured just now on ``program``: the ``digest`` from before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    measured = time.strftime("%Y-%m-%d %H:%M", time.localtime())
    results = Results(measured, _commit(), program, tuple(figures))
    path.write_text(json.dumps(asdict(results), indent=2) + "\n", encoding="utf-8")


def kept(path: Path) -> Results | None:
    """Return what was written, or None where nothing that can be read was."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        figures = tuple(Figure(**figure) for figure in found.pop("figures"))
        return Results(**found, figures=figures)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def digest() -> str:
    """Return a digest of the product's source as it is now."""
    sum_of = hashlib.sha256()
    for folder in _PRODUCT:
        for path in sorted(each for each in (_ROOT / folder).rglob("*") if each.suffix in _SUFFIXES):
            sum_of.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return sum_of.hexdigest()[:16]


def _commit() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=_ROOT, check=False, capture_output=True, text=True
    )
    return told.stdout.strip() or "no commit"
