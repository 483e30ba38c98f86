"""Unlinked cards, by finger."""

from collections.abc import Callable

from kiosk.local_api.messages import AddPerson, LinkCard, ShowPage
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names, type_letters
from ui.canned_people import CARDS, OLIWIA, found
from ui.canned_work import at_work
from ui.viewmodels.unlinked import unlinked

Opened = Callable[..., Desk]


def test_only_a_card_that_is_new_here_can_be_linked() -> None:
    assert [row.linkable for row in unlinked(CARDS.rows)] == [True, False, False, False]


def test_each_card_says_when_how_often_and_why(desk: Opened) -> None:
    shown = desk()
    shown.show("cards")
    words = " ".join(shown.words())

    assert "15:22" in words
    assert "91ab" in words
    assert "Wed 25 Feb, tapped 3 times" in words
    assert "reported lost" in words


def test_a_card_is_linked_to_someone_who_is_found(desk: Opened) -> None:
    shown = desk()
    shown.show("cards")
    shown.finger("cards_link_0")
    type_letters(shown, "link", "OLI")
    shown.tell(at_work(found(OLIWIA, query="Oli")))
    shown.finger("link_show")
    shown.finger("link_found_0")

    assert shown.asked(LinkCard) == [LinkCard(request=0, tap="t1", member=OLIWIA.member)]
    shown.answer("done", "r1")
    assert shown.asked(ShowPage)[-1].page == "cards"


def test_what_was_not_saved_stays_to_be_tried_again(desk: Opened) -> None:
    shown = desk()
    shown.show("cards")
    shown.finger("cards_link_0")
    type_letters(shown, "link", "OLI")
    shown.tell(at_work(found(OLIWIA, query="Oli")))
    shown.finger("link_show")
    shown.finger("link_found_0")
    shown.answer("not_saved")

    assert "link_found_0" in names(shown)
    assert "staff_trouble" in names(shown)


def test_someone_new_is_added_and_then_found(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    assert shown.asked(AddPerson) == [AddPerson(request=0, name="Zed")]
    shown.answer("done", "r1")

    assert shown.asked(ShowPage)[-1].query == "Zed"


def test_a_second_person_of_the_same_name_must_be_meant(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    shown.answer("duplicate")
    assert "Add one more of that name" in shown.words()
    shown.finger("link_add")

    assert shown.asked(AddPerson)[-1] == AddPerson(request=0, name="Zed", although=True)
