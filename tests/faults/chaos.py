"""Everything goes wrong at once for some minutes; then what was acknowledged is held against what the service has.

    python -m tests.faults.chaos --seconds 240 --seed 1 [--worker tests.faults.worker_credulous]

Programs are killed or stand still, the kiosk loses its power, the network does what networks do, and the kiosk's clock
is set to anything between 2001 and 2099. When what happens is drawn from the seed.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.chaos_house import PRODUCT, ChaosHouse, Programs, Stored
from tests.faults.ledger_book import gaps
from tests.faults.nasty_relay import Mood

_TAP_PAUSE_S = 0.1
_LONGEST_CALM_S = 1.5
_LONGEST_STANDSTILL_S = 2.0
_US_PER_S = 1_000_000
_2001_US = 978_307_200 * _US_PER_S
_2099_US = 4_070_908_800 * _US_PER_S
_KILL_AFTER_S = {"daemon": 2.0, "worker": 2.0, "touchscreen": 3.0, "service": 3.0}
"""A program is killed at a random moment within this time after it was started."""


@dataclass
class Reckoning:
    """What was acknowledged against what is stored; ``timeline`` tells what happened when."""

    acknowledged: int = 0
    records: int = 0
    kills: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    """Ledgers with a number missing, records never settled, cards that were never answered."""
    timeline: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing is missing, doubled or incomplete."""
        return not (self.missing or self.doubled or self.incomplete)


