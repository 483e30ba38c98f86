"""The evacuation list, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint

from tests.ui.desk import Desk
from ui.canned_event import GATHERED, STORIES, arrival
from ui.canned_work import LEGO, LOCKED, at_work
from ui.viewmodels import gathering

Opened = Callable[..., Desk]
AMINA, BEN, ZOE = arrival(9, "Amina"), arrival(3, "ben"), arrival(1, "Zoe")
PAGE = replace(GATHERED, rows=[ZOE, AMINA, BEN, arrival(5, "")])


@pytest.fixture
def here(desk: Opened) -> Desk:
    shown = desk()
    shown.show("here-nobody")
    shown.models.work.gathered.start_again()
    shown.tell(at_work(PAGE))
    shown.time.pass_ms(1_000)
    return shown


def test_people_stand_by_name_and_those_without_one_last() -> None:
    assert [cell.name for cell in gathering.cells(PAGE.rows, ())] == ["Amina", "ben", "Zoe", ""]


@pytest.mark.parametrize(
    ("seen", "names"),
    [(set(), ""), ({"m5"}, "Amina, ben, Zoe"), ({"m5", "m9"}, "ben, Zoe"), ({"m9", "m3"}, "")],
)
def test_the_last_few_who_are_missing_are_named(seen: set[str], names: str) -> None:
    assert gathering.missing_names(gathering.cells(PAGE.rows, seen)) == names


def test_one_touch_at_staff_home_shows_it(desk: Opened) -> None:
    shown = desk()
    shown.show("home")
    shown.finger("home_here")
    shown.tell(at_work(PAGE))

    assert {"Amina", "ben", "Zoe", "No name shown"} <= set(shown.words())


def test_a_finger_that_drags_the_list_marks_nobody_also_where_it_cannot_move(here: Desk) -> None:
    start = here.middle("here_person_0")
    here.slide(start, start + QPoint(0, 30), steps=5)
    QCoreApplication.processEvents()
    assert "Still missing: 4 of 4" in here.words()
    here.finger("here_person_0")
    assert "Still missing: 3 of 4" in here.words()


def test_it_says_with_how_many_lost_cards_somebody_came(here: Desk) -> None:
    here.tell(at_work(replace(PAGE, lost=1)))

    assert "2 more: names not known · perhaps 1 more: cards reported lost · 5 more: counted" in here.words()


def test_it_says_whom_it_cannot_name_and_which_kiosks_it_covers(here: Desk) -> None:
    assert "2 more: names not known · 5 more: counted" in here.words()
    assert "Covers Front desk (15:30), Hall (15:29)." in here.words()
    here.tell(at_work(replace(PAGE, missing=["Garden room"])))

    assert "! Not from: Garden room. Ask there." in here.words()


def test_a_touch_marks_someone_as_seen_and_another_takes_it_back(here: Desk) -> None:
    assert "Still missing: 4 of 4" in here.words()
    here.finger("here_person_1")
    assert "Still missing: 3 of 4" in here.words()
    here.finger("here_person_1")

    assert "Still missing: 4 of 4" in here.words()


def test_marks_outlive_news_a_way_home_and_a_lock(here: Desk) -> None:
    here.finger("here_person_0")
    here.tell(at_work(replace(PAGE, rows=[arrival(10, "Ada"), *PAGE.rows])))
    assert "Still missing: 4 of 5" in here.words()
    here.finger("staff_back")
    here.finger("home_here")
    here.tell(at_work(PAGE))
    assert "Still missing: 3 of 4" in here.words()
    here.tell(LOCKED)
    assert not here.models.work.gathered._rows.rows
    here.tell(at_work())
    here.finger("home_here")
    here.tell(at_work(PAGE))

    assert "Still missing: 3 of 4" in here.words()


def test_everyone_seen_is_said_and_marks_can_be_taken_away(here: Desk) -> None:
    for number in range(4):
        here.finger(f"here_person_{number}")
    assert "All 4 were seen." in here.words()
    here.finger("here_again")

    assert "Still missing: 4 of 4" in here.words()


def test_marks_of_one_event_mean_nothing_at_another(here: Desk) -> None:
    here.finger("here_person_0")
    here.tell(at_work(replace(PAGE, event=STORIES)))
    here.tell(at_work(replace(PAGE, event=LEGO)))

    assert "Still missing: 4 of 4" in here.words()


def test_whoever_left_is_no_longer_looked_for(here: Desk) -> None:
    here.tell(at_work(replace(PAGE, rows=[AMINA, BEN])))

    assert "Still missing: Amina, ben" in here.words()


def test_those_who_came_in_at_other_kiosks_are_marked_each_alone(here: Desk) -> None:
    elsewhere = [replace(row, record="", at="") for row in (AMINA, BEN, ZOE)]
    here.tell(at_work(replace(PAGE, rows=elsewhere)))
    here.time.pass_ms(1_000)
    here.finger("here_person_1")

    assert "Still missing: Amina, Zoe" in here.words()


def test_marks_of_a_drill_are_gone_when_it_burns_later(here: Desk) -> None:
    here.finger("here_person_0")
    here.finger("staff_back")
    here.time.pass_ms(31 * 60_000)
    here.tell(at_work())
    here.finger("home_here")
    here.tell(at_work(PAGE))

    assert "Still missing: 4 of 4" in here.words()


def people(here: Desk) -> list[str]:
    return [cell.name for cell in here.models.work.gathered._rows.rows]


def test_names_stand_still_under_a_finger_which_marks_whom_it_was_put_on(here: Desk) -> None:
    with here.finger_down("here_person_1"):
        here.tell(at_work(replace(PAGE, rows=[BEN, ZOE])))
        assert people(here) == ["Amina", "ben", "Zoe", ""]
    QCoreApplication.processEvents()

    assert people(here) == ["ben", "Zoe"]
    assert "Still missing: Zoe" in here.words()


def test_whoever_left_under_a_finger_takes_nobody_along(here: Desk) -> None:
    with here.finger_down("here_person_0"):
        here.tell(at_work(replace(PAGE, rows=[BEN, ZOE])))
    QCoreApplication.processEvents()

    assert "Still missing: ben, Zoe" in here.words()


def test_a_finger_that_was_on_its_way_when_names_moved_marks_nobody(here: Desk) -> None:
    here.tell(at_work(replace(PAGE, rows=[BEN, ZOE])))
    here.time.pass_ms(100)
    here.finger("here_person_1")
    assert "Still missing: ben, Zoe" in here.words()
    here.time.pass_ms(200)
    here.finger("here_person_1")

    assert "Still missing: ben" in here.words()
