"""How a kiosk without a clock still knows when."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import ClockFix, ClockReading, FixSource, TimeLine, time_line
from kiosk.domain.clock_fixes import kernel_fix, service_fix
from tests.fakes.house import BOOT, HOUR_US, NOON_US, SECOND_US

WRONG_US = 978_307_200 * SECOND_US
"""2001-01-01: where a kiosk without a clock believes to be."""
NOBODY_SAID = TimeLine({})


def reading(*, boottime_us: int, wall_us: int = WRONG_US, synchronised: bool = False) -> ClockReading:
    return ClockReading(wall_us, synchronised, BOOT, boottime_us)


@given(tap_us=st.integers(0, HOUR_US), fix_us=st.integers(0, HOUR_US), wrong_us=st.integers(0, 2 * NOON_US))
def test_a_fix_repairs_every_reading_of_its_boot_before_and_after(tap_us: int, fix_us: int, wrong_us: int) -> None:
    line = time_line([ClockFix(BOOT, fix_us, NOON_US + fix_us, FixSource.SERVICE)])
    assert line.at_us(reading(boottime_us=tap_us, wall_us=wrong_us)) == NOON_US + tap_us


def test_without_a_fix_the_raw_time_stands_and_is_not_trusted() -> None:
    now = NOBODY_SAID.now(reading(boottime_us=5))
    assert (now.at_us, now.trusted) == (WRONG_US, False)


def test_a_synchronised_kernel_is_trusted_and_recorded_once() -> None:
    right = reading(boottime_us=5, wall_us=NOON_US, synchronised=True)
    fix = kernel_fix(NOBODY_SAID, right)
    assert fix == ClockFix(BOOT, 5, NOON_US, FixSource.KERNEL)
    assert NOBODY_SAID.now(right).trusted
    later = reading(boottime_us=5 + SECOND_US, wall_us=NOON_US + SECOND_US, synchronised=True)
    assert kernel_fix(time_line([fix]), later) is None


def test_a_step_of_the_synchronised_clock_is_recorded_again() -> None:
    line = time_line([ClockFix(BOOT, 0, NOON_US, FixSource.KERNEL)])
    stepped = reading(boottime_us=SECOND_US, wall_us=NOON_US + 3 * SECOND_US, synchronised=True)
    assert kernel_fix(line, stepped) == ClockFix(BOOT, SECOND_US, NOON_US + 3 * SECOND_US, FixSource.KERNEL)


def test_the_services_time_helps_a_kiosk_that_has_none() -> None:
    told = ClockFix(BOOT, 10, NOON_US, FixSource.SERVICE, 50_000)
    now = reading(boottime_us=20)
    assert service_fix(NOBODY_SAID, now, told=told) == told
    assert service_fix(time_line([told]), now, told=told) is None


def test_the_services_time_is_not_taken_from_a_slow_answer_or_over_the_kernels() -> None:
    told = ClockFix(BOOT, 10, NOON_US, FixSource.SERVICE, 6 * SECOND_US)
    assert service_fix(NOBODY_SAID, reading(boottime_us=20), told=told) is None
    synchronised = reading(boottime_us=20, wall_us=NOON_US, synchronised=True)
    assert service_fix(NOBODY_SAID, synchronised, told=replace(told, uncertainty_us=0)) is None


def test_once_the_kernel_knew_the_time_of_a_boot_the_service_changes_nothing() -> None:
    line = time_line([ClockFix(BOOT, 0, NOON_US, FixSource.KERNEL)])
    told = ClockFix(BOOT, HOUR_US, NOON_US + 2 * HOUR_US, FixSource.SERVICE)
    assert service_fix(line, reading(boottime_us=HOUR_US), told=told) is None
    assert line.with_fixes([told]) == line


def test_a_kernel_that_learns_the_time_takes_over_from_the_service() -> None:
    line = time_line([ClockFix(BOOT, 0, NOON_US, FixSource.SERVICE)])
    fix = kernel_fix(line, reading(boottime_us=SECOND_US, wall_us=NOON_US + SECOND_US + 300, synchronised=True))
    assert fix is not None
    assert line.with_fixes([fix]).at_us(reading(boottime_us=SECOND_US)) == NOON_US + SECOND_US + 300


@given(order=st.permutations(list(FixSource)))
def test_of_several_fixes_the_strongest_source_counts(order: list[FixSource]) -> None:
    fixes = [ClockFix(BOOT, 0, NOON_US + rank, source) for rank, source in enumerate(order)]
    kernel = next(fix for fix in fixes if fix.source is FixSource.KERNEL)
    assert time_line(fixes).at_us(reading(boottime_us=0)) == kernel.wall_us