class Chaos:
    """What can go wrong in a house, drawn from dice."""

    def __init__(self, house: ChaosHouse, dice: random.Random) -> None:
        """Do nothing yet."""
        self._house = house
        self._dice = dice
        self._began_s = time.monotonic()
        self.timeline: list[str] = []

    def rage(self, seconds: float) -> None:
        """Let things go wrong for so long, and then be well again."""
        ends_s = time.monotonic() + seconds
        doings = tuple(self._doings)
        while time.monotonic() < ends_s:
            time.sleep(self._dice.uniform(0, _LONGEST_CALM_S))
            (doing,) = self._dice.choices(doings, tuple(self._doings.values()))
            self._note(doing(self))
        self._house.relay.change(Mood.CLEAR)
        self._house.clock.set_wall(time.time_ns() // 1_000)
        self._note("all is well again")

    def kill_each(self, times: int) -> None:
        """Kill each program that often, at random moments after its start; all of them at the same time."""
        due = {each.name: self._due(each.name) for each in self._house.programs}
        while any(each.kills < times for each in self._house.programs):
            for program in self._house.programs:
                if program.kills < times and time.monotonic() - program.since_s >= due[program.name]:
                    since_s = program.since_s
                    self._note(f"{program.name} is killed")
                    program.kill()
                    due[program.name] = self._due(program.name)
                    while program.since_s == since_s:  # it is started again at once
                        time.sleep(0.01)
            time.sleep(0.01)

    def _due(self, name: str) -> float:
        return self._dice.uniform(0, _KILL_AFTER_S[name])

    def _note(self, what: str) -> None:
        self.timeline.append(f"{time.monotonic() - self._began_s:8.2f} s  {what}")

    def _kill(self) -> str:
        program = self._dice.choice(self._house.programs)
        program.kill()
        return f"{program.name} is killed"

    def _lose_power(self) -> str:
        for program in self._house.kiosk:
            program.kill()
        wall_us = self._dice.choice((self._house.clock.wall_us, _2001_US, time.time_ns() // 1_000))
        self._house.clock.reboot(wall_us=wall_us)
        return f"the kiosk loses its power and boots with its clock at {_day(wall_us)}"

    def _change_network(self) -> str:
        mood = self._dice.choice(tuple(Mood))
        self._house.relay.change(mood)
        return f"the network is {mood}"

    def _clear_network(self) -> str:
        self._house.relay.change(Mood.CLEAR)
        self._house.worker.hurry()
        return "the network is clear"

    def _set_clock(self) -> str:
        now_us = time.time_ns() // 1_000
        near_us = now_us + self._dice.randint(-7_200, 7_200) * _US_PER_S
        wall_us = self._dice.choice((now_us, near_us, near_us, _2001_US, _2099_US))
        self._house.clock.set_wall(wall_us, synchronised=wall_us == now_us)
        return f"the kiosk's clock is set to {_day(wall_us)}"

    def _stand_still(self) -> str:
        program = self._dice.choice((self._house.worker, self._house.service))
        program.pause()
        seconds = self._dice.uniform(0, _LONGEST_STANDSTILL_S)
        time.sleep(seconds)
        program.go_on()
        return f"{program.name} stood still for {seconds:.2f} s"

    _doings: dict[Callable[["Chaos"], str], int] = {
        _kill: 8,
        _change_network: 6,
        _clear_network: 6,
        _set_clock: 3,
        _stand_still: 2,
        _lose_power: 1,
    }


def _day(wall_us: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(wall_us / _US_PER_S))


def live(
    seed: int,
    what: Callable[[Chaos], None],
    *,
    programs: Programs = PRODUCT,
    database: str | None = None,
    tap_pause_s: float = _TAP_PAUSE_S,
) -> Reckoning:
    """Let ``what`` happen to a house where people tap; return what came of it."""
    with TemporaryDirectory(prefix="hubtap-") as folder:
        url = database or f"sqlite:///{folder}/service.db"
        house = ChaosHouse(Path(folder), str(seed), programs, url, tap_pause_s)
        chaos = Chaos(house, random.Random(seed))  # noqa: S311  a schedule, not a secret
        with house.lived_in():
            what(chaos)
            house.send_people_home()
            settled = house.until_settled()
        return _reckon(house, chaos.timeline, settled=settled)


def _reckon(house: ChaosHouse, timeline: list[str], *, settled: bool) -> Reckoning:
    at_kiosk, at_service = house.at_kiosk(), house.at_service()
    arrived = {record.id for record in at_service}
    taps = Counter(name for record in at_service for name in record.tokens)
    found = Reckoning(
        acknowledged=len(house.daemon.acknowledged),
        records=len(at_service),
        kills={each.name: each.kills for each in house.programs},
        timeline=timeline,
    )
    for number in range(1, house.daemon.laid + 1):
        times = max(taps[name] for name in house.tokens_of(number))
        if times > 1:
            found.doubled.append(f"card {number} is there {times} times")
        elif times == 0 and number in house.daemon.acknowledged:
            found.missing.append(f"card {number} was acknowledged")
    found.missing += [f"record {each.seq} is only at the kiosk" for each in at_kiosk if each.id not in arrived]
    found.incomplete += [f"gaps at the {place}" for place, stored in (("kiosk", at_kiosk), ("service", at_service)) if _has_gaps(stored)]
    found.incomplete += [f"card {number} was not answered" for number in house.daemon.unanswered]
    if not settled:
        found.incomplete.append("the kiosk never settled all its records")
    return found


def _has_gaps(stored: Iterable[Stored]) -> bool:
    return bool(gaps((record.ledger, record.seq) for record in stored))


def tell(found: Reckoning, seed: int) -> None:
    """Print what came of it; where something is wrong, also what happened before."""
    kills = ", ".join(f"{name} {times}" for name, times in found.kills.items())
    sys.stdout.write(
        f"seed {seed}: {found.acknowledged} taps acknowledged, {found.records} records at the service, kills: {kills}; "
        f"{len(found.missing)} missing, {len(found.doubled)} doubled, {len(found.incomplete)} incomplete\n"
    )
    if not found.clean:
        lines = [*found.timeline, *found.missing[:20], *found.doubled[:20], *found.incomplete[:20]]
        sys.stdout.write("".join(f"  {line}\n" for line in lines))


def main() -> int:
    """Rage, reckon and tell; exit 1 where something is missing, doubled or incomplete."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.chaos")
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--kills", type=int, default=0, help="instead: kill each program that often")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--daemon", default=PRODUCT.daemon)
    parser.add_argument("--worker", default=PRODUCT.worker)
    chosen = parser.parse_args()

    def what(chaos: Chaos) -> None:
        if chosen.kills:
            chaos.kill_each(chosen.kills)
        else:
            chaos.rage(chosen.seconds)

    found = live(chosen.seed, what, programs=Programs(chosen.daemon, chosen.worker))
    tell(found, chosen.seed)
    return 0 if found.clean else 1


if __name__ == "__main__":
    sys.exit(main())
