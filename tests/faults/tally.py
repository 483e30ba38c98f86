"""What came of many power cuts, whichever rig made them, and the command line of such a rig."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

_MOST_TOLD = 20
_Tap = TypeVar("_Tap")


class Wrong(StrEnum):
    """What no power cut may do."""

    LOST = "lost taps"
    CORRUPT = "corrupt"
    """The database can't be read, or another ledger began for no reason."""
    HALF_DONE = "half done"
    """The database is neither as before nor as after what was under way, a number is missing, a tap is there twice."""
    STUCK = "stuck"
    """The daemon did not start, or took no tap any more, although its disk was in order."""


@dataclass
class Tally:
    """What came of many cuts. ``wrong`` tells which cut did what, so that it can be had again."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: dict[Wrong, list[str]] = field(default_factory=lambda: {kind: [] for kind in Wrong})

    @property
    def faults(self) -> list[str]:
        """All that went wrong, each with its cut."""
        return [f"{kind}: {place}" for kind, places in self.wrong.items() for place in places]

    def still_there(self, acknowledged: list[_Tap], is_there: Callable[[_Tap], bool], place: str) -> list[_Tap]:
        """Return what of ``acknowledged`` is there after the cut at ``place``; the rest counts as lost, once."""
        there = [tap for tap in acknowledged if is_there(tap)]
        if len(there) < len(acknowledged):
            self.lost += len(acknowledged) - len(there)
            self.wrong[Wrong.LOST].append(place)
        return there


def disks(cuts: int, seed: int, cuts_a_disk: int) -> Iterator[tuple[str, list[str]]]:
    """Give the name of each disk that so many cuts take, which is its seed, and the places of its cuts."""
    for number, first in enumerate(range(0, cuts, cuts_a_disk)):
        name = f"{seed} {number}"
        yield name, [f"seed {name}, cut {cut}" for cut in range(min(cuts_a_disk, cuts - first))]


def run_rig(parser: argparse.ArgumentParser, rig: Callable[[argparse.Namespace], Tally], *, cuts: int) -> int:
    """Cut as often as the command line says, or ``cuts`` times; tell what came of it; return 1 where that is wrong."""
    parser.add_argument("--cuts", type=int, default=cuts)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    tally = rig(chosen)
    took_s = time.monotonic() - began
    counts = ", ".join(f"{len(places)} times {kind}" for kind, places in tally.wrong.items())
    lost = f"{tally.acknowledged} acknowledged, {tally.lost} taps lost"
    sys.stdout.write(f"{tally.cuts} cuts in {took_s:.1f} s, {lost}; {counts}\n")
    sys.stdout.write("".join(f"  {fault}\n" for fault in tally.faults[:_MOST_TOLD]))
    return 1 if tally.faults else 0
