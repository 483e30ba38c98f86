"""A code from IT, and the first boot: how a team without a PIN gets one."""

from pathlib import Path

import pytest

from kiosk.domain.ids import BootId
from kiosk.local_api.messages import (
    EnrolmentTold,
    EnrolWith,
    EnterEnrolmentCode,
    FirstLead,
    LockStaff,
    PinEntered,
    RescueCode,
    SetupDone,
    StaffCode,
    StaffCodeWanted,
    Status,
    StatusWanted,
    TeamStatus,
)
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.jobs import JobsLater
from tests.kiosk.in_process import RecordingClient
from tests.kiosk.process import enrolment, members
from tests.kiosk.staff_room.at_work import HELPER_PIN, LEAD_PIN, AtWork, at_work

NEW_PIN = "830471"
TOLD = EnrolmentTold(outcome="enrolled", detail="", done=True)


def code_from_it(kiosk: AtWork) -> str:
    made = kiosk.daemon.administrator_desk.heard(RecordingClient(), StaffCodeWanted())
    assert isinstance(made, StaffCode)
    return made.code


def rescue(kiosk: AtWork, code: str, *, pin: str = NEW_PIN, name: str = "maya") -> str:
    return kiosk.ask(RescueCode, code=code, pin=pin, name=name)


@pytest.fixture
def new(store: SqliteStore, tmp_path: Path) -> AtWork:
    """Return a kiosk that was just switched on for the first time."""
    return AtWork(store, tmp_path)


# ----------------------------------------------------------------- a code from IT


