"""How far a timestamp can be trusted, and how one is repaired. A Pi has no clock of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.ids import BootId

OLDEST_US = 1_767_225_600_000_000
"""2026-01-01 UTC: no kiosk recorded anything before."""
FURTHEST_US = OLDEST_US + 100 * 365 * 86_400_000_000
"""A moment beyond every record."""


class FixSource(StrEnum):
    """What made the clock trustworthy."""

    KERNEL = "kernel"
    """A time service set the system's clock, and the kernel says so."""
    SERVICE = "service"
    """The badge service told the time in a verified answer."""
    HARDWARE = "hardware"
    """A clock with a battery went on running while the kiosk was off."""
    STAFF = "staff"
    """A person confirmed date and time."""


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
    """A moment at which the true time of a boot became known.

    ``uncertainty_us``: how far off it may be by the way in which it was told, None where that is not known.
    """

    boot: BootId
    boottime_us: int
    wall_us: int
    source: FixSource
    uncertainty_us: int | None = None


_STRENGTH = {FixSource.KERNEL: 2, FixSource.SERVICE: 1, FixSource.HARDWARE: 0, FixSource.STAFF: 0}
"""A person who contradicts a battery's clock may be right."""
_OWN_ERROR_US = {
    FixSource.KERNEL: 1_000_000,
    FixSource.SERVICE: 1_000_000,
    FixSource.HARDWARE: 2_000_000,
    FixSource.STAFF: 180_000_000,
}
_USUAL_UNCERTAINTY_US = {FixSource.SERVICE: 5_000_000, FixSource.HARDWARE: 300_000_000}
"""What is assumed of records that don't say it."""
_DRIFT_PER_MILLION = 100
"""How fast CLOCK_BOOTTIME may run wrong: a Pi's crystal does so by some tens of parts in a million."""


def drift_us(elapsed_us: int) -> int:
    """Return how far CLOCK_BOOTTIME may run wrong in ``elapsed_us``, whatever its sign."""
    return -(-abs(elapsed_us) * _DRIFT_PER_MILLION // 1_000_000)


def error_us(fix: ClockFix) -> int:
    """Return how far ``fix`` may be off at its own moment."""
    told = fix.uncertainty_us
    return _OWN_ERROR_US[fix.source] + (_USUAL_UNCERTAINTY_US.get(fix.source, 0) if told is None else told)


def rank(fix: ClockFix) -> tuple[int, int, int]:
    """Return what fixes of one boot are compared by: the strongest source counts, then the latest."""
    return _STRENGTH[fix.source], fix.boottime_us, fix.wall_us


class Clocks(Protocol):
    """Whoever can tell when a reading was taken."""

    def at_us(self, reading: ClockReading) -> int:
        """Return the effective time in microseconds since 1970 UTC."""

    def with_fixes(self, fixes: Iterable[ClockFix]) -> "Clocks":
        """Return the same with more fixes."""


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

    def earliest_us(self, reading: ClockReading) -> int | None:
        """Return before which moment ``reading`` was surely not taken; None where its boot was never told the time."""
        fix = self.fixes.get(reading.boot)
        if reading.synchronised:
            own = ClockFix(reading.boot, reading.boottime_us, reading.wall_us, FixSource.KERNEL)
            fix = own if fix is None else max(fix, own, key=rank)
        if fix is None:
            return None
        elapsed_us = reading.boottime_us - fix.boottime_us
        return fix.wall_us + elapsed_us - error_us(fix) - drift_us(elapsed_us)

    def with_fixes(self, fixes: Iterable[ClockFix]) -> "TimeLine":
        """Return the line with more fixes; of several of one boot the strongest source counts, then the latest."""
        best = dict(self.fixes)
        for fix in fixes:
            known = best.get(fix.boot)
            if known is None or rank(fix) > rank(known):
                best[fix.boot] = fix
        return TimeLine(best)


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
