"""``hubtap``: one name for every program.

The programs of a kiosk are handed over to at once, before the library of the other commands is loaded: a daemon that
starts on a Raspberry Pi has no time and no memory for it.
"""

import sys

from kiosk.handover import PROGRAMS, hand_over

_SYNC_NOW = ["sync", "now"]


def main() -> None:
    """Run what the command line names."""
    if sys.argv[1:3] == _SYNC_NOW:  # a person's wish to the worker that runs, not the program
        sys.argv[1:3] = [" ".join(_SYNC_NOW)]
    if len(sys.argv) > 1 and sys.argv[1] in PROGRAMS:
        hand_over(sys.argv[1], sys.argv[2:])
        return
    from kiosk.commands import app  # noqa: PLC0415  only these commands need typer

    app(prog_name="hubtap")


if __name__ == "__main__":
    main()
