"""What the daemon does between taps to be ready for the worst: salvage, reserve, copies, marks, retention."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.domain.errors import StoreDamagedError, StoreError
from kiosk.local_api.messages import SetAsideStatus, StorageStatus
from kiosk.opening import DATABASE, SET_ASIDE, State
from kiosk.ports import Clock
from kiosk.salvaging import SetAside, all_set_aside, carry_over
from kiosk.store import copies
from kiosk.usecases.retain import remove_some
from kiosk.usecases.situation import Situation

_US_PER_S = 1_000_000
_US_PER_DAY = 24 * 3_600 * _US_PER_S
_REST_S = 0.02

_log = logging.getLogger(__name__)


class Owner(Protocol):
    """Whoever keeps the situation in memory."""

    @property
    def situation(self) -> Situation | None:
        """Who this kiosk is and where it writes."""

    def recover(self) -> None:
        """After the disk failed: open the database anew and read everything again; raises StoreError."""

    def reload(self) -> None:
        """Read everything again; raises StoreError."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long settled records stay, in days, and how many copies."""

    days: int
    copies: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look: after trouble, and for everything else; and how long after the start for the first copy."""

    trouble_s: float = 2.0
    look_s: float = 60.0
    first_copy_s: float = 300.0


@dataclass(frozen=True, slots=True)
class LastCopy:
    """The newest copy. ``at_us``: by the wall clock; ``trusted``: whether that was right."""

    at_us: int
    trusted: bool


def last_copy_in(folder: Path) -> LastCopy | None:
    """Return what is known of the newest copy in ``folder``, or None where there is none, or none that can be read."""
    for copy in copies.newest_first(folder)[:1]:
        mark = copies.read_mark(copy)
        return None if mark is None else LastCopy(mark.at_us, mark.trusted)
    return None


class Upkeep:
    """One endless chore. Everything that touches the database happens on the loop's thread, in small steps."""

    def __init__(self, state: State, clock: Clock, keeping: Keeping, pace: Pace) -> None:
        """Look what is there; nothing is done before ``run``."""
        self._state = state
        self._clock = clock
        self._keeping = keeping
        self._pace = pace
        self._copies = state.folder / copies.FOLDER
        self._marked: int | None = None
        self._copied_us = clock.boottime_us() - _US_PER_DAY + round(pace.first_copy_s * _US_PER_S)
        self.copies = self._count_copies()
        self.last_copy = last_copy_in(self._copies)
        self.set_aside = self._still_there()
        self.salvaging = bool(state.salvage)

    async def run(self, owner: Owner) -> None:
        """Do what is due, for ever.

        Raises:
            StoreDamagedError: the database is damaged: the daemon must end, so that it is set aside.

        """
        self._state.reserve.lay()
        await self._salvage(owner)
        looked_us = self._clock.boottime_us()
        while True:
            await asyncio.sleep(self._pace.trouble_s)
            self._state.reserve.lay()
            self._heal(owner)
            if self._clock.boottime_us() - looked_us >= self._pace.look_s * _US_PER_S:
                looked_us = self._clock.boottime_us()
                await self._look(owner)

    def told(self) -> StorageStatus:
        """Return how records are kept."""
        trouble = self._state.store.trouble
        last = self.last_copy
        return StorageStatus(
            trouble=None if trouble is None else str(trouble),
            reserve=self._state.reserve.state.value,
            copies=self.copies,
            last_copy_us=None if last is None else last.at_us,
            last_copy_trusted=last is not None and last.trusted,
            remains=self._state.remains,
            set_aside=[
                SetAsideStatus(
                    folder=each.folder, at_us=each.at_us, done=each.done, records=each.records, lost=each.lost
                )
                for each in self.set_aside
            ],
        )

    # ------------------------------------------------------------- after a failure

    def _heal(self, owner: Owner) -> None:
        trouble = self._state.store.trouble
        if trouble is None:
            return
        if isinstance(trouble, StoreDamagedError):
            raise trouble
        try:
            owner.recover()
            self._state.store.try_again()
        except StoreDamagedError:
            raise
        except StoreError as error:
            _log.debug("the database still refuses: %s", error)

    async def _salvage(self, owner: Owner) -> None:
        for folder in self._state.salvage:
            while not await self._salvaged(owner, folder):
                await asyncio.sleep(self._pace.trouble_s)
                self._heal(owner)
        self.salvaging = False

    async def _salvaged(self, owner: Owner, folder: str) -> bool:
        store = self._state.store
        try:
            await carry_over(store, self._state.folder / SET_ASIDE, folder, copies.newest_first(self._copies))
            self.set_aside = self._still_there()
            owner.reload()
        except StoreError as error:
            _log.error("salvaging was interrupted: code=%s %s", error.code, error)
            return False
        return True

    # ------------------------------------------------------------- now and then

    async def _look(self, owner: Owner) -> None:
        self._mark(owner.situation)
        try:
            await self._remove_old(owner)
            if owner.situation is not None and self._copy_is_due(owner.situation):
                await self._copy(owner.situation)
        except StoreDamagedError:
            raise
        except (StoreError, OSError) as error:
            _log.error("upkeep was interrupted: %s", error)

    def _mark(self, situation: Situation | None) -> None:
        """Remember beside the database how far its ledger has got."""
        if situation is None or situation.ledger.highest == self._marked:
            return
        self._state.remember(situation.enrolment, situation.ledger)
        marker = self._state.beside.marker()
        if marker is not None and (marker.ledger, marker.highest) == (situation.ledger.id, situation.ledger.highest):
            self._marked = marker.highest  # else the disk refused: the next look tries again

    async def _remove_old(self, owner: Owner) -> None:
        while (situation := owner.situation) is not None:
            if not remove_some(self._state.store, situation, self._clock.read(), self._keeping.days):
                return
            await asyncio.sleep(_REST_S)

    # ------------------------------------------------------------- copies

    def _copy_is_due(self, situation: Situation) -> bool:
        """Tell: a day after the last one; for a kiosk that is switched off each evening, soon after each start."""
        return (
            not self.salvaging
            and self._clock.boottime_us() - self._copied_us >= _US_PER_DAY
            and not self._copied_within_a_day(situation)
        )

    def _copied_within_a_day(self, situation: Situation) -> bool:
        last = self.last_copy
        if last is None or not last.trusted:
            return False
        now = situation.now(self._clock.read())
        return now.trusted and 0 <= now.at_us - last.at_us < _US_PER_DAY

    async def _copy(self, situation: Situation) -> None:
        database = self._state.folder / DATABASE
        if not self._state.reserve.room_for(database.stat().st_size):
            return
        now = situation.now(self._clock.read())
        mark = copies.CopyMark(at_us=now.at_us, trusted=now.trusted)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, copies.make_copy, database, self._copies, mark)
        copies.expire(self._copies, self._keeping.copies)
        self._copied_us = self._clock.boottime_us()
        self.copies, self.last_copy = self._count_copies(), LastCopy(mark.at_us, mark.trusted)

    def _count_copies(self) -> int:
        return len(copies.newest_first(self._copies))

    def _still_there(self) -> list[SetAside]:
        """Return the damaged databases that are being read, or still lie there for a person to look at."""
        shelf = self._state.folder / SET_ASIDE
        found = all_set_aside(self._state.store)
        return [each for each in found if not each.done or any((shelf / each.folder).glob("*"))]
