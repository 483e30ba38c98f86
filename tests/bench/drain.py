"""Ten thousand waiting records, drained over loopback HTTP until all are settled on the kiosk."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.ids import BootId, CardToken, EventId
from kiosk.domain.records import Tap, lookup_key
from kiosk.store.unit_of_work import open_store
from kiosk.system import RandomIds, SystemClock
from kiosk.usecases import situation
from tests.bench.figures import Figure, median_of_rounds, spread
from tests.bench.kiosk_rig import card_token
from tests.bench.whole_house import House, badge_service, command, daemon, running

_ROUNDS = 3
_RECORDS = 10_000


def drain_seconds() -> Figure:
    """Let the worker start on a kiosk that was offline for weeks; time from its start to the last settlement."""
    rounds = [_one_round() for _ in range(_ROUNDS)]
    how = f"{_RECORDS} records, worker's start included; {spread(rounds)}"
    return Figure("sync.drain_10k_s", median_of_rounds(rounds), "s", 4.0, how)


def _one_round() -> float:
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder, badge_service(Path(folder).resolve()) as house:
        with daemon(house), running(command("sync.main", house)):
            house.until_enrolled()
        lay_up(house, _RECORDS)
        with daemon(house):
            assert house.waiting() >= _RECORDS
            began = time.perf_counter()
            with running(command("sync.main", house)):
                house.until_settled()
                return time.perf_counter() - began


def lay_up(house: House, number: int) -> None:
    """Store ``number`` taps of different cards, as weeks without a network would; no daemon may run."""
    clock, ids = SystemClock(BootId("bench")), RandomIds()
    with open_store(house.database) as store:
        known = situation.load(store)
        assert known is not None
        event = EventId(known.events[0].id)
        with store.transaction() as transaction:
            for card in range(number):
                token = CardToken(card_token(card))
                fact = Tap((token,), event, "arrived")
                known, _ = situation.append(transaction, known, ids, fact, taken=clock.read(), lookup=lookup_key(token))


if __name__ == "__main__":
    sys.stdout.write(f"{drain_seconds()}\n")
