"""Run in a place of its own: fill a small disk, end as told, start again on it: ``… FOLDER orderly|killed``.

Prints how many taps are there in the end, and what became of the reserve.
"""

import os
import sys
from pathlib import Path

from kiosk.opening import open_state
from kiosk.reserve import ReserveState
from kiosk.store.unit_of_work import SqliteStore
from kiosk.system import RandomIds
from kiosk.usecases import situation
from kiosk.usecases.take_tap import take_tap
from tests.fakes.house import UNLINKED_CARD, FakeClock, furnish
from tests.kiosk.small_disk import fill

_MACHINE = "this machine"


def first_day(folder: Path, end: str) -> None:
    """Enrol, lay the reserve down, take some taps, and leave no room."""
    clock, ids = FakeClock(), RandomIds()
    with open_state(folder, clock, ids, _MACHINE) as state:
        furnish(state.store, ids=ids)
        state.reserve.lay()
        assert state.reserve.state is ReserveState.LAID
        tap(state.store, clock, ids, 50)
        fill(folder / "ballast")
        if end == "killed":
            os._exit(0)  # as a power cut would
    fill(folder / "ballast")  # what closing gave back


def second_day(folder: Path) -> None:
    """Start without any room, and take more taps."""
    clock, ids = FakeClock(), RandomIds()
    with open_state(folder, clock, ids, _MACHINE) as state:
        tap(state.store, clock, ids, 50)
        with state.store.transaction() as transaction:
            ledgers = transaction.ledgers.all()
            kept = sum(len(transaction.records.present(each, (1, 1_000))) for each in ledgers)
        sys.stdout.write(f"{kept} {state.reserve.state.value}\n")


def tap(store: SqliteStore, clock: FakeClock, ids: RandomIds, count: int) -> None:
    now = situation.load(store)
    assert now is not None
    for _ in range(count):
        clock.pass_us(1_000_000)
        now, _ = take_tap(store, ids, now, (UNLINKED_CARD,), clock.read())


if __name__ == "__main__":
    place, how = Path(sys.argv[1]), sys.argv[2]
    child = os.fork()
    if child == 0:
        first_day(place, how)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
    second_day(place)
