"""Taps while 60,000 cards are pulled: the real daemon on its real sockets, and the real worker's puller before it."""

import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count

import msgspec

from sync.answers import Answered, Result, Timing
from sync.daemon_link import DaemonLink
from sync.protocol import ChangedCard, ChangedMember, ChangesAnswer, page_checksum, page_count
from sync.pull import Pulled, Puller
from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.kiosk_rig import Line, Rig, card_token
from tests.bench.tap import kiosk_in_build, tap_once
from tests.emulators.pace import Pace

_ROUNDS = 3
_CARDS = 60_000
_PAGE = 500
_TAPPED = 2_000
_PACE_S = 0.010


def p99_while_importing() -> Figure:
    """Tap through a whole import; p99 of reader event to durable and answered."""
    rounds, seconds = zip(*(_one_round() for _ in range(_ROUNDS)), strict=True)
    took = f"{min(seconds):.0f} to {max(seconds):.0f} s"
    how = f"taps each 10 ms while {_CARDS} cards and their members are pulled within {took}; {spread(rounds)}"
    return Figure("tap.p99_ms_while_importing", median_of_rounds(rounds), "ms", 15.0, how)


def _one_round() -> tuple[float, float]:
    """Return the p99 in milliseconds, and how many seconds the import took."""
    with kiosk_in_build(cards=_TAPPED) as rig:
        imported = threading.Thread(target=_pull_everything, args=[rig])
        reader = rig.line("reader")
        began = time.perf_counter()
        imported.start()
        taken_ms = list(_taps(rig, reader, imported))
        seconds = time.perf_counter() - began
        reader.close()
        assert _known(rig) == _CARDS
    return percentile(taken_ms, 0.99), seconds


def _taps(rig: Rig, reader: Line, while_alive: threading.Thread) -> Iterator[float]:
    pace = Pace.each(_PACE_S)
    for number in count():
        if not while_alive.is_alive():
            return
        yield tap_once(rig, reader, number)
        pace.until_next()


def _pull_everything(rig: Rig) -> None:
    """Pull page by page, as fast as the daemon takes them."""
    with DaemonLink(rig.folder / "run" / "worker.sock") as daemon:
        puller = Puller(daemon, _Centre(), daemon.welcome)
        while (pulled := puller.step()) == Pulled(more=True):
            pass
        assert pulled == Pulled(more=False)


class _Centre:
    """Answers with the pages of a region: half of each members, half their cards."""

    def __init__(self) -> None:
        self._next = 0

    def call(self, *_: object, **__: object) -> Result:
        first, self._next = self._next, self._next + _PAGE // 2
        numbers = range(first, self._next)
        page = ChangesAnswer(
            cursor=f"cursor-{self._next}",
            more=self._next < _CARDS,
            count=0,
            checksum="",
            members=[ChangedMember(ref=f"m{number}", shown_name="Amira", language=None) for number in numbers],
            cards=[ChangedCard(token=card_token(n), standing="linked", member=f"m{n}") for n in numbers],
            redactions=[],
        )
        checked = msgspec.structs.replace(page, count=page_count(page), checksum=page_checksum(page))
        return Answered(200, msgspec.json.encode(checked), "bench", "nonce", None, Timing(0, 0))


def _known(rig: Rig) -> int:
    """Return how many cards the daemon's database holds; the daemon goes on, so this only reads."""
    with closing(sqlite3.connect(f"file:{rig.database}?mode=ro", uri=True)) as database:
        found: int = database.execute("SELECT count(*) FROM cards").fetchone()[0]
        return found


if __name__ == "__main__":
    sys.stdout.write(f"{p99_while_importing()}\n")
