"""When the clock becomes trustworthy: which word of the time is worth a fix, and when the wall clock was set."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.clock import OLDEST_US, ClockFix, ClockReading, FixSource, TimeLine, drift_us, error_us
from kiosk.domain.ids import BootId

_STEP_US = 1_000_000
"""A smaller difference between the wall clock and the time line is drift, not a correction."""
_MOST_UNCERTAINTY_US = 5_000_000


def kernel_fix(line: TimeLine, reading: ClockReading) -> ClockFix | None:
    """Return the fix to record because the kernel calls its clock synchronised, or None if there is nothing new."""
    if not reading.synchronised:
        return None
    known = line.fixes.get(reading.boot)
    settled = known is not None and known.source is FixSource.KERNEL
    if settled and abs(line.at_us(reading) - reading.wall_us) < _STEP_US:
        return None
    return ClockFix(reading.boot, reading.boottime_us, reading.wall_us, FixSource.KERNEL)


def service_fix(line: TimeLine, reading: ClockReading, *, told: ClockFix) -> ClockFix | None:
    """Return the fix to record because a verified answer of the service told the time, or None.

    A kernel that is, or was in this boot, synchronised knows better; a slow answer proves too little.
    """
    uncertainty_us = told.uncertainty_us or 0
    if reading.synchronised or uncertainty_us > _MOST_UNCERTAINTY_US:
        return None
    known = line.fixes.get(told.boot)
    if known is None:
        return told
    differs_us = abs(told.wall_us - told.boottime_us - (known.wall_us - known.boottime_us))
    if known.source in {FixSource.KERNEL, FixSource.SERVICE}:
        return None if known.source is FixSource.KERNEL or differs_us < _STEP_US + uncertainty_us else told
    return told if error_us(told) < error_us(known) else None


# ----------------------------------------------------------------- a clock with a battery


_HARDWARE_DRIFT_PER_MILLION = 50
_MOST_HARDWARE_ERROR_US = 300_000_000


@dataclass(frozen=True, slots=True)
class HardwareMark:
    """What the hardware clock said (``hardware_us``) at a moment whose true time was known (``wall_us``)."""

    wall_us: int
    hardware_us: int


def hardware_fix(
    line: TimeLine, reading: ClockReading, *, mark: HardwareMark | None, hardware_us: int
) -> ClockFix | None:
    """Return the fix to record because a clock with a battery tells the time, or None.

    ``hardware_us`` is read together with ``reading``. The clock is believed only if it was right when the true time
    was last known, has not gone back since, and can't have drifted further than five minutes.
    """
    if mark is None or reading.synchronised or reading.boot in line.fixes:
        return None
    off_us, elapsed_us = abs(mark.hardware_us - mark.wall_us), hardware_us - mark.hardware_us
    drifted_us = off_us + elapsed_us * _HARDWARE_DRIFT_PER_MILLION // 1_000_000
    if off_us > _STEP_US * 2 or elapsed_us < 0 or drifted_us > _MOST_HARDWARE_ERROR_US:
        return None
    return ClockFix(reading.boot, reading.boottime_us, hardware_us, FixSource.HARDWARE, drifted_us)


# ----------------------------------------------------------------- a person


_TEN_YEARS_US = 10 * 366 * 86_400_000_000


class Unconfirmed(StrEnum):
    """Why a person's word of the time is not taken."""

    SYNCHRONISED = "synchronised"
    """A time service sets the clock of this kiosk."""
    KNOWN_BETTER = "known_better"
    """A time service or the badge service has told another time since this kiosk was switched on."""
    TOO_EARLY = "too_early"
    """The kiosk knows that it is later."""
    TOO_LATE = "too_late"
    """More than ten years after this program was made."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person's word is taken. ``fix``: to be recorded, None where nothing is new. ``clock_us``: what the time is."""

    fix: ClockFix | None
    clock_us: int


def confirm(line: TimeLine, reading: ClockReading, wall_us: int) -> Confirmed | Unconfirmed:
    """Decide about the time that a person confirms at the moment of ``reading``.

    It can't lie before what was known for sure. What persons said does not bind: they may correct each other.
    """
    if reading.synchronised:
        return Unconfirmed.SYNCHRONISED
    told = ClockFix(reading.boot, reading.boottime_us, wall_us, FixSource.STAFF)
    known = line.fixes.get(reading.boot)
    if known is not None:
        doubt_us = error_us(known) + error_us(told) + drift_us(reading.boottime_us - known.boottime_us)
        if abs(wall_us - line.at_us(reading)) <= doubt_us and known.source is not FixSource.STAFF:
            return Confirmed(None, line.at_us(reading))
        if known.source in {FixSource.KERNEL, FixSource.SERVICE}:
            return Unconfirmed.KNOWN_BETTER
    if wall_us < _known_to_be_past_us(line, reading.boot) - error_us(told):
        return Unconfirmed.TOO_EARLY
    return Unconfirmed.TOO_LATE if wall_us > OLDEST_US + _TEN_YEARS_US else Confirmed(told, wall_us)


def _known_to_be_past_us(line: TimeLine, boot: BootId) -> int:
    """Return the latest moment that certainly has been, as earlier boots tell."""
    told = (fix for fix in line.fixes.values() if fix.source is not FixSource.STAFF and fix.boot != boot)
    return max((fix.wall_us - error_us(fix) for fix in told), default=OLDEST_US)


# ----------------------------------------------------------------- the wall clock was set


@dataclass(frozen=True, slots=True)
class WallWatch:
    """Notices when the wall clock is set: it then moves against CLOCK_BOOTTIME.

    ``offset_us``: wall clock minus boot time at the last look, None before the first. ``steps``: how often it was set.
    ``last_us``: by how much at the last time, 0 before the first.
    """

    offset_us: int | None = None
    steps: int = 0
    last_us: int = 0

    def look(self, reading: ClockReading) -> "WallWatch":
        """Return the watch after a look; slower changes than a second from one look to the next are no step."""
        offset_us = reading.wall_us - reading.boottime_us
        moved_us = 0 if self.offset_us is None else offset_us - self.offset_us
        if abs(moved_us) > _STEP_US:
            return WallWatch(offset_us, self.steps + 1, moved_us)
        return WallWatch(offset_us, self.steps, self.last_us)
