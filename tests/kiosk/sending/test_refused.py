"""``hubtap refused``: a real daemon process, real sockets."""

import json
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.local_api.messages import ServiceTime, Settle, WireVerdict
from tests.kiosk.process import DaemonProcess, members


def boottime_us() -> int:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path)
    daemon.configure()
    daemon.start()
    daemon.enrol(members(1))
    yield daemon
    daemon.close()


def hubtap(daemon: DaemonProcess, *words: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "kiosk.cli", *words, "--settings", str(daemon.settings)]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)


def have_a_clock_fix(daemon: DaemonProcess) -> None:
    """Have one record: the service tells the time."""
    told = ServiceTime(wall_us=1_790_000_000_000_000, boottime_us=boottime_us(), uncertainty_us=1_000)
    with daemon.neighbour("worker") as worker:
        assert worker.ask(told)["type"] == "Noted"


def have_all_refused(daemon: DaemonProcess) -> list[str]:
    """Have the service refuse whatever is pending; return the ids."""
    ids = [record["id"] for record in daemon.pending()]
    with daemon.neighbour("worker") as worker:
        worker.ask(Settle(verdicts=[WireVerdict(id=each, verdict="refused", reason="too_large") for each in ids]))
    return ids


def test_nothing_refused_is_said_plainly(daemon: DaemonProcess) -> None:
    assert hubtap(daemon, "refused").stdout == "No record was refused.\n"


def test_refused_records_are_told_exported_and_sent_again(daemon: DaemonProcess, tmp_path: Path) -> None:
    have_a_clock_fix(daemon)
    ids = have_all_refused(daemon)
    assert len(ids) == 1
    assert hubtap(daemon, "refused").stdout == "1: the record is too large for the service (too_large)\n"
    assert "too large for the service" in hubtap(daemon, "status").stdout
    file = tmp_path / "refused.jsonl"
    assert hubtap(daemon, "refused", "export", str(file)).returncode == 0
    (line,) = file.read_text().splitlines()
    exported = json.loads(line)
    assert (exported["record"]["id"], exported["reason"], exported["hub"]) == (ids[0], "too_large", "hub-ely")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = hubtap(daemon, "refused", "export", str(file))
    assert (again.returncode, file.read_text().splitlines()) == (1, [line])
    assert "File exists" in again.stderr
    assert hubtap(daemon, "refused", "retry").stdout == "1 refused records will be sent again.\n"
    assert [record["id"] for record in daemon.pending()] == ids
