"""Unlinked cards, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint, QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.local_api.messages import (
    AddPerson,
    AnswerCode,
    CardRow,
    CardsPage,
    LinkCard,
    ShowPage,
    StaffNotice,
    UndoOffer,
)
from tests.ui.audit import assert_controls_are_apart, assert_no_text_lies_under_a_control, assert_staff_texts_fit
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names, type_letters
from ui.canned_people import CARDS, OLIWIA, found
from ui.canned_work import at_work
from ui.gallery import VARIANTS, Variant
from ui.scene import Look
from ui.viewmodels.staff_pages import StaffPage
from ui.viewmodels.unlinked import unlinked

Opened = Callable[..., Desk]
LARGE_POLISH = Variant("Polish, large text", look=Look(large_text=True), language="pl")


def card(number: int) -> CardRow:
    """Return an unlinked card of the tap ``t<number>``; a higher number came later."""
    return CardRow(
        tap=f"t{number}",
        at=f"15:{number:02}",
        day="2026-02-25",
        digits=f"aa{number:02}",
        reason="unknown_card",
        times=1,
    )


SEVEN = CardsPage(rows=[card(number) for number in range(8, 1, -1)])
EIGHT = CardsPage(rows=[card(9), *SEVEN.rows])


@pytest.fixture
def cards(desk: Opened) -> Desk:
    """Seven cards have stood there for a while, that of the tap t8 first."""
    shown = desk()
    shown.show("cards")
    shown.tell(at_work(SEVEN))
    shown.time.pass_ms(1_000)
    return shown


def link_to_oliwia(shown: Desk) -> None:
    type_letters(shown, "link", "OLI")
    shown.tell(at_work(found(OLIWIA, query="Oli")))
    shown.finger("link_fit_0")


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
    shown.time.pass_ms(1_000)
    shown.finger("link_add")

    assert shown.asked(AddPerson)[-1] == AddPerson(request=0, name="Zed", although=True)


def test_a_second_touch_before_the_answer_adds_nobody_else(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    shown.finger("link_add")
    assert len(shown.asked(AddPerson)) == 1
    shown.answer("duplicate")
    shown.time.pass_ms(1_000)
    shown.finger("link_add")
    shown.finger("link_add")

    assert [add.although for add in shown.asked(AddPerson)] == [False, True]


def test_a_second_touch_means_no_second_person_where_the_question_came_under_it(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.time.pass_ms(1_000)
    shown.finger("link_add")
    shown.answer("duplicate")
    shown.time.pass_ms(100)
    shown.finger("link_add")
    assert [add.although for add in shown.asked(AddPerson)] == [False]
    shown.time.pass_ms(200)
    shown.finger("link_add")

    assert [add.although for add in shown.asked(AddPerson)] == [False, True]


def test_what_was_not_added_can_be_added_later(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    shown.answer("not_saved")
    shown.finger("link_add")

    assert shown.asked(AddPerson) == 2 * [AddPerson(request=0, name="Zed")]


def test_a_question_about_one_name_is_not_asked_of_another(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    shown.finger("staff_back")
    shown.finger("link_key_A")
    shown.answer("duplicate", to=AddPerson)
    shown.tell(at_work(found(query="Zeda")))
    shown.finger("link_show")
    assert "Add as someone new" in shown.words()
    shown.finger("link_add")

    assert shown.asked(AddPerson)[-1] == AddPerson(request=0, name="Zeda")


def test_whoever_was_added_after_the_page_was_left_is_not_looked_for_on_another(desk: Opened) -> None:
    shown = desk()
    shown.show("link-nobody")
    shown.finger("link_add")
    shown.finger("staff_home")
    shown.answer("done", to=AddPerson)

    assert shown.asked(ShowPage)[-1].page == "home"
    assert len(shown.asked(ShowPage)) == 1


def test_a_name_that_is_touched_twice_gets_the_card_once(cards: Desk) -> None:
    cards.finger("cards_link_0")
    link_to_oliwia(cards)
    cards.finger("link_fit_0")
    assert len(cards.asked(LinkCard)) == 1
    cards.answer("done", "r1")

    assert cards.frame.view.page is StaffPage.CARDS


def test_a_card_that_is_linked_after_the_page_was_left_leads_nowhere(cards: Desk) -> None:
    cards.finger("cards_link_0")
    link_to_oliwia(cards)
    cards.finger("staff_back")
    cards.finger("cards_link_1")
    cards.answer("done", to=LinkCard)

    assert cards.frame.view.page is StaffPage.LINK
    assert "… aa07" in cards.words()


def test_cards_stand_still_under_a_finger_which_links_the_one_it_was_put_on(cards: Desk) -> None:
    with cards.finger_down("cards_link_0"):
        cards.tell(at_work(EIGHT))
        assert "… aa09, new here" not in cards.words()
    QCoreApplication.processEvents()
    link_to_oliwia(cards)

    assert cards.asked(LinkCard) == [LinkCard(request=0, tap="t8", member=OLIWIA.member)]


def test_a_card_that_came_under_a_finger_is_shown_once_it_is_lifted(cards: Desk) -> None:
    with cards.finger_down("cards_row_0"):
        cards.tell(at_work(EIGHT))
        assert "… aa09, new here" not in cards.words()
    QCoreApplication.processEvents()

    assert "… aa09, new here" in cards.words()


def test_a_finger_that_was_on_its_way_when_a_card_came_links_none(cards: Desk) -> None:
    cards.tell(at_work(EIGHT))
    cards.time.pass_ms(100)
    cards.finger("cards_link_0")
    assert cards.frame.view.page is StaffPage.CARDS
    cards.time.pass_ms(200)
    cards.finger("cards_link_0")
    link_to_oliwia(cards)

    assert cards.asked(LinkCard) == [LinkCard(request=0, tap="t9", member=OLIWIA.member)]


def test_a_finger_that_drags_the_cards_moves_them_and_links_none(cards: Desk) -> None:
    start = cards.middle("cards_link_2")
    cards.slide(start, start + QPoint(0, 30), steps=5)
    assert cards.frame.view.page is StaffPage.CARDS, "a list that is at its top is dragged no further"
    cards.slide(start, cards.middle("cards_link_0"), steps=5)

    assert cards.item("cards_list").property("contentY") > 0
    assert cards.frame.view.page is StaffPage.CARDS


def test_what_came_while_staff_looked_at_one_card_is_shown_on_the_way_back(cards: Desk) -> None:
    cards.finger("cards_link_0")
    cards.finger("staff_back")
    cards.tell(at_work(EIGHT))

    assert "… aa09, new here" in cards.words()


def drawn(text: QQuickItem) -> QRectF:
    rect = text.mapRectToScene(text.boundingRect())
    return rect.adjusted(2, 2, -2, -2)


def assert_nothing_lies_over(shown: Desk, words: str) -> None:
    texts = shown.texts()
    own = next(text for text in texts if text.property("text") == words)
    assert [each.property("text") for each in texts if each is not own and drawn(each).intersects(drawn(own))] == []


def assert_header_is_sound(shown: Desk) -> None:
    assert_nothing_lies_over(shown, "… 91ab")
    assert_controls_are_apart(shown)
    assert_staff_texts_fit(shown)
    assert_no_text_lies_under_a_control(shown)


@pytest.mark.parametrize("variant", [*VARIANTS, LARGE_POLISH], ids=lambda variant: variant.name)
@pytest.mark.parametrize("page", ["link", "link-found", "link-nobody"])
def test_the_next_page_says_which_card_it_is(desk: Opened, page: str, variant: Variant) -> None:
    shown = desk(variant)
    shown.show(page)
    assert "… 91ab" in shown.words()
    assert_nothing_lies_over(shown, "… 91ab")
    notice = StaffNotice(serial=1, kind="help", name="", age_ms=0)
    undo = UndoOffer(serial=7, did="checked_in", name="Oliwia", record="r7", left_ms=9_000)
    shown.tell(replace(at_work(found(query="Oli")), notice=notice, undo=undo))
    assert "… 91ab" in shown.words()
    assert {"staff_notice", "staff_undo"} <= names(shown)
    assert_header_is_sound(shown)


@pytest.mark.parametrize("variant", [*VARIANTS, LARGE_POLISH], ids=lambda variant: variant.name)
def test_it_says_which_card_it_is_beside_what_was_not_done(desk: Opened, variant: Variant) -> None:
    shown = desk(variant)
    shown.show("link-nobody")
    undo = UndoOffer(serial=7, did="checked_in", name="Oliwia", record="r7", left_ms=9_000)
    shown.tell(replace(at_work(found(query="Zed")), undo=undo))
    codes: tuple[AnswerCode, ...] = ("duplicate", "not_saved", "gone", "not_allowed")
    for code in codes:
        shown.finger("link_add")
        shown.answer(code)
        assert {"staff_trouble", "staff_undo"} <= names(shown)
        assert_header_is_sound(shown)


def test_it_says_which_card_it_is_also_where_nothing_was_saved(cards: Desk) -> None:
    cards.finger("cards_link_1")
    link_to_oliwia(cards)
    cards.answer("not_saved")

    assert "staff_trouble" in names(cards)
    assert "… aa07" in cards.words()


def test_no_other_page_says_which_card_it_was(cards: Desk) -> None:
    cards.finger("cards_link_1")
    cards.finger("staff_back")

    assert "… aa07" not in cards.words()
