"""Choosing an event by finger, and making one on the spot."""

from collections.abc import Callable

import pytest

from kiosk.local_api.messages import ChooserPage, MakeEvent, OpenEvent, ShowPage
from tests.ui.desk import Desk
from ui.canned_event import CHESS, DROP_IN, TODAY
from ui.canned_work import HELPER, LEGO, at_work, bar_with
from ui.viewmodels.staff_pages import StaffPage

Opened = Callable[..., Desk]


def type_text(shown: Desk, screen: str, letters: str) -> None:
    for letter in letters:
        shown.finger(f"{screen}_key_{letter}")


def test_one_touch_opens_an_event_and_goes_home(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_event_1")

    assert shown.asked(OpenEvent) == [OpenEvent(request=0, event=CHESS.event)]
    shown.answer("done", "r1")
    assert shown.frame.view.page is StaffPage.HOME


def test_rows_say_when_and_how_an_event_stands(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    words = " ".join(shown.words())

    assert "15:00–17:00 · on now" in words  # noqa: RUF001  a dash between times
    assert "15:15–16:30 · still to come" in words  # noqa: RUF001


def test_a_list_longer_than_the_screen_moves_by_its_buttons_and_by_finger(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_down")
    moved = shown.item("chooser_list").property("contentY")
    assert moved > 0
    shown.finger("chooser_up")
    start = shown.middle("chooser_event_2")
    shown.slide(start, shown.middle("chooser_event_0"))

    assert not shown.asked(OpenEvent), "a finger that drags the list opens nothing"


def test_a_second_touch_while_one_is_being_opened_opens_nothing_else(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_event_1")
    shown.finger("chooser_event_0")

    assert len(shown.asked(OpenEvent)) == 1


def test_what_staff_have_open_is_not_opened_again(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_event_0")

    assert not shown.asked(OpenEvent)
    assert shown.frame.view.page is StaffPage.HOME


def test_what_is_on_by_its_hours_can_be_opened_to_stay(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.tell(at_work(ChooserPage(events=TODAY), bar=bar_with(opened_by_staff=False)))
    shown.finger("chooser_event_0")

    assert shown.asked(OpenEvent) == [OpenEvent(request=0, event=LEGO.event)]


def test_what_could_not_be_opened_can_be_tried_again(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_event_1")
    shown.answer("not_saved")
    shown.finger("chooser_event_1")

    assert shown.frame.view.trouble == "not_saved"
    assert len(shown.asked(OpenEvent)) == 2


def test_drop_in_is_an_event_to_choose(desk: Opened) -> None:
    shown = desk()
    shown.show("event-one")
    shown.finger("chooser_event_1")

    assert shown.asked(OpenEvent) == [OpenEvent(request=0, event=DROP_IN.event)]


@pytest.mark.parametrize(("choice", "mode"), [("kind_arrivals", "arrivals_only"), ("kind_leaving", "arrive_and_leave")])
def test_other_makes_an_event_on_the_spot(desk: Opened, choice: str, mode: str) -> None:
    shown = desk()
    shown.show("event")
    shown.finger("chooser_other")
    type_text(shown, "new_event", "PICNIC")
    shown.finger("new_event_next")
    shown.finger(choice)

    assert [(act.title, act.mode) for act in shown.asked(MakeEvent)] == [("Picnic", mode)]
    shown.answer("done", "r1")
    assert shown.frame.view.page is StaffPage.HOME


def test_an_event_without_a_title_is_not_made(desk: Opened) -> None:
    shown = desk()
    shown.show("event-new")
    shown.finger("new_event_next")

    assert shown.frame.view.page is StaffPage.NEW_EVENT


def test_its_title_is_kept_on_the_way_back_and_over_a_restart(desk: Opened) -> None:
    shown = desk()
    shown.show("event-kind")
    shown.finger("staff_back")
    assert "Amina's birthday" in shown.words()
    shown.frame.lose()
    assert "Amina's birthday" not in shown.words()
    shown.tell(at_work())

    assert "Amina's birthday" in shown.words()


def test_a_title_is_gone_once_the_page_was_left(desk: Opened) -> None:
    shown = desk()
    shown.show("event-new-titled")
    shown.finger("staff_home")

    assert shown.models.work.made.typed.said == ""


def test_whoever_may_not_check_in_moves_nothing(desk: Opened) -> None:
    shown = desk()
    shown.show("event")
    shown.tell(at_work(ChooserPage(events=TODAY), lock=HELPER))
    assert "chooser_wrong" in {item.objectName() for item in shown.items()}
    shown.finger("chooser_wrong")

    assert shown.asked(ShowPage)[-1].page == "chooser"
