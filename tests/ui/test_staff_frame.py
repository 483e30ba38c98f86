"""The staff screens' frame by finger: in with a PIN, from page to page, what comes and goes, and out again."""

import sys
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint

from kiosk.local_api.messages import (
    HelpSeen,
    Lock,
    LockStaff,
    PinEntered,
    ShowPage,
    StaffAnswer,
    StaffTouched,
    StopAwaiting,
    UndoOffer,
)
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names
from ui import canned
from ui.canned_staff import STAFF_PAGES
from ui.canned_work import HELPER, LOCKED, at_work, bar_with
from ui.viewmodels import needs, staff_pages, staff_showing
from ui.viewmodels.pin_pad import PinPad
from ui.viewmodels.staff_screen import StaffScreen
from ui.viewmodels.status import Status

Opened = Callable[..., Desk]
RESTARTED = replace(LOCKED, lock=Lock(state="locked", restarted=True))


@pytest.fixture
def work(desk: Opened) -> Desk:
    """A lead is at Staff home."""
    shown = desk()
    shown.show("home")
    return shown


def at_pin(desk: Opened) -> Desk:
    shown = desk()
    shown.show("idle")
    shown.finger("idle_staff")
    return shown


def page_of(shown: Desk) -> staff_pages.StaffPage:
    return shown.frame.view.page


def enter(shown: Desk, digits: str) -> None:
    for digit in digits:
        shown.finger(f"pin_key_{digit}")


@pytest.mark.parametrize(
    ("qml", "plain"),
    [
        (StaffScreen.Cover, staff_showing.Cover),
        (StaffScreen.Page, staff_pages.StaffPage),
        (PinPad.Says, staff_showing.PinSays),
        (Status.Need, needs.Need),
    ],
    ids=["Cover", "Page", "Says", "Need"],
)
def test_qml_knows_the_same_words(qml: type, plain: type) -> None:
    assert {each.name: each.value for each in qml} == {each.name: each.value for each in plain}  # type: ignore[attr-defined]  # enums


def test_the_padlock_leads_to_the_pin_page_and_close_back(desk: Opened) -> None:
    shown = at_pin(desk)
    assert "Staff: enter your PIN" in shown.words()
    shown.finger("pin_close")

    assert "Tap your library card here" in shown.words()


def test_the_sixth_digit_asks_the_daemon_and_no_digit_is_ever_shown(desk: Opened) -> None:
    shown = at_pin(desk)
    enter(shown, "48291")
    shown.finger("pin_erase")
    enter(shown, "15")

    assert shown.asked(PinEntered) == [PinEntered(request=0, pin="482915")]
    assert shown.words() == [
        "Staff: enter your PIN", "Checking …", "or tap your staff card", "Code from IT", *"1234567890",
    ]  # fmt: skip


def test_a_wrong_pin_says_so_and_the_keypad_stays_where_it_is(desk: Opened) -> None:
    shown = at_pin(desk)
    before = {digit: shown.middle(f"pin_key_{digit}") for digit in "0123456789"}
    enter(shown, "482915")
    shown.tell_page("pin-wrong")
    shown.answer("wrong")
    assert "That PIN is not known." in shown.words()
    shown.tell_page("pin-wait")
    assert "Too many tries. Wait 15\u00a0s." in shown.words()

    assert {digit: shown.middle(f"pin_key_{digit}") for digit in "0123456789"} == before


def test_while_one_has_to_wait_no_digit_is_taken(desk: Opened) -> None:
    shown = at_pin(desk)
    shown.tell_page("pin-wait")
    enter(shown, "482915")
    assert shown.asked(PinEntered) == []
    shown.time.pass_ms(15_000)
    enter(shown, "482915")

    assert shown.asked(PinEntered) == [PinEntered(request=0, pin="482915")]


def test_the_wait_is_drawn_once_a_second(desk: Opened) -> None:
    shown = at_pin(desk)
    shown.tell_page("pin-wait")
    changes: list[None] = []
    shown.frame.changed.connect(lambda: changes.append(None))
    shown.time.pass_ms(5_000)

    assert len(changes) == 5


def test_a_wrong_pin_is_not_told_to_whoever_opens_the_page_later(desk: Opened) -> None:
    shown = at_pin(desk)
    enter(shown, "271828")
    shown.tell(replace(LOCKED, lock=Lock(state="locked", wrong=True)))
    shown.answer("wrong")
    assert "That PIN is not known." in shown.words()

    shown.finger("pin_close")
    shown.finger("idle_staff")
    assert "That PIN is not known." not in shown.words()
    enter(shown, "314159")
    shown.answer("wrong")
    assert "That PIN is not known." in shown.words()


