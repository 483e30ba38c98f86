"""The lock of the staff screens, as the screen sees it: PINs, waiting, cards, and time."""

from pathlib import Path

from kiosk.domain.ids import BootId
from kiosk.domain.staff import FREE_TRIES, MOST_FORGIVEN
from kiosk.local_api.messages import (
    AddStaff,
    ArrivalsPage,
    AwaitCard,
    ChangePin,
    EndEvent,
    HerePage,
    LockStaff,
    PinEntered,
    RemoveStaff,
    ShowPage,
    StaffTouched,
)
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import HOUR_US
from tests.fakes.jobs import JobsLater
from tests.kiosk.staff_room.at_work import HELPER_PIN, LEAD_PIN, WRONG_PIN, AtWork, at_work, staff_ref


def wrong(kiosk: AtWork, times: int) -> None:
    for _ in range(times):
        assert kiosk.ask(PinEntered, pin=WRONG_PIN) == "wrong"


def test_the_pin_says_who_it_is(kiosk: AtWork) -> None:
    assert kiosk.shown.lock.state == "locked"
    kiosk.unlock(HELPER_PIN)
    lock = kiosk.shown.lock
    assert (lock.state, lock.name, lock.role, lock.staff) == ("open", "Ben", "helper", "s-ben")
    assert "staff" not in lock.may
    assert "check_in" in lock.may
    assert kiosk.audit == ["unlocked"]


def test_a_wrong_pin_is_said_to_be_wrong_and_counts(kiosk: AtWork) -> None:
    wrong(kiosk, 2)
    lock = kiosk.shown.lock
    assert (lock.state, lock.wrong, lock.tries_left) == ("locked", True, 3)
    kiosk.unlock()
    kiosk.ask(LockStaff)
    assert (kiosk.shown.lock.wrong, kiosk.shown.lock.tries_left) == (False, 5)


