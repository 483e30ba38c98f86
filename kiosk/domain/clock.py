"""How far a timestamp can be trusted, and how one is repaired. A Pi has no clock of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ids import BootId


class FixSource(StrEnum):
    """What made the clock trustworthy, strongest first."""

    KERNEL = "kernel"
    HARDWARE = "hardware"
    SERVICE = "service"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The raw evidence kept with every record; it is never rewritten.

    ``wall_us``: microseconds since 1970 UTC by the wall clock, right or wrong.
    ``boottime_us``: microseconds of CLOCK_BOOTTIME in boot ``boot``.
    ``synchronised``: the kernel called its clock synchronised at that moment.
    """

    wall_us: int
    synchronised: bool
    boot: BootId
    boottime_us: int


@dataclass(frozen=True, slots=True)
class ClockFix:
    """A moment at which the true time of a boot became known."""

    boot: BootId
    boottime_us: int
    wall_us: int
    source: FixSource


_STRENGTH = {source: rank for rank, source in enumerate(reversed(FixSource))}


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Effective times of readings: the best fix of their boot plus the difference, else the raw wall time."""

    fixes: Mapping[BootId, ClockFix]

    def at_us(self, reading: ClockReading) -> int:
        """Return the effective time in microseconds since 1970 UTC."""
        fix = self.fixes.get(reading.boot)
        return reading.wall_us if fix is None else fix.wall_us + reading.boottime_us - fix.boottime_us

    def now(self, reading: ClockReading) -> "Now":
        """Return what time it is, as far as the kiosk can know."""
        fixed = reading.boot in self.fixes
        return Now(self.at_us(reading), trusted=fixed or reading.synchronised)

    def with_fixes(self, fixes: Iterable[ClockFix]) -> "TimeLine":
        """Return the line with more fixes; of several of one boot the strongest source counts, then the latest."""
        best = dict(self.fixes)
        for fix in fixes:
            known = best.get(fix.boot)
            if known is None or _rank(fix) > _rank(known):
                best[fix.boot] = fix
        return TimeLine(best)


def _rank(fix: ClockFix) -> tuple[int, int, int]:
    return _STRENGTH[fix.source], fix.boottime_us, fix.wall_us


UNFIXED = TimeLine({})
"""The time line of one who knows no fix."""


@dataclass(frozen=True, slots=True)
class Now:
    """A moment in effective time (microseconds UTC), and whether it can be trusted for opening and closing events."""

    at_us: int
    trusted: bool


def time_line(fixes: Iterable[ClockFix]) -> TimeLine:
    """Build a time line; of several fixes of one boot the strongest source counts, then the latest."""
    return UNFIXED.with_fixes(fixes)


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


def service_fix(line: TimeLine, reading: ClockReading, *, told: ClockFix, uncertainty_us: int) -> ClockFix | None:
    """Return the fix to record because a verified answer of the service told the time, or None.

    A kernel that is, or was in this boot, synchronised knows better; a slow answer proves too little.
    """
    if reading.synchronised or uncertainty_us > _MOST_UNCERTAINTY_US:
        return None
    known = line.fixes.get(told.boot)
    if known is None:
        return told
    differs_us = abs(told.wall_us - told.boottime_us - (known.wall_us - known.boottime_us))
    stronger = _STRENGTH[known.source] > _STRENGTH[told.source]
    return None if stronger or differs_us < _STEP_US + uncertainty_us else told