def test_a_lead_who_forgot_their_pin_sets_another_with_a_code(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    assert rescue(kiosk, f"{code[:5]}-{code[5:]}".lower()) == "done"
    assert kiosk.shown.lock.name == "Maya"
    assert kiosk.audit == ["reset_pin", "unlocked"]
    kiosk.ask(LockStaff)
    assert kiosk.ask(PinEntered, pin=LEAD_PIN) == "wrong"
    kiosk.unlock(NEW_PIN)


def test_a_code_works_once(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    assert rescue(kiosk, code) == "done"
    kiosk.ask(LockStaff)
    assert rescue(kiosk, code, pin="640285") == "wrong"


def test_a_code_that_is_sent_twice_at_once_makes_one_lead(store: SqliteStore, tmp_path: Path) -> None:
    jobs = JobsLater()
    new = AtWork(store, tmp_path, jobs=jobs)
    new.enrol()
    code = code_from_it(new)
    first, second = (new.say(RescueCode, code=code, pin=pin, name="Maya") for pin in (NEW_PIN, "640285"))
    jobs.finish()
    assert new.answer(first).code == "done"
    assert new.answer(second).code != "done"
    assert told_to_it(new) == TeamStatus(pins=1)


def test_a_code_that_is_sent_twice_at_once_sets_one_pin(store: SqliteStore, tmp_path: Path) -> None:
    jobs = JobsLater()
    kiosk = at_work(store, tmp_path, jobs=jobs)
    code = code_from_it(kiosk)
    first, second = (kiosk.say(RescueCode, code=code, pin=pin, name="Maya") for pin in (NEW_PIN, "640285"))
    jobs.finish()
    assert (kiosk.answer(first).code, kiosk.answer(second).code) == ("done", "wrong")
    assert kiosk.audit == ["reset_pin", "unlocked"]


def test_a_right_code_is_taken_also_with_the_last_try(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    for _ in range(4):
        assert rescue(kiosk, "0123456789") == "wrong"
    assert rescue(kiosk, code) == "done"


def test_a_newer_code_voids_the_one_before(kiosk: AtWork) -> None:
    old, new = code_from_it(kiosk), code_from_it(kiosk)
    assert rescue(kiosk, old) == "wrong"
    assert rescue(kiosk, new) == "done"


def test_a_code_lasts_half_an_hour(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    kiosk.clock.pass_us(30 * 60 * 1_000_000)
    assert rescue(kiosk, code) == "wrong"


def test_a_code_outlives_the_daemon_but_not_the_machine(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    kiosk.start()
    assert rescue(kiosk, code, pin="111111") == "weak_pin"
    kiosk.clock.boot = BootId("another boot")
    kiosk.start()
    assert rescue(kiosk, code) == "wrong"


def test_after_five_wrong_tries_a_code_is_gone(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    for _ in range(5):
        assert rescue(kiosk, "0123456789") == "wrong"
    assert rescue(kiosk, code) == "wrong"


def test_a_code_needs_the_name_of_a_lead_and_a_pin_that_nobody_has(kiosk: AtWork) -> None:
    code = code_from_it(kiosk)
    assert rescue(kiosk, code, name="Ben") == "gone"
    assert rescue(kiosk, code, pin=HELPER_PIN) == "pin_taken"
    assert rescue(kiosk, code, pin=LEAD_PIN) == "done"


def test_a_code_works_while_one_has_to_wait_and_ends_the_wait(kiosk: AtWork) -> None:
    for _ in range(5):
        kiosk.ask(PinEntered, pin="118822")
    assert rescue(kiosk, code_from_it(kiosk)) == "done"
    kiosk.ask(LockStaff)
    assert kiosk.shown.lock.tries_left == 5


def test_no_code_is_stored_as_it_is(kiosk: AtWork, store: SqliteStore) -> None:
    code = code_from_it(kiosk)
    with store.transaction() as transaction:
        assert code not in str(transaction.marks.all(""))


# ----------------------------------------------------------------- what IT is told


def told_to_it(kiosk: AtWork) -> TeamStatus:
    told = kiosk.daemon.administrator_desk.heard(RecordingClient(), StatusWanted())
    assert isinstance(told, Status)
    assert told.team is not None
    return told.team


def test_it_is_told_as_long_as_nobody_can_open_the_staff_screens_and_what_to_do(new: AtWork) -> None:
    assert "Enrol the kiosk first" in told_to_it(new).remedy
    new.enrol()
    told = told_to_it(new)
    assert (told.pins, "nobody can open" in told.trouble) == (0, True)
    assert told.remedy.startswith("Run `hubtap staff code`")
    assert rescue(new, code_from_it(new), name="Maya") == "done"
    assert told_to_it(new) == TeamStatus(pins=1)


# ----------------------------------------------------------------- the first boot


def test_the_first_boot_goes_from_the_code_to_the_first_lead_and_the_test(new: AtWork) -> None:
    setup = new.shown.setup
    assert setup is not None
    assert (new.shown.lock.state, setup.step, setup.trusted_here, setup.reader) == ("unset", "enrol", False, "ready")
    assert new.ask(EnterEnrolmentCode, code="ABCD-1234") == "done"
    assert EnrolWith(code="ABCD-1234") in new.worker.got
    assert new.step() == "enrolling"
    new.tell(enrolment(new.sealing_key))
    new.tell(TOLD)
    new.tell(members(3))
    assert new.step() == "pin"
    assert new.ask(FirstLead, name="Maya", pin="123456") == "weak_pin"
    assert new.ask(FirstLead, name="Maya", pin=NEW_PIN) == "done"
    assert (new.shown.lock.name, new.shown.lock.role, new.step()) == ("Maya", "lead", "test")
    assert new.audit == ["added_staff", "unlocked"]
    assert new.ask(SetupDone) == "done"
    assert new.shown.setup is None


def test_a_first_lead_that_is_sent_twice_at_once_is_one(store: SqliteStore, tmp_path: Path) -> None:
    jobs = JobsLater()
    new = AtWork(store, tmp_path, jobs=jobs)
    new.ask(EnterEnrolmentCode, code="ABCD-1234")
    new.tell(enrolment(new.sealing_key))
    new.tell(TOLD)
    first, second = (new.say(FirstLead, name="Maya", pin=pin) for pin in (NEW_PIN, "640285"))
    by_code = new.say(RescueCode, code=code_from_it(new), pin="728163", name="Eve")
    jobs.finish()
    assert [new.answer(each).code for each in (first, second, by_code)] == ["done", "not_allowed", "gone"]
    assert told_to_it(new) == TeamStatus(pins=1)


def test_the_first_boot_can_be_resumed_after_the_power_went(new: AtWork) -> None:
    new.ask(EnterEnrolmentCode, code="ABCD-1234")
    new.tell(enrolment(new.sealing_key))
    new.tell(TOLD)
    new.clock.boot = BootId("the next boot")
    new.start()
    assert new.step() == "pin"
    assert new.ask(FirstLead, name="Maya", pin=NEW_PIN) == "done"
    new.start()
    assert new.shown.setup is None
    new.unlock(NEW_PIN)
    assert new.step() == "test"


def test_two_boots_later_the_first_lead_takes_a_code_from_it(new: AtWork) -> None:
    new.ask(EnterEnrolmentCode, code="ABCD-1234")
    new.tell(enrolment(new.sealing_key))
    new.tell(TOLD)
    for boot in ("the next boot", "the one after"):
        new.clock.boot = BootId(boot)
        new.start()
    assert new.ask(FirstLead, name="Maya", pin=NEW_PIN) == "not_allowed"
    assert rescue(new, code_from_it(new), name="Maya") == "done"
    assert (new.shown.lock.name, new.shown.lock.role) == ("Maya", "lead")


def test_a_kiosk_that_it_enrolled_trusts_nobody_who_types_something_here(new: AtWork) -> None:
    assert new.ask(FirstLead, name="Eve", pin=NEW_PIN) == "not_allowed"
    new.enrol()
    assert new.ask(EnterEnrolmentCode, code="anything") == "not_allowed"
    assert new.ask(FirstLead, name="Eve", pin=NEW_PIN) == "not_allowed"


def test_a_code_that_the_service_refuses_makes_nobody_trusted_and_is_told(new: AtWork) -> None:
    new.ask(EnterEnrolmentCode, code="ABCD-1234")
    new.tell(EnrolmentTold(outcome="code_used", detail="", done=True))
    assert new.step() == "enrol"
    setup = new.shown.setup
    assert setup is not None
    assert setup.code_refused == "code_used"
    new.enrol()
    assert new.ask(FirstLead, name="Eve", pin=NEW_PIN) == "not_allowed"


def test_once_someone_has_a_pin_the_first_boot_is_over(kiosk: AtWork) -> None:
    assert kiosk.shown.setup is None
    assert kiosk.ask(FirstLead, name="Eve", pin=NEW_PIN) == "locked"
    assert kiosk.ask(EnterEnrolmentCode, code="ABC") == "locked"


def test_without_a_worker_the_code_waits_for_one(new: AtWork) -> None:
    new.daemon.worker_desk.closed(new.worker)
    assert new.ask(EnterEnrolmentCode, code="ABCD-1234") == "no_worker"
    later = RecordingClient()
    new.daemon.worker_desk.opened(later)
    assert EnrolWith(code="ABCD-1234") in later.got
