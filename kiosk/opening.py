"""Opening the daemon's state: its database, whatever became of it, and what is kept beside it.

A damaged database is set aside and another begun at once, so that the hub goes on. What could be read of the old one
follows while the daemon runs: see ``kiosk/salvaging.py``.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.beside import Beside
from kiosk.domain.errors import StoreDamagedError, StoreDiskError, StoreError, StoreFullError
from kiosk.domain.ledger_starts import Marker
from kiosk.ports import Clock, Enrolment, IdSource, Ledger
from kiosk.reserve import Reserve
from kiosk.salvaging import COPIES_ONLY, begin_salvage, unfinished
from kiosk.store import copies
from kiosk.store.engine import exclusive
from kiosk.store.set_aside import finish_setting_aside, is_headless, set_aside
from kiosk.store.unit_of_work import SqliteStore, opened
from kiosk.usecases import situation
from kiosk.usecases.start import Started, start

DATABASE = "attendance.db"
SET_ASIDE = "set-aside"
_MOST_TRIES = 3
_NEXT_TO_NOTHING_BYTES = 1024 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What the daemon works on.

    ``machine``: which one this is. ``salvage``: folders that are to be salvaged from. ``remains``: what was deleted may
    still be in the database's file.
    """

    folder: Path
    store: SqliteStore
    reserve: Reserve
    beside: Beside
    started: Started
    machine: str
    salvage: tuple[str, ...]
    remains: bool

    def remember(self, enrolment: Enrolment, ledger: Ledger) -> None:
        """Keep beside the database who this kiosk is and how far its ledger has got."""
        self.beside.keep_enrolment(enrolment)
        self.beside.mark(Marker(ledger.id, ledger.number, self.started.starts, ledger.highest, self.machine))


@contextmanager
def open_state(folder: Path, clock: Clock, ids: IdSource, machine: str) -> Iterator[State]:
    """Open what lies in ``folder``; close it at the end. A database that proves damaged meanwhile is then set aside.

    Raises:
        StoreInUseError: another daemon owns it.
        StoreTooNewError: only newer programs may use it; it was left as it is.
        StoreError: the disk refuses.

    """
    database = folder / DATABASE
    with exclusive(database):
        try:
            opening = _Opening(folder, clock, ids, machine)
            with opening.store() as store:
                yield opening.begin(store)
        except StoreDamagedError:
            set_aside(database, folder / SET_ASIDE, clock.read().wall_us)
            raise


class _Opening:
    """Opens the database, whatever that takes, and finds out which one it is."""

    def __init__(self, folder: Path, clock: Clock, ids: IdSource, machine: str) -> None:
        self._folder = folder
        self._database = folder / DATABASE
        self._clock = clock
        self._ids = ids
        self._machine = machine
        self._reserve = Reserve(folder)

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        finish_setting_aside(self._database, self._folder / SET_ASIDE)
        if is_headless(self._database):
            self._set_aside()
        with ExitStack() as held:
            yield self._open(held)

    def _open(self, held: ExitStack) -> SqliteStore:
        for _ in range(_MOST_TRIES - 1):
            try:
                return self._try(held)
            except StoreDamagedError as error:
                held.close()
                _log.error("the database can't be used: code=%s %s", error.code, error)
                self._set_aside()
            except (StoreFullError, StoreDiskError):
                held.close()
                if not (self._is_full() and self._reserve.release()):
                    raise
        return self._try(held)

    def _try(self, held: ExitStack) -> SqliteStore:
        store = held.enter_context(opened(self._database))
        try:
            situation.load(store)  # reads what every tap needs
        except (ValueError, msgspec.DecodeError) as error:
            message = "the database holds what no program wrote"
            raise StoreDamagedError(message) from error
        return store

    def _is_full(self) -> bool:
        return shutil.disk_usage(self._folder).free < _NEXT_TO_NOTHING_BYTES

    def _set_aside(self) -> None:
        set_aside(self._database, self._folder / SET_ASIDE, self._clock.read().wall_us)

    def begin(self, store: SqliteStore) -> State:
        """Begin a new ledger in ``store`` where one is due."""
        self._write_anew(store)
        try:
            return self._begin(store)
        except StoreFullError:
            if not self._reserve.release():
                raise
        return self._begin(store)

    def _write_anew(self, store: SqliteStore) -> None:
        """Rid a file that an older program wrote of what was deleted: now, since later a tap would have to wait."""
        if not store.holds_remains():
            return
        size_bytes = self._database.stat().st_size
        if not self._reserve.room_for(2 * size_bytes):
            _log.error("no room to write the database anew, without what was deleted: size=%d", size_bytes)
            return
        try:
            store.write_anew()
        except StoreDamagedError:
            raise
        except StoreError as error:
            _log.error("the database was not written anew: code=%s %s", error.code, error)
            store.reopen()

    def _begin(self, store: SqliteStore) -> State:
        beside = Beside(self._folder)
        marker = beside.marker()
        with store.transaction() as transaction:
            is_new = transaction.directory.enrolment() is None
        if is_new:
            self._salvage(store, beside, marker)
            marker = None
        started = start(store, self._ids, marker, self._machine)
        if started.anew is not None:
            _log.error("this is not the database that was last used here: a new ledger began: %s", started.anew.value)
        state = State(
            folder=self._folder,
            store=store,
            reserve=self._reserve,
            beside=beside,
            started=started,
            machine=self._machine,
            salvage=unfinished(store),
            remains=store.holds_remains(),
        )
        if started.enrolment is not None and started.ledger is not None:
            state.remember(started.enrolment, started.ledger)
        return state

    def _salvage(self, store: SqliteStore, beside: Beside, marker: Marker | None) -> None:
        *earlier, last = _all_set_aside(self._folder) or [self._folder / SET_ASIDE / COPIES_ONLY]
        begin_salvage(
            store,
            self._ids,
            last,
            copies.newest_first(self._folder / copies.FOLDER),
            earlier=earlier,
            kept=beside.enrolment(),
            marker=marker,
            wall_us=self._clock.read().wall_us,
        )


def _all_set_aside(folder: Path) -> list[Path]:
    """Return the folders that were set aside and still hold something, the oldest first."""
    shelf = folder / SET_ASIDE
    numbered = [each for each in shelf.glob("*-*") if each.name.rpartition("-")[2].isdigit() and any(each.iterdir())]
    return sorted(numbered, key=lambda each: int(each.name.rpartition("-")[2]))