def closed_meanwhile(desk: Opened) -> tuple[Desk, PinEntered]:
    """Close the PIN page while a PIN is checked."""
    shown = at_pin(desk)
    enter(shown, "271828")
    asked = shown.exhibit.said[-1]
    assert isinstance(asked, PinEntered)
    shown.finger("pin_close")
    return shown, asked


def test_a_page_that_was_closed_while_the_pin_was_checked_opens_nothing(desk: Opened) -> None:
    shown, asked = closed_meanwhile(desk)
    shown.tell(at_work())
    shown.frame.answer(StaffAnswer(request=asked.request, code="done"))

    assert shown.asked(LockStaff)


def test_a_page_that_was_opened_again_while_the_pin_was_checked_lets_in(desk: Opened) -> None:
    shown, asked = closed_meanwhile(desk)
    shown.finger("idle_staff")
    shown.tell(at_work())
    shown.frame.answer(StaffAnswer(request=asked.request, code="done"))

    assert not shown.asked(LockStaff)


def test_the_pin_page_closes_by_itself(desk: Opened) -> None:
    shown = at_pin(desk)
    shown.time.pass_ms(29_000)
    enter(shown, "4")
    shown.time.pass_ms(29_999)
    assert "Staff: enter your PIN" in shown.words()
    shown.time.pass_ms(1)

    assert "Tap your library card here" in shown.words()


def test_a_tap_during_the_pin_page_shows_its_result_and_the_digits_wait(desk: Opened) -> None:
    shown = at_pin(desk)
    enter(shown, "482")
    shown.hear(canned.result("arrived", name="Amina"))
    assert shown.words() == ["Hi Amina.", "You're in."]
    shown.hear(canned.IDLE)
    enter(shown, "915")

    assert shown.asked(PinEntered) == [PinEntered(request=0, pin="482915")]


def test_unlocking_shows_staff_home_and_the_lock_button_locks(desk: Opened) -> None:
    shown = at_pin(desk)
    shown.tell(at_work())
    assert {"Lego Club", "Arrivals", "More"} <= set(shown.words())
    shown.finger("staff_lock")
    assert shown.asked(LockStaff) == [LockStaff(request=0)]
    shown.tell(LOCKED)

    assert "Tap your library card here" in shown.words()


def test_a_tile_opens_its_page_and_asks_for_its_data(work: Desk) -> None:
    work.finger("home_more")
    work.finger("more_cards")
    assert work.asked(ShowPage) == [ShowPage(request=0, page="home"), ShowPage(request=0, page="cards")]
    work.finger("staff_back")
    assert page_of(work) is staff_pages.StaffPage.MORE
    work.finger("more_cards")
    work.finger("staff_home")

    assert page_of(work) is staff_pages.StaffPage.HOME


def test_a_helper_is_not_shown_what_only_a_lead_may_do(desk: Opened) -> None:
    shown = desk()
    shown.show("home-helper")
    shown.finger("home_more")

    assert {"Unlinked cards", "Staff and PINs"} <= set(shown.words())
    assert not {"Past events", "USB stick", "Diagnostics", "Date and time", "End of event …"} & set(shown.words())


def test_a_finger_is_told_once_a_second(work: Desk) -> None:
    for _ in range(3):
        work.touch(QPoint(400, 470))
    work.time.pass_ms(1_000)
    work.touch(QPoint(400, 470))

    assert work.asked(StaffTouched) == [StaffTouched(), StaffTouched()]


def test_the_warning_comes_twenty_seconds_before_the_lock_and_touches_nothing_below(work: Desk) -> None:
    tile = work.middle("home_arrivals")
    work.time.pass_ms(40_000)
    assert "Still there? It locks in 20\u00a0s." in work.words()
    work.touch(tile)
    work.time.pass_ms(0)

    assert page_of(work) is staff_pages.StaffPage.HOME
    assert "Arrivals" in work.words()
    assert work.asked(StaffTouched) == [StaffTouched()]


def test_a_finger_on_go_on_keeps_it_open(work: Desk) -> None:
    work.time.pass_ms(40_000)
    work.finger("still_stay")
    work.time.pass_ms(39_000)

    assert "Arrivals" in work.words()
    assert work.asked(StaffTouched)


def test_how_things_stand_stays_while_it_cannot_be_read_and_nothing_is_asked_for(desk: Opened) -> None:
    shown = desk()
    shown.show("home-offline")
    before = set(shown.words())
    assert "12 waiting, last sent 15:40" in before
    shown.tell(replace(at_work(), bar=None))
    assert set(shown.words()) == before

    shown.tell(LOCKED)
    shown.tell(replace(at_work(), bar=None))
    assert "home_arrivals" in names(shown)
    assert "home_need" not in names(shown)


