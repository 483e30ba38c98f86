"""``hubtap doctor`` on this machine as it is: whatever is down is a finding, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kiosk.process import DaemonProcess, members


def doctor(settings: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.cli", "doctor", "--settings", str(settings), *words]
    env = {**os.environ, "PCSCLITE_CSOCK_NAME": str(settings.parent / "no-pcscd")}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=env)


def levels(told: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {finding["subject"]: finding["level"] for finding in told["findings"]}


def test_with_nothing_running_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    ran = doctor(tmp_path / "missing.toml")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    for words in ("FAULT", "missing.toml", "pcscd doesn't answer", "systemctl status", "Something is broken"):
        assert words in ran.stdout


@pytest.mark.parametrize("wrong", ["[daemon]\nrun_dri = 5\n", "not toml", ""])
def test_settings_that_cannot_be_used_are_a_finding(tmp_path: Path, wrong: str) -> None:
    settings = tmp_path / "hubtap.toml"
    settings.write_text(wrong, encoding="utf-8")
    ran = doctor(settings, "--json")
    assert levels(json.loads(ran.stdout))["badge service"] == "warning"


def test_a_running_daemon_is_asked_for_what_only_it_knows(tmp_path: Path) -> None:
    daemon = DaemonProcess(tmp_path)
    daemon.configure()
    try:
        daemon.start()
        daemon.enrol(members(1))
        # These settings name no database: what is told of it can only come from the daemon.
        elsewhere = tmp_path / "doctor.toml"
        elsewhere.write_text(f'[daemon]\nrun_dir = "{daemon.run_dir}"\nstate_dir = "{tmp_path}/none"\n')
        told = json.loads(doctor(elsewhere, "--json").stdout)
    finally:
        daemon.close()
    found = levels(told)
    for subject in ("attendance daemon", "enrolment", "database", "queue"):
        assert found[subject] == "pass", told
    assert told["verdict"] == "fault"  # there is no pcscd
