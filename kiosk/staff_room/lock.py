"""The lock of the staff screens: wrong PINs, who is in, and for how long. Whoever asks checks the PIN itself."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.errors import StoreError
from kiosk.domain.staff import FREE_TRIES, Permission, Tries, Unlocked, allowed
from kiosk.local_api.messages import Lock
from kiosk.ports import Clock, Store, Teammate
from kiosk.staff_room.open_note import OpenNote
from kiosk.usecases.by_staff.team import keep_tries, tries_so_far

_log = logging.getLogger(__name__)
_US_PER_MS = 1_000
_US_PER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class Session:
    """Someone is in. ``number`` tells it from every other time that someone was."""

    number: int
    who: Teammate
    unlocked: Unlocked


class StaffLock:
    """Locked, waiting, or open for one of the team."""

    def __init__(self, store: Store, clock: Clock, note: OpenNote) -> None:
        """Begin locked, with the wrong tries that were kept; where they can't be read, as if there were none."""
        self._store = store
        self._clock = clock
        self._note = note
        self._tries = _kept_tries(store, clock)
        self._restarted = note.there()
        self._checking = False
        self._wrong = False
        self._sessions = 0
        self._session: Session | None = None
        self._watchers: list[Callable[[Session | None], None]] = []

    def watch(self, watcher: Callable[[Session | None], None]) -> None:
        """Call ``watcher`` with who was in each time it is locked, however that came: it forgets all they looked at."""
        self._watchers.append(watcher)

    @property
    def session(self) -> Session | None:
        """Who is in; None while it is locked, also where it was not yet said so."""
        session = self._session
        if session is not None and session.unlocked.locks_in_us(self._clock.boottime_us()) <= 0:
            return None
        return session

    @property
    def locked_out(self) -> Session | None:
        """Who is in, or was until the time was over: who is to be told as having left."""
        return self._session

    def may_try(self) -> bool:
        """Tell whether a PIN may be tried now."""
        return not self._checking and self._tries.may_try(self._clock.boottime_us())

    @property
    def wait_s(self) -> int:
        """For how many more seconds nobody may try a PIN; at least 1, as one may be checked just now."""
        return max(1, -(-(self._tries.wait_until_us - self._clock.boottime_us()) // _US_PER_S))

    def trying(self) -> Tries:
        """Count a try before it is checked, so that pulling the plug meanwhile gains nothing; return those before."""
        before = self._tries
        self._keep(self._tries.failed(self._clock.boottime_us()))
        self._checking, self._wrong = True, False
        return before

    def was_wrong(self) -> None:
        """Let the try that was counted stand."""
        self._checking, self._wrong = False, True

    def was_not_checked(self) -> None:
        """Nobody knows whether it was right: it stays counted."""
        self._checking = False

    def was_right(self, before: Tries) -> None:
        """Take back the try that was counted, and forget none of those ``before`` it."""
        self._checking = False
        self._keep(before)

    def passed(self, before: Tries) -> None:
        """Take back the try that was counted, as it was someone's PIN: that makes good the wrong ones ``before`` it."""
        self._checking = False
        self._keep(before.passed(self._clock.boottime_us()))

    def forgive(self) -> None:
        """Forget wrong tries after a right code."""
        self._checking = False
        self._keep(Tries())

    def open(self, who: Teammate) -> None:
        """Let ``who`` in."""
        self._sessions += 1
        self._session = Session(self._sessions, who, Unlocked(who.account, self._clock.boottime_us()))
        self._checking = self._wrong = self._restarted = False
        self._note.write()

    def lock(self) -> None:
        """Let nobody in. A PIN that was wrong before is nothing to whoever comes next."""
        session, self._session = self._session, None
        self._wrong = False
        self._note.remove()
        for watcher in self._watchers:
            watcher(session)

    def touch(self) -> None:
        """Put off the lock."""
        session = self.session
        if session is not None:
            touched = session.unlocked.touched(self._clock.boottime_us())
            self._session = Session(session.number, session.who, touched)

    def is_overdue(self) -> bool:
        """Tell whether nobody touched the screens for so long that they must be locked."""
        return self._session is not None and self.session is None

    def told(self, *, unset: bool) -> Lock:
        """Return how it stands. ``unset``: nobody of the team has a PIN."""
        now_us, session = self._clock.boottime_us(), self.session
        if session is not None:
            return _open(session, now_us)
        if unset:
            return Lock(state="unset", wrong=self._wrong, restarted=self._restarted)
        wait_ms = max(0, -(-(self._tries.wait_until_us - now_us) // _US_PER_MS))
        return Lock(
            state="checking" if self._checking else "waiting" if wait_ms else "locked",
            wait_ms=0 if self._checking else wait_ms,
            wrong=self._wrong,
            tries_left=max(0, FREE_TRIES - self._tries.wrong),
            restarted=self._restarted,
        )

    def _keep(self, tries: Tries) -> None:
        """Keep ``tries``; where the database refuses, until the daemon begins anew: staff must get in to see why."""
        if tries == self._tries:
            return
        self._tries = tries
        try:
            keep_tries(self._store, self._clock.read(), tries)
        except StoreError as error:
            _log.error("how many PINs were wrong could not be kept: code=%s", error.code)


def _kept_tries(store: Store, clock: Clock) -> Tries:
    try:
        return tries_so_far(store, clock.read())
    except StoreError as error:
        _log.error("how many PINs were wrong can't be read: code=%s", error.code)
        return Tries()


def _open(session: Session, now_us: int) -> Lock:
    account = session.who.account
    return Lock(
        state="open",
        staff=account.ref,
        name=session.who.name,
        role=account.role.value,
        may=tuple(each.value for each in Permission if allowed(account.role, each)),
        locks_in_ms=max(0, session.unlocked.locks_in_us(now_us) // _US_PER_MS),
    )
