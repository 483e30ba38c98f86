"""In with a code from IT, by finger."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.local_api.messages import RescueCode, StaffAnswer, TryOut
from tests.ui.desk import Desk
from ui import canned

Opened = Callable[..., Desk]


@pytest.fixture
def door(desk: Opened) -> Desk:
    shown = desk()
    shown.show("pin-unset")
    shown.finger("pin_code")
    return shown


def type_text(shown: Desk, text: str) -> None:
    for key in text:
        shown.finger(f"rescue_key_{key}")


def type_pin(shown: Desk, pin: str) -> None:
    for digit in pin:
        shown.finger(f"rescue_pin_key_{digit}")


def fill_in(shown: Desk, pin: str = "482915") -> None:
    type_text(shown, "TENCHARS")
    shown.finger("rescue_next")
    type_pin(shown, pin * 2)
    type_text(shown, "ROS")
    shown.finger("rescue_next")


def test_a_code_a_new_pin_twice_and_a_name_are_sent_at_once(door: Desk) -> None:
    fill_in(door)

    assert door.asked(RescueCode) == [RescueCode(request=0, code="Tenchars", pin="482915", name="Ros")]
    door.answer("done")
    assert "Staff: enter your PIN" in door.words()


def test_done_that_is_touched_twice_is_sent_once(door: Desk) -> None:
    fill_in(door)
    door.finger("rescue_next")
    assert len(door.asked(RescueCode)) == 1

    door.answer("not_saved")
    fill_in(door)
    assert len(door.asked(RescueCode)) == 2


def test_an_answer_that_comes_after_the_page_was_left_leads_nowhere(door: Desk) -> None:
    fill_in(door)
    late = next(each for each in door.exhibit.said if isinstance(each, RescueCode))
    door.finger("rescue_close")
    door.finger("idle_staff")
    door.finger("pin_code")
    type_text(door, "O")
    door.frame.answer(StaffAnswer(request=late.request, code="wrong"))
    QCoreApplication.processEvents()
    assert "That code is not right, or too old." not in door.words()

    type_text(door, "THER")
    door.finger("rescue_next")
    type_pin(door, "482915" * 2)
    type_text(door, "ROS")
    door.finger("rescue_next")
    assert [each.code for each in door.asked(RescueCode)] == ["Tenchars", "Other"]


def test_a_wrong_code_is_typed_again(door: Desk) -> None:
    fill_in(door)
    door.answer("wrong")

    assert "That code is not right, or too old." in door.words()
    assert "Tenchars" not in door.words()


def test_a_pin_that_is_taken_is_chosen_anew_and_the_rest_is_kept(door: Desk) -> None:
    fill_in(door)
    door.answer("pin_taken")
    type_pin(door, "591824" * 2)
    door.finger("rescue_next")

    assert door.asked(RescueCode)[-1] == RescueCode(request=0, code="Tenchars", pin="591824", name="Ros")


def test_a_name_that_no_lead_has_is_typed_again_and_the_rest_is_kept(door: Desk) -> None:
    fill_in(door)
    door.answer("gone")
    assert "There is no lead of that name." in door.words()
    type_text(door, "A")
    door.finger("rescue_next")

    assert door.asked(RescueCode)[-1] == RescueCode(request=0, code="Tenchars", pin="482915", name="Rosa")


def test_leaving_the_page_lets_everything_go(door: Desk) -> None:
    fill_in(door)
    door.finger("rescue_close")
    door.finger("idle_staff")
    door.finger("pin_code")

    assert "Tenchars" not in door.words()
    assert not door.item("rescue_next").isEnabled()


def test_it_closes_by_itself_after_two_minutes(door: Desk) -> None:
    door.time.pass_ms(119_999)
    assert "Tap your library card here" not in door.words()
    door.time.pass_ms(1)

    assert "Tap your library card here" in door.words()


def test_a_tap_meanwhile_is_answered_as_always(door: Desk) -> None:
    door.hear(canned.result("arrived", name="Amina"))

    assert door.words() == ["Hi Amina.", "You're in."]


def test_staff_try_light_and_sound_of_the_reader(desk: Opened) -> None:
    shown = desk()
    shown.show("home-reader-missing")
    shown.finger("home_need")
    assert "No reader was found. Check its cable." in shown.words()
    shown.finger("reader_test")

    assert shown.asked(TryOut) == [TryOut(request=0, signal="in")]
