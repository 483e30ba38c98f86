"""How often a new PIN may be tried, as the screen is told."""

from kiosk.domain.ids import BootId
from kiosk.local_api.messages import AddStaff, ChangePin, LockStaff, PinEntered
from tests.kiosk.staff_room.at_work import HELPER_PIN, LEAD_PIN, WRONG_PIN, AtWork, staff_ref
from tests.kiosk.staff_room.test_staff_cards import BENS_CARD, give_a_card, opens

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


def in_by_card_while_others_wait(kiosk: AtWork, name: str) -> None:
    """Give ``name`` a staff card, try wrong PINs, and unlock with the card."""
    kiosk.unlock()
    give_a_card(kiosk, name)
    kiosk.ask(LockStaff)
    for _ in range(6):
        kiosk.ask(PinEntered, pin=WRONG_PIN)
        kiosk.wait(15)
    assert kiosk.shown.lock.wait_ms > 0
    assert opens(kiosk, BENS_CARD)


def test_whoever_is_in_by_card_while_one_has_to_wait_is_told_so_and_sets_their_pin_afterwards(kiosk: AtWork) -> None:
    in_by_card_while_others_wait(kiosk, "Ben")
    told = kiosk.answer(kiosk.say(ChangePin, staff=staff_ref("Ben"), pin=NEW_PINS[0], old=HELPER_PIN))
    assert told.code == "waiting"
    assert told.detail is not None
    assert kiosk.shown.lock.state == "open"
    kiosk.wait(int(told.detail))
    assert change(kiosk, HELPER_PIN, NEW_PINS[0]) == "done"


def test_a_lead_who_is_in_by_card_while_one_has_to_wait_is_told_so(kiosk: AtWork) -> None:
    in_by_card_while_others_wait(kiosk, "Maya")
    adding = kiosk.answer(kiosk.say(AddStaff, name="Zofia", role="helper", pin=NEW_PINS[0]))
    setting = kiosk.answer(kiosk.say(ChangePin, staff=staff_ref("Ben"), pin=NEW_PINS[0]))
    assert {adding.code, setting.code} == {"waiting"}
    assert kiosk.shown.lock.state == "open"
