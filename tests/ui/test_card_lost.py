"""Card lost, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint

from kiosk.local_api.messages import (
    AwaitCard,
    CheckIn,
    Lock,
    MemberCard,
    ReportLost,
    ShowPage,
    StaffPageShown,
    StaffSnapshot,
    StopAwaiting,
)
from tests.ui.desk import Desk
from ui.canned_people import CARDS, OLIVER, OLIWIA, found
from ui.canned_work import HELPER, LOCKED, at_work, bar_with
from ui.gallery import VARIANTS, Variant

Opened = Callable[..., Desk]


def type_letters(desk: Desk, screen: str, letters: str) -> None:
    for letter in letters:
        desk.finger(f"{screen}_key_{letter}")


def test_a_lost_card_is_replaced_with_five_touches_besides_typing(desk: Opened) -> None:
    shown = desk()
    shown.show("home")
    touches = []

    def touch(name: str) -> None:
        touches.append(name)
        shown.finger(name)

    touch("home_lost")
    type_letters(shown, "lost", "OLI")
    shown.tell(at_work(found(OLIWIA, OLIVER, query="Oli")))
    touch("lost_show")
    touch("lost_found_0")
    touch("lost_report_0")
    touch("lost_new")

    assert len(touches) == 5
    assert shown.asked(ReportLost) == [ReportLost(request=0, member=OLIWIA.member, place=0)]
    assert shown.asked(AwaitCard) == [AwaitCard(request=0, why="replace", member=OLIWIA.member)]


def test_every_letter_asks_and_an_older_answer_changes_nothing(desk: Opened) -> None:
    shown = desk()
    shown.show("lost")
    type_letters(shown, "lost", "OL")

    assert [ask.query for ask in shown.asked(ShowPage)] == ["O", "Ol"]
    shown.tell(at_work(found(OLIVER, query="O")))
    assert OLIVER.name not in shown.words()
    shown.tell(at_work(found(OLIWIA, OLIVER, query="Ol")))
    assert {OLIWIA.name, OLIVER.name} <= set(shown.words())


def test_whoever_fits_is_chosen_while_typing(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-typed")
    shown.finger("lost_fit_1")

    assert shown.item("lost_name").property("text") == OLIVER.name


def test_two_of_one_name_are_told_apart_while_typing(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-typed")
    twin = replace(OLIVER, name=OLIWIA.name, passport="11TT-5CY4-TQKF-9Z")
    shown.tell(at_work(found(OLIWIA, twin, query="Oli")))
    said = [shown.item(f"lost_fit_{number}").property("label") for number in (0, 1)]

    assert said == ["Oliwia … KF-FA", "Oliwia … KF-9Z"]


@pytest.mark.parametrize("variant", VARIANTS[:3], ids=lambda variant: variant.name)
def test_names_that_fit_are_large_enough_for_a_finger_above_the_open_keyboard(desk: Opened, variant: Variant) -> None:
    shown = desk(variant)
    shown.show("lost-typed")
    first = shown.item("lost_fit_0")

    assert min(first.width(), first.height()) >= 72
    assert "lost_key_A" in names(shown)
    shown.finger("lost_fit_0")
    assert shown.item("lost_name").property("text") == OLIWIA.name


def test_a_mistyped_code_is_said_plainly(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-mistyped")

    assert any("mistyped" in words for words in shown.words())


def test_someone_without_a_card_is_checked_in(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    shown.finger("lost_check_in")

    assert shown.asked(CheckIn) == [CheckIn(request=0, member=OLIWIA.member)]
    shown.tell(at_work(found(replace(OLIWIA, here=True), query="Oli")))
    assert "lost_check_in" not in names(shown)


def test_a_card_that_was_marked_lost_says_so(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    lost = replace(OLIWIA, cards=[MemberCard(place=0, digits="7c1d", lost=True)])
    shown.tell(at_work(found(lost, query="Oli")))

    assert "is lost" in shown.words()
    assert not [name for name in names(shown) if name.startswith("lost_report")]


def holding(*cards: tuple[str, bool]) -> StaffSnapshot:
    """Tell that Oliwia has these cards: digits, and whether it is lost."""
    held = [MemberCard(place=place, digits=digits, lost=lost) for place, (digits, lost) in enumerate(cards)]
    return at_work(found(replace(OLIWIA, cards=held), query="Oli"))


def cards_shown(shown: Desk) -> list[str]:
    """Return the cards of the person who is shown, from the top."""
    texts = [text for text in shown.texts() if text.property("text").startswith("Card … ")]
    return [text.property("text")[-4:] for text in sorted(texts, key=lambda text: text.mapToScene(QPoint()).y())]


@pytest.fixture
def oliwia(desk: Opened) -> Desk:
    """Oliwia is chosen, who has two cards that work."""
    shown = desk()
    shown.show("lost")
    type_letters(shown, "lost", "OLI")
    shown.tell(holding(("aaaa", False), ("bbbb", False)))
    shown.finger("lost_fit_0")
    return shown


def test_a_double_touch_reports_one_card_lost(oliwia: Desk) -> None:
    where = oliwia.middle("lost_report_0")
    oliwia.touch(where)
    oliwia.touch(where)
    oliwia.tell(holding(("aaaa", True), ("bbbb", False)))
    oliwia.answer("done", "r1", to=ReportLost)
    oliwia.touch(where)

    assert oliwia.asked(ReportLost) == [ReportLost(request=0, member=OLIWIA.member, place=0)]
    assert cards_shown(oliwia) == ["aaaa", "bbbb"]


def test_a_card_that_was_not_reported_lost_can_be_reported_again(oliwia: Desk) -> None:
    oliwia.finger("lost_report_0")
    oliwia.answer("not_saved")
    oliwia.finger("lost_report_1")

    assert [ask.place for ask in oliwia.asked(ReportLost)] == [0, 1]


def test_a_new_card_comes_last_wherever_the_daemon_names_it(oliwia: Desk) -> None:
    oliwia.tell(holding(("0000", False), ("aaaa", True), ("bbbb", False)))
    assert cards_shown(oliwia) == ["aaaa", "bbbb", "0000"]
    oliwia.finger("lost_report_2")

    assert oliwia.asked(ReportLost) == [ReportLost(request=0, member=OLIWIA.member, place=2)]


def test_a_finger_that_drags_the_cards_moves_them_and_reports_none(oliwia: Desk) -> None:
    oliwia.tell(holding(*((f"c{number:03}", False) for number in range(6))))
    start = oliwia.middle("lost_report_1")
    oliwia.slide(start, start + QPoint(0, 30), steps=5)
    assert not oliwia.asked(ReportLost), "a list that is at its top is dragged no further"
    oliwia.slide(start, oliwia.middle("lost_report_0"), steps=5)

    assert oliwia.item("lost_list").property("contentY") > 0
    assert not oliwia.asked(ReportLost)


def test_cards_that_work_come_first_when_the_person_is_chosen_again(oliwia: Desk) -> None:
    oliwia.tell(holding(("aaaa", True), ("bbbb", False)))
    oliwia.finger("staff_back")
    oliwia.finger("lost_fit_0")

    assert cards_shown(oliwia) == ["bbbb", "aaaa"]


def test_someone_who_was_forgotten_meanwhile_is_shown_no_more(oliwia: Desk) -> None:
    oliwia.tell(at_work(found(OLIVER, query="Oli")))

    assert OLIWIA.name not in oliwia.words()
    assert "lost_new" not in names(oliwia)
    assert {"lost_key_A", "lost_fit_0"} <= names(oliwia)


@pytest.mark.parametrize("page", [None, found(OLIVER, query="Ol"), CARDS])
def test_a_page_that_says_nothing_of_a_person_changes_nothing(oliwia: Desk, page: StaffPageShown | None) -> None:
    oliwia.tell(at_work(page))

    assert OLIWIA.name in oliwia.words()


def test_nothing_to_check_in_to_where_nothing_is_open(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    shown.tell(at_work(found(OLIWIA, query="Oli"), bar=bar_with(event=None)))

    assert "lost_check_in" not in names(shown)


def test_who_may_not_see_to_cards_is_not_offered_it(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    shown.tell(at_work(found(OLIWIA, query="Oli"), lock=replace(HELPER, may=("see_people", "check_in"))))

    assert "lost_new" not in names(shown)
    assert "lost_check_in" in names(shown)


def test_back_goes_one_step_back(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    shown.finger("staff_back")
    assert "lost_found_0" in names(shown)
    shown.finger("staff_back")
    assert "lost_key_A" in names(shown)
    shown.finger("staff_back")
    assert "home_lost" in names(shown)


def test_locking_leaves_no_name(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    model = shown.models.tasks.lost
    shown.tell(LOCKED)

    assert (model.property("name"), model.finder.property("count"), model.finder.typed.property("text")) == ("", 0, "")


def test_a_restart_keeps_what_was_typed_and_no_name(desk: Opened) -> None:
    shown = desk()
    shown.show("lost-person")
    model = shown.models.tasks.lost
    shown.tell(replace(LOCKED, lock=Lock(state="locked", restarted=True)))

    assert (model.property("name"), model.finder.property("count")) == ("", 0)
    assert model.finder.typed.property("text") == "Oli"
    shown.tell(at_work())
    assert shown.asked(ShowPage)[-1].page == "members"


def test_waiting_for_a_card_can_be_cancelled(desk: Opened) -> None:
    shown = desk()
    shown.show("awaited")
    shown.finger("awaited_cancel")

    assert shown.asked(StopAwaiting)


def names(shown: Desk) -> set[str]:
    return {item.objectName() for item in shown.items()}
