"""What the staff screens show when, without Qt."""

from typing import Literal

import pytest
from msgspec.structs import replace

from kiosk.local_api.messages import AwaitedCard, Lock, SetupPage, StaffNotice, StaffSnapshot, UndoOffer
from ui.canned_work import LEAD, LOCKED, at_work
from ui.viewmodels import staff_showing
from ui.viewmodels.staff_pages import StaffPage, Stop
from ui.viewmodels.staff_showing import Cover, PinSays, StaffKnown, StaffPatience, StaffView

PATIENCE = StaffPatience()
NOW_MS = 1_000_000
RESTARTED = replace(LOCKED, lock=Lock(state="locked", tries_left=5, restarted=True))


def heard(known: StaffKnown, snapshot: StaffSnapshot, now_ms: int = NOW_MS) -> StaffKnown:
    return staff_showing.heard(known, snapshot, now_ms, PATIENCE)


def look(known: StaffKnown, now_ms: int = NOW_MS) -> StaffView:
    return staff_showing.look(known, now_ms, PATIENCE)


def working(snapshot: StaffSnapshot | None = None) -> StaffKnown:
    return heard(StaffKnown(), snapshot or at_work())


def at_pin(lock: Lock) -> StaffKnown:
    return staff_showing.asked_for_pin(heard(StaffKnown(), replace(LOCKED, lock=lock)), NOW_MS)


def told(known: StaffKnown, *locks: Lock) -> StaffKnown:
    for lock in locks:
        known = heard(known, replace(LOCKED, lock=lock))
    return known


WRONG, CHECKING = Lock(state="locked", wrong=True), Lock(state="checking")


def test_nothing_covers_the_public_screen_until_someone_asks() -> None:
    assert look(StaffKnown()).cover is Cover.NOTHING
    assert look(heard(StaffKnown(), LOCKED)).cover is Cover.NOTHING
    assert look(staff_showing.asked_for_pin(heard(StaffKnown(), LOCKED), NOW_MS)).cover is Cover.PIN


def test_a_card_or_a_pin_opens_staff_home() -> None:
    assert (look(working()).cover, look(working()).page) == (Cover.STAFF, StaffPage.HOME)


def setting_up(step: Literal["enrol", "enrolling", "pin", "test", "done"], *, trusted: bool = False) -> StaffKnown:
    setup = SetupPage(
        step=step, network="offline", network_detail="", code_refused=None, trusted_here=trusted, reader="ready"
    )
    return heard(StaffKnown(), replace(LOCKED, setup=setup))


def test_the_first_boot_covers_everything() -> None:
    known = [setting_up("enrol"), setting_up("enrolling"), setting_up("pin", trusted=True), setting_up("test")]

    assert {look(each).cover for each in known} == {Cover.SETUP}


def test_visitors_go_on_tapping_while_only_a_code_from_it_can_set_the_first_pin() -> None:
    assert look(setting_up("pin")).cover is Cover.NOTHING
    assert look(staff_showing.asked_for_rescue(setting_up("enrol"), NOW_MS)).cover is Cover.RESCUE


@pytest.mark.parametrize(
    ("lock", "says"),
    [
        (Lock(state="locked"), PinSays.NOTHING),
        (Lock(state="checking"), PinSays.CHECKING),
        (Lock(state="unset"), PinSays.UNSET),
        (Lock(state="waiting", wait_ms=15_000), PinSays.WAIT),
    ],
)
def test_the_line_above_the_keypad_follows_the_lock(lock: Lock, says: PinSays) -> None:
    assert look(at_pin(lock)).says is says


def test_a_wrong_pin_is_told_to_whoever_typed_it_and_not_to_whoever_comes_next() -> None:
    typed = told(staff_showing.tried_pin(at_pin(Lock(state="locked"))), CHECKING, WRONG)
    assert look(typed).says is PinSays.WRONG

    later = staff_showing.asked_for_pin(staff_showing.left_pin(typed), NOW_MS)
    assert look(later).says is PinSays.NOTHING
    assert look(told(later, WRONG)).says is PinSays.NOTHING
    assert look(told(staff_showing.tried_pin(later), CHECKING, WRONG)).says is PinSays.WRONG


def test_a_pin_that_was_checked_when_the_page_was_opened_is_not_told_to_whoever_opened_it() -> None:
    assert look(told(at_pin(CHECKING), WRONG)).says is PinSays.NOTHING


def test_a_wait_counts_down_in_whole_seconds_and_ends_by_itself() -> None:
    known = at_pin(Lock(state="waiting", wait_ms=2_500))
    seen = [(look(known, NOW_MS + at).wait_s, look(known, NOW_MS + at).says) for at in (0, 499, 500, 1_500, 2_500)]

    assert [wait_s for wait_s, _ in seen] == [3, 3, 2, 1, 0]
    assert seen[-1][1] is PinSays.NOTHING
    assert staff_showing.next_change_ms(known, NOW_MS, PATIENCE) == 500


def test_nothing_counts_while_nobody_waits() -> None:
    known = heard(StaffKnown(), LOCKED)

    assert staff_showing.next_change_ms(known, NOW_MS, PATIENCE) is None


def test_the_pin_page_closes_by_itself_after_half_a_minute_without_a_finger() -> None:
    known = staff_showing.touched(at_pin(Lock(state="locked")), NOW_MS + 10_000)

    assert staff_showing.tidied(known, NOW_MS + 39_999, PATIENCE).at_pin
    assert not staff_showing.tidied(known, NOW_MS + 40_000, PATIENCE).at_pin


