"""What a helper may put right, and what only a lead may: what is past."""

import pytest

from kiosk.local_api.messages import ArrivalsPage, CountHeads, LockStaff, MakeEvent, MoveArrivals, Undo
from tests.fakes.house import MINUTE_US, SECOND_US
from tests.kiosk.staff_room.at_work import HELPER_PIN, LEAD_PIN, AtWork

_DAY_US = 24 * 60 * MINUTE_US


@pytest.fixture(autouse=True)
def _open(kiosk: AtWork) -> None:
    kiosk.unlock(HELPER_PIN)


def make(kiosk: AtWork, title: str) -> str:
    assert kiosk.ask(MakeEvent, title=title, mode="arrive_and_leave") == "done"
    bar = kiosk.shown.bar
    assert bar is not None
    assert bar.event is not None
    return bar.event.event


def arrival(kiosk: AtWork) -> str:
    """Let someone come to what is on; return their arrival."""
    kiosk.lay(1)
    kiosk.wait(1)
    return kiosk.page(ArrivalsPage, page="arrivals").rows[0].record


def offered(kiosk: AtWork) -> str:
    assert kiosk.shown.undo is not None
    return kiosk.shown.undo.record


def test_a_helper_takes_back_an_arrival_that_was_moved_to_what_is_on(kiosk: AtWork) -> None:
    came = arrival(kiosk)
    event = make(kiosk, "Film night")
    assert kiosk.ask(MoveArrivals, records=[came], event=event) == "done"
    assert kiosk.ask(Undo, record=came) == "done"
    assert kiosk.page(ArrivalsPage, page="arrivals").rows == []


def test_a_helper_takes_back_the_move_itself(kiosk: AtWork) -> None:
    came = arrival(kiosk)
    assert kiosk.ask(MoveArrivals, records=[came], event=make(kiosk, "Film night")) == "done"
    assert kiosk.ask(Undo, record=offered(kiosk)) == "done"
    assert kiosk.page(ArrivalsPage, page="arrivals").rows == []


def test_what_a_helper_opened_last_they_take_back_and_what_was_opened_before_a_lead_does(kiosk: AtWork) -> None:
    make(kiosk, "Film night")
    opened = offered(kiosk)
    assert kiosk.ask(Undo, record=opened) == "done"
    brought_back = offered(kiosk)
    assert kiosk.ask(Undo, record=brought_back) == "done"
    kiosk.ask(LockStaff)
    for pin, answer in ((HELPER_PIN, "not_allowed"), (LEAD_PIN, "done")):
        kiosk.unlock(pin)
        assert kiosk.ask(Undo, record=opened) == answer
        kiosk.ask(LockStaff)


def test_a_past_day_of_drop_in_is_a_leads_to_put_right(kiosk: AtWork) -> None:
    came = arrival(kiosk)
    kiosk.ask(CountHeads, count=4, label="visitors")
    counted = offered(kiosk)
    kiosk.clock.pass_us(_DAY_US)
    kiosk.unlock(HELPER_PIN)
    assert kiosk.ask(Undo, record=came) == "not_allowed"
    assert kiosk.ask(Undo, record=counted) == "not_allowed"
    assert kiosk.ask(MoveArrivals, records=[came], event=make(kiosk, "Film night")) == "not_allowed"
    kiosk.ask(LockStaff)
    kiosk.unlock()
    assert kiosk.ask(Undo, record=came) == "done"


def test_what_was_moved_on_a_past_day_stays_moved_for_a_helper(kiosk: AtWork) -> None:
    came, event = arrival(kiosk), make(kiosk, "Film night")
    assert kiosk.ask(MoveArrivals, records=[came], event=event) == "done"
    moved = offered(kiosk)
    kiosk.clock.pass_us(_DAY_US)
    kiosk.unlock(HELPER_PIN)
    assert kiosk.ask(Undo, record=moved) == "not_allowed"
    assert kiosk.ask(MoveArrivals, records=[arrival(kiosk)], event=event) == "not_allowed"


@pytest.mark.parametrize(("pin", "stays"), [(HELPER_PIN, False), (LEAD_PIN, True)])
def test_a_page_of_an_event_stays_with_a_helper_no_longer_than_its_day(kiosk: AtWork, pin: str, stays: bool) -> None:  # noqa: FBT001  a parameter
    kiosk.clock.pass_us(_DAY_US // 2 - 20 * SECOND_US)
    kiosk.unlock(pin)
    event = make(kiosk, "Film night")
    kiosk.page(ArrivalsPage, page="arrivals", event=event)
    make(kiosk, "Quiz")
    assert isinstance(kiosk.shown.page, ArrivalsPage)
    kiosk.wait(25)
    assert kiosk.shown.lock.state == "open"
    assert isinstance(kiosk.shown.page, ArrivalsPage) is stays
