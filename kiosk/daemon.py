"""The attendance daemon put together: what it holds in memory, and how its parts meet. Loop thread only."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from kiosk.desks.administrator import AdministratorDesk
from kiosk.desks.card_watch import CardWatch
from kiosk.desks.health import HealthReport
from kiosk.desks.network import NetworkNews
from kiosk.desks.screen import ScreenDesk
from kiosk.desks.worker import WorkerDesk
from kiosk.display import Display, ResultTimes
from kiosk.domain.cards import RegionKey
from kiosk.domain.clock import ClockFix, ClockReading
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken
from kiosk.intake import Answered, Intake
from kiosk.keys import KeyRing
from kiosk.ports import Clock, Enrolment, IdSource, ReaderReport, Signals, StaffCardSeen, Store, TapTaken
from kiosk.usecases import enrol, keep_time, situation
from kiosk.usecases.situation import Situation
from kiosk.usecases.take_tap import keep_unjudged, take_tap

_log = logging.getLogger(__name__)
_US_PER_MINUTE = 60_000_000


class Daemon:
    """The state between the adapters: who this kiosk is, what is on, and the desks that neighbours talk to."""

    def __init__(  # noqa: PLR0913  the composition root hands in every part
        self,
        *,
        version: str,
        store: Store,
        sqlite_version: str,
        clock: Clock,
        ids: IdSource,
        keys: KeyRing,
        signals: Signals,
        times: ResultTimes,
        state_dir: Path,
        answered: Callable[[Answered], None],
    ) -> None:
        """Load what the database knows and make the desks. ``answered`` is told of every tap once it is answered."""
        self._store = store
        self._clock = clock
        self._ids = ids
        self._keys = keys
        self._region_keys: tuple[RegionKey, ...] = keys.region_keys()
        self._situation = situation.load(store)
        self._network = NetworkNews()
        self._minute: int | None = None
        self._tell_answered = answered
        self.display = Display(clock, times, lambda: self._situation)
        self.intake = Intake(
            clock=clock,
            display=self.display,
            signals=signals,
            keys=self._active_keys,
            take_tap=self._take_tap,
            answered=self._answered,
        )
        health = HealthReport(
            version=version,
            store=store,
            clock=clock,
            display=self.display,
            state_dir=state_dir,
            situation=lambda: self._situation,
        )
        self.screen_desk = ScreenDesk(self.display, self.intake.help_asked)
        self.worker_desk = WorkerDesk(
            store=store,
            clock=clock,
            health=health,
            sealing_key=keys.sealing_key,
            situation=lambda: self._situation,
            doings=self,
        )
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
        )

    # ------------------------------------------------------------- readers and time

    def report(self, report: ReaderReport) -> None:
        """Handle one report of a reader: the tap first, then whoever watches cards."""
        self.intake.report(report)
        self._card_watch.report(report)

    def tick(self) -> None:
        """Do what time alone brings; called some times a second."""
        self.intake.tick()
        if self._situation is None:
            return
        reading = self._clock.read()
        minute = self._situation.now(reading).at_us // _US_PER_MINUTE
        if minute != self._minute:
            self._minute = minute
            self._new_minute(self._situation, reading)

    def _new_minute(self, known: Situation, reading: ClockReading) -> None:
        """Events open and close on whole minutes, and the kernel may have learnt the time."""
        try:
            self._situation = keep_time.note_kernel_time(self._store, self._ids, known, reading)
        except StoreError as error:
            _log.error("the clock fix was not recorded: code=%s %s", error.code, error)
        self.display.refresh()

    # ------------------------------------------------------------- what a worker's message changes

    def enrolled(self, enrolment: Enrolment, sealed_keys: str) -> None:
        """Accept an enrolment; raises SealError or EnrolmentError where it can't be used, and then keeps nothing."""
        situation.zone_of(enrolment)
        self._region_keys = self._keys.accept(sealed_keys)
        enrol.accept_enrolment(self._store, self._ids, enrolment)
        self._situation = situation.load(self._store)
        _log.info("enrolled: kiosk=%s hub=%s", enrolment.kiosk, enrolment.hub)
        self.display.refresh()

    def service_time(self, told: ClockFix, uncertainty_us: int) -> None:
        """Take the service's verified time."""
        if self._situation is None:
            return
        before = self._situation.line
        self._situation = keep_time.note_service_time(
            self._store, self._ids, self._situation, self._clock.read(), told, uncertainty_us=uncertainty_us
        )
        if self._situation.line != before:
            self.worker_desk.wake()
            self.display.refresh()

    def directory_changed(self) -> None:
        """Read again what was pulled."""
        if self._situation is not None:
            self._situation = situation.with_pulled(self._store, self._situation)
            self.display.refresh()

    def network_news(self, news: NetworkNews) -> None:
        """Keep what the worker says of the network."""
        self._network = news

    # ------------------------------------------------------------- taps

    def _active_keys(self) -> tuple[RegionKey, ...]:
        return self._region_keys if self._situation is not None else ()

    def _take_tap(self, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen:
        if self._situation is None:
            message = "a tap before enrolment"
            raise AssertionError(message)
        given = (self._store, self._ids, self._situation, tokens, self._clock.read())
        result: TapTaken | StaffCardSeen
        try:
            self._situation, result = take_tap(*given)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  whatever went wrong, the tap is kept
            _log.error("a tap could not be judged: fault=%s place=%s", type(error).__name__, _place(error))
            self._situation, result = keep_unjudged(*given)
        return result

    def _answered(self, answered: Answered) -> None:
        if not isinstance(answered.result, StaffCardSeen):
            self.worker_desk.wake()
        self._tell_answered(answered)


def _place(error: Exception) -> str:
    """Return where ``error`` was raised; its text may hold what must not be logged."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
