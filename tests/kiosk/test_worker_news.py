"""What the worker's desk holds of names, of the hub's other kiosks, and of a code that was typed at the kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.local_api.messages import (
    EnrolmentTold,
    EnrolWith,
    FetchNames,
    NamesKept,
    NamesPage,
    Noted,
    OtherKiosk,
    OthersHere,
)
from kiosk.ports import NameKind
from tests.fakes.fresh_store import open_fresh_store
from tests.kiosk.in_process import RecordingClient
from tests.kiosk.test_desks import Kiosk


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with open_fresh_store(tmp_path / "attendance.db") as store:
        yield Kiosk(store, tmp_path)


def test_names_are_told_until_the_centre_has_them_as_they_are(kiosk: Kiosk) -> None:
    with kiosk.store.transaction() as transaction:
        transaction.names.put(NameKind.MEMBER, "m-1", "Amina")

    (told,) = kiosk.ask(FetchNames(most=10), NamesPage).names
    kiosk.ask(NamesKept(revisions={"m-1": told.revision}), Noted)

    assert (told.kind, told.subject, told.text) == ("member", "m-1", "Amina")
    assert kiosk.ask(FetchNames(most=10), NamesPage).names == []


def test_names_are_told_in_pages(kiosk: Kiosk) -> None:
    with kiosk.store.transaction() as transaction:
        for number in range(1, 6):
            transaction.names.put(NameKind.MEMBER, f"m-{number}", "Amina")
    pages, after = list[list[str]](), ""
    while told := kiosk.ask(FetchNames(after=after, most=2), NamesPage).names:
        pages.append([each.subject for each in told])
        after = told[-1].subject
    assert pages == [["m-1", "m-2"], ["m-3", "m-4"], ["m-5"]]


def test_who_is_in_elsewhere_is_kept_and_watchers_hear_of_it(kiosk: Kiosk) -> None:
    desk, heard = kiosk.daemon.worker_desk, list[int]()
    desk.news.watch(lambda: heard.append(len(desk.news.others)))
    other = OtherKiosk(kiosk="kiosk-2", name="Door", as_of_us=5, members=["m-1"], unnamed=1)

    kiosk.ask(OthersHere(kiosks=[other]), Noted)

    assert desk.news.others == (other,)
    assert heard == [1]


def codes(client: RecordingClient) -> list[str]:
    return [each.code for each in client.got if isinstance(each, EnrolWith)]


def test_a_typed_code_goes_to_the_worker_also_to_one_that_restarted_until_it_is_done(kiosk: Kiosk) -> None:
    desk = kiosk.daemon.worker_desk
    assert desk.enrol_with("ABC") is True
    again, last = RecordingClient(), RecordingClient()
    desk.opened(again)

    kiosk.ask(EnrolmentTold(outcome="service_down", detail="", done=False), Noted)
    kiosk.ask(EnrolmentTold(outcome="code_unknown", detail="", done=True), Noted)
    desk.opened(last)

    assert (codes(kiosk.worker), codes(again), codes(last)) == (["ABC"], ["ABC"], [])
    assert desk.news.enrolment is not None
    assert desk.news.enrolment.outcome == "code_unknown"


def test_without_a_worker_whoever_types_a_code_is_told(kiosk: Kiosk) -> None:
    desk = kiosk.daemon.worker_desk
    desk.closed(kiosk.worker)

    assert desk.enrol_with("ABC") is False
