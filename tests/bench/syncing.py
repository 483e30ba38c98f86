"""Taps while the worker drains a backlog and pulls a thousand members and their cards."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.drain import lay_up
from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.kiosk_rig import Line, Rig, uid, wait_for
from tests.bench.tap import tap_once
from tests.bench.whole_house import House, badge_service, call, command, daemon, running, simulated_kiosk
from tests.emulators.pace import Pace

_ROUNDS = 3
_BACKLOG = 10_000
_CARDS = 1_000
_PACE_S = 0.010


def p99_while_syncing() -> Figure:
    """Tap through a whole drain; p99 of reader event to durable and answered."""
    rounds = [_one_round() for _ in range(_ROUNDS)]
    how = f"taps each 10 ms while {_BACKLOG} records are pushed and {2 * _CARDS} changes pulled; {spread(rounds)}"
    return Figure("tap.p99_ms_while_syncing", median_of_rounds(rounds), "ms", 15.0, how)


def _one_round() -> float:
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder, badge_service(Path(folder).resolve()) as house:
        with daemon(house), running(command("sync.main", house)):
            house.until_enrolled()
        lay_up(house, _BACKLOG)
        _teach(house)
        with simulated_kiosk(house) as process:
            assert process.stdout is not None
            wait_for(house.run / "reader.sock", process)
            rig = Rig(house.folder, process, process.stdout)
            with running(command("sync.main", house)):
                return percentile(_tap_until_settled(house, rig), 0.99)


def _teach(house: House) -> None:
    """Give the badge service cards that this kiosk has to pull."""
    cards = house.folder / "cards.json"
    entries = [
        {"name": "Amira", "technology": "14443A", "uid": uid(number).hex(), "member": True, "hubs": ["ely"]}
        for number in range(_CARDS)
    ]
    cards.write_text(json.dumps(entries), encoding="utf-8")
    call([*command("badge_service.main", house, "init"), "--cards", str(cards)])


def _tap_until_settled(house: House, rig: Rig) -> list[float]:
    """Tap until what was laid up is settled; only the taps' own records may still wait."""
    taken_ms: list[float] = []
    reader, pace = Line(house.run / "reader.sock"), Pace.each(_PACE_S)
    while not taken_ms or house.waiting() > len(taken_ms):
        taken_ms.append(tap_once(rig, reader, len(taken_ms)))
        pace.until_next()
    reader.close()
    return taken_ms


if __name__ == "__main__":
    sys.stdout.write(f"{p99_while_syncing()}\n")
