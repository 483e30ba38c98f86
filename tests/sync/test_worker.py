import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.local_api.messages import ApplyChanges, Enrolled, FetchPending, Message, Settle
from sync.protocol import (
    CHANGES_PATH,
    ENROLMENTS_PATH,
    HEARTBEATS_PATH,
    RECORDS_PATH,
    RecordsAnswer,
    RecordVerdict,
    WireRecord,
)
from tests.fakes import ways
from tests.fakes.pages import MEMBER, page
from tests.fakes.service import FakeService, Said
from tests.sync.running import Running, longest, none_lost_none_doubled


def test_a_tap_reaches_the_service_within_a_second(tmp_path: Path) -> None:
    with Running(tmp_path) as run:
        run.until_state("online")
        began = time.monotonic()
        ids = run.daemon.tap()
        none_lost_none_doubled(run, ids)
        assert time.monotonic() - began < 1.0


def test_what_waited_before_the_worker_came_is_sent(tmp_path: Path) -> None:
    run = Running(tmp_path)
    ids = run.daemon.tap(230)
    with run:
        none_lost_none_doubled(run, ids)
        assert run.service.duplicates == 0


def test_changes_come_down_page_by_page(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.pages = {
        "": page("c1", more=True, members=[MEMBER]),
        "c1": page("c2", more=False, gone_members=["m-1"]),
    }
    with run:
        run.daemon.until(lambda: run.daemon.cursor == "c2")
    assert [page.last for page in run.daemon.pages] == [False, True]


def test_a_forgotten_cursor_is_pulled_anew(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.daemon.cursor = "old"
    run.service.gone_cursors = {"old"}
    run.service.pages = {"": page("c1", more=False, members=[MEMBER])}
    with run:
        run.daemon.until(lambda: run.daemon.cursor == "c1")
    assert run.daemon.pages[0].generation == 2


# ----------------------------------------------------------------- the network and the service fail


def test_a_service_that_is_down_gets_everything_when_it_is_back(tmp_path: Path) -> None:
    with Running(tmp_path) as run:
        run.until_state("online")
        run.service.stop()
        ids = run.daemon.tap(5)
        run.until_state("service_down")
        assert run.daemon.waiting == 5
        run.service.start()
        none_lost_none_doubled(run, ids)
        run.until_state("online")


def test_a_tap_that_comes_while_the_last_full_page_is_under_way_is_sent_at_once(tmp_path: Path) -> None:
    run = Running(tmp_path)
    ids = run.daemon.tap(100)

    def tapped_meanwhile(_asked: object, proper: Callable[[], Said], _connection: object) -> Said:
        ids.extend(run.daemon.tap())
        return proper()

    run.service.next(RECORDS_PATH, tapped_meanwhile)
    with run:
        none_lost_none_doubled(run, ids)
        assert run.service.count(RECORDS_PATH) == 2


def test_an_answer_that_was_lost_costs_nothing(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.next(RECORDS_PATH, *[ways.take_and_hang_up] * 3)
    ids = run.daemon.tap(150)
    with run:
        none_lost_none_doubled(run, ids)
        assert run.service.duplicates > 0


def test_a_cut_answer_settles_nothing(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.next(RECORDS_PATH, ways.cut_short(20, run.service))
    ids = run.daemon.tap(3)
    with run:
        run.daemon.until(lambda: "portal" in {report.state for report in run.daemon.reports})
        none_lost_none_doubled(run, ids)


@pytest.mark.parametrize("status", [200, 302, 307])
def test_a_captive_portal_gets_no_record_and_gives_no_verdict(tmp_path: Path, status: int) -> None:
    with FakeService() as login:
        run = Running(tmp_path)
        for path in (RECORDS_PATH, HEARTBEATS_PATH, CHANGES_PATH):
            run.service.always(path, ways.portal(status, location=f"{login.url}/login"))
        ids = run.daemon.tap(3)
        with run:
            run.until_state("portal")
            assert run.daemon.waiting == 3
            for path in (RECORDS_PATH, HEARTBEATS_PATH, CHANGES_PATH):
                run.service.always(path, None)
            none_lost_none_doubled(run, ids)
        assert login.asked == []


def test_an_oversized_answer_settles_nothing(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.next(RECORDS_PATH, ways.say(Said(200, b" " * 5_000_000 + b"{}")))
    ids = run.daemon.tap(2)
    with run:
        none_lost_none_doubled(run, ids)
        assert "portal" in {report.state for report in run.daemon.reports}


@pytest.mark.parametrize(("status", "code"), [(429, "busy"), (503, "busy")])
def test_the_service_is_left_alone_for_as_long_as_it_asks(tmp_path: Path, status: int, code: str) -> None:
    run = Running(tmp_path)
    run.service.next(RECORDS_PATH, ways.refuse(status, code, retry_after="900"))
    ids = run.daemon.tap(2)
    with run:
        run.until_state("service_down")
        before = len(run.service.asked)
        more = run.daemon.tap()
        assert len(run.service.asked) == before
        run.waiter.nudge()
        none_lost_none_doubled(run, ids + more)


def test_a_short_wait_that_the_service_asks_for_is_kept(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.next(RECORDS_PATH, ways.refuse(503, "busy", retry_after="1"))
    ids = run.daemon.tap()
    began = time.monotonic()
    with run:
        none_lost_none_doubled(run, ids)
    assert 1.0 <= time.monotonic() - began < 5.0


def test_a_revoked_kiosk_keeps_everything_and_asks_rarely(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.revoked = {"kiosk-1"}
    ids = run.daemon.tap(3)
    with run:
        run.until_state("revoked")
        asked = len(run.service.asked)
        ids += run.daemon.tap(2)
        assert len(run.service.asked) == asked <= 2
        run.service.revoked = set()
        run.waiter.nudge()
        none_lost_none_doubled(run, ids)


def test_back_off_grows_while_nothing_answers(tmp_path: Path) -> None:
    drawn: list[float] = []

    def draw(low: float, high: float) -> float:
        drawn.append(high)
        return low

    run = Running(tmp_path, draw=draw)
    run.service.stop()
    with run:
        run.daemon.until(lambda: len(drawn) >= 9 or run.daemon.heard)
        while len(drawn) < 9:
            time.sleep(0.005)
    assert drawn[:9] == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, 900.0]


def test_send_now_ends_a_back_off(tmp_path: Path) -> None:
    run = Running(tmp_path, draw=longest)
    run.service.always(HEARTBEATS_PATH, ways.refuse(503, "busy"))
    ids = run.daemon.tap(2)
    with run:
        run.until_state("service_down")
        run.service.always(HEARTBEATS_PATH, None)
        run.waiter.nudge()
        none_lost_none_doubled(run, ids)


# ----------------------------------------------------------------- verdicts that don't fit


def test_forgotten_and_invented_ids_settle_nothing(tmp_path: Path) -> None:
    run = Running(tmp_path)

    def spoil(answer: RecordsAnswer) -> RecordsAnswer:
        invented = RecordVerdict(id="00000000-0000-4000-8000-00000000dead", verdict="accepted")
        return msgspec.structs.replace(answer, verdicts=[*answer.verdicts[1:], invented])

    run.service.next(RECORDS_PATH, ways.mangle(spoil))
    ids = run.daemon.tap(4)
    with run:
        run.daemon.until(lambda: run.daemon.waiting == 1)
        none_lost_none_doubled(run, ids)
    named = {verdict.id for message in run.daemon.heard if isinstance(message, Settle) for verdict in message.verdicts}
    assert named == set(ids)


def test_a_record_left_for_later_doesnt_keep_a_new_tap_waiting(tmp_path: Path) -> None:
    run = Running(tmp_path, draw=longest)
    first, *_ = run.daemon.tap(2)

    def later(record: WireRecord) -> RecordVerdict:
        return RecordVerdict(id=record.id, verdict="later" if record.id == first else "accepted")

    run.service.always(RECORDS_PATH, ways.judge(later))
    with run:
        run.daemon.until(lambda: run.daemon.waiting == 1)
        run.daemon.tap()
        run.daemon.until(lambda: run.daemon.waiting == 1 and run.daemon.delivery.mark == 3)
        assert [record.id for record in run.daemon.pending(0)] == [first]


def test_what_the_centre_lost_is_sent_again(tmp_path: Path) -> None:
    run = Running(tmp_path)
    ids = run.daemon.tap(20)
    run.daemon.settle_all()
    with run:
        run.daemon.until(lambda: len(run.service.records) == len(ids))
        none_lost_none_doubled(run, ids)


def test_a_refused_record_is_asked_again_once_by_each_new_version_of_the_service(tmp_path: Path) -> None:
    run = Running(tmp_path)
    asked_with: list[str] = []
    first, *_ = run.daemon.tap(3)

    def refuse_first(record: WireRecord) -> RecordVerdict:
        if record.id != first:
            return RecordVerdict(id=record.id, verdict="accepted")
        asked_with.append(run.service.version)
        return RecordVerdict(id=record.id, verdict="refused", reason="unknown_kind")

    def meets(version: str) -> None:
        run.service.version = version
        run.nudge_through()

    run.service.next(RECORDS_PATH, ways.judge(refuse_first))
    run.service.seqs["ledger-1"] = {1, 2, 3}  # what it judges it has, as far as heartbeats go
    with run:
        run.daemon.until(lambda: run.daemon.refused == {first: "unknown_kind"} and not run.daemon.waiting)
        run.service.always(RECORDS_PATH, ways.judge(refuse_first))
        for version in ("1.0", "1.1", "1.0", "1.1"):
            meets(version)
        assert asked_with == ["1.0", "1.1"]
        assert run.daemon.refused == {first: "unknown_kind"}
        run.service.always(RECORDS_PATH, None)
        meets("2.0")
    assert list(run.service.records) == [first]
    assert run.daemon.refused == {}


# ----------------------------------------------------------------- the daemon fails


@pytest.mark.parametrize("kind", [FetchPending, Settle, ApplyChanges])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_daemon_that_dies_at_any_moment_costs_nothing(tmp_path: Path, kind: type[Message], when: str) -> None:
    run = Running(tmp_path)
    run.service.pages = {"": page("c1", more=False, members=[MEMBER])}
    (run.daemon.hang_up_before if when == "before" else run.daemon.hang_up_after).add(kind)
    ids = run.daemon.tap(120)
    with run:
        none_lost_none_doubled(run, ids)
        run.daemon.until(lambda: run.daemon.cursor == "c1" and run.daemon.greetings == 2)


def test_a_daemon_that_restarts_is_found_again(tmp_path: Path) -> None:
    with Running(tmp_path) as run:
        run.until_state("online")
        run.daemon.stop()
        run.daemon.start()
        run.daemon.until(lambda: run.daemon.greetings == 2)
        none_lost_none_doubled(run, run.daemon.tap())


# ----------------------------------------------------------------- enrolment


def test_a_kiosk_enrols_with_the_code_in_the_file_and_then_works(tmp_path: Path) -> None:
    run = Running(tmp_path, code="ABC-DEF")
    run.service.codes["ABC-DEF"] = ""
    with run:
        run.daemon.until(lambda: run.daemon.kiosk is not None)
        ids = run.daemon.tap(3)
        none_lost_none_doubled(run, ids)
        run.until_state("online")
    assert not run.code_file.exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_power_cut_during_enrolment_is_made_good(tmp_path: Path, when: str) -> None:
    run = Running(tmp_path, code="ABC-DEF")
    run.service.codes["ABC-DEF"] = ""
    run.service.next(ENROLMENTS_PATH, ways.take_and_hang_up)
    (run.daemon.hang_up_before if when == "before" else run.daemon.hang_up_after).add(Enrolled)
    with run:
        run.until_state("online")
    assert len({each.kiosk for each in run.daemon.enrolled}) == 1
    assert not run.code_file.exists()


def test_no_code_is_told_and_one_that_is_written_later_is_used(tmp_path: Path) -> None:
    run = Running(tmp_path, code="")
    run.service.codes["ABC-DEF"] = ""
    with run:
        run.until_state("not_enrolled")
        run.code_file.write_text("ABC-DEF\n")
        run.until_state("online")


def test_a_wrong_code_is_told_apart_from_no_network(tmp_path: Path) -> None:
    run = Running(tmp_path, code="WRONG")
    run.service.codes["RIGHT"] = ""
    run.service.stop()
    with run:
        run.until_state("service_down")
        run.service.start()
        run.until_state("wrong_code")
        asked = run.service.count(ENROLMENTS_PATH)
        run.code_file.write_text("RIGHT\n")
        run.until_state("online")
    assert run.service.count(ENROLMENTS_PATH) - asked <= 2


def test_a_revoked_kiosk_works_again_with_a_new_code(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.revoked = {"kiosk-1"}
    run.service.codes["NEW"] = ""
    with run:
        run.until_state("revoked")
        run.code_file.write_text("NEW\n")
        run.until_state("online")
        none_lost_none_doubled(run, run.daemon.tap(2))


def test_a_wrong_code_keeps_no_enrolled_kiosk_from_its_work(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.code_file.write_text("WRONG\n")
    with run:
        none_lost_none_doubled(run, run.daemon.tap(2))
        run.until_state("online")
