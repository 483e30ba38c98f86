"""The daemon learns the time from staff and from a clock with a battery, notices steps, and tells how it stands."""

import logging
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.clock_fixes import HardwareMark
from kiosk.domain.errors import EnrolmentError, StoreError
from kiosk.local_api.messages import (
    ConfirmTime,
    FromScreen,
    ServiceTime,
    TimeJudged,
    TryNow,
    WireClock,
    WireEvent,
    decoder,
    encode,
)
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import HOUR_US, MINUTE_US, NOON_US, SECOND_US
from tests.kiosk.test_desks import Kiosk, changes

LONG_AGO_US = 1_000_000_000 * SECOND_US
CLUB = WireEvent(
    id="club",
    hub="hub-ely",
    title="Code club",
    programme=None,
    opens_us=NOON_US,
    closes_us=NOON_US + 2 * HOUR_US,
    mode="arrivals_only",
    leave_gap_s=600,
)


@pytest.fixture
def lost(store: SqliteStore, tmp_path: Path) -> Kiosk:
    """An enrolled kiosk that believes to be in 2001."""
    kiosk = Kiosk(store, tmp_path)
    kiosk.clock.wall_us, kiosk.clock.synchronised = LONG_AGO_US, False
    kiosk.enrol()
    kiosk.daemon.worker_desk.heard(kiosk.worker, changes(events=[CLUB]))
    kiosk.daemon.tick()
    return kiosk


def confirm(kiosk: Kiosk, wall_us: int) -> TimeJudged:
    answer = kiosk.daemon.administrator_desk.heard(kiosk.administrator, ConfirmTime(wall_us=wall_us))
    assert isinstance(answer, TimeJudged)
    return answer


def clock_of(kiosk: Kiosk) -> WireClock:
    clock = kiosk.status().health.clock
    assert clock is not None
    return clock


def fixes(kiosk: Kiosk) -> list[str]:
    return [each.kind for each in kiosk.page().records if each.kind == "clock_fixed"]


def test_a_doubtful_clock_is_hidden_from_visitors_told_to_staff_and_opens_no_event(lost: Kiosk) -> None:
    assert (lost.shown.clock_us, lost.shown.event_title) == (None, "Ely drop-in")
    assert not lost.status().health.clock_trusted
    clock = clock_of(lost)
    assert (clock.source, clock.error_us, clock.wall_us) == (None, None, LONG_AGO_US)


def test_staff_confirm_the_time_the_clock_is_set_and_the_worker_tries_again(lost: Kiosk) -> None:
    lost.clock.pass_us(MINUTE_US)
    judged = confirm(lost, NOON_US)
    assert (judged.refused, judged.setting) == (None, True)
    assert (judged.clock.at_us, judged.clock.source, judged.clock.zone) == (NOON_US, "staff", "Europe/London")
    assert lost.setter.asked == [(NOON_US, lost.clock.boot_us)]
    assert isinstance(lost.worker.got[-1], TryNow)
    assert (lost.shown.clock_us, lost.shown.event_title) == (NOON_US, "Code club")
    assert fixes(lost) == ["clock_fixed"]


def test_the_screen_can_not_set_the_time_as_long_as_anybody_may_touch_it() -> None:
    with pytest.raises(msgspec.ValidationError):
        decoder(FromScreen).decode(encode(ConfirmTime(wall_us=NOON_US)))


def test_where_nobody_can_set_the_clock_the_time_counts_all_the_same(lost: Kiosk) -> None:
    lost.setter.there = False
    judged = confirm(lost, NOON_US)
    assert (judged.refused, judged.setting, judged.clock.at_us) == (None, False, NOON_US)


def test_a_time_that_can_not_be_changes_nothing(lost: Kiosk) -> None:
    judged = confirm(lost, LONG_AGO_US)
    assert (judged.refused, judged.setting, judged.clock.source) == ("too_early", False, None)
    assert (lost.setter.asked, fixes(lost)) == ([], [])
    assert lost.shown.clock_us is None


def test_a_time_that_could_not_be_kept_does_not_set_the_clock(lost: Kiosk) -> None:
    lost.store.error = StoreError("the database refused")
    with pytest.raises(StoreError):
        confirm(lost, NOON_US)
    assert lost.setter.asked == []


def test_before_enrolment_there_is_no_time_to_keep(store: SqliteStore, tmp_path: Path) -> None:
    kiosk = Kiosk(store, tmp_path)
    assert kiosk.status().health.clock is None
    with pytest.raises(EnrolmentError):
        confirm(kiosk, NOON_US)


def test_a_step_backwards_is_noticed_and_changes_no_effective_time(
    lost: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    confirm(lost, NOON_US)
    lost.daemon.tick()
    with caplog.at_level(logging.WARNING):
        lost.clock.pass_us(MINUTE_US)
        lost.clock.wall_us -= 2 * HOUR_US
        lost.daemon.tick()
        lost.daemon.tick()
    assert [each.message for each in caplog.records] == ["the system's clock was set: by_s=-7200.0"]
    clock = clock_of(lost)
    assert (clock.steps, clock.step_us, clock.at_us) == (1, -2 * HOUR_US, NOON_US + MINUTE_US)
    assert isinstance([each for each in lost.worker.got if isinstance(each, TryNow)][-1], TryNow)


def test_a_clock_with_a_battery_tells_the_time_after_a_power_cut(store: SqliteStore, tmp_path: Path) -> None:
    kiosk = Kiosk(store, tmp_path)
    kiosk.clock.wall_us, kiosk.clock.synchronised = LONG_AGO_US, False
    kiosk.battery.said_us, kiosk.battery.kept = NOON_US, HardwareMark(NOON_US - 24 * HOUR_US, NOON_US - 24 * HOUR_US)
    kiosk.enrol()
    kiosk.daemon.tick()
    clock = clock_of(kiosk)
    assert (clock.source, clock.at_us) == ("hardware", NOON_US)
    assert kiosk.shown.clock_us == NOON_US
    assert clock.error_us is not None
    assert clock.error_us < 10 * SECOND_US


def test_the_battery_clock_is_marked_once_an_hour_while_the_time_is_known(lost: Kiosk) -> None:
    lost.battery.said_us = NOON_US
    lost.daemon.tick()
    assert lost.battery.kept is None
    told = ServiceTime(wall_us=NOON_US, boottime_us=lost.clock.boot_us, uncertainty_us=20_000)
    lost.daemon.worker_desk.heard(lost.worker, told)
    kept: list[HardwareMark | None] = []
    for _ in range(130):
        lost.clock.pass_us(MINUTE_US)
        lost.battery.said_us += MINUTE_US
        lost.daemon.tick()
        if lost.battery.kept not in kept:
            kept.append(lost.battery.kept)
    assert kept == [
        HardwareMark(NOON_US + minutes * MINUTE_US, NOON_US + minutes * MINUTE_US) for minutes in (1, 61, 121)
    ]
