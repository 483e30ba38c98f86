"""The ways in: a PIN, a code from IT, the first lead. All that works while the staff screens are locked."""

from collections.abc import Callable, Mapping

from kiosk.domain.audit import Act
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import StaffRef
from kiosk.domain.shown_names import folded
from kiosk.domain.staff import Account, Role, is_weak
from kiosk.local_api.messages import AnswerCode, FirstLead, PinEntered, RescueCode
from kiosk.ports import Store, Teammate
from kiosk.staff_room.deeds import Deeds, code_of
from kiosk.staff_room.first_boot import FirstBoot
from kiosk.staff_room.lock import StaffLock
from kiosk.staff_room.one_thread import SideJobs
from kiosk.staff_room.pins import Pins
from kiosk.staff_room.rescue import RescueCodes
from kiosk.usecases.by_staff.team import add_staff, change_pin

Reply = Callable[[AnswerCode], None]
_NOBODY = StaffRef("")


def team_of(store: Store) -> tuple[Teammate, ...]:
    """Return the team; raises StoreError."""
    with store.transaction() as transaction:
        return transaction.team.everyone()


def hashes_of(store: Store) -> Mapping[StaffRef, str]:
    """Return what each one's PIN is checked against; raises StoreError."""
    with store.transaction() as transaction:
        return transaction.team.hashes()


class Entrance:
    """Checks whoever wants in. Each call replies once, perhaps later; StoreError says that it didn't."""

    def __init__(  # noqa: PLR0913  there are several ways in
        self,
        *,
        store: Store,
        lock: StaffLock,
        pins: Pins,
        jobs: SideJobs,
        rescue: RescueCodes,
        first_boot: FirstBoot,
        deeds: Deeds,
        admit: Callable[[Teammate], None],
    ) -> None:
        """``admit`` opens the staff screens."""
        self._store = store
        self._lock = lock
        self._pins = pins
        self._jobs = jobs
        self._rescue = rescue
        self._first_boot = first_boot
        self._deeds = deeds
        self._admit = admit

    def pin(self, entered: PinEntered, reply: Reply) -> None:
        """Let in whose PIN it is."""
        if not self._lock.may_try():
            reply("locked")
            return
        hashes, pin = hashes_of(self._store), entered.pin
        before = self._lock.trying()

        def found(staff: StaffRef | None) -> None:
            who = None if staff is None else self._find(staff)
            if who is None:
                self._lock.was_wrong()
                reply("wrong")
            else:
                self._lock.passed(before)
                self._admit(who)
                reply("done")

        self._jobs.start(lambda: self._pins.whose(pin, hashes), found, lambda: self._unchecked(reply))

    def code(self, said: RescueCode, reply: Reply) -> None:
        """Let a lead in with IT's code, and set their PIN; or make the first lead."""
        if is_weak(said.pin):
            reply("weak_pin")
        elif not self._rescue.fits(said.code):
            reply("wrong")
        else:
            self._set_lead(said, reply)

    def first_lead(self, said: FirstLead, reply: Reply) -> None:
        """Make the first lead, where the enrolment code was typed here."""

        def keep(pin_hash: str) -> AnswerCode:
            return self._add_lead(said.name, pin_hash) if self._may_be_first() else "not_allowed"

        if not self._may_be_first():
            reply("not_allowed")
        elif is_weak(said.pin):
            reply("weak_pin")
        else:
            self._hash(said.pin, {}, reply, keep)

    # ------------------------------------------------------------- inside

    def _may_be_first(self) -> bool:
        return self._first_boot.trusted_here and not team_of(self._store)

    def _leads(self) -> list[Teammate]:
        return [each for each in team_of(self._store) if each.account.role is Role.LEAD]

    def _set_lead(self, said: RescueCode, reply: Reply) -> None:
        leads = self._leads()
        named = next((each for each in leads if folded(each.name) == folded(said.name.strip())), None)
        if leads and named is None:
            reply("gone")
            return
        others = {
            ref: kept for ref, kept in hashes_of(self._store).items() if named is None or ref != named.account.ref
        }

        def keep(pin_hash: str) -> AnswerCode:
            if not self._rescue.holds(said.code):  # another use of it was quicker
                return "wrong"
            if named is None and self._leads():
                return "gone"
            done = self._add_lead(said.name, pin_hash) if named is None else self._reset(named, pin_hash)
            if done == "done":
                self._rescue.drop()
            return done

        self._hash(said.pin, others, reply, keep)

    def _hash(self, pin: str, others: Mapping[StaffRef, str], reply: Reply, keep: Callable[[str], AnswerCode]) -> None:
        def hashed(pin_hash: str | None) -> None:
            try:
                reply("pin_taken" if pin_hash is None else keep(pin_hash))
            except StoreError:
                reply("not_saved")

        self._jobs.start(lambda: self._pins.new(pin, others.values()), hashed, lambda: reply("not_saved"))

    def _add_lead(self, name: str, pin_hash: str) -> AnswerCode:
        hand = self._deeds.hand(_NOBODY)
        if hand is None:
            return "not_allowed"
        lead = Account(hand.ids.staff_ref(), Role.LEAD)
        code, _ = code_of(self._deeds.settle(add_staff(hand, name, lead, pin_hash)))
        if code == "done":
            self._first_boot.has_lead()
            self._lock.forgive()
            self._admit(next(each for each in team_of(self._store) if each.account.ref == lead.ref))
        return code

    def _reset(self, lead: Teammate, pin_hash: str) -> AnswerCode:
        hand = self._deeds.hand(lead.account.ref)
        if hand is None:
            return "not_allowed"
        code, _ = code_of(self._deeds.settle(change_pin(hand, lead.account.ref, pin_hash, Act.RESET_PIN)))
        if code == "done":
            self._lock.forgive()
            self._admit(lead)
        return code

    def _find(self, staff: StaffRef) -> Teammate | None:
        try:
            return next((each for each in team_of(self._store) if each.account.ref == staff), None)
        except StoreError:
            return None

    def _unchecked(self, reply: Reply) -> None:
        self._lock.was_not_checked()
        reply("not_saved")
