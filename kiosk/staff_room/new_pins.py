"""PINs of the team, set by whoever is in."""

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.audit import Act
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import StaffRef
from kiosk.domain.shown_names import tidied
from kiosk.domain.staff import Account, Permission, Role, is_weak
from kiosk.local_api.messages import AddStaff, AnswerCode, ChangePin
from kiosk.ports import Store
from kiosk.staff_room.deeds import Deeds, code_of
from kiosk.staff_room.entrance import hashes_of
from kiosk.staff_room.lock import Session, StaffLock
from kiosk.staff_room.one_thread import SideJobs
from kiosk.staff_room.pins import Pins
from kiosk.staff_room.team_change import NewTeammate
from kiosk.usecases.by_staff.new_pins import count_new_pin


class Reply(Protocol):
    """Whoever is told what came of it."""

    def __call__(self, code: AnswerCode, detail: str | None = None) -> None:
        """Tell it; ``detail`` as in ``StaffAnswer``."""


class NewPins:
    """Adds someone, or changes a PIN, so many times a day. Each call replies once, perhaps later.

    StoreError says that it didn't.
    """

    def __init__(self, *, store: Store, lock: StaffLock, pins: Pins, jobs: SideJobs, deeds: Deeds) -> None:
        """Nothing is done before someone asks."""
        self._store = store
        self._lock = lock
        self._pins = pins
        self._jobs = jobs
        self._deeds = deeds

    def add(self, session: Session, said: AddStaff, reply: Reply) -> None:
        """Add someone to the team."""

        def keep(pin_hash: str) -> AnswerCode:
            hand = self._deeds.hand(session.who.account.ref)
            if hand is None:
                return "not_saved"
            new = NewTeammate(Account(hand.ids.staff_ref(), Role(said.role)), said.name, pin_hash)
            return code_of(self._deeds.change_team(hand, new, tidied(said.name) or "", Act.ADDED_STAFF))[0]

        if is_weak(said.pin):
            reply("weak_pin")
            return
        if not self._lock.may_try():
            reply("waiting", str(self._lock.wait_s))
            return
        others, pin = hashes_of(self._store), said.pin
        self._start(session, lambda: self._pins.new(pin, others.values()), reply, keep, own=False)

    def change(self, session: Session, said: ChangePin, reply: Reply) -> None:
        """Change one's own PIN, which takes the old one, or as a lead someone else's."""
        me, whose = session.who.account.ref, StaffRef(said.staff)
        hashes = hashes_of(self._store)
        if whose != me and not session.unlocked.may(Permission.STAFF):
            reply("not_allowed")
        elif whose not in hashes:
            reply("gone")
        elif is_weak(said.pin):
            reply("weak_pin")
        elif whose == me and said.old is None:
            reply("wrong")
        elif not self._lock.may_try():
            reply("waiting", str(self._lock.wait_s))
        elif whose != me or said.old is None:
            self._set(session, whose, said.pin, reply)
        else:
            self._check_old(session, said.old, said.pin, reply)

    # ------------------------------------------------------------- inside

    def _check_old(self, session: Session, old: str, new: str, reply: Reply) -> None:
        """Check the old PIN, which is a try like any other: a screen can't guess PINs this way either."""
        me = session.who.account.ref
        mine = {me: hashes_of(self._store)[me]}
        before = self._lock.trying()

        def checked(whose: StaffRef | None) -> None:
            if whose is None:
                self._lock.was_wrong()
                self._lock_after_too_many()
                reply("wrong")
                return
            self._lock.was_right(before)
            try:
                self._set(session, me, new, reply)
            except StoreError:
                reply("not_saved")

        def unchecked() -> None:
            self._lock.was_not_checked()
            reply("not_saved")

        self._jobs.start(lambda: self._pins.whose(old, mine), checked, unchecked)

    def _lock_after_too_many(self) -> None:
        if not self._lock.may_try():
            self._lock.lock()

    def _set(self, session: Session, whose: StaffRef, pin: str, reply: Reply) -> None:
        others = [kept for ref, kept in hashes_of(self._store).items() if ref != whose]
        me = session.who.account.ref

        def keep(pin_hash: str) -> AnswerCode:
            hand = self._deeds.hand(me)
            if hand is None:
                return "not_saved"
            did = Act.CHANGED_PIN if whose == me else Act.RESET_PIN
            return code_of(self._deeds.change_pin(hand, whose, pin_hash, did))[0]

        self._start(session, lambda: self._pins.new(pin, others), reply, keep, own=whose == me)

    def _start(
        self,
        session: Session,
        work: Callable[[], str | None],
        reply: Reply,
        keep: Callable[[str], AnswerCode],
        *,
        own: bool,
    ) -> None:
        hand = self._deeds.hand(session.who.account.ref)
        if hand is not None and not count_new_pin(hand, own=own):
            reply("too_many_pins")
            return

        def hashed(pin_hash: str | None) -> None:
            now = self._lock.session
            if now is None or now.number != session.number:
                reply("locked")
                return
            if pin_hash is None:  # whoever hears that has found a PIN of someone else's: it counts as a wrong one
                self._lock.trying()
                self._lock.was_not_checked()
                self._lock_after_too_many()
                reply("pin_taken")
                return
            try:
                reply(keep(pin_hash))
            except StoreError:
                reply("not_saved")

        self._jobs.start(work, hashed, lambda: reply("not_saved"))