def test_a_touch_tells_how_sending_stands_and_what_is_in_the_way(desk: Opened) -> None:
    shown = desk()
    shown.show("home-offline")
    shown.finger("home_sending")
    assert page_of(shown) is staff_pages.StaffPage.QUEUE
    assert {"12 waiting, last sent 15:40", "No network. Taps wait here; nothing is lost."} <= set(shown.words())
    shown.tell(at_work())
    assert {"All sent", "Connected. Taps are sent as they come."} <= set(shown.words())
    shown.finger("staff_back")

    assert page_of(shown) is staff_pages.StaffPage.HOME


def test_a_visitors_tap_is_one_line_that_goes_by_itself(desk: Opened) -> None:
    shown = desk()
    shown.show("home-notice")
    shown.hear(canned.result("arrived", name="Amina"))
    assert "Amina is in." in shown.words()
    assert "Hi Amina." not in shown.words()
    shown.time.pass_ms(8_000)

    assert "Lego Club" in shown.words()


def test_a_card_is_awaited_with_a_bar_that_steps_once_a_second_until_cancelled(desk: Opened) -> None:
    shown = desk()
    shown.show("awaited")
    widths = set()
    for _ in range(3):
        widths.add(shown.item("awaited_bar").childItems()[0].width())
        shown.time.pass_ms(1_000)
    shown.finger("awaited_cancel")

    assert len(widths) == 3
    assert shown.asked(StopAwaiting) == [StopAwaiting(request=0)]


def test_whoever_asks_for_a_team_member_is_seen_to_with_one_touch(desk: Opened) -> None:
    shown = desk()
    shown.show("home-help-wanted")
    shown.finger("home_need")

    assert shown.asked(HelpSeen) == [HelpSeen(request=0)]


def test_what_was_not_done_is_told_in_known_words(work: Desk) -> None:
    work.finger("staff_lock")
    work.answer("not_saved")
    assert "Not saved. Use paper." in work.words()
    work.time.pass_ms(10_000)

    assert "Not saved. Use paper." not in work.words()


def test_after_a_restart_the_same_page_comes_back_for_whoever_unlocks(work: Desk) -> None:
    work.finger("home_more")
    work.tell(RESTARTED)
    assert "Staff: enter your PIN" in work.words()
    work.exhibit.said.clear()
    work.tell(at_work(lock=HELPER))

    assert page_of(work) is staff_pages.StaffPage.MORE
    assert work.asked(ShowPage) == [ShowPage(request=0, page="home")]


def test_while_the_daemon_is_gone_the_pin_page_says_so_and_no_name_is_left(desk: Opened) -> None:
    shown = desk()
    shown.show("home-undo")
    shown.frame.lose()
    shown.hear(canned.IDLE)

    assert "One moment: the kiosk starts again." in shown.words()
    assert not [words for words in shown.words() if "Callum" in words or "Amina" in words]
    assert "Callum" not in repr(shown.frame.known) + repr(shown.frame.view)


def test_locking_lets_every_name_go(desk: Opened) -> None:
    shown = desk()
    for page, its in STAFF_PAGES.items():
        shown.show(page)
        if its.snapshot.lock.state == "open":
            shown.tell(LOCKED)
            assert "name=" not in repr(shown.frame.view), page
            assert shown.frame.known.snapshot == LOCKED


def test_the_status_line_says_in_words_what_a_drawing_shows(desk: Opened) -> None:
    shown = desk()
    shown.show("home-late")
    told = {each.name for each in shown.told()}

    assert {"23 here", "5 more counted without names", "12 waiting to be sent", "The card reader is ready"} <= told
    assert "12 waiting, last sent 15:40" in shown.words()


def test_only_what_changed_is_announced(work: Desk) -> None:
    changes: list[str] = []
    work.frame.changed.connect(lambda: changes.append("frame"))
    work.models._status.changed.connect(lambda: changes.append("status"))
    work.tell(at_work(number=3))
    assert changes == []
    work.tell(at_work(bar=bar_with(headcount=6), number=4))

    assert changes == ["status"]


def test_announcing_leaks_no_references(work: Desk) -> None:
    before = sys.getrefcount(True)  # noqa: FBT003
    for _ in range(50):
        work.frame.changed.emit()
    assert abs(sys.getrefcount(True) - before) < 10  # noqa: FBT003


@pytest.mark.parametrize(
    "did", ["checked_in", "checked_out", "undid", "linked_card", "reported_card_lost", "opened_event"]
)
def test_what_was_done_to_nobody_by_name_is_said_without_one(desk: Opened, did: str) -> None:
    shown = desk()
    shown.show("home")
    shown.tell(replace(at_work(), undo=UndoOffer(serial=1, did=did, name="", record="r1", left_ms=9_000)))

    said = shown.item("staff_did").property("text")
    assert said
    assert not said.rstrip().endswith(":")
