"""The staff room: hears what the screen asks, allows or refuses it, and tells what the staff screens show."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from msgspec.structs import replace

from kiosk.desks.network import NetworkNews
from kiosk.display import Display, kind_of
from kiosk.domain.audit import Act as Audit
from kiosk.domain.clock import ClockReading
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken
from kiosk.faults import place_of
from kiosk.local_api import messages
from kiosk.local_api.messages import Act, AnswerCode, StaffAnswer, StaffSnapshot
from kiosk.ports import CardForStaff, Clock, Signal, Store, TapNotSaved, TapResult, TapTaken, Teammate
from kiosk.staff_room.awaiting import Awaiting
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.card_use import CardUse
from kiosk.staff_room.deeds import Deeds
from kiosk.staff_room.entrance import Entrance, team_of
from kiosk.staff_room.first_boot import FirstBoot
from kiosk.staff_room.lock import Session, StaffLock
from kiosk.staff_room.new_pins import NewPins, Reply
from kiosk.staff_room.rosters import Rosters, StillReading
from kiosk.staff_room.status_bar import Queue, queue, status_bar
from kiosk.staff_room.view import View
from kiosk.staff_room.work import Work
from kiosk.usecases.situation import Situation

_log = logging.getLogger(__name__)
_US_PER_MINUTE = 60_000_000
_ENTRY = messages.PinEntered | messages.RescueCode | messages.EnterEnrolmentCode | messages.FirstLead
_ENTRIES = get_args(_ENTRY)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The room's parts."""

    lock: StaffLock
    entrance: Entrance
    new_pins: NewPins
    first_boot: FirstBoot
    deeds: Deeds
    work: Work
    view: View
    rosters: Rosters
    bulletin: Bulletin
    awaiting: Awaiting
    card_use: CardUse


