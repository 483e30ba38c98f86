"""What can go wrong in a hub, and when, drawn from dice.

Programs are killed or stand still, the kiosk loses its power, the network does what networks do, and the kiosk's clock
is set to anything between 2001 and 2099.
"""

import random
import time
from collections.abc import Callable
from typing import ClassVar

from tests.emulators.pace import Pace
from tests.faults.chaos_house import ChaosHouse
from tests.faults.kept import Kept
from tests.faults.nasty_relay import Mood

_LONGEST_CALM_S = 1.5
_LONGEST_STANDSTILL_S = 2.0
_US_PER_S = 1_000_000
_2001_US = 978_307_200 * _US_PER_S
_2099_US = 4_070_908_800 * _US_PER_S
_STARTING_SHARE = 0.2
_LONGEST_START_S = 1.0
_LONGEST_WORK_S = 1.5
_LOOK_S = 0.01
_PATIENCE_S = 60.0


class Mischief:
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
        mishaps = Pace.drawn(self._dice, _LONGEST_CALM_S)
        doings = tuple(self._doings)
        while time.monotonic() < ends_s:
            mishaps.until_next()
            (doing,) = self._dice.choices(doings, tuple(self._doings.values()))
            self._note(doing(self))
        self._house.relay.change(Mood.CLEAR)
        self._house.clock.set_wall(time.time_ns() // 1_000)
        self._note("all is well again")

    def kill_each(self, times: int) -> None:
        """Kill each program that often, at random moments after its start; all of them at the same time."""
        moments = {each.name: self._moment() for each in self._house.programs}
        looks, killed_s = Pace.each(_LOOK_S), time.monotonic()
        while left := [each for each in self._house.programs if each.kills < times]:
            assert time.monotonic() < killed_s + _PATIENCE_S, f"{left[0].name} is never at work"
            for program in left:
                if moments[program.name](program) <= time.monotonic():
                    self._note(f"{program.name} is killed")
                    program.kill_and_await()
                    moments[program.name] = self._moment()
                    killed_s = time.monotonic()
            looks.until_next()

    def _moment(self) -> Callable[[Kept], float]:
        """Return when a program is killed next: mostly at work, now and then while it starts."""
        if self._dice.random() < _STARTING_SHARE:
            while_starting_s = self._dice.uniform(0, _LONGEST_START_S)
            return lambda program: program.started_s + while_starting_s
        at_work_s = self._dice.uniform(0, _LONGEST_WORK_S)
        return lambda program: program.at_work_s + at_work_s

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
        began_s, standstill = time.monotonic(), Pace.drawn(self._dice, _LONGEST_STANDSTILL_S)
        program.pause()
        standstill.until_next()
        program.go_on()
        return f"{program.name} stood still for {time.monotonic() - began_s:.2f} s"

    _doings: ClassVar[dict[Callable[["Mischief"], str], int]] = {
        _kill: 8,
        _change_network: 6,
        _clear_network: 6,
        _set_clock: 3,
        _stand_still: 2,
        _lose_power: 1,
    }


def _day(wall_us: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(wall_us / _US_PER_S))
