"""Someone new who was added and taken back, as staff look for members."""

from kiosk.local_api.messages import AddPerson, CheckIn, MembersPage, Undo
from tests.kiosk.staff_room.at_work import AtWork, member


def found(kiosk: AtWork, query: str) -> list[str]:
    return [each.name for each in kiosk.page(MembersPage, page="members", query=query).rows]


def undo_the_last(kiosk: AtWork) -> None:
    offer = kiosk.shown.undo
    assert offer is not None
    assert kiosk.ask(Undo, record=offer.record) == "done"


def test_someone_new_who_was_taken_back_is_not_found_until_that_is_undone(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(AddPerson, name="Kofi") == "done"
    assert found(kiosk, "kof") == ["Kofi"]
    undo_the_last(kiosk)
    assert found(kiosk, "kof") == []
    undo_the_last(kiosk)
    assert found(kiosk, "kof") == ["Kofi"]


def test_someone_new_who_was_taken_back_is_not_found_by_their_passport_code_either(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.ask(AddPerson, name="Kofi")
    (row,) = kiosk.page(MembersPage, page="members", query="kof").rows
    undo_the_last(kiosk)
    assert row.passport is not None
    assert found(kiosk, row.passport) == []


def test_a_member_whose_arrival_was_taken_back_is_still_found(kiosk: AtWork) -> None:
    kiosk.unlock()
    assert kiosk.ask(CheckIn, member=member(3)) == "done"
    undo_the_last(kiosk)
    assert found(kiosk, "zeb")


def test_someone_new_who_was_taken_back_once_and_came_again_is_found(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.ask(AddPerson, name="Kofi")
    (row,) = kiosk.page(MembersPage, page="members", query="kof").rows
    undo_the_last(kiosk)
    assert kiosk.ask(CheckIn, member=row.member) == "done"
    assert found(kiosk, "kof") == ["Kofi"]
