"""What needs a long list waits for it, and nobody waits for that but whoever asked."""

import pytest

from kiosk.domain.records import StaffIn
from kiosk.local_api.messages import AddPerson, LockStaff
from kiosk.ports import TapTaken
from tests.kiosk.staff_room.at_work import HELPER_PIN, AtWork


@pytest.fixture(autouse=True)
def _many_came(kiosk: AtWork) -> None:
    kiosk.crowd(1_500)
    kiosk.unlock()


def test_what_needs_a_long_list_waits_for_it_and_taps_wait_for_neither(kiosk: AtWork) -> None:
    adding = kiosk.say(AddPerson, name="zebedee3")
    assert not kiosk.answered(adding)
    kiosk.lay(1)
    kiosk.wait(0.25)
    assert isinstance(kiosk.results[-1], TapTaken)
    assert not kiosk.answered(adding)
    kiosk.wait(2)
    assert kiosk.answer(adding).code == "duplicate"


def test_what_waits_for_a_list_is_refused_once_the_screens_lock_or_the_disk_fails(kiosk: AtWork) -> None:
    refused = kiosk.say(AddPerson, name="Ada")
    kiosk.refuse()
    kiosk.wait(0.25)
    kiosk.refuse(refusing=False)
    assert kiosk.answer(refused).code == "not_saved"
    kiosk.ask(LockStaff)
    kiosk.unlock()
    late = kiosk.say(AddPerson, name="Ada")
    kiosk.ask(LockStaff)
    assert kiosk.answer(late).code == "locked"
    assert not any(isinstance(each, StaffIn) for each in kiosk.facts)


def test_what_waits_for_a_list_is_not_done_in_the_name_of_whoever_gets_in_next(kiosk: AtWork) -> None:
    late = kiosk.say(AddPerson, name="Ada")
    kiosk.ask(LockStaff)
    kiosk.unlock(HELPER_PIN)
    kiosk.wait(2)
    assert kiosk.answer(late).code == "locked"
    assert not any(isinstance(each, StaffIn) for each in kiosk.facts)
