"""A person wants everything sent now: the worker tries at once, whatever it was waiting for, and says so."""

from pathlib import Path

from kiosk.local_api.messages import HealthWanted
from sync.protocol import CHANGES_PATH, HEARTBEATS_PATH
from tests.fakes import ways
from tests.sync.running import Running, longest, until


def test_a_wish_ends_a_back_off_and_is_reported_when_everything_was_tried(tmp_path: Path) -> None:
    run = Running(tmp_path, draw=longest)
    run.service.stop()
    ids = run.daemon.tap(3)
    with run:
        run.until_state("service_down")
        run.daemon.wish(1)
        run.daemon.until(lambda: run.daemon.reports[-1].tried == 1)
        assert (run.daemon.state, run.daemon.waiting) == ("service_down", 3)
        run.service.start()
        run.daemon.wish(2)
        run.daemon.until(lambda: run.daemon.reports[-1].tried == 2)
        assert (run.daemon.state, run.daemon.waiting) == ("online", 0)
        assert sorted(run.service.records) == sorted(ids)


def test_a_wish_without_need_is_met_at_once(tmp_path: Path) -> None:
    with Running(tmp_path) as run:
        run.until_state("online")
        beats = sum(isinstance(each, HealthWanted) for each in run.daemon.heard)
        run.daemon.wish(1)
        run.daemon.until(lambda: run.daemon.reports[-1].tried == 1)
        assert sum(isinstance(each, HealthWanted) for each in run.daemon.heard) == beats + 1


def test_a_nudge_in_a_back_off_tries_everything_and_not_only_what_failed(tmp_path: Path) -> None:
    run = Running(tmp_path, draw=longest)
    run.service.always(CHANGES_PATH, ways.refuse(503, "busy", retry_after="900"))
    with run:
        run.until_state("service_down")
        beaten = run.service.count(HEARTBEATS_PATH)
        run.service.always(CHANGES_PATH, None)
        run.waiter.nudge()
        until(lambda: run.service.count(HEARTBEATS_PATH) > beaten)
