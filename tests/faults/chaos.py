"""Everything goes wrong at once for some minutes; then what was acknowledged is held against what the service has.

    python -m tests.faults.chaos --seconds 240 --seed 1

The rig proves itself first, on programs that are known to lose taps. Prints a table and writes ``build/chaos.json``;
on a fault it also tells what happened when.
"""

import argparse
import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.badge_service.postgres import PostgresServer
from tests.bench.figures import Figure, show
from tests.faults.chaos_house import PRODUCT, ChaosHouse, Programs
from tests.faults.mischief import Mischief
from tests.faults.proofs import blind_to
from tests.faults.reckoning import Reckoning, reckon
from tests.faults.results import digest, keep

RESULTS = Path("build/chaos.json")
_TAP_PAUSE_S = 0.1
_PROOF_S = 30.0
_PROOF_TRIES = 3


def live(
    seed: int,
    what: Callable[[Mischief], None],
    *,
    programs: Programs = PRODUCT,
    database: str | None = None,
    tap_pause_s: float = _TAP_PAUSE_S,
) -> Reckoning:
    """Let ``what`` happen to a house where people tap; return what came of it."""
    with TemporaryDirectory(prefix="hubtap-") as folder:
        url = database or f"sqlite:///{folder}/service.db"
        house = ChaosHouse(Path(folder), str(seed), programs, url, tap_pause_s)
        mischief = Mischief(house, random.Random(seed))  # noqa: S311  a schedule, not a secret
        with house.lived_in():
            what(mischief)
            house.send_people_home()
            settled = house.until_settled()
        return reckon(house, mischief.timeline, settled=settled)


def rage_for(seconds: float) -> Callable[[Mischief], None]:
    """Return what lets everything go wrong for so long."""
    return lambda mischief: mischief.rage(seconds)


def _figures(found: Reckoning, seed: int, seconds: float) -> list[Figure]:
    for fault in found.faults:
        sys.stderr.write(f"{fault}\n")
    kills = sum(found.kills.values())
    how = f"{seconds:g} s, {kills} kills, {found.acknowledged} taps acknowledged; seed {seed}"
    missing = len(found.missing) + len(found.incomplete)
    return [
        Figure("chaos.doubled", len(found.doubled), "records", 0.0, how),
        Figure("chaos.missing", missing, "records", 0.0, how),
    ]


def figures(seconds: float, seed: int, *, database: str | None = None) -> list[Figure]:
    """Let everything go wrong for so long, and count."""
    return _figures(live(seed, rage_for(seconds), database=database), seed, seconds)


def _proofs() -> dict[str, Callable[[], bool]]:
    return {
        "a worker that settles without an answer": lambda: _loses(Programs(worker="tests.faults.worker_credulous")),
        "a daemon that answers before it stores": lambda: _loses(Programs(daemon="tests.faults.daemon_hasty")),
    }


def _loses(programs: Programs) -> bool:
    return any(live(seed, rage_for(_PROOF_S), programs=programs).missing for seed in range(1, _PROOF_TRIES + 1))


def main() -> int:
    """Prove the rig, rage, reckon and tell; exit 1 where something is missing, doubled or incomplete."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.chaos")
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-proof", action="store_true", help="take the rig's word for what it finds")
    parser.add_argument("--postgres", action="store_true", help="let the service keep its records on PostgreSQL")
    chosen = parser.parse_args()
    console = Console(stderr=True)
    program = digest()
    blind = [] if chosen.without_proof else blind_to(_proofs(), console)
    with ExitStack() as stack:
        database = stack.enter_context(PostgresServer()).new_database() if chosen.postgres else None
        found = figures(chosen.seconds, chosen.seed, database=database)
    show(found, Console())
    keep(found, RESULTS, program=program)
    return 0 if not blind and all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
