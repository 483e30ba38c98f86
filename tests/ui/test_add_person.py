"""Someone new, by finger."""

from collections.abc import Callable

import pytest

from kiosk.local_api.messages import AddPerson
from tests.ui.desk import Desk
from tests.ui.test_event_chooser import type_text
from ui.canned_work import at_work
from ui.viewmodels.staff_pages import StaffPage

Opened = Callable[..., Desk]


@pytest.fixture
def adding(desk: Opened) -> Desk:
    shown = desk()
    shown.show("add")
    return shown


def test_a_first_name_is_enough(adding: Desk) -> None:
    type_text(adding, "add", "AMINA")
    adding.finger("add_add")

    assert adding.asked(AddPerson) == [AddPerson(request=0, name="Amina", although=False)]
    adding.answer("done", "r1")
    assert "First name, initial" in adding.words(), "ready for the next one"


def test_an_initial_may_follow(adding: Desk) -> None:
    type_text(adding, "add", "CALLUM")
    adding.finger("add_space")
    type_text(adding, "add", "B")
    adding.finger("add_add")

    assert adding.asked(AddPerson)[0].name == "Callum B"


def test_the_last_letter_gets_its_accent(adding: Desk) -> None:
    type_text(adding, "add", "RU")
    adding.finger("add_vary")
    adding.finger("add_key_ū")
    type_text(adding, "add", "TA")
    adding.finger("add_add")

    assert adding.asked(AddPerson)[0].name == "Rūta"


def test_nobody_is_added_without_a_name_or_twice(adding: Desk) -> None:
    adding.finger("add_add")
    assert not adding.asked(AddPerson)
    type_text(adding, "add", "BO")
    adding.finger("add_add")
    adding.finger("add_add")

    assert len(adding.asked(AddPerson)) == 1


def test_whoever_has_the_name_of_someone_who_is_in_is_asked_about(adding: Desk) -> None:
    type_text(adding, "add", "AMINA")
    adding.finger("add_add")
    adding.answer("duplicate")

    assert "Someone called Amina is here already: is it another person?" in adding.words()
    assert adding.frame.view.trouble == "", "the page asks itself"


def test_an_answer_after_the_page_was_left_asks_nothing_on_the_next_visit(adding: Desk) -> None:
    type_text(adding, "add", "ANN")
    adding.finger("add_add")
    adding.finger("staff_back")
    adding.finger("home_add")
    type_text(adding, "add", "BO")
    adding.answer("duplicate", to=AddPerson)
    assert "Bo" in adding.words(), "the page is still about whoever is typed now"

    adding.finger("add_add")
    adding.answer("done", "r2")
    assert [add.name for add in adding.asked(AddPerson)] == ["Ann", "Bo"]


def test_the_next_name_may_be_typed_while_one_is_being_added(adding: Desk) -> None:
    type_text(adding, "add", "ANN")
    adding.finger("add_add")
    for _ in "Ann":
        adding.finger("add_erase")
    type_text(adding, "add", "BO")
    adding.answer("done", "r1")
    assert "Bo" in adding.words()

    adding.finger("add_add")
    assert [add.name for add in adding.asked(AddPerson)] == ["Ann", "Bo"]


def test_another_person_of_that_name_is_added(adding: Desk) -> None:
    adding.show("add-duplicate")
    adding.finger("add_another")

    assert adding.asked(AddPerson) == [AddPerson(request=0, name="Amina", although=True)]
    adding.answer("done", "r1")
    assert "First name, initial" in adding.words()


def test_the_same_person_is_not_added_again(adding: Desk) -> None:
    adding.show("add-duplicate")
    adding.finger("add_same")

    assert not adding.asked(AddPerson)
    assert adding.frame.view.page is StaffPage.HOME


def test_back_leads_from_the_question_to_the_name(adding: Desk) -> None:
    adding.show("add-duplicate")
    adding.finger("staff_back")

    assert "Amina" in adding.words()
    assert adding.frame.view.page is StaffPage.ADD_PERSON


def test_what_was_not_saved_stays_typed(adding: Desk) -> None:
    type_text(adding, "add", "BO")
    adding.finger("add_add")
    adding.answer("not_saved")

    assert "Bo" in adding.words()
    assert "Not saved. Use paper." in adding.words()


def test_a_draft_outlives_a_daemon_that_starts_again_and_no_lock(adding: Desk) -> None:
    type_text(adding, "add", "AMI")
    adding.frame.lose()
    assert "Ami" not in adding.words()
    adding.tell(at_work())
    assert "Ami" in adding.words()
    adding.finger("add_add")
    assert adding.asked(AddPerson)[0].name == "Ami"
    adding.answer("done")
    type_text(adding, "add", "BO")
    adding.frame.home()

    assert adding.models.work.newcomer.typed.said == ""


def test_what_the_daemon_never_answered_can_be_asked_again(adding: Desk) -> None:
    type_text(adding, "add", "BO")
    adding.finger("add_add")
    adding.frame.lose()
    adding.tell(at_work())
    adding.finger("add_add")

    assert len(adding.asked(AddPerson)) == 2