def test_a_wrong_old_pin_is_not_told_to_whoever_comes_after_the_lock(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(ChangePin, staff=staff_ref("Maya"), pin="834920", old="111222") == "wrong"
    kiosk.ask(LockStaff)
    kiosk.wait(1)
    assert not kiosk.shown.lock.wrong


def test_after_five_wrong_ones_one_has_to_wait_twice_as_long_each_time(kiosk: AtWork) -> None:
    wrong(kiosk, 5)
    assert (kiosk.shown.lock.state, kiosk.shown.lock.wait_ms) == ("waiting", 15_000)
    assert kiosk.ask(PinEntered, pin=LEAD_PIN) == "locked"
    kiosk.wait(15)
    assert kiosk.shown.lock.state == "locked"
    wrong(kiosk, 1)
    assert kiosk.shown.lock.wait_ms == 30_000
    kiosk.wait(30)
    kiosk.unlock()


def guess(kiosk: AtWork) -> None:
    """Try as many wrong PINs as are free, and one's own before one had to wait."""
    wrong(kiosk, FREE_TRIES - 1)
    kiosk.unlock(HELPER_PIN)
    kiosk.ask(LockStaff)


def test_ones_own_pin_makes_good_so_many_wrong_ones_and_no_more_until_an_hour_passed(kiosk: AtWork) -> None:
    for _ in range(MOST_FORGIVEN // (FREE_TRIES - 1)):
        guess(kiosk)
    assert kiosk.shown.lock.tries_left == FREE_TRIES
    guess(kiosk)
    assert kiosk.shown.lock.tries_left == 1
    kiosk.clock.boot, kiosk.clock.boot_us = BootId("another boot"), 1_000
    kiosk.start()
    wrong(kiosk, 1)
    assert kiosk.shown.lock.wait_ms == 15_000
    kiosk.wait(15)
    kiosk.unlock(HELPER_PIN)
    kiosk.ask(LockStaff)
    wrong(kiosk, 1)
    assert kiosk.shown.lock.wait_ms == 30_000

    kiosk.clock.pass_us(6 * HOUR_US)
    kiosk.wait(1)
    kiosk.unlock(HELPER_PIN)
    kiosk.ask(LockStaff)
    assert kiosk.shown.lock.tries_left == FREE_TRIES


def test_a_restart_of_the_daemon_shortens_no_wait(kiosk: AtWork) -> None:
    wrong(kiosk, 5)
    kiosk.wait(5)
    kiosk.start()
    assert (kiosk.shown.lock.state, kiosk.shown.lock.wait_ms) == ("waiting", 10_000)


def test_switching_the_kiosk_off_and_on_shortens_no_wait(kiosk: AtWork) -> None:
    wrong(kiosk, 5)
    kiosk.clock.boot, kiosk.clock.boot_us = BootId("another boot"), 1_000
    kiosk.start()
    assert (kiosk.shown.lock.state, kiosk.shown.lock.wait_ms) == ("waiting", 15_000)


def test_a_try_counts_before_it_is_checked(store: SqliteStore, tmp_path: Path) -> None:
    jobs = JobsLater()
    kiosk = at_work(store, tmp_path, jobs=jobs)
    request = kiosk.say(PinEntered, pin=WRONG_PIN)
    assert kiosk.shown.lock.state == "checking"
    assert kiosk.ask(PinEntered, pin=LEAD_PIN) == "locked"
    kiosk.start()  # the plug was pulled meanwhile
    assert kiosk.shown.lock.tries_left == 4
    jobs.drop()
    request = kiosk.say(PinEntered, pin=LEAD_PIN)
    jobs.finish()
    assert kiosk.answer(request).code == "done"


def test_it_locks_after_a_minute_without_a_finger_and_forgets_the_page(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.unlock()
    kiosk.page(ArrivalsPage, page="arrivals")
    kiosk.wait(50)
    assert kiosk.shown.lock.state == "open"
    kiosk.daemon.screen_desk.heard(kiosk.screen, StaffTouched())
    kiosk.wait(59)
    assert kiosk.shown.lock.state == "open"
    kiosk.wait(2)
    assert (kiosk.shown.lock.state, kiosk.shown.page, kiosk.shown.bar) == ("locked", None, None)
    assert kiosk.audit[-1] == "locked"
    kiosk.unlock()
    assert kiosk.shown.page is None


def test_an_act_after_the_minute_is_refused_also_before_the_next_tick(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.clock.pass_us(60_000_000)
    assert kiosk.ask(ShowPage, page="arrivals") == "locked"


def test_whoever_gets_in_next_sees_nothing_of_the_page_before_also_without_a_tick_between(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.unlock()
    kiosk.page(ArrivalsPage, page="arrivals")
    kiosk.clock.pass_us(60_000_000)
    kiosk.unlock(HELPER_PIN)
    assert (kiosk.shown.lock.name, kiosk.shown.page) == ("Ben", None)


def test_a_card_of_the_team_opens_and_locks_and_is_no_tap(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(AwaitCard, why="staff", staff=staff_ref("Ben")) == "done"
    kiosk.lay(900)
    awaited = kiosk.last_awaited()
    assert (awaited.outcome, awaited.whose) == ("done", "Ben")
    kiosk.ask(LockStaff)
    kiosk.wait(10)
    kiosk.lay(900)
    kiosk.wait(1)
    assert kiosk.shown.lock.name == "Ben"
    kiosk.wait(5)
    kiosk.lay(900)
    kiosk.wait(1)
    assert kiosk.shown.lock.state == "locked"
    assert kiosk.taps == []
    assert kiosk.public.result is None


def test_ending_the_event_locks(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(EndEvent, event="drop-in") == "done"
    assert kiosk.shown.lock.state == "locked"


def test_whoever_removes_themselves_is_locked_out(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(RemoveStaff, staff=staff_ref("Maya")) == "last_lead"
    assert kiosk.ask(AddStaff, name="Zofia", role="lead", pin="830471") == "done"
    assert kiosk.ask(RemoveStaff, staff=staff_ref("Maya")) == "done"
    assert kiosk.shown.lock.state == "locked"
    assert kiosk.ask(PinEntered, pin=LEAD_PIN) == "wrong"


def test_a_daemon_that_begins_anew_while_staff_are_in_says_so_until_they_are_in_again(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.start()
    assert (kiosk.shown.lock.state, kiosk.shown.lock.restarted) == ("locked", True)
    kiosk.unlock()
    assert not kiosk.shown.lock.restarted
    kiosk.ask(LockStaff)
    kiosk.start()
    assert not kiosk.shown.lock.restarted


def test_a_database_that_refuses_keeps_nobody_out_for_good_and_shows_nobody(kiosk: AtWork) -> None:
    kiosk.refuse()
    assert kiosk.ask(PinEntered, pin=LEAD_PIN) == "not_saved"
    kiosk.refuse(refusing=False)
    kiosk.unlock()
    kiosk.refuse()
    assert kiosk.ask(ShowPage, page="arrivals") == "not_saved"
    assert (kiosk.shown.lock.state, kiosk.shown.page) == ("open", None)


def test_wrong_old_pins_lock_and_forget_the_page_as_every_lock_does(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.unlock(HELPER_PIN)
    kiosk.page(HerePage, page="here")
    for _ in range(5):
        assert kiosk.ask(ChangePin, staff=staff_ref("Ben"), pin="736251", old=WRONG_PIN) == "wrong"
    assert (kiosk.shown.lock.state, kiosk.audit[-1]) == ("waiting", "locked")
    kiosk.wait(15)
    kiosk.unlock()
    assert kiosk.shown.page is None


def test_trying_others_pins_as_ones_own_new_one_counts_as_wrong_pins_and_locks(kiosk: AtWork) -> None:
    kiosk.unlock(HELPER_PIN)
    for _ in range(5):
        assert kiosk.ask(ChangePin, staff=staff_ref("Ben"), pin=LEAD_PIN, old=HELPER_PIN) == "pin_taken"
    assert (kiosk.shown.lock.state, kiosk.audit[-1]) == ("waiting", "locked")


def test_trying_others_pins_for_someone_new_counts_as_wrong_pins_and_locks(kiosk: AtWork) -> None:
    kiosk.unlock()
    for _ in range(5):
        assert kiosk.ask(AddStaff, name="Zofia", role="helper", pin=HELPER_PIN) == "pin_taken"
    assert (kiosk.shown.lock.state, kiosk.audit[-1]) == ("waiting", "locked")
