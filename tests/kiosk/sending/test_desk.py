"""What an administrator's wishes do in the daemon: real database, no processes."""

from pathlib import Path

import pytest

from kiosk.local_api.messages import (
    AskAgain,
    AskedAgain,
    FromAdministrator,
    Message,
    NetworkReport,
    Noted,
    Refused,
    RefusedCount,
    RefusedPage,
    RefusedWanted,
    Sending,
    SendNow,
    Settle,
    Settled,
    TryNow,
    WireVerdict,
)
from kiosk.store.unit_of_work import SqliteStore
from tests.kiosk.test_desks import Kiosk, verdicts


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> Kiosk:
    kiosk = Kiosk(store, tmp_path)
    kiosk.enrol()
    return kiosk


def wish(kiosk: Kiosk, message: FromAdministrator) -> Message:
    return kiosk.daemon.administrator_desk.heard(kiosk.administrator, message)


def refused_after(kiosk: Kiosk, seq: int, most: int = 100) -> RefusedPage:
    page = wish(kiosk, RefusedWanted(after_ledger=1, after_seq=seq, most=most))
    assert isinstance(page, RefusedPage)
    return page


def test_each_wish_to_send_now_reaches_the_worker_under_a_number_of_its_own(kiosk: Kiosk) -> None:
    assert [wish(kiosk, SendNow()) for _ in range(2)] == [Sending(number=1), Sending(number=2)]
    assert kiosk.worker.got == [TryNow(number=1), TryNow(number=2)]
    kiosk.ask(NetworkReport(state="online", detail="Fine.", last_success_us=None, tried=2), Noted)
    assert kiosk.status().tried == 2


def test_without_a_worker_the_wish_is_refused_and_the_status_says_why(kiosk: Kiosk) -> None:
    assert kiosk.status().worker
    kiosk.daemon.worker_desk.closed(kiosk.worker)
    assert wish(kiosk, SendNow()) == Refused(code="no_worker")
    assert not kiosk.status().worker


def test_refused_records_are_told_by_reason_and_page_by_page(kiosk: Kiosk) -> None:
    kiosk.tap(1, 2, 3)
    kiosk.ask(verdicts(kiosk.page(), "refused", "accepted", "refused"), Settled)
    assert kiosk.status().refused == [RefusedCount(reason=None, count=2)]
    first = refused_after(kiosk, 0, most=1)
    assert [each.record.seq for each in first.records] == [1]
    assert [each.record.seq for each in refused_after(kiosk, 1).records] == [3]
    assert refused_after(kiosk, 3).records == []
    assert (first.kiosk, first.hub) == ("kiosk-ely-1", "hub-ely")


@pytest.mark.parametrize(
    ("said", "told"),
    [("too_large", "too_large"), ("x" * 100_000, "x" * 64), ("\x1b[2Jgone\u202e", "[2Jgone"), ("\x1b", None)],
)
def test_a_reason_is_kept_and_told_no_longer_than_a_code_and_steers_no_terminal(
    kiosk: Kiosk, said: str, told: str | None
) -> None:
    kiosk.tap(1)
    refusal = WireVerdict(id=kiosk.page().records[0].id, verdict="refused", reason=said)
    kiosk.ask(Settle(verdicts=[refusal], service="1.0"), Settled)
    assert kiosk.status().refused == [RefusedCount(reason=told, count=1)]
    assert refused_after(kiosk, 0).records[0].reason == told


def test_refused_records_asked_again_are_pending_and_the_others_are_left_alone(kiosk: Kiosk) -> None:
    kiosk.tap(1, 2, 3)
    kiosk.ask(verdicts(kiosk.page(), "refused", "accepted", "refused"), Settled)
    kiosk.worker.got.clear()
    assert wish(kiosk, AskAgain()) == AskedAgain(count=2)
    assert [each.seq for each in kiosk.page().records] == [1, 3]
    assert kiosk.worker.got == [TryNow(number=1)]
    assert wish(kiosk, AskAgain()) == AskedAgain(count=0)
    assert kiosk.status().refused == []
