"""Every row of the protocol's table on real sockets, met by the whole worker.

Whatever a row says, nothing else is settled by it, and in the end every record is at the service once.
"""

from pathlib import Path

import pytest

from sync.protocol import CHANGES_PATH, HEARTBEATS_PATH, RECORDS_PATH
from sync.transport import Limits
from tests.fakes.nasty import send
from tests.fakes.service import FakeService
from tests.sync.behaviour_table import ALL, BEFORE_ANY_BODY, ROWS, UNREADABLE, Row
from tests.sync.running import Running, until

LIMITS = Limits(connect_s=2.0, read_s=0.4, total_s=0.4, answer_bytes=200_000)
BACK_OFF_S, IDLE_S = 0.5, 3_000.0
"""A shorter wait is a back-off, a longer one is for the next heartbeat."""
NOTHING_SETTLED = [row for row in BEFORE_ANY_BODY if not row.settles]


def waits_s(run: Running) -> set[float]:
    """Return for how long the worker meant to leave the service alone, other than by backing off."""
    return {round(each) for each in run.waiter.asked_s if BACK_OFF_S < each < IDLE_S}


def settled(run: Running) -> set[int]:
    pending = {record.seq for record in run.daemon.pending(0)}
    return {record.seq for record in run.daemon.records} - pending


def comes_to_its_senses(run: Running, path: str, ids: list[str]) -> None:
    run.service.always(path, None)
    run.waiter.nudge()
    run.until_settled()
    run.until_state("online")
    run.waiter.nudge()  # the heartbeat tells what the service claimed to have, and hasn't
    until(lambda: len(run.service.records) == len(ids))
    run.until_settled()
    assert set(run.service.records) == set(ids)


def meets(row: Row, run: Running, path: str) -> None:
    """Have ``path`` answered as the row says; see that what comes of it is what the row says."""
    ids = run.daemon.tap(3)
    run.service.always(path, row.says)
    with run:
        run.until_state(row.state)
        run.daemon.until(lambda: run.daemon.waiting == 3 - len(row.settles))
        if row.wait_s is not None:
            until(lambda: waits_s(run))
        elif row.settles != ALL:
            until(lambda: run.service.count(path) >= 2)
        assert settled(run) == row.settles
        assert run.daemon.refused == {}
        assert waits_s(run) == (set() if row.wait_s is None else {row.wait_s})
        assert run.daemon.state == row.state
        comes_to_its_senses(run, path, ids)


def name_of(row: Row) -> str:
    return row.name


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_what_an_answer_to_records_comes_to(row: Row, tmp_path: Path) -> None:
    meets(row, Running(tmp_path, limits=LIMITS), RECORDS_PATH)


@pytest.mark.parametrize("row", NOTHING_SETTLED, ids=name_of)
def test_what_the_same_answer_to_a_heartbeat_comes_to(row: Row, tmp_path: Path) -> None:
    meets(row, Running(tmp_path, limits=LIMITS), HEARTBEATS_PATH)


@pytest.mark.parametrize("row", [*NOTHING_SETTLED, *UNREADABLE], ids=name_of)
def test_the_same_answer_to_a_pull_changes_nothing(row: Row, tmp_path: Path) -> None:
    run = Running(tmp_path, limits=LIMITS)
    ids = run.daemon.tap(3)
    run.service.always(CHANGES_PATH, row.says)
    with run:
        run.until_state(row.state)
        run.until_settled()
        assert (run.daemon.pages, run.daemon.cursor) == ([], None)
        comes_to_its_senses(run, CHANGES_PATH, ids)


@pytest.mark.parametrize("path", [RECORDS_PATH, HEARTBEATS_PATH, CHANGES_PATH])
@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("status", [300, 301, 302, 303, 305, 307, 308])
def test_a_redirect_is_never_followed(status: int, path: str, tmp_path: Path, *, ours: bool) -> None:
    with FakeService() as login:
        run = Running(tmp_path, limits=LIMITS)
        ids = run.daemon.tap(3)
        run.service.always(path, send(status=status, ours=ours, location=f"{login.url}/log-in"))
        with run:
            run.until_state("portal")
            until(lambda: run.service.count(path) >= 2)
            assert settled(run) == (ALL if path == CHANGES_PATH else set())
            comes_to_its_senses(run, path, ids)
        assert login.asked == []
