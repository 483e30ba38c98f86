"""The attendance daemon put together: what it holds in memory, and how its parts meet. Loop thread only."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from kiosk import remains
from kiosk.clock_keeper import ClockKeeper
from kiosk.desks.administrator import AdministratorDesk
from kiosk.desks.card_watch import CardWatch
from kiosk.desks.health import HealthReport
from kiosk.desks.network import NetworkNews
from kiosk.desks.screen import ScreenDesk
from kiosk.desks.worker import WorkerDesk
from kiosk.display import Display, ResultTimes
from kiosk.domain.cards import RegionKey
from kiosk.domain.clock import UNFIXED, ClockFix, ClockReading
from kiosk.domain.errors import EnrolmentError, StoreError
from kiosk.domain.events import Event, local_day
from kiosk.domain.ids import CardToken, LedgerId
from kiosk.domain.letters import KeyLetter
from kiosk.intake import Answered, Intake
from kiosk.keys import KeyRing
from kiosk.local_api.messages import Confirmed, StickWanted, StorageStatus, TimeJudged
from kiosk.ports import (
    CardForStaff,
    Clock,
    Enrolment,
    IdSource,
    ReaderChanged,
    ReaderReport,
    Signals,
    StaffCardSeen,
    Store,
    TapTaken,
)
from kiosk.ports.sticks import Sticks
from kiosk.reserve import Reserve
from kiosk.salvaging import unfinished
from kiosk.staff_room.furnish import StaffMeans, Surroundings, furnish
from kiosk.staff_room.kiosk_pages import Diagnostics
from kiosk.staff_room.one_thread import SideJobs
from kiosk.staff_room.rescue import RescueCodes
from kiosk.staff_room.stick import StickRoom
from kiosk.tap_taking import TapTaking
from kiosk.trust import ServiceTrust
from kiosk.usecases import enrol, situation
from kiosk.usecases.retain import note_confirmed
from kiosk.usecases.situation import Situation
from kiosk.usecases.start import begin_after_loss
from kiosk.usecases.tidy import Tidying

_log = logging.getLogger(__name__)
_US_PER_MINUTE = 60_000_000


class Daemon:
    """The state between the adapters: who this kiosk is, what is on, and the desks that neighbours talk to."""

    def __init__(  # noqa: PLR0913  the composition root hands in every part
        self,
        *,
        version: str,
        store: Store,
        known: Situation | None,
        sqlite_version: str,
        clock: Clock,
        clock_keeper: ClockKeeper,
        ids: IdSource,
        keys: KeyRing,
        signals: Signals,
        times: ResultTimes,
        state_dir: Path,
        reserve: Reserve,
        remember: Callable[[Situation], None],
        storage: Callable[[], StorageStatus],
        sticks: Sticks,
        stick_jobs: SideJobs,
        staff_means: StaffMeans,
        answered: Callable[[Answered], None],
    ) -> None:
        """Make the desks.

        ``known``: the situation as it is in the database; None before enrolment. ``remember`` keeps beside the database
        who this kiosk is and where it writes. ``storage`` tells how records are kept. ``stick_jobs``: a thread for
        sticks, which are slow. ``answered`` is told of every tap once it is answered.
        """
        self._store = store
        self._clock = clock
        self._clock_keeper = clock_keeper
        self._ids = ids
        self._keys = keys
        self._region_keys: tuple[RegionKey, ...] = keys.region_keys()
        self._trust = ServiceTrust(keys)
        self._situation = known
        self._network = NetworkNews()
        self._minute: int | None = None
        self._began_behind = False
        self._remember = remember
        self._tell_answered = answered
        self.display = Display(clock, times, lambda: self._situation)
        health = HealthReport(
            version=version,
            store=store,
            clock=clock,
            display=self.display,
            state_dir=state_dir,
            situation=lambda: self._situation,
            clock_keeper=clock_keeper,
            storage=storage,
        )
        self.stick = StickRoom(
            sticks=sticks,
            jobs=stick_jobs,
            clock=clock,
            ask_worker=self._ask_for_stick,
            kiosk=lambda: "" if self._situation is None else self._situation.enrolment.kiosk,
            today=self._today,
            changed=self._staff_see_something_else,
        )
        self.worker_desk = WorkerDesk(
            store=store,
            clock=clock,
            health=health,
            sealing_key=keys.sealing_key,
            situation=lambda: self._situation,
            room=reserve.room_for,
            doings=self,
            stick=self.stick,
        )
        self.staff_room = furnish(
            Surroundings(
                store=store,
                clock=clock,
                ids=ids,
                signals=signals,
                display=self.display,
                situation=lambda: self._situation,
                keep=self._staff_did,
                network=lambda: self._network,
                confirm_time=self.confirm_time,
                enroller=self.worker_desk,
                diagnostics=Diagnostics(health, sqlite_version, staff_means.machine, staff_means.log_lines),
                stick=self.stick,
                means=staff_means,
            )
        )
        self._tidying = Tidying(store, expire_copies=lambda: _expire(store, state_dir), forgot=self.staff_room.forget)
        self._tap_taking = TapTaking(
            store=store,
            clock=clock,
            ids=ids,
            reserve=reserve,
            situation=lambda: self._situation,
            keep=self._tapped,
            recover=self.recover,
        )
        self.intake = Intake(
            clock=clock,
            display=self.display,
            signals=signals,
            keys=self._active_keys,
            take_tap=self._take_tap,
            awaited_card=self.staff_room.awaited_card,
            answered=self._answered,
        )
        self.screen_desk = ScreenDesk(self.display, self.staff_room, self._help_asked)
        self._card_watch = CardWatch(clock=clock, keys=lambda: self._region_keys)
        self.administrator_desk = AdministratorDesk(
            store=store,
            worker=self.worker_desk,
            health=health,
            clock=clock,
            situation=lambda: self._situation,
            network=lambda: self._network,
            sqlite_version=sqlite_version,
            cards=self._card_watch,
            confirm_time=self.confirm_time,
            allow_another_service=self._trust.allow_another,
            rescue=RescueCodes(store, clock),
        )

    # ------------------------------------------------------------- readers and time

    def report(self, report: ReaderReport) -> None:
        """Handle one report of a reader: the tap first, then whoever watches cards."""
        self.intake.report(report)
        self._card_watch.report(report)
        if isinstance(report, ReaderChanged):
            self.staff_room.changed()

    def tick(self) -> None:
        """Do what time alone brings; called some times a second."""
        self.intake.tick()
        self.stick.step()
        self.staff_room.tick()
        self._tidy()
        if self._situation is None:
            return
        reading = self._clock.read()
        clock_news = self._clock_keeper.has_news(reading)
        if clock_news:
            self.worker_desk.try_now()  # a certificate that seemed invalid may hold now
        minute = self._situation.now(reading).at_us // _US_PER_MINUTE
        if clock_news or minute != self._minute:
            self._minute = minute
            self._new_minute(self._situation, reading)

    def _new_minute(self, known: Situation, reading: ClockReading) -> None:
        """Events open and close on whole minutes, and the machine may have learnt the time."""
        self._situation = self._clock_keeper.heed(known, reading)
        self._tidying.more_may_be_due()
        self.display.refresh()
        self.staff_room.changed()

    def _tidy(self) -> None:
        """Take out a little of what must go; after a refusal it goes on with the next minute."""
        clocks = UNFIXED if self._situation is None else self._situation.line
        try:
            self._tidying.step(clocks)
        except (StoreError, OSError, ValueError, msgspec.DecodeError) as error:  # a failing disk garbles rows
            _log.error("what must go could not be removed yet: fault=%s", type(error).__name__)
            self._tidying.rest()

    def _ask_for_stick(self, wanted: StickWanted) -> bool:
        return self.worker_desk.ask_for_stick(wanted)

    def _today(self) -> str:
        known = self._situation
        return "" if known is None else local_day(known.now(self._clock.read()).at_us, known.zone).isoformat()

    def confirm_time(self, wall_us: int) -> TimeJudged:
        """Take a person's word that it is ``wall_us`` now; raises EnrolmentError before enrolment, and StoreError."""
        if self._situation is None:
            message = "this kiosk is not enrolled"
            raise EnrolmentError(message)
        self._situation, refused, setting = self._clock_keeper.confirm(self._situation, wall_us)
        if refused is None:
            self.worker_desk.try_now()
            self.display.refresh()
        clock = self._clock_keeper.told(self._situation)
        return TimeJudged(refused=None if refused is None else refused.value, setting=setting, clock=clock)

    # ------------------------------------------------------------- what a worker's message changes

    def enrolled(self, enrolment: Enrolment, letter: KeyLetter) -> None:
        """Accept an enrolment; raises SealError or EnrolmentError where it can't be used, and then keeps nothing."""
        situation.zone_of(enrolment)
        opened = self._trust.open_enrolment(enrolment, letter, self._service_key())
        self._keys.keep(opened)
        self._region_keys = opened.keys
        enrol.accept_enrolment(self._store, self._ids, enrolment)
        self._trust.settle()
        self._situation = situation.load(self._store)
        if self._situation is not None:
            self._remember(self._situation)
        _log.info("enrolled: kiosk=%s hub=%s", enrolment.kiosk, enrolment.hub)
        self.display.refresh()

    def new_region_keys(self, letter: KeyLetter) -> None:
        """Accept the region's changed keys; raises SealError or EnrolmentError where they can't be used."""
        if self._situation is None:
            message = "this kiosk is not enrolled"
            raise EnrolmentError(message)
        opened = self._trust.open_keys(letter, self._service_key())
        self._keys.keep(opened)
        self._region_keys = opened.keys
        if self._service_key() is None:
            known = replace(self._situation.enrolment, service_key=letter.service_key)
            self._situation = replace(self._situation, enrolment=enrol.prove_service(self._store, known))
        _log.info("region keys: %s", ",".join(key.key_id for key in opened.keys))

    def region_key_ids(self) -> list[str]:
        """Return the ids of the region's keys; none while their service has not proved who it is: it will, if asked."""
        return [] if self._service_key() is None else [key.key_id for key in self._region_keys]

    def _service_key(self) -> str | None:
        return None if self._situation is None else self._situation.enrolment.service_key

    def service_time(self, told: ClockFix) -> None:
        """Take the service's verified time."""
        if self._situation is None:
            return
        before = self._situation.line
        self._situation = self._clock_keeper.service_time(self._situation, told)
        if self._situation.line != before:
            self.worker_desk.wake()
            self.display.refresh()

    def directory_changed(self, events: tuple[Event, ...] | None) -> None:
        """Go by what was pulled, which is stored already. ``events``: all that are known now, None if unchanged."""
        self._tidying.more_may_be_due()
        self.staff_room.people_changed()
        if self._situation is not None and events is not None:
            self._situation = situation.with_events(self._situation, events)
            self.display.refresh()

    def network_news(self, news: NetworkNews) -> None:
        """Keep what the worker says of the network."""
        self._network = news
        self.staff_room.changed()

    def confirmed(self, confirmed: Confirmed) -> None:
        """Keep how far the service has a ledger; one that has more than was ever here shows an older database.

        That is believed once: a service that is wrong about it must not make ledger upon ledger.
        """
        began_anew = note_confirmed(
            self._store,
            self._ids,
            LedgerId(confirmed.ledger),
            has_through=0 if self._began_behind else confirmed.has_through,
            told_through=confirmed.told_through,
            missing=confirmed.missing,
        )
        if began_anew:
            self._began_behind = True
            _log.error("the badge service has records that are not here: this is an older database; a new ledger began")
            self.reload()

    # ------------------------------------------------------------- when the disk failed

    @property
    def situation(self) -> Situation | None:
        """Who this kiosk is and where it writes."""
        return self._situation

    def recover(self) -> None:
        """Open the database anew if its disk failed, make sure that nothing is gone, and read everything again.

        Raises:
            StoreError: it still refuses.

        """
        self._store.reopen()
        known = self._situation
        if known is not None and begin_after_loss(self._store, self._ids, known.ledger):
            _log.error("records that were saved are gone: a new ledger began")
        self.reload()

    def reload(self) -> None:
        """Read everything again; raises StoreError."""
        self._situation = situation.load(self._store)
        if self._situation is not None:
            self._remember(self._situation)
        self.display.refresh()

    # ------------------------------------------------------------- staff and taps

    def _staff_did(self, known: Situation) -> None:
        """Go on with the situation that an act of the team left; what was recorded is to be sent."""
        before, self._situation = self._situation, known
        self.worker_desk.wake()
        if before is None or (before.openings, before.events) != (known.openings, known.events):
            self.display.refresh()

    def _staff_see_something_else(self) -> None:
        self.staff_room.changed()

    def _help_asked(self) -> None:
        self.intake.help_asked()
        self.staff_room.help_asked()

    def _active_keys(self) -> tuple[RegionKey, ...]:
        return self._region_keys if self._situation is not None else ()

    def _take_tap(self, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen | CardForStaff:
        result = self._tap_taking.take(tokens)
        if isinstance(result, StaffCardSeen):
            return self.staff_room.staff_card(tokens) or result
        return result

    def _tapped(self, known: Situation) -> None:
        self._situation = known

    def _answered(self, answered: Answered) -> None:
        if not isinstance(answered.result, StaffCardSeen | CardForStaff):
            self.worker_desk.wake()
        self._tell_answered(answered)
        self.staff_room.tapped(answered.result)


def _expire(store: Store, state_dir: Path) -> bool:
    """Remove what holds records as they were, unless records are still being carried over from there."""
    if unfinished(store):
        return False
    remains.expire(state_dir)
    return True
