"""Wrong event: which arrivals go where, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.local_api.messages import ChooserPage, EventRow, MoveArrivals, OpenEvent, ShowPage
from tests.ui.desk import Desk
from ui.canned_event import CHESS, STORIES, arrival, came
from ui.canned_work import HELPER, LEGO, at_work
from ui.viewmodels.staff_pages import StaffPage

Opened = Callable[..., Desk]
EARLY, LATE = arrival(1, "Ben", at="14:30"), arrival(2, "Ewa", at="15:05")


def at_which(desk: Opened, took: EventRow = LEGO) -> Desk:
    """Lego Club took Ben and then Ewa; staff said that Chess Club was meant, which begins at 15:15."""
    shown = desk()
    shown.show("event")
    shown.tell(at_work(ChooserPage(events=[took, CHESS])))
    shown.finger("chooser_wrong")
    shown.tell(at_work(ChooserPage(events=[took, CHESS])))
    shown.finger("move_event_0")
    shown.tell(at_work(came(rows=[LATE, EARLY])))
    return shown


def test_those_who_came_for_it_are_chosen_beforehand_moved_and_it_is_opened(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_move")

    assert shown.asked(MoveArrivals) == [MoveArrivals(request=0, records=[LATE.record], event=CHESS.event)]
    shown.answer("done", "r1")
    assert shown.asked(OpenEvent) == [OpenEvent(request=0, event=CHESS.event)]
    assert shown.frame.view.page is StaffPage.HOME


def test_everyone_can_be_moved(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_everyone")
    shown.finger("which_move")

    assert shown.asked(MoveArrivals)[0].records == [LATE.record, EARLY.record]


def test_a_number_of_the_last_can_be_moved(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_more")
    assert "Move 2" in shown.words()
    assert "Ewa, Ben" in shown.words()
    shown.finger("which_five")
    assert "Move 2" in shown.words(), "there are no more"
    shown.finger("which_less")
    shown.finger("which_less")
    shown.finger("which_move")

    assert shown.asked(MoveArrivals)[0].records == [LATE.record]


def test_it_says_what_becomes_of_the_headcounts(desk: Opened) -> None:
    shown = at_which(desk, replace(LEGO, heads=7))
    assert "Headcounts stay: 7" in shown.words()
    shown.finger("which_everyone")
    assert "Headcounts go along: 7" in shown.words()


def test_everyone_those_since_its_beginning_or_the_last_ones_are_chosen_by_finger(desk: Opened) -> None:
    shown = at_which(desk)
    for part, moved in (
        ("which_everyone", [LATE.record, EARLY.record]),
        ("which_since", [LATE.record]),
        ("which_last", [LATE.record]),
    ):
        shown.finger(part)
        shown.finger("which_move")
        shown.answer("not_saved")
        assert shown.asked(MoveArrivals)[-1].records == moved


def test_past_midnight_those_who_came_since_its_beginning_are_moved(desk: Opened) -> None:
    night, party = replace(LEGO, opens="22:00", closes="02:00"), replace(CHESS, opens="23:30", closes="01:00")
    shown = desk()
    shown.show("event")
    for touched in ("chooser_wrong", "move_event_0"):
        shown.tell(at_work(ChooserPage(events=[night, party])))
        shown.finger(touched)
    rows = [arrival(3, "Kofi", at="00:10"), arrival(2, "Ewa", at="23:40"), arrival(1, "Ben", at="22:40")]
    shown.tell(at_work(came(night, rows=rows)))
    assert "Since 23:15: 2" in shown.words()
    shown.finger("which_since")
    shown.finger("which_move")

    assert shown.asked(MoveArrivals)[0].records == ["a3", "a2"]


def test_it_need_not_be_opened(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_open")
    shown.finger("which_move")
    shown.answer("done", "r1")

    assert not shown.asked(OpenEvent)


def test_whoever_leaves_before_they_are_moved_gets_it_opened_and_stays_where_they_went(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_move")
    shown.finger("staff_home")
    shown.finger("home_add")
    shown.answer("done", "r1", to=MoveArrivals)

    assert shown.asked(OpenEvent) == [OpenEvent(request=0, event=CHESS.event)]
    assert shown.frame.view.page is StaffPage.ADD_PERSON


def test_a_choice_after_the_touch_does_not_change_what_was_asked_for(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_open")
    shown.finger("which_move")
    shown.finger("which_open")
    shown.finger("which_move")
    shown.answer("done", "r1", to=MoveArrivals)

    assert len(shown.asked(MoveArrivals)) == 1
    assert not shown.asked(OpenEvent)


def test_whoever_comes_meanwhile_is_counted_in(desk: Opened) -> None:
    shown = at_which(desk)
    shown.tell(at_work(came(rows=[arrival(3, "Kofi", at="15:06"), LATE, EARLY])))

    assert "Move 2" in shown.words()


def test_rows_of_another_event_are_never_moved(desk: Opened) -> None:
    shown = at_which(desk)
    shown.tell(at_work(came(STORIES, rows=[arrival(9, "Uma")])))
    shown.finger("which_move")

    assert shown.asked(MoveArrivals)[0].records == [LATE.record]


@pytest.mark.parametrize("code", ["not_saved", "gone", "away"])
def test_what_was_not_moved_opens_nothing_and_can_be_tried_again(desk: Opened, code: str) -> None:
    shown = at_which(desk)
    shown.finger("which_move")
    shown.answer(code)  # type: ignore[arg-type]  # away is the screen's own
    shown.finger("which_move")

    assert not shown.asked(OpenEvent)
    assert len(shown.asked(MoveArrivals)) == 2


def test_a_lead_is_asked_from_which_event_and_back_asks_again(desk: Opened) -> None:
    shown = desk()
    shown.show("move-from")
    assert "Whose arrivals are at the wrong event?" in shown.words()
    shown.finger("move_event_1")
    assert f"Where were people really who tapped for {STORIES.title}?" in shown.words()
    shown.finger("staff_back")
    assert "Whose arrivals are at the wrong event?" in shown.words()
    shown.finger("move_event_1")
    shown.finger("move_event_0")

    assert shown.asked(ShowPage)[-1].event == STORIES.event
    assert "which_open" not in {item.objectName() for item in shown.items()}, "what is on goes on"


def test_a_helper_moves_from_the_event_that_is_on(desk: Opened) -> None:
    shown = desk()
    shown.show("move-from")
    shown.tell(at_work(ChooserPage(events=[LEGO, STORIES, CHESS]), lock=HELPER))

    assert f"Where were people really who tapped for {LEGO.title}?" in shown.words()


def test_after_a_restart_the_choice_stands_and_names_come_anew(desk: Opened) -> None:
    shown = at_which(desk)
    shown.finger("which_everyone")
    shown.frame.lose()
    shown.tell(at_work())
    assert "Ewa, Ben" not in shown.words()
    shown.tell(at_work(came(rows=[LATE, EARLY])))
    shown.finger("which_move")

    assert len(shown.asked(MoveArrivals)[0].records) == 2


def test_those_who_came_to_an_event_that_nobody_knows_any_more_stay(desk: Opened) -> None:
    shown = at_which(desk)
    shown.tell(at_work(came(replace(LEGO, event="other"), rows=[])))
    shown.finger("staff_home")

    assert not shown.asked(MoveArrivals)
