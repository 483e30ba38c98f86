"""Cut the power and kill programs, again and again, and count what is lost: ``python -m tests.faults.power``.

The rigs prove themselves first, on programs that are known to lose taps. Prints a table and writes
``build/power.json``; exit 1 past a bound, or where a rig is blind. Needs /dev/fuse.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from tests.bench.figures import Figure, show
from tests.faults import chaos, cuts_in_memory, cuts_on_disk
from tests.faults.chaos_house import PRODUCT, Programs
from tests.faults.proofs import blind_to
from tests.faults.reckoning import Reckoning
from tests.faults.results import digest, keep

RESULTS = Path("build/power.json")
_KILL_TAP_PAUSE_S = 0.02
_PROOF_CUTS = 20
_PROOF_SEEDS = 5
_PROOF_CUTS_IN_MEMORY = 100
_PROOF_KILLS = 10


def lost_in_memory(cuts: int, seed: int) -> Figure:
    """Cut the power of a kiosk whose disk is in memory."""
    tally = cuts_in_memory.cut_often(cuts, seed)
    how = f"{tally.cuts} cuts of a disk in memory, {tally.acknowledged} steps acknowledged; seed {seed}"
    return _figure("power.lost_vfs", tally.lost, tally.faults, how)


def lost_on_disk(cuts: int, seed: int) -> Figure:
    """Cut the power of the real daemon on a file system that forgets what was not synced."""
    tally = cuts_on_disk.cut_often(cuts, seed)
    how = f"{tally.cuts} cuts of a file system that forgets, {tally.acknowledged} taps acknowledged; seed {seed}"
    return _figure("power.lost_fs", tally.lost, tally.faults, how)


def lost_by_kills(kills: int, seed: int) -> Figure:
    """Kill each program that often while people tap."""
    found = _killed(kills, seed)
    how = f"{min(found.kills.values())} kills of each program, {found.acknowledged} taps acknowledged; seed {seed}"
    return _figure("power.lost_kill", len(found.missing), found.faults, how)


def _killed(kills: int, seed: int, programs: Programs = PRODUCT) -> Reckoning:
    return chaos.live(seed, lambda it: it.kill_each(kills), programs=programs, tap_pause_s=_KILL_TAP_PAUSE_S)


def _figure(name: str, lost: int, faults: Sequence[str], how: str) -> Figure:
    """Return the figure; whatever else is wrong counts as well, and is told so that it can be had again."""
    for fault in faults:
        sys.stderr.write(f"{name}: {fault}\n")
    return Figure(name, max(lost, len(faults)), "taps", 0.0, how)


def _proofs() -> dict[str, Callable[[], bool]]:
    return {
        "disk in memory: commits that are not synced": lambda: (
            cuts_in_memory.cut_often(_PROOF_CUTS_IN_MEMORY, 1, synchronous="NORMAL").lost > 0
        ),
        "forgetful file system: commits that are not synced": lambda: _loses_on_disk("tests.faults.daemon_unsynced"),
        "forgetful file system: answers before commits": lambda: _loses_on_disk("tests.faults.daemon_hasty"),
        "kills: answers before commits": lambda: bool(
            _killed(_PROOF_KILLS, 1, Programs(daemon="tests.faults.daemon_hasty")).missing
        ),
    }


def _loses_on_disk(daemon: str) -> bool:
    """Tell whether cuts find that ``daemon`` loses taps. In some twenty of them hardly a tap falls, by chance."""
    return any(cuts_on_disk.cut_often(_PROOF_CUTS, seed, daemon).lost for seed in range(1, _PROOF_SEEDS + 1))


def main() -> int:
    """Prove the rigs, then cut, kill and count."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.power")
    parser.add_argument("--cuts-in-memory", type=int, default=2_000)
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    console = Console(stderr=True)
    program = digest()
    blind = blind_to(_proofs(), console)
    figures = []
    for measure, times in (
        (lost_in_memory, chosen.cuts_in_memory),
        (lost_on_disk, chosen.cuts),
        (lost_by_kills, chosen.kills),
    ):
        figures.append(measure(times, chosen.seed))
        console.print(f"{figures[-1].name}: {figures[-1].value:g}")
    show(figures, Console())
    keep(figures, RESULTS, program=program)
    return 0 if not blind and all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
