"""Moments as staff type them, and the date that they confirm."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.ids import BootId
from kiosk.domain.records import ClockFixed
from kiosk.local_api.messages import ConfirmDate, HerePage
from kiosk.staff_room.local_times import day_word, hour_and_minute, moment_of
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import HOUR_US, LONDON, MINUTE_US, NOON_US, SECOND_US, FakeClock
from tests.kiosk.process import EVENT, members
from tests.kiosk.staff_room.at_work import AtWork, at_work


def test_a_local_time_is_read_and_told_in_the_hubs_zone() -> None:
    assert moment_of("2026-11-13T12:00", LONDON) == NOON_US
    assert (day_word(NOON_US, LONDON), hour_and_minute(NOON_US, LONDON)) == ("2026-11-13", "12:00")
    summer_us = moment_of("2026-07-01T12:00", LONDON)
    assert summer_us is not None
    assert hour_and_minute(summer_us, LONDON) == "12:00"


@pytest.mark.parametrize("typed", ["2026-02-30T10:00", "2026-03-29T01:30", "2026-11-13T24:30"])
def test_a_time_that_there_never_was_is_none(typed: str) -> None:
    assert moment_of(typed, LONDON) is None


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    first_us, later_us = moment_of("2026-10-25T01:30", LONDON), moment_of("2026-10-25T02:30", LONDON)
    assert first_us is not None
    assert later_us is not None
    assert later_us - first_us == 120 * MINUTE_US


def clock_shown(kiosk: AtWork) -> str | None:
    assert kiosk.shown.bar is not None
    return kiosk.shown.bar.clock


def test_a_confirmed_date_sets_the_clock_which_was_in_doubt(store: SqliteStore, tmp_path: Path) -> None:
    kiosk = at_work(store, tmp_path, clock=FakeClock(synchronised=False))
    kiosk.unlock()
    kiosk.wait(0.5)
    assert clock_shown(kiosk) is None
    assert kiosk.ask(ConfirmDate, at="2026-02-30T10:00") == "bad_time"
    assert kiosk.ask(ConfirmDate, at="2026-11-13T12:20") == "done"
    assert clock_shown(kiosk) == "12:20"
    assert kiosk.setter.asked
    assert kiosk.audit == ["unlocked", "confirmed_time"]
    assert any(isinstance(each, ClockFixed) for each in kiosk.facts)


def test_who_came_before_a_wrong_clock_was_put_right_is_listed_at_once(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.lay(1)
    kiosk.wait(1)
    right_us = kiosk.clock.wall_us
    kiosk.clock.boot, kiosk.clock.boot_us = BootId("another boot"), 30 * SECOND_US
    kiosk.clock.synchronised, kiosk.clock.wall_us = False, right_us + 5 * 24 * HOUR_US
    kiosk.start()
    kiosk.unlock()
    assert kiosk.page(HerePage, page="here").rows == []

    right = datetime.fromtimestamp(right_us / 1_000_000 + 60, LONDON)
    assert kiosk.ask(ConfirmDate, at=f"{right:%Y-%m-%dT%H:%M}") == "done"
    assert [row.name for row in kiosk.page(HerePage, page="here").rows] == ["Zebedee1"]


def test_who_came_to_an_event_of_some_days_is_here_until_it_ends(kiosk: AtWork) -> None:
    now_us = kiosk.clock.wall_us
    camp = msgspec.structs.replace(EVENT, id="camp", opens_us=now_us - HOUR_US, closes_us=now_us + 72 * HOUR_US)
    kiosk.tell(msgspec.structs.replace(members(5), cursor="c2", events=[EVENT, camp]))
    kiosk.lay(1)
    for _ in range(2):
        kiosk.unlock()
        assert [row.name for row in kiosk.page(HerePage, page="here").rows] == ["Zebedee1"]
        kiosk.clock.pass_us(30 * HOUR_US)
        kiosk.wait(1)


def test_a_date_that_a_time_server_contradicts_is_not_taken(store: SqliteStore, tmp_path: Path) -> None:
    kiosk = at_work(store, tmp_path)
    kiosk.wait(1)
    kiosk.unlock()
    request = kiosk.say(ConfirmDate, at="2026-11-20T12:20")
    answer = kiosk.answer(request)
    assert answer.code == "bad_time"
    assert answer.detail
    assert kiosk.setter.asked == []