class StaffRoom:
    """One lock and one page for all screens that are connected; there is one screen."""

    def __init__(  # noqa: PLR0913  it looks at much
        self,
        furniture: Furniture,
        *,
        store: Store,
        clock: Clock,
        display: Display,
        situation: Callable[[], Situation | None],
        network: Callable[[], NetworkNews],
    ) -> None:
        """Begin locked."""
        self._in = furniture
        self._store = store
        self._clock = clock
        self._display = display
        self._situation = situation
        self._network = network
        self._watchers: list[Callable[[StaffSnapshot], None]] = []
        self._put_off: list[tuple[Act, Callable[[StaffAnswer], None]]] = []
        self._number = 0
        self._dirty = False
        self._unset = self._is_unset()
        self._queue = Queue(0, late=False)
        self._passing: tuple[object, ...] = ()
        self._told_fault = ""
        furniture.lock.watch(self._locked)

    def watch(self, watcher: Callable[[StaffSnapshot], None]) -> None:
        """Call ``watcher`` with every new snapshot."""
        self._watchers.append(watcher)

    # ------------------------------------------------------------- what the screen says

    def heard(self, act: Act, answer: Callable[[StaffAnswer], None]) -> None:
        """Do what is asked; ``answer`` is called once, after the snapshot that shows what became of it."""

        def reply(code: AnswerCode, detail: str | None = None) -> None:
            self._publish()
            answer(StaffAnswer(request=act.request, code=code, detail=detail))

        session = self._in.lock.session
        if session is None and not isinstance(act, _ENTRIES):
            answer(StaffAnswer(request=act.request, code="locked"))
            return
        try:
            if isinstance(act, _ENTRY):
                self._enter(act, reply)
            elif session is not None:
                self._in.lock.touch()
                self._at_work(session, act, reply)
        except StillReading:
            self._put_off.append((act, answer))
        except StoreError as error:
            _log.error("what staff did was not saved: code=%s", error.code)
            reply("not_saved")
        except Exception as error:  # noqa: BLE001  whatever went wrong, taps go on
            self._tell_fault("what staff asked for failed", error)
            reply("not_saved")

    def touched(self) -> None:
        """Put off the lock: a finger is on the screen."""
        if self._in.lock.session is not None:
            self._in.lock.touch()
            self._dirty = True

    # ------------------------------------------------------------- what happens at the kiosk

    def tick(self) -> None:
        """Do what time alone brings; called some times a second."""
        if self._in.lock.is_overdue():
            self.lock_up()
        situation = self._situation()
        if self._in.lock.session is not None and situation is not None:
            self._dirty |= self._in.awaiting.step()
            self._read(situation)
        passing = self._what_passes(situation)
        if self._dirty or passing != self._passing:
            self._publish()

    def changed(self) -> None:
        """Tell the screen soon: something that it shows is different."""
        self._dirty = True

    def people_changed(self) -> None:
        """Look everyone up anew: members, cards or events were pulled."""
        self._in.rosters.people_changed()
        self._in.view.people_changed()
        self._dirty = True

    def forget(self) -> None:
        """Forget what was read of anybody: some of them are gone from the database."""
        self._in.rosters.drop()
        self._in.view.forget()
        self._in.bulletin.clear()
        self._in.awaiting.stop()
        self._dirty = True

    def enrolment_told(self) -> None:
        """Hear what came of a code that was typed here."""
        try:
            self._in.first_boot.heard()
        except StoreError as error:
            _log.error("that the code was typed here could not be kept: code=%s", error.code)
        self._dirty = True

    def help_asked(self) -> None:
        """Tell staff that someone wants a team member."""
        self._in.bulletin.shown("help")
        self._notice("wanted", "")

    def tapped(self, result: TapResult) -> None:
        """Tell staff of a tap that was answered."""
        if isinstance(result, TapTaken):
            kind = kind_of(result.outcome)
            self._in.bulletin.shown(kind)
            self._in.view.people_changed()
            self._notice(kind, result.shown_name or "")
        elif isinstance(result, TapNotSaved):
            self._in.bulletin.shown("not_saved")
            self._notice("not_saved", "")

    @property
    def awaits_card(self) -> bool:
        """Whether the next card is for staff."""
        return self._in.awaiting.wish is not None and self._in.lock.session is not None

    def awaited_card(self, tokens: Sequence[CardToken]) -> CardForStaff | None:
        """Take a card for the one that is awaited; None where it is a tap as always."""
        session = self._in.lock.session
        if session is None or self._in.awaiting.wish is None:
            return None
        self._dirty = True
        self._in.view.people_changed()
        return self._in.card_use.awaited(session, tokens)

    def staff_card(self, tokens: Sequence[CardToken]) -> CardForStaff | None:
        """Open the screens with a card of someone of the team, or lock them; None for any other staff card."""
        who = self._in.card_use.teammate(tokens)
        if who is None:
            return None
        if self._in.lock.session is not None:
            self.lock_up()
        else:
            self.admit(who)
        self._dirty = True
        return CardForStaff(Signal.ALREADY)

    # ------------------------------------------------------------- the lock

    def admit(self, who: Teammate) -> None:
        """Open the staff screens for ``who``, who sees nothing of what whoever was in before looked at."""
        if self._in.lock.locked_out is not None:
            self.lock_up()
        self._in.lock.open(who)
        self._note(who, Audit.UNLOCKED)

    def lock_up(self) -> None:
        """Lock the staff screens, and forget everyone who was on them."""
        self._in.lock.lock()

    def _locked(self, session: Session | None) -> None:
        self._in.view.close()
        self._in.rosters.drop()
        self._in.bulletin.clear()
        self._in.awaiting.stop()
        self._in.deeds.forget()
        self._refuse_put_off("locked")
        if session is not None:
            self._note(session.who, Audit.LOCKED)
        self._dirty = True

    def _note(self, who: Teammate, did: Audit) -> None:
        try:
            self._in.deeds.note(who.account.ref, did)
        except StoreError as error:  # staff must get in to see what is wrong with the disk
            _log.error("that staff came or went was not recorded: code=%s", error.code)

    # ------------------------------------------------------------- inside

    def _enter(self, act: _ENTRY, reply: Callable[[AnswerCode], None]) -> None:
        is_open = self._in.lock.session is not None
        match act:
            case messages.PinEntered() if is_open:
                reply("not_allowed")
            case messages.PinEntered():
                self._in.entrance.pin(act, reply)
                self._publish()
            case messages.RescueCode():
                self._in.entrance.code(act, reply)
            case messages.EnterEnrolmentCode() | messages.FirstLead() if not self._unset:
                reply("not_allowed" if is_open else "locked")
            case messages.EnterEnrolmentCode():
                reply(self._in.first_boot.type_code(act.code))
            case messages.FirstLead():
                self._in.entrance.first_lead(act, reply)

    def _at_work(self, session: Session, act: Act, reply: Reply) -> None:
        match act:
            case messages.AddStaff() if self._in.work.may(session, act):
                self._in.new_pins.add(session, act, reply)
            case messages.ChangePin():
                self._in.new_pins.change(session, act, reply)
            case _:
                came = self._in.work.do(session, act)
                if came.locks:
                    self.lock_up()
                reply(came.code, came.detail)

    def _notice(self, kind: str, name: str) -> None:
        if self._in.lock.session is not None:
            self._in.bulletin.notice(kind, name)
            self._dirty = True

    def _read(self, situation: Situation) -> None:
        try:
            more = self._in.rosters.read(situation)
        except StoreError as error:
            _log.warning("who came could not be read: code=%s", error.code)
            self._refuse_put_off("not_saved")
        except Exception as error:  # noqa: BLE001  a failing disk garbles rows: taps go on
            self._tell_fault("who came could not be read", error)
            self._refuse_put_off("not_saved")
        else:
            self._dirty |= more
            if not more:
                self._take_up()

    def _take_up(self) -> None:
        """Do what was put off until enough was read."""
        put_off, self._put_off = self._put_off, []
        for act, answer in put_off:
            self.heard(act, answer)

    def _refuse_put_off(self, code: AnswerCode) -> None:
        """Refuse what was put off: whoever gets in next did not ask for it."""
        put_off, self._put_off = self._put_off, []
        for act, answer in put_off:
            answer(StaffAnswer(request=act.request, code=code))

    def _what_passes(self, situation: Situation | None) -> tuple[object, ...]:
        """Return what changes by itself; the screen is told when it does."""
        lock = self._in.lock.told(unset=self._unset)
        if lock.state != "open":
            return (lock.state,)
        bulletin = self._in.bulletin
        minute = None if situation is None else situation.now(self._clock.read()).at_us // _US_PER_MINUTE
        news = (bulletin.told_notice() is None, bulletin.told_offer() is None, self._in.view.passing())
        return lock.state, minute, *news

    def _publish(self) -> None:
        self._dirty = False
        self._unset = self._is_unset()
        self._passing = self._what_passes(self._situation())
        self._number += 1
        snapshot = self.snapshot()
        for watcher in self._watchers:
            watcher(snapshot)

    def snapshot(self) -> StaffSnapshot:
        """Return what the staff screens show now: nothing of any person while they are locked."""
        lock, session = self._in.lock.told(unset=self._unset), self._in.lock.session
        setup = self._in.first_boot.page(unset=self._unset, is_open=session is not None)
        situation = self._situation()
        bare = StaffSnapshot(number=self._number, lock=lock, setup=setup)
        if session is None or situation is None:
            return bare
        told, reading = replace(bare, awaited=self._in.awaiting.told()), self._clock.read()
        try:
            told = self._with_bar(told, situation, reading)
            return replace(told, page=self._in.view.page(situation, reading, session, self._queue))
        except StoreError as error:
            _log.warning("what staff look at could not be read: code=%s", error.code)
        except Exception as error:  # noqa: BLE001  a failing disk garbles rows: taps go on
            self._tell_fault("what staff look at could not be shown", error)
        return told

    def _with_bar(self, bare: StaffSnapshot, situation: Situation, reading: ClockReading) -> StaffSnapshot:
        """Return ``bare`` with everything but the page, which may be what can't be read."""
        bulletin = self._in.bulletin
        self._queue = queue(self._store, reading)
        self._in.rosters.read(situation)
        derived = self._in.rosters.today(situation, reading)
        return replace(
            bare,
            bar=status_bar(
                derived,
                situation.now(reading),
                queue=self._queue,
                network=self._network(),
                display=self._display,
                bulletin=bulletin,
            ),
            notice=bulletin.told_notice(),
            undo=bulletin.told_offer(),
        )

    def _tell_fault(self, what: str, error: Exception) -> None:
        """Log it, once as long as it is the same: it may come with every tick."""
        place = place_of(error)
        if place != self._told_fault:
            self._told_fault = place
            _log.error("%s: fault=%s place=%s", what, type(error).__name__, place)

    def _is_unset(self) -> bool:
        """Tell whether nobody has a PIN; where the database refuses to say, somebody may have."""
        try:
            return not team_of(self._store)
        except Exception:  # noqa: BLE001  also a disk that garbles rows
            return False
