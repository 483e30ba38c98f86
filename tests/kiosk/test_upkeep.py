"""What the daemon does between taps: copies, marks, healing; and that damage ends it."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kiosk.beside import Beside
from kiosk.domain.errors import StoreDamagedError, StoreError
from kiosk.opening import State, open_state
from kiosk.store import copies
from kiosk.system import RandomIds
from kiosk.upkeep import Keeping, Pace, Upkeep
from kiosk.usecases import situation
from kiosk.usecases.take_tap import take_tap
from tests.fakes.house import AMIRAS_CARD, FakeClock, furnish

DAY_US = 24 * 3_600 * 1_000_000
QUICK = Pace(trouble_s=0.01, look_s=0.0, first_copy_s=0.0)
PATIENCE_S = 20.0


class Owner:
    """The daemon, as far as upkeep knows it."""

    def __init__(self, state: State) -> None:
        self._store = state.store
        self.situation = situation.load(state.store)
        self.recovered = 0

    def recover(self) -> None:
        self.recovered += 1
        self._store.reopen()
        self.reload()

    def reload(self) -> None:
        self.situation = situation.load(self._store)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def state(tmp_path: Path, clock: FakeClock) -> Iterator[State]:
    ids = RandomIds()
    with open_state(tmp_path, clock, ids, "this machine") as state:
        furnish(state.store, ids=ids)
        yield state


def run_until(upkeep: Upkeep, owner: Owner, holds: Callable[[], bool]) -> None:
    async def waiting() -> None:
        chore = asyncio.create_task(upkeep.run(owner))
        while not holds() and not chore.done():  # noqa: ASYNC110  what is waited for is no event
            await asyncio.sleep(0.005)
        if chore.done():
            chore.result()
        chore.cancel()

    asyncio.run(asyncio.wait_for(waiting(), PATIENCE_S))


def kept(folder: Path, wanted: list[Path]) -> bool:
    return copies.newest_first(folder) == wanted


def test_a_copy_is_made_once_a_day_and_only_so_many_are_kept(state: State, clock: FakeClock) -> None:
    upkeep, owner = Upkeep(state, clock, Keeping(35, 2), QUICK), Owner(state)
    folder = state.folder / copies.FOLDER
    for names in (["000001"], ["000002", "000001"], ["000003", "000002"]):
        wanted = [folder / f"attendance-{name}.db" for name in names]
        run_until(upkeep, owner, partial(kept, folder, wanted))
        clock.pass_us(DAY_US)
    assert upkeep.told().copies == 2
    assert upkeep.told().last_copy_us is not None


def test_how_far_the_ledger_got_is_marked_beside_the_database(state: State, clock: FakeClock) -> None:
    owner = Owner(state)
    assert owner.situation is not None
    owner.situation, _ = take_tap(state.store, RandomIds(), owner.situation, (AMIRAS_CARD,), clock.read())

    def marked() -> bool:
        mark = Beside(state.folder).marker()
        return mark is not None and mark.highest == 1

    run_until(Upkeep(state, clock, Keeping(35, 2), QUICK), owner, marked)


def test_a_mark_that_the_disk_refused_is_tried_again(state: State, clock: FakeClock) -> None:
    upkeep, owner = Upkeep(state, clock, Keeping(35, 2), QUICK), Owner(state)
    in_the_way = state.folder / "ledger.mark"
    in_the_way.mkdir()
    run_until(upkeep, owner, lambda: upkeep.told().copies == 1)  # it has looked, and could not mark
    in_the_way.rmdir()
    run_until(upkeep, owner, lambda: Beside(state.folder).marker() is not None)


def test_after_trouble_the_daemon_recovers_and_the_trouble_is_over(state: State, clock: FakeClock) -> None:
    upkeep, owner = Upkeep(state, clock, Keeping(35, 2), QUICK), Owner(state)
    state.store.failed(StoreError("the disk hiccuped"))
    assert upkeep.told().trouble == "the disk hiccuped"
    run_until(upkeep, owner, lambda: upkeep.told().trouble is None)
    assert owner.recovered == 1


def test_damage_ends_the_daemon_so_that_it_is_set_aside(state: State, clock: FakeClock) -> None:
    upkeep, owner = Upkeep(state, clock, Keeping(35, 2), QUICK), Owner(state)
    state.store.failed(StoreDamagedError("a page is garbage"))
    with pytest.raises(StoreDamagedError):
        run_until(upkeep, owner, lambda: False)
