"""Someone new on the team, and taking that back, as the screens tell it."""

from kiosk.local_api.messages import AddStaff, ChangePin, LockStaff, PinEntered, RemoveStaff, StaffPage, Undo
from tests.kiosk.staff_room.at_work import HELPER_PIN, AtWork, staff_ref

ZOFIAS_PIN = "830471"


def take_on_zofia(kiosk: AtWork) -> None:
    assert kiosk.ask(AddStaff, name="Zofia", role="helper", pin=ZOFIAS_PIN) == "done"


def offered(kiosk: AtWork) -> tuple[str, str, str]:
    offer = kiosk.shown.undo
    assert offer is not None
    return offer.did, offer.name, offer.record


def names(kiosk: AtWork) -> list[str]:
    return [each.name for each in kiosk.page(StaffPage, page="staff").rows]


def gets_in(kiosk: AtWork) -> bool:
    """Lock the screens; tell whether Zofia's PIN opens them."""
    kiosk.ask(LockStaff)
    return kiosk.ask(PinEntered, pin=ZOFIAS_PIN) == "done"


def test_whoever_was_added_to_the_team_by_mistake_is_taken_off_it_by_undo(kiosk: AtWork) -> None:
    kiosk.unlock()
    take_on_zofia(kiosk)
    did, name, record = offered(kiosk)
    assert (did, name) == ("added_staff", "Zofia")
    assert kiosk.ask(Undo, record=record) == "done"
    assert kiosk.audit[-2:] == ["added_staff", "undid"]
    assert offered(kiosk)[:2] == ("undid", "Zofia")
    assert "Zofia" not in names(kiosk)
    assert not gets_in(kiosk)


def test_the_undo_can_be_undone_and_the_pin_is_as_it_was(kiosk: AtWork) -> None:
    kiosk.unlock()
    take_on_zofia(kiosk)
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    assert names(kiosk).count("Zofia") == 1
    assert gets_in(kiosk)


def test_there_is_nothing_to_undo_once_they_were_removed(kiosk: AtWork) -> None:
    kiosk.unlock()
    take_on_zofia(kiosk)
    record = offered(kiosk)[2]
    zofia = next(row.staff for row in kiosk.page(StaffPage, page="staff").rows if row.name == "Zofia")
    assert kiosk.ask(RemoveStaff, staff=zofia) == "done"
    assert kiosk.shown.undo is None
    assert kiosk.ask(Undo, record=record) == "gone"


def test_nobody_comes_back_with_a_pin_that_is_somebody_elses_by_then(kiosk: AtWork) -> None:
    kiosk.unlock()
    take_on_zofia(kiosk)
    assert kiosk.ask(Undo, record=offered(kiosk)[2]) == "done"
    again = offered(kiosk)[2]
    assert kiosk.ask(ChangePin, staff=staff_ref("Ben"), old=None, pin=ZOFIAS_PIN) == "done"
    assert kiosk.shown.undo is None
    assert kiosk.ask(Undo, record=again) == "gone"


def test_a_helper_takes_nobody_off_the_team(kiosk: AtWork) -> None:
    kiosk.unlock()
    take_on_zofia(kiosk)
    record = offered(kiosk)[2]
    kiosk.ask(LockStaff)
    kiosk.unlock(HELPER_PIN)
    assert kiosk.ask(Undo, record=record) == "not_allowed"
