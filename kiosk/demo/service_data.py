"""What a demo's badge service knows from the start: ``python -m kiosk.demo.service_data DATABASE CARDS``.

One program for what an operator does in several steps: each would take a while to start.
"""

import argparse
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from badge_service import commands
from badge_service.store.engine import Database
from kiosk.demo import todays_events
from kiosk.demo.programs import HUB
from kiosk.domain.errors import HubtapError

_CODE_HOURS = 168
_NS_PER_US = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the database, or add to it what it lacks; print a one-time code where one is asked for."""
    parser = argparse.ArgumentParser(prog="kiosk.demo.service_data")
    parser.add_argument("database", type=Path)
    parser.add_argument("cards", type=Path)
    parser.add_argument("--events", action="store_true", help="events around this hour, too")
    parser.add_argument("--code", action="store_true", help="print a one-time enrolment code")
    options = parser.parse_args(arguments)
    database = Database(f"sqlite:///{options.database}")
    try:
        commands.init(database, options.cards, _now_us, secrets.token_bytes)
        if options.events:
            database.write(lambda unit: todays_events.plant(unit, _now_us()))
        if options.code:
            code, _ = commands.make_code(database, HUB, _CODE_HOURS, _now_us, secrets.token_bytes)
            commands.say(code)
    except HubtapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        database.close()
    return 0


def _now_us() -> int:
    return time.time_ns() // _NS_PER_US


if __name__ == "__main__":
    sys.exit(main())