@pytest.mark.parametrize(("at_ms", "warning_s"), [(0, 0), (39_999, 0), (40_000, 20), (41_001, 19), (59_999, 1)])
def test_the_last_twenty_seconds_before_the_lock_are_told(at_ms: int, warning_s: int) -> None:
    assert look(working(), NOW_MS + at_ms).warning_s == warning_s


def test_a_finger_puts_the_warning_off() -> None:
    known = staff_showing.touched(working(), NOW_MS + 45_000)

    assert look(known, NOW_MS + 45_000).warning_s == 0
    assert look(known, NOW_MS + 85_000).warning_s == 20


def test_an_offer_to_undo_stays_as_long_as_it_holds_and_goes_once_it_is_taken() -> None:
    offer = UndoOffer(serial=3, did="added_person", name="Bo", record="r", left_ms=10_000)
    known = working(replace(at_work(), undo=offer))

    assert look(known, NOW_MS + 9_999).undo == offer
    assert look(known, NOW_MS + 10_000).undo is None
    assert look(staff_showing.took_undo(known, 3)).undo is None
    assert look(heard(staff_showing.took_undo(known, 3), replace(at_work(), undo=replace(offer, serial=4)))).undo


def test_a_notice_goes_by_itself_by_its_age() -> None:
    known = working(replace(at_work(), notice=StaffNotice(serial=1, kind="arrived", name="Bo", age_ms=3_000)))

    assert look(known, NOW_MS + 4_999).notice is not None
    assert look(known, NOW_MS + 5_000).notice is None


def test_an_awaited_card_counts_down_and_its_outcome_stays() -> None:
    awaited = AwaitedCard(why="link", whose="Bo", left_ms=20_000)
    known = working(replace(at_work(), awaited=awaited))
    done = working(replace(at_work(), awaited=replace(awaited, left_ms=0, outcome="done")))

    assert [look(known, NOW_MS + at).awaited_s for at in (0, 1, 1_000, 19_999)] == [20, 20, 19, 1]
    assert look(known, NOW_MS + 20_000).awaited is None
    assert look(done, NOW_MS + 60_000).awaited is not None
    assert staff_showing.next_change_ms(known, NOW_MS, PATIENCE) == 1_000


def test_time_or_a_person_locks_and_nothing_is_kept() -> None:
    known = heard(staff_showing.went(working(), Stop(StaffPage.ADD_PERSON)), LOCKED)

    assert (look(known).cover, known.trail, known.kept_until_ms) == (Cover.NOTHING, (), None)


@pytest.mark.parametrize("how", ["restarted", "lost"])
def test_work_that_was_cut_short_waits_two_minutes_for_whoever_unlocks(how: str) -> None:
    at_add = staff_showing.went(working(), Stop(StaffPage.ADD_PERSON))
    known = heard(at_add, RESTARTED) if how == "restarted" else staff_showing.lost(at_add, NOW_MS, PATIENCE)
    assert look(known).cover is Cover.PIN

    soon = heard(staff_showing.tidied(known, NOW_MS + 119_999, PATIENCE), at_work(), NOW_MS + 119_999)
    late = heard(staff_showing.tidied(known, NOW_MS + 120_000, PATIENCE), at_work(), NOW_MS + 120_000)
    assert look(soon).page is StaffPage.ADD_PERSON
    assert look(late).page is StaffPage.HOME


@pytest.mark.parametrize("how", ["restarted", "lost"])
def test_an_offer_of_a_daemon_that_began_anew_is_a_new_one_whatever_its_number(how: str) -> None:
    offer = UndoOffer(serial=3, did="added_person", name="Bo", record="r", left_ms=10_000)
    taken = staff_showing.took_undo(working(replace(at_work(), undo=offer)), 3)
    cut = heard(taken, RESTARTED) if how == "restarted" else staff_showing.lost(taken, NOW_MS, PATIENCE)
    other = replace(offer, name="Ann", record="r2")

    assert look(heard(heard(cut, at_work()), replace(at_work(), undo=other))).undo == other


def test_while_the_daemon_is_away_nothing_of_anyone_is_kept() -> None:
    known = staff_showing.lost(working(replace(at_work(), lock=LEAD)), NOW_MS, PATIENCE)

    assert known.snapshot is None
    assert look(known).says is PinSays.AWAY


def test_what_was_not_done_is_told_for_a_while() -> None:
    known = staff_showing.troubled(working(), "not_saved", NOW_MS, PATIENCE)

    assert look(known, NOW_MS + 9_999).trouble == "not_saved"
    assert look(known, NOW_MS + 10_000).trouble == ""
    assert look(staff_showing.went_back(known)).trouble == ""


def test_what_was_not_done_is_told_no_longer_once_something_was_done() -> None:
    done = replace(at_work(), undo=UndoOffer(serial=3, did="added_person", name="Bo", record="r", left_ms=10_000))
    troubled = staff_showing.troubled(working(), "away", NOW_MS, PATIENCE)
    later = staff_showing.troubled(working(done), "not_saved", NOW_MS, PATIENCE)

    assert look(heard(troubled, at_work())).trouble == "away"
    assert look(heard(troubled, done)).trouble == ""
    assert look(heard(later, done)).trouble == "not_saved", "what it was told before is no news"
