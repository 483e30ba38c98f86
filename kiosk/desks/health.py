"""What the daemon knows of itself, for heartbeats and for the administrator."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.clock_keeper import ClockKeeper
from kiosk.desks.wire import reading_out
from kiosk.display import Display
from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import Health, LedgerStatus, ReaderStatus, StorageStatus
from kiosk.ports import Clock, LedgerStory, Store, Transaction
from kiosk.usecases.deliver import pending_after
from kiosk.usecases.situation import Situation


class HealthReport:
    """Makes ``Health`` messages. Used from the loop's thread only."""

    def __init__(  # noqa: PLR0913  health has many sources
        self,
        *,
        version: str,
        store: Store,
        clock: Clock,
        display: Display,
        state_dir: Path,
        situation: Callable[[], Situation | None],
        clock_keeper: ClockKeeper,
        storage: Callable[[], StorageStatus],
    ) -> None:
        """Read from these whenever a report is made."""
        self._storage = storage
        self._version = version
        self._store = store
        self._clock = clock
        self._display = display
        self._state_dir = state_dir
        self._situation = situation
        self._clock_keeper = clock_keeper

    def make(self) -> Health:
        """Return the daemon's health now; of a database that refuses, only that it does."""
        reading = self._clock.read()
        situation = self._situation()
        try:
            oldest = pending_after(self._store, ledger_number=0, seq=0, most=1)
            with self._store.transaction() as transaction:
                stories = [story for story in transaction.ledgers.stories() if not _is_gone(story)]
                ledgers = [_ledger(transaction, story) for story in stories]
        except StoreError:
            oldest, ledgers = None, []
        return Health(
            version=self._version,
            readers=[
                ReaderStatus(name=name, health=health.value, cause=cause)
                for name, (health, cause) in self._display.readers.items()
            ],
            ledgers=ledgers,
            oldest_waiting_us=None if oldest is None else oldest.records[0].taken.wall_us,
            clock_trusted=situation is not None and situation.now(reading).trusted,
            disk_free_bytes=shutil.disk_usage(self._state_dir).free,
            reading=reading_out(reading),
            clock=None if situation is None else self._clock_keeper.told(situation),
            storage=self._storage(),
        )


def _is_gone(story: LedgerStory) -> bool:
    """Tell whether nothing is left here of a ledger, nor to be sent: what became of it the service knows."""
    return story.closed and story.purged >= story.ledger.highest > 0


def _ledger(transaction: Transaction, story: LedgerStory) -> LedgerStatus:
    ledger = story.ledger
    left = transaction.ledgers.outstanding(ledger)
    return LedgerStatus(
        ledger=ledger.id,
        highest=ledger.highest,
        waiting=left.waiting,
        refused=left.refused,
        closed=story.closed,
        began=story.began.value,
        lost=list(story.lost),
        purged=story.purged,
    )
