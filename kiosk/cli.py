"""``hubtap``: one name for every program.

The programs of a kiosk are handed over to at once, before the library of the other commands is loaded: a daemon that
starts on a Raspberry Pi has no time and no memory for it.
"""

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


def main() -> None:
    """Run what the command line names."""
    if len(sys.argv) > 1 and sys.argv[1] in PROGRAMS:
        hand_over(sys.argv[1], sys.argv[2:])
        return
    from kiosk.commands import app  # noqa: PLC0415  only these commands need typer

    app(prog_name="hubtap")


if __name__ == "__main__":
    main()
