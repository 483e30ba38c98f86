"""Keeps the daemon's time: whoever knows it is heard, and steps of the wall clock are noticed. Loop thread only."""

import logging

from kiosk.domain.clock import ClockFix, ClockReading, FixSource, drift_us, error_us
from kiosk.domain.clock_fixes import Confirmed, HardwareMark, Unconfirmed, WallWatch
from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import WireClock
from kiosk.ports import BatteryClock, Clock, ClockSetter, IdSource, Store
from kiosk.usecases import keep_time
from kiosk.usecases.situation import Situation

_log = logging.getLogger(__name__)
_US_PER_S = 1_000_000
_MARK_EVERY_US = 3_600 * _US_PER_S
_MARKING = frozenset({FixSource.KERNEL, FixSource.SERVICE})


class ClockKeeper:
    """Hears of the time from the kernel, the badge service, a clock with a battery, and people."""

    def __init__(
        self, *, store: Store, clock: Clock, ids: IdSource, battery: BatteryClock, setter: ClockSetter
    ) -> None:
        """Nothing is read before the first look."""
        self._store = store
        self._clock = clock
        self._ids = ids
        self._battery = battery
        self._setter = setter
        self._watch = WallWatch()
        self._synchronised = False
        self._marked_us: int | None = None

    def has_news(self, reading: ClockReading) -> bool:
        """Tell whether, since the last look, the wall clock was set or the kernel learnt the time."""
        before, self._watch = self._watch, self._watch.look(reading)
        learnt, self._synchronised = reading.synchronised and not self._synchronised, reading.synchronised
        if self._watch.steps == before.steps:
            return learnt
        _log.warning("the system's clock was set: by_s=%.1f", self._watch.last_us / _US_PER_S)
        return True

    def heed(self, situation: Situation, reading: ClockReading) -> Situation:
        """Hear what the machine knows of the time; once a minute, and whenever there is news."""
        try:
            situation = keep_time.note_kernel_time(self._store, self._ids, situation, reading)
            situation = self._heed_battery(situation)
        except StoreError as error:
            _log.error("the clock fix was not recorded: code=%s %s", error.code, error)
        self._mark(situation, reading)
        return situation

    def service_time(self, situation: Situation, told: ClockFix) -> Situation:
        """Take the service's verified time."""
        return keep_time.note_service_time(self._store, self._ids, situation, self._clock.read(), told)

    def confirm(self, situation: Situation, wall_us: int) -> tuple[Situation, Unconfirmed | None, bool]:
        """Take a person's word that it is ``wall_us``; return why not, if so, and whether the clock is being set.

        Raises:
            StoreError: nothing was recorded and the clock is left alone.

        """
        reading = self._clock.read()
        situation, verdict = keep_time.confirm_time(self._store, self._ids, situation, reading, wall_us)
        match verdict:
            case Unconfirmed():
                _log.info("a person's time was not taken: reason=%s", verdict.value)
                return situation, verdict, False
            case Confirmed(clock_us=clock_us):
                setting = self._setter.ask(clock_us, reading.boottime_us)
                _log.info("a person confirmed the time: sets_the_clock=%s", setting)
                return situation, None, setting

    def told(self, situation: Situation) -> WireClock:
        """Return how the clock stands."""
        reading = self._clock.read()
        fix = situation.line.fixes.get(reading.boot)
        return WireClock(
            at_us=situation.now(reading).at_us,
            wall_us=reading.wall_us,
            zone=situation.enrolment.zone,
            source=None if fix is None else fix.source.value,
            error_us=None if fix is None else error_us(fix) + drift_us(reading.boottime_us - fix.boottime_us),
            steps=self._watch.steps,
            step_us=self._watch.last_us,
        )

    def _heed_battery(self, situation: Situation) -> Situation:
        reading = self._clock.read()
        if reading.synchronised or reading.boot in situation.line.fixes:
            return situation
        mark, hardware_us = self._battery.mark(), self._battery.read_us()
        if hardware_us is None:
            return situation
        return keep_time.note_hardware_time(
            self._store, self._ids, situation, reading, mark=mark, hardware_us=hardware_us
        )

    def _mark(self, situation: Situation, reading: ClockReading) -> None:
        """Remember once an hour what the battery's clock says while the true time is known."""
        fix = situation.line.fixes.get(reading.boot)
        if fix is None or fix.source not in _MARKING:
            return
        if self._marked_us is not None and reading.boottime_us - self._marked_us < _MARK_EVERY_US:
            return
        hardware_us = self._battery.read_us()
        if hardware_us is None:
            return
        self._marked_us = reading.boottime_us
        try:
            self._battery.keep(HardwareMark(situation.now(self._clock.read()).at_us, hardware_us))
        except OSError as error:
            _log.warning("the hardware clock was not marked: %s", error.strerror)
