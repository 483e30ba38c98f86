"""A new staff card, and taking it back, as the screens tell it."""

from kiosk.domain.staff import Role
from kiosk.local_api.messages import AwaitCard, LockStaff, RemoveStaff, RemoveStaffCards, Undo
from tests.kiosk.staff_room.at_work import HELPER_PIN, AtWork, staff_ref

BENS_CARD = 900


def give_a_card(kiosk: AtWork, name: str, card: int = BENS_CARD) -> None:
    assert kiosk.ask(AwaitCard, why="staff", staff=staff_ref(name)) == "done"
    kiosk.lay(card)
    assert kiosk.last_awaited().outcome == "done"


def give_ben_a_card(kiosk: AtWork, card: int = BENS_CARD) -> None:
    give_a_card(kiosk, "Ben", card)


def offered(kiosk: AtWork) -> tuple[str, str, str]:
    offer = kiosk.shown.undo
    assert offer is not None
    return offer.did, offer.name, offer.record


def opens(kiosk: AtWork, card: int = BENS_CARD) -> bool:
    """Lock the screens; tell whether the card opens them."""
    kiosk.ask(LockStaff)
    kiosk.wait(10)
    kiosk.lay(card)
    kiosk.wait(1)
    return kiosk.shown.lock.state == "open"


def test_a_new_staff_card_can_be_undone_and_opens_nothing_then(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk)
    did, name, record = offered(kiosk)
    assert (did, name) == ("added_staff_card", "Ben")
    assert kiosk.ask(Undo, record=record) == "done"
    assert kiosk.audit[-2:] == ["added_staff_card", "undid"]
    assert offered(kiosk)[:2] == ("undid", "Ben")
    assert not opens(kiosk)
    assert len(kiosk.taps) == 1  # it is a visitor's card like any other


def test_the_undo_of_a_staff_card_can_be_undone(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk)
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    assert kiosk.audit[-3:] == ["added_staff_card", "undid", "added_staff_card"]
    assert opens(kiosk)


def test_undoing_one_staff_card_leaves_the_others(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk, 901)
    kiosk.wait(10)
    give_ben_a_card(kiosk)
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    assert opens(kiosk, 901)


def test_a_card_that_is_theirs_already_is_nothing_to_undo(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk)
    kiosk.wait(11)
    assert kiosk.shown.undo is None
    give_ben_a_card(kiosk)
    assert kiosk.shown.undo is None


def test_staff_cards_that_were_removed_meanwhile_are_nothing_to_undo(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk)
    record = offered(kiosk)[2]
    assert kiosk.ask(RemoveStaffCards, staff=staff_ref("Ben")) == "done"
    assert kiosk.shown.undo is None
    assert kiosk.ask(Undo, record=record) == "gone"


def test_the_undo_of_someones_staff_card_goes_with_them_and_no_other(kiosk: AtWork) -> None:
    kiosk.hire(name="Cleo", role=Role.HELPER, pin="830471")
    kiosk.unlock()
    give_ben_a_card(kiosk)
    assert kiosk.ask(RemoveStaff, staff=staff_ref("Cleo")) == "done"
    assert offered(kiosk)[1] == "Ben"
    assert kiosk.ask(RemoveStaff, staff=staff_ref("Ben")) == "done"
    assert kiosk.shown.undo is None


def test_a_helper_undoes_no_staff_card_and_the_lock_ends_the_offer(kiosk: AtWork) -> None:
    kiosk.unlock()
    give_ben_a_card(kiosk)
    record = offered(kiosk)[2]
    kiosk.ask(LockStaff)
    kiosk.unlock(HELPER_PIN)
    assert kiosk.ask(Undo, record=record) == "not_allowed"
    kiosk.ask(LockStaff)
    kiosk.unlock()
    assert kiosk.shown.undo is None
    assert kiosk.ask(Undo, record=record) == "gone"
