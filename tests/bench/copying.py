"""Taps while the daemon makes its daily copy of a database with 60,000 cards."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.kiosk_rig import Rig, running_kiosk
from tests.bench.tap import tap_once
from tests.emulators.pace import Pace

_ROUNDS = 3
_CARDS = 60_000
_PACE_S = 0.010
_BOUND_MS = 15.0
_LONGEST_S = 30.0


def p99_while_copying() -> Figure:
    """Tap from the start of a copy to its end; p99 of reader event to durable and answered."""
    Path("build").mkdir(exist_ok=True)
    rounds, taps = [], 0
    for _ in range(_ROUNDS):
        with TemporaryDirectory(dir="build") as name:
            folder = Path(name).resolve()
            with running_kiosk(folder, cards=_CARDS):
                pass
            with running_kiosk(folder, program="tests.bench.copying_kiosk") as rig:
                taken_ms = _tap_until_copied(rig)
            rounds.append(percentile(taken_ms, 0.99))
            taps += len(taken_ms)
    how = f"{taps} taps, one each 10 ms, while a database with {_CARDS} cards is copied and checked; {spread(rounds)}"
    return Figure("tap.p99_ms_while_copying", median_of_rounds(rounds), "ms", _BOUND_MS, how)


def _tap_until_copied(rig: Rig) -> list[float]:
    copies = rig.folder / "state" / "copies"
    deadline = time.monotonic() + _LONGEST_S
    reader, pace = rig.line("reader"), Pace.each(_PACE_S)
    taken_ms: list[float] = []
    while not any(copies.glob("attendance-*.db")):
        assert time.monotonic() < deadline, "no copy was made"
        taken_ms.append(tap_once(rig, reader, len(taken_ms)))
        pace.until_next()
    reader.close()
    return taken_ms


if __name__ == "__main__":
    sys.stdout.write(f"{p99_while_copying()}\n")
