"""``hubtap demo --headless``: the whole system, with real processes, real sockets and real databases."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.demo.processes import processes_of

HUBTAP = (sys.executable, "-m", "kiosk.cli")
DEADLINE_S = 90


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    argv = [*HUBTAP, "demo", "--headless", *arguments]
    return subprocess.run(argv, capture_output=True, text=True, timeout=DEADLINE_S, check=False)


@pytest.mark.parametrize("network", [(), ("--network-off-for", "2")], ids=["online", "offline at first"])
def test_every_tap_is_at_the_service_exactly_once(tmp_path: Path, network: tuple[str, ...]) -> None:
    root = tmp_path / "demo"
    ran = demo("--taps", "20", "--json", "--dir", str(root), *network)
    assert ran.returncode == 0, ran.stderr
    figures: dict[str, Any] = json.loads(ran.stdout)
    assert figures["taps"] == figures["records_stored"] == figures["records_at_service"] == 20
    assert (figures["missing"], figures["doubled"], figures["refused"], figures["held"]) == (0, 0, 0, 0)
    assert 0 < figures["event_to_durable_ms"]["p50"] <= figures["event_to_durable_ms"]["p99"]
    assert 0 < figures["tap_to_service_ms"]["p50"] <= figures["tap_to_service_ms"]["p99"]
    if network:
        assert figures["tap_to_service_ms"]["p99"] > 1_000
    assert processes_of(root) == {}


def test_a_second_run_in_the_same_folder_counts_its_own_taps_only(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    for taps in (3, 5):
        ran = demo("--taps", str(taps), "--json", "--dir", str(root))
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)["records_at_service"] == taps


def test_without_json_a_person_can_read_it_and_nothing_is_left_behind() -> None:
    argv = [*HUBTAP, "demo", "--headless", "--taps", "2"]
    with TemporaryDirectory() as folder:  # its sockets need a short path
        env = {**os.environ, "TMPDIR": folder}
        ran = subprocess.run(argv, capture_output=True, text=True, timeout=DEADLINE_S, check=False, env=env)
        assert ran.returncode == 0, ran.stderr
        assert "Missing" in ran.stdout
        assert list(Path(folder).iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ended_in_the_middle_it_leaves_no_process_behind(tmp_path: Path, number: signal.Signals) -> None:
    root = tmp_path / "demo"
    argv = [*HUBTAP, "demo", "--headless", "--taps", "5", "--network-off-for", "600", "--dir", str(root)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:  # until everything runs and the taps are taken
            if "Taps" in line:
                break
        assert len(processes_of(root)) > 3
        process.send_signal(number)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert output == ""
    assert processes_of(root) == {}
