"""Staff and PINs, by finger."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import AddStaff, AwaitCard, ChangePin, RemoveStaff, RemoveStaffCards, StaffAnswer
from kiosk.local_api.messages import StaffPage as TeamPage
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names, type_letters
from ui.canned_team import IDRIS, MARTA, ROS
from ui.canned_work import LOCKED, at_work
from ui.viewmodels.team_rows import mates

Opened = Callable[..., Desk]


def type_pin(shown: Desk, *pins: str) -> None:
    for digit in "".join(pins):
        shown.finger(f"team_pin_key_{digit}")


def test_oneself_comes_first_then_leads() -> None:
    rows = mates(TeamPage(rows=[IDRIS, MARTA, ROS]))

    assert rows is not None
    assert [row.name for row in rows] == ["Ros", "Marta", "Idris"]
    assert mates(None) is None


def test_a_lead_adds_a_helper(desk: Opened) -> None:
    shown = desk()
    shown.show("team")
    shown.finger("team_add")
    type_letters(shown, "team", "KOFI")
    shown.finger("team_named")
    shown.finger("team_helper")
    type_pin(shown, "483920", "483920")

    assert shown.asked(AddStaff) == [AddStaff(request=0, name="Kofi", role="helper", pin="483920")]
    shown.answer("done")
    assert "Added. The PIN works from now on." in shown.words()


def test_a_lead_adds_another_lead(desk: Opened) -> None:
    shown = desk()
    shown.show("team-role")
    shown.finger("team_lead")
    type_pin(shown, "483920", "483920")

    assert [each.role for each in shown.asked(AddStaff)] == ["lead"]


def test_a_pin_that_someone_has_is_chosen_anew_without_saying_whose(desk: Opened) -> None:
    shown = desk()
    shown.show("team-pin")
    type_pin(shown, "483920", "483920")
    shown.answer("pin_taken")
    assert "Choose another PIN." in shown.words()

    type_pin(shown, "592013", "592013")
    assert shown.asked(AddStaff)[-1].pin == "592013"


def test_whoever_tried_too_many_new_pins_today_is_told_what_to_do(desk: Opened) -> None:
    shown = desk()
    shown.show("team-pin")
    type_pin(shown, "483920", "483920")
    shown.answer("too_many_pins")

    assert "No more new PINs today. Ask a lead, or try tomorrow." in shown.words()


def test_whoever_has_to_wait_is_told_how_long_and_keeps_name_and_pin(desk: Opened) -> None:
    shown = desk()
    shown.show("team-pin")
    type_pin(shown, "483920", "483920")
    shown.answer("waiting", "37")
    assert "Too many wrong PINs. Wait 37\u00a0s." in shown.words()

    type_pin(shown, "483920")
    once = AddStaff(request=0, name="Kofi", role="helper", pin="483920")
    assert shown.asked(AddStaff) == [once, once]


def test_a_weak_pin_never_leaves_the_screen(desk: Opened) -> None:
    shown = desk()
    shown.show("team-pin-weak")

    assert not shown.asked(AddStaff)
    assert any("guess" in words for words in shown.words())


def test_ones_own_pin_needs_the_old_one(desk: Opened) -> None:
    shown = desk()
    shown.show("team-old-pin")
    type_pin(shown, "111222", "483920", "483920")
    assert shown.asked(ChangePin) == [ChangePin(request=0, staff="s1", pin="483920", old="111222")]

    shown.answer("wrong")
    assert "That was not your PIN." in shown.words()


def test_a_lead_resets_another_pin_without_the_old_one(desk: Opened) -> None:
    shown = desk()
    shown.show("team-mate")
    shown.finger("mate_pin")
    type_pin(shown, "483920", "483920")
    assert shown.asked(ChangePin) == [ChangePin(request=0, staff="s3", pin="483920")]

    shown.answer("done")
    assert "The new PIN works from now on." in shown.words()


def test_a_staff_card_is_enrolled_by_a_tap(desk: Opened) -> None:
    shown = desk()
    shown.show("team-mate")
    shown.finger("mate_card")

    assert shown.asked(AwaitCard) == [AwaitCard(request=0, why="staff", staff="s3")]


def test_removing_is_held_and_a_touch_is_not_enough(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    shown.show("team-mate")
    shown.finger("mate_remove")
    shown.finger("mate_no_cards")
    assert not shown.asked(RemoveStaff)
    assert not shown.asked(RemoveStaffCards)

    with shown.finger_down("mate_remove"):
        qtbot.waitUntil(lambda: bool(shown.asked(RemoveStaff)))
    assert shown.asked(RemoveStaff) == [RemoveStaff(request=0, staff="s3")]


def test_whoever_is_gone_is_shown_no_more(desk: Opened) -> None:
    shown = desk()
    shown.show("team-mate")
    shown.tell(at_work(TeamPage(rows=[ROS, IDRIS])))

    assert "team_mate_1" in names(shown)
    assert "Marta" not in shown.words()


def test_a_helper_sees_only_their_own_pin(desk: Opened) -> None:
    shown = desk()
    shown.show("team-helper-me")

    assert {name for name in names(shown) if name.startswith("mate_")} == {"mate_name", "mate_role", "mate_pin"}


def test_locking_leaves_neither_name_nor_digit(desk: Opened) -> None:
    shown = desk()
    shown.show("team-pin")
    type_pin(shown, "4839")
    model = shown.models.tasks.mates
    shown.tell(LOCKED)

    assert (model.typed.said, model.digits.property("entered"), model.property("name")) == ("", 0, "")


def add_kofi(shown: Desk) -> None:
    shown.finger("team_add")
    type_letters(shown, "team", "KOFI")
    shown.finger("team_named")
    shown.finger("team_helper")
    type_pin(shown, "483920", "483920")


def test_someone_new_is_added_also_after_a_look_at_another(desk: Opened) -> None:
    shown = desk()
    shown.show("team")
    shown.finger("team_mate_1")
    shown.finger("staff_back")
    add_kofi(shown)

    assert shown.asked(ChangePin) == []
    assert shown.asked(AddStaff) == [AddStaff(request=0, name="Kofi", role="helper", pin="483920")]


def test_nobody_is_added_twice_by_going_back_while_the_pin_is_checked(desk: Opened) -> None:
    shown = desk()
    shown.show("team")
    add_kofi(shown)
    shown.finger("staff_back")
    assert "Checking …" in shown.words()

    shown.answer("pin_taken")
    assert "Choose another PIN." in shown.words()
    shown.finger("staff_back")
    assert "team_helper" in names(shown)


def test_what_became_of_work_that_was_left_takes_nothing_from_the_next(desk: Opened) -> None:
    shown = desk()
    shown.show("team")
    add_kofi(shown)
    shown.finger("staff_home")
    shown.frame.open(shown.frame.Page.TEAM.value)
    shown.tell_page("team")
    shown.finger("team_add")
    type_letters(shown, "team", "ANA")
    asked = next(each for each in shown.exhibit.said if isinstance(each, AddStaff))
    shown.frame.answer(StaffAnswer(request=asked.request, code="done"))
    QCoreApplication.processEvents()

    assert shown.models.tasks.mates.typed.said == "Ana"
    assert "team_named" in names(shown)


def test_a_removal_that_ends_late_interrupts_nobody(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    shown.show("team-mate")
    with shown.finger_down("mate_remove"):
        qtbot.waitUntil(lambda: bool(shown.asked(RemoveStaff)))
    shown.finger("staff_back")
    shown.finger("team_add")
    shown.tell(at_work(TeamPage(rows=[ROS, IDRIS])))
    shown.answer("done")

    assert "team_named" in names(shown)
