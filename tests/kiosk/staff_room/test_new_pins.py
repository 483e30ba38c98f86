"""How often a new PIN may be tried, as the screen is told."""

from kiosk.domain.ids import BootId
from kiosk.local_api.messages import AddStaff, ChangePin, LockStaff
from tests.kiosk.staff_room.at_work import HELPER_PIN, LEAD_PIN, AtWork, staff_ref

DAY_US = 86_400_000_000
NEW_PINS = ("830471", "736251", "602948", "913570", "281946")


def change(kiosk: AtWork, old: str, new: str) -> str:
    return kiosk.ask(ChangePin, staff=staff_ref("Ben"), pin=new, old=old)


def change_all_day(kiosk: AtWork) -> str:
    """Change Ben's PIN as often as one may in a day, each time unlocked anew and restarted; return the last."""
    old = HELPER_PIN
    for new in NEW_PINS:
        kiosk.unlock(old)
        assert change(kiosk, old, new) == "done"
        kiosk.ask(LockStaff)
        kiosk.start()
        old = new
    kiosk.unlock(old)
    return old


def test_nobody_finds_others_pins_by_trying_new_ones_of_their_own_all_day(kiosk: AtWork) -> None:
    last = change_all_day(kiosk)
    assert change(kiosk, last, LEAD_PIN) == "too_many_pins"
    assert change(kiosk, last, HELPER_PIN) == "too_many_pins"
    assert kiosk.shown.lock.state == "open"


def test_the_next_day_a_new_pin_may_be_set_again(kiosk: AtWork) -> None:
    last = change_all_day(kiosk)
    kiosk.clock.pass_us(DAY_US)
    kiosk.unlock(last)
    assert change(kiosk, last, HELPER_PIN) == "done"


def test_a_boot_that_does_not_know_the_day_begins_no_new_one(kiosk: AtWork) -> None:
    last = change_all_day(kiosk)
    kiosk.clock.boot, kiosk.clock.synchronised = BootId("without the time"), False
    kiosk.clock.wall_us += 3 * DAY_US
    kiosk.start()
    kiosk.unlock(last)
    assert change(kiosk, last, HELPER_PIN) == "too_many_pins"


def test_a_lead_may_still_set_the_pin_of_someone_who_changed_theirs_too_often(kiosk: AtWork) -> None:
    change_all_day(kiosk)
    kiosk.ask(LockStaff)
    kiosk.unlock()
    assert kiosk.ask(ChangePin, staff=staff_ref("Ben"), pin=HELPER_PIN) == "done"


def test_a_lead_puts_a_whole_team_on_a_kiosk_but_tries_no_more_than_that(kiosk: AtWork) -> None:
    kiosk.unlock()
    codes = {
        kiosk.ask(AddStaff, name=f"Helper {number}", role="helper", pin=f"{602_000 + 7 * number}")
        for number in range(30)
    }
    assert codes == {"done"}
    assert kiosk.ask(AddStaff, name="One more", role="helper", pin="913570") == "too_many_pins"
