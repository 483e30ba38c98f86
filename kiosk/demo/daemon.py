"""The demo's attendance daemon: the real one with a simulated reader. ``python -m kiosk.demo.daemon --settings FILE``.

On standard output it says what each tap came to: one ``TapTold`` a line.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.demo.house import House
from kiosk.demo.told import STAFF, TapTold
from kiosk.domain.errors import HubtapError, SettingsError
from kiosk.intake import Answered
from kiosk.ports import CardForStaff, StaffCardSeen, TapNotSaved, TapResult, TapTaken
from kiosk.readers.simulated import SimulatedReader
from kiosk.running import run_daemon, signals_of, start_log
from kiosk.settings import read_settings
from kiosk.stick.folder import FolderSticks


def _tell(answered: Answered) -> None:
    saved = isinstance(answered.result, TapTaken)
    told = TapTold(code=_code(answered.result), took_us=answered.took_us, saved=saved)
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def _code(result: TapResult) -> str:
    match result:
        case TapTaken(outcome=outcome):
            return outcome.code
        case StaffCardSeen() | CardForStaff():
            return STAFF
        case TapNotSaved(code=code):
            return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the daemon; return the exit code (2: settings, 1: anything else)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, metavar="FILE")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
        start_log(settings.log_level)
        house = House(chosen.settings.parent)
        reader = SimulatedReader(house.reader)
        with signals_of(settings) as signals:
            run_daemon(settings, [reader], signals, sticks=FolderSticks(house.stick), answered=_tell)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201  the only way to tell whoever started it
        return 2
    except HubtapError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
