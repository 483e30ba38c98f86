"""From ``hubtap NAME`` to the program of that name, which runs as if it had been started by itself."""

import runpy
import sys
from collections.abc import Mapping, Sequence

PROGRAMS: Mapping[str, str] = {
    "daemon": "kiosk.main",
    "sync": "sync.main",
    "ui": "ui.main",
    "service": "badge_service.main",
}


def hand_over(program: str, arguments: Sequence[str]) -> None:
    """Become ``program``: run its module as the main one. It ends by raising SystemExit, or returns."""
    sys.argv = [f"hubtap {program}", *arguments]
    runpy.run_module(PROGRAMS[program], run_name="__main__", alter_sys=False)
