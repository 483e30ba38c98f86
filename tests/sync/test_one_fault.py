"""One fault, of one kind of work, of one record, of the line: it holds up nothing else, and no longer than it must."""

from collections.abc import Callable
from pathlib import Path

from sync.protocol import CHANGES_PATH, RECORDS_PATH
from tests.fakes import ways
from tests.fakes.pages import MEMBER, page
from tests.fakes.service import Asked, Said, problem
from tests.sync.running import Running, none_lost_none_doubled


def test_a_fault_of_the_changes_alone_keeps_no_tap_back(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.always(CHANGES_PATH, ways.refuse(500, "internal"))
    ids = run.daemon.tap()
    with run:
        none_lost_none_doubled(run, ids)
        run.until_state("service_down")
        ids += run.daemon.tap()
        none_lost_none_doubled(run, ids)


def test_a_fault_of_the_records_alone_keeps_no_change_from_coming_down(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.always(RECORDS_PATH, ways.refuse(500, "internal"))
    run.service.pages = {"": page("c1", more=False, members=[MEMBER])}
    ids = run.daemon.tap()
    with run:
        run.daemon.until(lambda: run.daemon.cursor == "c1")
        run.until_state("service_down")
        run.service.always(RECORDS_PATH, None)
        none_lost_none_doubled(run, ids)
        run.until_state("online")


def test_a_record_at_which_the_service_fails_keeps_none_behind_it_back(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.2)
    ids = run.daemon.tap(20)
    fatal = ids[3].encode()

    def fails(asked: Asked, proper: Callable[[], Said], _connection: object) -> Said:
        return problem(500, "internal") if fatal in asked.decoded() else proper()

    run.service.always(RECORDS_PATH, fails)
    with run:
        run.daemon.until(lambda: run.daemon.waiting == 1)
        assert set(run.service.records) == set(ids) - {ids[3]}
        run.service.always(RECORDS_PATH, None)
        none_lost_none_doubled(run, ids)


def test_what_was_settled_otherwise_is_no_trouble_any_more(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.always(RECORDS_PATH, ways.refuse(500, "internal"))
    run.daemon.tap(2)
    with run:
        run.until_state("service_down")
        run.daemon.settle_all()  # the answer came on a stick
        run.until_state("online")


def test_a_line_that_carries_a_batch_before_it_drops_is_tried_again_soon_each_time(tmp_path: Path) -> None:
    drawn: list[float] = []

    def draw(_low: float, high: float) -> float:
        drawn.append(high)
        return 0.02

    run = Running(tmp_path, draw=draw)
    run.service.next(RECORDS_PATH, *[ways.properly, ways.take_and_hang_up, ways.take_and_hang_up] * 6)
    ids = run.daemon.tap(600)
    with run:
        none_lost_none_doubled(run, ids)
    assert drawn == [5.0] * len(drawn)
    assert len(drawn) >= 3
