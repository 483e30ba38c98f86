"""Ten thousand waiting records, drained over loopback until all are settled on the kiosk: over HTTP and over TLS."""

import random
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import BootId, CardToken, EventId
from kiosk.domain.records import Tap, lookup_key
from kiosk.store.unit_of_work import open_store
from kiosk.system import RandomIds, SystemClock
from kiosk.usecases import situation
from tests.bench.figures import Figure, median_of_rounds, spread
from tests.bench.in_front import tls_in_front
from tests.bench.kiosk_rig import card_token
from tests.bench.whole_house import House, badge_service, command, daemon, running

_ROUNDS = 3
_RECORDS = 10_000
_LONGEST_PAUSE_US = 120_000_000
_BOOT = BootId("00000000-0000-4000-8000-00000000b007")
_LOOK_EVERY_S = 0.05
"""Each look costs the daemon a millisecond or two."""

InFront = Callable[[House], AbstractContextManager[object]]


def figures() -> list[Figure]:
    """Let the worker start on a kiosk that was offline for weeks; time from its start to the last settlement."""
    return [
        _figure("sync.drain_10k_s", 4.0, nullcontext, "over HTTP"),
        _figure("sync.drain_10k_tls_s", 2.5, tls_in_front, "over TLS, which a relay ends"),
    ]


def _figure(name: str, bound_s: float, in_front: InFront, way: str) -> Figure:
    rounds = [_one_round(in_front) for _ in range(_ROUNDS)]
    how = f"{_RECORDS} records {way}, worker's start included; {spread(rounds)}"
    return Figure(name, median_of_rounds(rounds), "s", bound_s, how)


def _one_round(in_front: InFront) -> float:
    Path("build").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(dir="build") as folder,
        badge_service(Path(folder).resolve()) as house,
        in_front(house),
    ):
        with daemon(house), running(command("sync.main", house)):
            house.until_enrolled()
        lay_up(house, _RECORDS)
        with daemon(house):
            assert house.waiting() >= _RECORDS
            began = time.perf_counter()
            with running(command("sync.main", house)):
                house.until_settled(look_every_s=_LOOK_EVERY_S)
                return time.perf_counter() - began


def lay_up(house: House, number: int) -> None:
    """Store ``number`` taps of different cards, as weeks without a network would; no daemon may run.

    They come from a right clock, so that the service need not hold them for a person, and at odd times.
    """
    ids, chance = RandomIds(), random.Random(number)  # noqa: S311  made-up taps
    now_us, at_us = SystemClock(_BOOT).read().wall_us, 0
    began_us = now_us - number * _LONGEST_PAUSE_US
    with open_store(house.database) as store:
        known = situation.load(store)
        assert known is not None
        event = EventId(known.events[0].id)
        with store.transaction() as transaction:
            for card in range(number):
                token = CardToken(card_token(card))
                fact = Tap((token,), event, "arrived")
                at_us += chance.randrange(_LONGEST_PAUSE_US)
                taken = ClockReading(began_us + at_us, synchronised=True, boot=_BOOT, boottime_us=at_us)
                known, _ = situation.append(transaction, known, ids, fact, taken=taken, lookup=lookup_key(token))


if __name__ == "__main__":
    for _figure_found in figures():
        sys.stdout.write(f"{_figure_found}\n")
