"""What the daemon stands on: its opened database or, where the disk was read-only at the start, the wish for one."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.beside import Beside
from kiosk.domain.clock import UNFIXED
from kiosk.domain.errors import StoreDiskError
from kiosk.local_api.messages import StorageStatus
from kiosk.opening import State
from kiosk.ports import Ledger, Store
from kiosk.reserve import Reserve
from kiosk.store import copies
from kiosk.store.closed import ClosedStore
from kiosk.upkeep import Owner, Upkeep, last_copy_in
from kiosk.usecases import situation
from kiosk.usecases.situation import Situation

_READ_ONLY = (
    "the disk is read-only. Write names down, look at journalctl -k, replace the memory card. "
    "The kiosk goes on by itself once the disk can be written"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """``known``: the situation at the start. ``upkeep``: the chore that keeps the ground. Others as in ``Daemon``."""

    store: Store
    known: Situation | None
    reserve: Reserve
    remember: Callable[[Situation], None]
    storage: Callable[[], StorageStatus]
    upkeep: Callable[[Owner], Coroutine[Any, Any, None]]


def opened(state: State, upkeep: Upkeep) -> Ground:
    """Stand on the opened database; raises StoreError where it can't be read."""
    return Ground(
        store=state.store,
        known=situation.load(state.store),
        reserve=state.reserve,
        remember=lambda now: state.remember(now.enrolment, now.ledger),
        storage=upkeep.told,
        upkeep=upkeep.run,
    )


def is_read_only(folder: Path) -> bool:
    """Tell whether ``folder`` is on a disk that can't be written."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def read_only(folder: Path, look_s: float) -> Ground:
    """Stand on what lies beside the database in ``folder``: every tap is refused, as on a disk that fails later."""
    reserve = Reserve(folder)
    return Ground(
        store=ClosedStore(_READ_ONLY),
        known=_known(Beside(folder)),
        reserve=reserve,
        remember=lambda _: None,
        storage=partial(_told, folder, reserve),
        upkeep=lambda _: _end_once_it_can_be_written(folder, look_s),
    )


def _known(beside: Beside) -> Situation | None:
    who, marker = beside.enrolment(), beside.marker()
    if who is None or marker is None:
        return None
    ledger = Ledger(marker.number, marker.ledger, who.kiosk, who.hub, marker.highest)
    return Situation(who, ledger, events=(), line=UNFIXED, zone=situation.zone_of(who))


def _told(folder: Path, reserve: Reserve) -> StorageStatus:
    shelf = folder / copies.FOLDER
    last = last_copy_in(shelf)
    return StorageStatus(
        trouble=_READ_ONLY,
        reserve=reserve.state.value,
        copies=len(copies.newest_first(shelf)),
        last_copy_us=None if last is None else last.at_us,
        last_copy_trusted=last is not None and last.trusted,
    )


async def _end_once_it_can_be_written(folder: Path, look_s: float) -> None:
    """Wait; then end the daemon, whose next start opens the database whatever became of it."""
    while is_read_only(folder):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(look_s)
    message = "the disk can be written again: the daemon ends, to be started on it"
    raise StoreDiskError(message)
