"""A screen that somebody else took over: while it is locked it can do nothing that a visitor couldn't."""

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.records import ClockFixed, Tap, fact_of
from kiosk.local_api import messages
from kiosk.local_api.messages import (
    FromScreen,
    HelpAsked,
    LockStaff,
    Message,
    PinEntered,
    ShowPage,
    StaffAct,
    StaffAnswer,
    StaffSnapshot,
    StaffTouched,
    decoder,
    encode,
)
from tests.fakes.fresh_store import open_fresh_store
from tests.kiosk.staff_room.at_work import HELPER_PIN, AtWork, at_work, member

MAY_COME = {"locked", "wrong", "weak_pin", "not_allowed", "not_saved"}
KNOWN = ("s-maya", "s-ben", "drop-in", member(1), member(2), "493817x", "Zebedee1", "Maya", "2026-11-13T12:00")
SPECIAL = {
    "pin": st.sampled_from(["118822", "111111", "123456", "900017"]),
    "old": st.sampled_from([None, "118822"]),
    "at": st.just("2026-11-13T12:00"),
    "left": st.none() | st.just("2026-11-13T13:00"),
    "records": st.lists(st.sampled_from(KNOWN), min_size=1, max_size=3),
}


def message_of(kind: type[Any]) -> st.SearchStrategy[Message]:
    """Return any message of ``kind`` that the socket lets through."""
    fields = {
        each.encode_name: SPECIAL.get(each.encode_name, _of(each.type))
        for each in msgspec.structs.fields(kind)
        if each.encode_name != "request"
    }
    if "request" in kind.__struct_fields__:
        fields["request"] = st.integers(0, 99)
    return st.fixed_dictionaries(fields).map(lambda given: kind(**given))


def _of(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  a field's type
    schema = msgspec.json.schema(kind)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.none() | st.sampled_from(KNOWN)
    return {"integer": st.integers(0, 9), "boolean": st.booleans()}.get(schema["type"], st.sampled_from(KNOWN))


ANYTHING = st.one_of([message_of(kind) for kind in (*get_args(StaffAct), StaffTouched, HelpAsked)])
CARDS = st.sampled_from([1, 2, 700])


def personal(kiosk: AtWork) -> list[str]:
    """Return what of the staff screens' messages names anybody."""
    said = b"".join(encode(each) for each in kiosk.screen.got if isinstance(each, StaffSnapshot | StaffAnswer)).decode()
    names = ("Zebedee", "Maya", "Ben", "s-maya", "s-ben", '"m-', "k1:", "argon2")
    return [name for name in names if name in said]


@given(story=st.lists(ANYTHING | CARDS, min_size=20, max_size=60))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_while_locked_only_a_visitors_records_appear_and_nothing_personal_comes_back(
    tmp_path_factory: pytest.TempPathFactory, story: list[Message | int]
) -> None:
    folder = tmp_path_factory.mktemp("hijacked")
    with open_fresh_store(folder / "attendance.db") as store:
        kiosk = at_work(store, folder)
        for each in story:
            if isinstance(each, int):
                kiosk.lay(each)
                kiosk.wait(15)
            else:
                said = decoder(FromScreen).decode(encode(each))  # as it comes through the socket
                kiosk.daemon.screen_desk.heard(kiosk.screen, said)
            kiosk.daemon.tick()
        answers = {each.code for each in kiosk.screen.got if isinstance(each, StaffAnswer)}
        assert answers <= MAY_COME
        assert all(isinstance(each, Tap | ClockFixed) for each in map(fact_of, kiosk.records))
        assert len(kiosk.taps) == sum(isinstance(each, int) for each in story)
        assert personal(kiosk) == []
        assert kiosk.shown.lock.state != "open"


SEEN = {
    "arrivals": "saw_arrivals",
    "here": "saw_who_is_here",
    "cards": "saw_unlinked_cards",
    "staff": "saw_staff",
    "members": "searched_members",
}


@pytest.mark.parametrize(("page", "seen"), SEEN.items())
def test_looking_at_people_is_noted_once_for_each_look(kiosk: AtWork, page: str, seen: str) -> None:
    kiosk.unlock()
    for query in ("Z", "Ze"):
        assert kiosk.ask(ShowPage, page=page, query=query) == "done"
    assert kiosk.audit == ["unlocked", seen]
    kiosk.ask(ShowPage, page="home")
    kiosk.ask(ShowPage, page=page, query="Ze")
    assert kiosk.audit == ["unlocked", seen, seen]


LEADS_ONLY: dict[str, dict[str, str]] = {
    "EndEvent": {"event": "drop-in"},
    "CopyFromPaper": {"event": "drop-in", "name": "Ada", "at": "2026-11-13T11:00"},
    "ConfirmDate": {"at": "2026-11-13T12:00"},
    "AddStaff": {"name": "Eve", "role": "lead", "pin": "830471"},
    "ChangePin": {"staff": "s-maya", "pin": "830471"},
    "RemoveStaff": {"staff": "s-maya"},
    "RemoveStaffCards": {"staff": "s-maya"},
    "UseStick": {"what": "write"},
    "TryOut": {"signal": "in"},
    "SetupDone": {},
    "FirstLead": {"name": "Eve", "pin": "830471"},
    "EnterEnrolmentCode": {"code": "ABC"},
    "AwaitCard": {"why": "staff", "staff": "s-ben"},
}


@pytest.mark.parametrize(("kind", "what"), LEADS_ONLY.items())
def test_a_helper_does_nothing_that_only_a_lead_may(kiosk: AtWork, kind: str, what: dict[str, str]) -> None:
    kiosk.unlock(HELPER_PIN)
    before = len(kiosk.records)
    assert kiosk.ask(getattr(messages, kind), **what) == "not_allowed"
    assert len(kiosk.records) == before
    assert kiosk.shown.lock.state == "open"


@pytest.mark.parametrize("page", ["end", "past", "diagnostics", "stick"])
def test_a_helper_sees_no_page_that_only_a_lead_may(kiosk: AtWork, page: str) -> None:
    kiosk.unlock(HELPER_PIN)
    assert kiosk.ask(ShowPage, page=page) == "not_allowed"
    assert kiosk.shown.page is None


def test_what_was_on_the_screen_is_gone_with_the_lock(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.unlock()
    kiosk.ask(ShowPage, page="arrivals")
    kiosk.ask(LockStaff)
    kiosk.screen.got.clear()
    kiosk.lay(2)
    kiosk.wait(5)
    kiosk.daemon.screen_desk.heard(kiosk.screen, StaffTouched())
    kiosk.ask(PinEntered, pin="118822")
    assert personal(kiosk) == []
