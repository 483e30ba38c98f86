"""A whole daemon in the test's own process: a real database, everything around it made up."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.clock_keeper import ClockKeeper
from kiosk.daemon import Daemon
from kiosk.display import ResultTimes
from kiosk.intake import Answered
from kiosk.keys import KeyRing
from kiosk.local_api.messages import Message, StorageStatus
from kiosk.reserve import Reserve
from kiosk.staff_room.furnish import StaffMeans
from kiosk.stick.folder import FolderSticks
from kiosk.usecases.situation import Situation
from tests.fakes.house import CountingIds, FakeBattery, FakeClock, FakeSetter, FakeSignals, RefusingStore
from tests.fakes.jobs import JobsAtOnce


@dataclass(eq=False)
class RecordingClient:
    """A neighbour that keeps what it gets."""

    got: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.got.append(message)

    def show(self, message: Message) -> None:
        self.got.append(message)


@dataclass(frozen=True)
class Around:
    """What is around a daemon."""

    store: RefusingStore
    folder: Path
    means: StaffMeans
    ids: CountingIds
    clock: FakeClock
    signals: FakeSignals = field(default_factory=FakeSignals)
    battery: FakeBattery = field(default_factory=FakeBattery)
    setter: FakeSetter = field(default_factory=FakeSetter)


def daemon_in(around: Around, known: Situation | None, answered: Callable[[Answered], None]) -> Daemon:
    store, clock, ids, folder = around.store, around.clock, around.ids, around.folder
    return Daemon(
        version="1.2.3",
        store=store,
        known=known,
        sqlite_version=sqlite3.sqlite_version,
        clock=clock,
        clock_keeper=ClockKeeper(store=store, clock=clock, ids=ids, battery=around.battery, setter=around.setter),
        ids=ids,
        keys=KeyRing(folder),
        signals=around.signals,
        times=ResultTimes(),
        state_dir=folder,
        reserve=Reserve(folder),
        remember=lambda _: None,
        storage=StorageStatus,
        sticks=FolderSticks(folder / "stick"),
        stick_jobs=JobsAtOnce(),
        staff_means=around.means,
        answered=answered,
    )
