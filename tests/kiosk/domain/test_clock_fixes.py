"""Whose word of the time is taken: a clock with a battery, a person; and how a step of the wall clock is noticed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import OLDEST_US, ClockFix, ClockReading, FixSource, TimeLine, error_us, time_line
from kiosk.domain.clock_fixes import (
    Confirmed,
    HardwareMark,
    Unconfirmed,
    WallWatch,
    confirm,
    hardware_fix,
    service_fix,
)
from kiosk.domain.ids import BootId
from tests.fakes.house import BOOT, HOUR_US, MINUTE_US, NOON_US, SECOND_US

WRONG_US = 978_307_200 * SECOND_US
DAY_US = 24 * HOUR_US
EARLIER_BOOT = BootId("5f0c8f2e-0000-4000-8000-000000000009")
NOBODY_SAID = TimeLine({})
MARK = HardwareMark(NOON_US, NOON_US + SECOND_US // 2)


def reading(*, boottime_us: int = 0, wall_us: int = WRONG_US, synchronised: bool = False) -> ClockReading:
    return ClockReading(wall_us, synchronised, BOOT, boottime_us)


# ----------------------------------------------------------------- a clock with a battery


@given(off_s=st.integers(1, 60 * 86_400), drift=st.integers(-50, 50))
def test_a_battery_clock_tells_the_time_of_a_new_boot_within_its_error(off_s: int, drift: int) -> None:
    ran_us = off_s * SECOND_US
    said_us = MARK.hardware_us + ran_us + ran_us * drift // 1_000_000
    fix = hardware_fix(NOBODY_SAID, reading(), mark=MARK, hardware_us=said_us // SECOND_US * SECOND_US)
    assert fix is not None
    assert abs(fix.wall_us - (NOON_US + ran_us)) <= error_us(fix)


@pytest.mark.parametrize(
    ("mark", "hardware_us"),
    [
        (None, NOON_US),
        (HardwareMark(NOON_US, 0), NOON_US + DAY_US),  # it was wrong already when the time was known
        (MARK, 0),  # its battery ran out
        (MARK, NOON_US + 90 * DAY_US),  # it may have drifted too far
    ],
)
def test_a_battery_clock_that_may_be_wrong_is_not_believed(mark: HardwareMark | None, hardware_us: int) -> None:
    assert hardware_fix(NOBODY_SAID, reading(), mark=mark, hardware_us=hardware_us) is None


def test_a_battery_clock_has_nothing_to_say_where_somebody_knows_the_time() -> None:
    known = time_line([ClockFix(BOOT, 0, NOON_US, FixSource.STAFF)])
    assert hardware_fix(known, reading(), mark=MARK, hardware_us=NOON_US + DAY_US) is None
    assert hardware_fix(NOBODY_SAID, reading(synchronised=True), mark=MARK, hardware_us=NOON_US + DAY_US) is None


def test_the_service_knows_better_than_a_battery_or_a_person() -> None:
    for source in (FixSource.HARDWARE, FixSource.STAFF):
        line = time_line([ClockFix(BOOT, HOUR_US, NOON_US, source)])
        told = ClockFix(BOOT, HOUR_US, NOON_US + MINUTE_US, FixSource.SERVICE, 20_000)
        assert service_fix(line, reading(boottime_us=HOUR_US), told=told) == told
        assert line.with_fixes([told]).at_us(reading(boottime_us=HOUR_US)) == NOON_US + MINUTE_US


# ----------------------------------------------------------------- a person


def test_a_person_gives_a_kiosk_the_time_that_nobody_else_can() -> None:
    fix = ClockFix(BOOT, HOUR_US, NOON_US, FixSource.STAFF)
    assert confirm(NOBODY_SAID, reading(boottime_us=HOUR_US), NOON_US) == Confirmed(fix, NOON_US)


def test_a_person_may_correct_a_person() -> None:
    line = time_line([ClockFix(BOOT, 0, NOON_US + 365 * DAY_US, FixSource.STAFF)])
    verdict = confirm(line, reading(boottime_us=MINUTE_US), NOON_US)
    assert isinstance(verdict, Confirmed)
    assert verdict.fix is not None
    assert line.with_fixes([verdict.fix]).at_us(reading(boottime_us=MINUTE_US)) == NOON_US


def test_a_person_who_says_what_is_known_adds_nothing_but_the_better_time() -> None:
    line = time_line([ClockFix(BOOT, 0, NOON_US, FixSource.SERVICE, 20_000)])
    assert confirm(line, reading(boottime_us=HOUR_US), NOON_US + HOUR_US + MINUTE_US) == Confirmed(
        None, NOON_US + HOUR_US
    )


@pytest.mark.parametrize(
    ("line", "now", "said_us", "why"),
    [
        (NOBODY_SAID, reading(synchronised=True), NOON_US, Unconfirmed.SYNCHRONISED),
        (
            time_line([ClockFix(BOOT, 0, NOON_US, FixSource.KERNEL)]),
            reading(),
            NOON_US + HOUR_US,
            Unconfirmed.KNOWN_BETTER,
        ),
        (NOBODY_SAID, reading(), WRONG_US, Unconfirmed.TOO_EARLY),
        (
            time_line([ClockFix(EARLIER_BOOT, 0, NOON_US, FixSource.SERVICE)]),
            reading(),
            NOON_US - HOUR_US,
            Unconfirmed.TOO_EARLY,
        ),
        (NOBODY_SAID, reading(), OLDEST_US + 11 * 366 * DAY_US, Unconfirmed.TOO_LATE),
    ],
)
def test_a_time_that_can_not_be_is_not_taken(line: TimeLine, now: ClockReading, said_us: int, why: Unconfirmed) -> None:
    assert confirm(line, now, said_us) is why


def test_a_mistaken_person_on_an_earlier_day_does_not_bar_the_right_time() -> None:
    line = time_line([ClockFix(EARLIER_BOOT, 0, NOON_US + 365 * DAY_US, FixSource.STAFF)])
    assert isinstance(confirm(line, reading(), NOON_US), Confirmed)


# ----------------------------------------------------------------- the wall clock was set


def test_a_clock_that_is_set_is_noticed_once_with_how_far() -> None:
    watch = WallWatch().look(reading(boottime_us=0)).look(reading(boottime_us=SECOND_US, wall_us=WRONG_US + SECOND_US))
    assert watch.steps == 0
    set_back = reading(boottime_us=2 * SECOND_US, wall_us=WRONG_US - HOUR_US + 2 * SECOND_US)
    for _ in range(2):
        watch = watch.look(set_back)
        assert (watch.steps, watch.last_us) == (1, -HOUR_US)


def test_a_clock_that_is_merely_slewed_is_left_alone() -> None:
    watch = WallWatch()
    for second in range(100):
        watch = watch.look(replace(reading(), boottime_us=second * SECOND_US, wall_us=second * 1_000_500))
    assert watch.steps == 0
