"""What whoever is in asks for: allowed by their role, or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from kiosk.domain.audit import Act as Audit
from kiosk.domain.events import day_of
from kiosk.domain.ids import EventId, MemberRef, RecordId, StaffRef
from kiosk.domain.records import Moved, fact_of
from kiosk.domain.staff import Permission
from kiosk.local_api import messages
from kiosk.local_api.messages import Act, AnswerCode, TimeJudged
from kiosk.ports import Clock, Signal, Signals, Store
from kiosk.staff_room.awaiting import Awaiting, Wish
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.deeds import Deed, Deeds
from kiosk.staff_room.entrance import team_of
from kiosk.staff_room.event_rows import Place, event_in, is_of_today, place_now
from kiosk.staff_room.first_boot import FirstBoot
from kiosk.staff_room.local_times import moment_of
from kiosk.staff_room.lock import Session
from kiosk.staff_room.member_search import name_of_member
from kiosk.staff_room.permissions import NEEDED, to_await, to_move, to_show, to_undo
from kiosk.staff_room.view import StickDesk, View
from kiosk.usecases.by_staff.subjects import may_be_member
from kiosk.usecases.by_staff.undo import root_of
from kiosk.usecases.by_staff.whereabouts import Whereabouts, both_ends, whereabouts
from kiosk.usecases.situation import Situation

_DEEDS = get_args(Deed)


@dataclass(frozen=True, slots=True)
class Came:
    """What an act came to. ``locks``: whoever did it is at an end."""

    code: AnswerCode
    detail: str | None = None
    locks: bool = False


_DONE = Came("done")
_NOT_ALLOWED = Came("not_allowed")


class Work:
    """Every act of whoever is in, but for PINs."""

    def __init__(  # noqa: PLR0913  there is much to do
        self,
        *,
        store: Store,
        clock: Clock,
        signals: Signals,
        situation: Callable[[], Situation | None],
        confirm_time: Callable[[int], TimeJudged],
        deeds: Deeds,
        view: View,
        bulletin: Bulletin,
        awaiting: Awaiting,
        first_boot: FirstBoot,
        stick: StickDesk,
    ) -> None:
        """``confirm_time`` takes a person's word of the time, and sets the clock."""
        self._store = store
        self._clock = clock
        self._signals = signals
        self._situation = situation
        self._confirm_time = confirm_time
        self._deeds = deeds
        self._view = view
        self._bulletin = bulletin
        self._awaiting = awaiting
        self._first_boot = first_boot
        self._stick = stick

    def may(self, session: Session, act: Act) -> bool:
        """Tell whether whoever is in may do it, as far as that doesn't depend on what it is about."""
        needed = NEEDED.get(type(act))
        return needed is None or session.unlocked.may(needed)

    def do(self, session: Session, act: Act) -> Came:  # noqa: C901, PLR0911, PLR0912  one answer a kind
        """Do it, if they may.

        Raises:
            StoreError: nothing was recorded.

        """
        if not self.may(session, act):
            return _NOT_ALLOWED
        match act:
            case messages.LockStaff():
                return Came("done", locks=True)
            case messages.ShowPage():
                return self._show(session, act)
            case messages.HelpSeen():
                self._bulletin.help_wanted = 0
            case messages.AwaitCard():
                return self._await(session, act)
            case messages.StopAwaiting():
                self._awaiting.stop()
            case messages.ConfirmDate():
                return self._confirm(session, act.at)
            case messages.TryOut():
                self._deeds.note(session.who.account.ref, Audit.TESTED)
                self._signals.give(Signal(act.signal))
            case messages.UseStick():
                return self._use_stick(session, act)
            case messages.SetupDone():
                self._first_boot.done()
            case messages.Undo() if not self._may_undo(session, act.record):
                return _NOT_ALLOWED
            case messages.MoveArrivals() if not self._may_move(session, act):
                return _NOT_ALLOWED
            case _ if isinstance(act, _DEEDS):
                return self._do(session, act)
            case _:
                return _NOT_ALLOWED
        return _DONE

    # ------------------------------------------------------------- inside

    def _do(self, session: Session, deed: Deed) -> Came:
        me = session.who.account.ref
        code, detail = self._deeds.do(me, deed)
        self._view.people_changed()
        ends = isinstance(deed, messages.EndEvent) or (isinstance(deed, messages.RemoveStaff) and deed.staff == me)
        return Came(code, detail, locks=ends and code == "done")

    def _show(self, session: Session, act: messages.ShowPage) -> Came:
        current = self._current()
        event = None if act.event is None else EventId(act.event)
        needed = to_show(act.page, event, None if current is None else current.event.id)
        if needed is not None and not session.unlocked.may(needed):
            return _NOT_ALLOWED
        noted = self._view.to_note(act, current)
        if noted is not None:
            self._deeds.note(session.who.account.ref, noted)
        self._view.show(act)
        return _DONE

    def _await(self, session: Session, act: messages.AwaitCard) -> Came:
        if not session.unlocked.may(to_await(act.why)):
            return _NOT_ALLOWED
        wish = self._wish(act)
        if wish is None:
            return Came("gone")
        self._awaiting.begin(wish)
        return _DONE

    def _wish(self, act: messages.AwaitCard) -> Wish | None:
        if act.why == "staff":
            team = {each.account.ref: each.name for each in team_of(self._store)}
            whose = None if act.staff is None else StaffRef(act.staff)
            return None if whose is None or whose not in team else Wish(act.why, whose, team[whose])
        if act.member is None:
            return None
        member = MemberRef(act.member)
        with self._store.transaction() as transaction:
            if not may_be_member(transaction, member):
                return None
        return Wish(act.why, member, name_of_member(self._store, member))

    def _confirm(self, session: Session, at: str) -> Came:
        situation = self._situation()
        wall_us = None if situation is None else moment_of(at, situation.zone)
        if wall_us is None:
            return Came("bad_time")
        judged = self._confirm_time(wall_us)
        if judged.refused is not None:
            return Came("bad_time", judged.refused)
        self._deeds.note(session.who.account.ref, Audit.CONFIRMED_TIME)
        return _DONE

    def _use_stick(self, session: Session, act: messages.UseStick) -> Came:
        if not self._stick.page().found:
            return Came("no_stick")
        me = session.who.account.ref
        match act.what:
            case "write":
                self._deeds.note(me, Audit.WROTE_STICK)
                return Came(self._stick.write_records())
            case "read":
                self._deeds.note(me, Audit.READ_STICK)
                return Came(self._stick.read_answer())
            case "report":
                return self._write_list(me, act.event)

    def _write_list(self, me: StaffRef, event: str | None) -> Came:
        situation = self._situation()
        file = None if situation is None else self._view.event_list(situation, self._clock.read(), event)
        if file is None:
            return Came("gone")
        self._deeds.note(me, Audit.WROTE_REPORT)
        return Came(self._stick.write_list(file))

    def _may_undo(self, session: Session, record: str) -> bool:
        situation = self._situation()
        with self._store.transaction() as transaction:
            root = root_of(transaction, RecordId(record))
            if root is None or situation is None:
                return session.unlocked.may(Permission.CHECK_IN)
            if root.kind == Moved.kind:
                move = fact_of(root)
                ends = both_ends(transaction, situation, move) if isinstance(move, Moved) else ()
                return session.unlocked.may(to_move(is_today=all(self._is_today(situation, each) for each in ends)))
            where = whereabouts(transaction, situation, root.id)
        is_past = where is not None and not self._is_on(situation, where)
        was_last = self._deeds.was_last(RecordId(record))
        return session.unlocked.may(to_undo(root, is_past=is_past, was_last=was_last))

    def _may_move(self, session: Session, act: messages.MoveArrivals) -> bool:
        situation = self._situation()
        if situation is None:
            return True
        with self._store.transaction() as transaction:
            found = [whereabouts(transaction, situation, RecordId(each)) for each in act.records]
        now_us = situation.now(self._clock.read()).at_us
        signs = [each for each in found if each is not None]
        ends = [*signs, *(Whereabouts(event_in(act.event), each.at_us) for each in signs)]
        ends += [Whereabouts(event_in(act.event), now_us)]
        return session.unlocked.may(to_move(is_today=all(self._is_today(situation, each) for each in ends)))

    def _is_on(self, situation: Situation, where: Whereabouts) -> bool:
        """Tell whether what counts there counts at what is on; what counts nowhere is of no past event."""
        place = _place(situation, where)
        return where.event is None or (place is not None and place == self._current())

    def _is_today(self, situation: Situation, where: Whereabouts) -> bool:
        place = _place(situation, where)
        if self._is_on(situation, where):
            return True
        return place is not None and is_of_today(place, situation, situation.now(self._clock.read()))

    def _current(self) -> Place | None:
        situation = self._situation()
        return None if situation is None else place_now(situation, situation.now(self._clock.read()))


def _place(situation: Situation, where: Whereabouts) -> Place | None:
    event = next((each for each in situation.dated if each.id == where.event), None)
    return None if event is None else Place(event, day_of(event, where.at_us, situation.zone))
