"""How long a hub waits when its kiosk starts with a damaged database."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure, median_of_rounds, spread
from tests.bench.kiosk_rig import running_kiosk
from tests.bench.tap import tap_once

_ROUNDS = 3
_CARDS = 60_000
_BOUND_S = 5.0


def first_tap_s() -> Figure:
    """Cut a database in half; time from the start of the daemon to the first tap that is durable and answered."""
    Path("build").mkdir(exist_ok=True)
    rounds = [_round() for _ in range(_ROUNDS)]
    how = f"from the start beside half of a database with {_CARDS} cards; {spread(rounds)}"
    return Figure("store.first_tap_after_damage_s", median_of_rounds(rounds), "s", _BOUND_S, how)


def _round() -> float:
    with TemporaryDirectory(dir="build") as name:
        folder = Path(name).resolve()
        with running_kiosk(folder, cards=_CARDS) as rig:
            database = rig.database
        os.truncate(database, database.stat().st_size // 2)
        began = time.perf_counter()
        with running_kiosk(folder) as rig:
            reader = rig.line("reader")
            tap_once(rig, reader, 0)
            taken_s = time.perf_counter() - began
            reader.close()
        assert (folder / "state" / "set-aside").exists(), "the database was not damaged"
        return taken_s
