"""A very long day at a kiosk with two readers: tap after tap, while the card service is killed again and again.

The daemon, its database, pcscd and the readers' driver are real; only the cards are not. What happens when is drawn
from a seed, so that a day can be had again.
"""

import json
import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tests.bench.figures import Figure
from tests.bench.kiosk_rig import Rig, card_token, uid
from tests.bench.pcsc import pcsc_kiosk
from tests.emulators import cards
from tests.emulators.field import wait_until_empty, wait_until_occupied
from tests.emulators.pcscd import READERS, VirtualPcscd

_PATIENCE_S = 15.0
_LONGEST_MOMENT_S = 0.02
"""Cards that are laid now are read and recorded within this time, so the service is killed anywhere in between."""
_KIB_PER_MIB = 1_024
_WARM_SHARE = 0.05
"""After this share of the taps everything was used once, and memory should grow no more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the day is. ``taps``: over all readers, a multiple of their number."""

    taps: int
    restarts: int
    seed: int


class _Answers:
    """Counts the taps that the daemon answered."""

    def __init__(self, lines: IO[bytes]) -> None:
        self._count = 0
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._listen, args=(lines,), name="answers", daemon=True)
        self._thread.start()

    def until(self, count: int) -> int:
        """Wait a while until there were that many; return how many there were."""
        with self._news:
            self._news.wait_for(lambda: self._count >= count, _PATIENCE_S)
            return self._count

    def _listen(self, lines: IO[bytes]) -> None:
        for _ in lines:
            with self._news:
                self._count += 1
                self._news.notify_all()


@dataclass
class _Day:
    pcscd: VirtualPcscd
    rig: Rig
    plan: Plan
    told: Callable[[int], None]
    memory_mib: list[float] = field(default_factory=list)

    def live(self) -> None:
        dice = random.Random(self.plan.seed)  # noqa: S311  a schedule, not a secret
        answers = _Answers(self.rig.answers)
        rounds = self.plan.taps // len(READERS)
        restarts = set(dice.sample(range(rounds), self.plan.restarts))
        answered = 0
        for number in range(rounds):
            expected = answered + len(READERS)
            if number in restarts:
                self._round_with_restart(number, dice, partial(answers.until, expected))
            else:
                self._lay(number)
            answered = answers.until(expected)
            self._take_away()
            if number == int(rounds * _WARM_SHARE):
                self.memory_mib.append(_own_mib(self.rig.process.pid))
            self.told(len(READERS))
        self.memory_mib.append(_own_mib(self.rig.process.pid))

    def _lay(self, number: int) -> None:
        for slot in range(len(READERS)):
            self.pcscd.lay(cards.ultralight(uid(len(READERS) * number + slot).hex()), slot)

    def _take_away(self) -> None:
        """Wait until the service has noticed: its virtual readers miss a swap that is quicker than a hand."""
        self.pcscd.clear()
        wait_until_empty()

    def _round_with_restart(self, number: int, dice: random.Random, until_answered: Callable[[], int]) -> None:
        """Kill the service at some moment of a tap; a card that lay there still lies there when it comes back."""
        how, when = dice.choice(("SIGKILL", "SIGTERM")), dice.choice(("before", "amid", "after"))
        if when != "before":
            self._lay(number)
        if when == "amid":
            time.sleep(dice.uniform(0, _LONGEST_MOMENT_S))
        elif when == "after":
            until_answered()
        self.pcscd.stop(how)
        self.pcscd.start()
        self._lay(number)
        wait_until_occupied()


def live_through(plan: Plan, told: Callable[[int], None]) -> list[Figure]:
    """Live through the day; ``told`` is called with the taps of each round."""
    Path("build").mkdir(exist_ok=True)
    with ExitStack() as stack:
        pcscd = stack.enter_context(VirtualPcscd(Path(stack.enter_context(TemporaryDirectory()))))
        os.environ.update(pcscd.environment)
        folder = Path(stack.enter_context(TemporaryDirectory(dir="build"))).resolve()
        with pcsc_kiosk(folder) as rig:
            day = _Day(pcscd, rig, plan, told)
            day.live()
        recorded = _recorded(rig.database)
    expected = {card_token(number) for number in range(plan.taps)}
    how = f"{plan.taps} taps, {len(READERS)} readers, {plan.restarts} restarts of pcscd, seed {plan.seed}"
    warm_mib, end_mib = day.memory_mib
    grew = (
        f"the daemon's own memory, {warm_mib:.1f} MiB after {_WARM_SHARE:.0%} of the taps, {end_mib:.1f} MiB at the end"
    )
    return [
        Figure("soak.lost", len(expected - recorded.keys()), "taps", 0.0, how),
        Figure("soak.doubled", recorded.total() - len(recorded), "taps", 0.0, how),
        Figure("soak.growth_mib", end_mib - warm_mib, "MiB", 3.0, grew),
    ]


def _own_mib(process: int) -> float:
    """Return what ``process`` took for itself. Libraries are left out: their share depends on who else uses them."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Anonymous:"))
    return int(line.split()[1]) / _KIB_PER_MIB


def _recorded(database: Path) -> Counter[str]:
    """Return how often each card's token was recorded, from the database that the daemon left."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        bodies = opened.execute("SELECT body FROM records WHERE kind = 'tap'").fetchall()
    return Counter(token for (body,) in bodies for token in json.loads(body)["tokens"])
