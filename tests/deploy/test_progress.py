"""A long job shows how far it is, keeps what was said, and shows the end of it when something fails."""

import os
import signal
import subprocess
from pathlib import Path

from tests.deploy.bash import ROOT, bash

START = '. deploy/shell/progress.bash; progress_begin "$1" 2; '


def test_a_step_is_announced_and_its_output_kept_for_later(tmp_path: Path) -> None:
    log = tmp_path / "build" / "log"
    ran = bash(START + "step First true echo hello; step Second true echo there", log)
    lines = ran.stdout.splitlines()
    assert lines[0] == "[1/2] First ..."
    assert lines[1].startswith("[1/2] First: done, ")
    assert "hello" not in ran.stdout
    assert log.read_text(encoding="utf-8") == "\n=== First\nhello\n\n=== Second\nthere\n"


def test_a_failed_step_ends_it_all_and_shows_why(tmp_path: Path) -> None:
    log = tmp_path / "log"
    ran = bash(START + "step First true bash -c 'echo because; exit 7'; echo never", log)
    assert ran.returncode == 1
    assert "never" not in ran.stdout
    assert "First failed (exit code 7)" in ran.stderr
    assert "    because" in ran.stderr
    assert str(log) in ran.stderr


def test_a_step_does_not_wait_for_a_service_that_it_leaves_behind(tmp_path: Path) -> None:
    """A package's service may keep the output open for as long as it runs."""
    ran = bash(START + 'step First true bash -c \'sleep 30 & echo $!\' && kill "$(tail -n 1 "$1")"', tmp_path / "log")
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout.splitlines()[1].split()[-2]) < 5


def test_who_stops_it_is_told_how_to_go_on_and_nothing_is_left_running(tmp_path: Path) -> None:
    started = tmp_path / "started"
    script = START + 'step First true bash -c "echo \\$\\$ >$2; exec sleep 60"'
    command = ["bash", "-euo", "pipefail", "-c", script, "-", str(tmp_path / "log"), str(started)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not (started.exists() and started.read_text(encoding="utf-8").endswith("\n")):
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "The same command goes on from here" in said
    sleeper = Path("/proc", started.read_text(encoding="utf-8").strip())
    while sleeper.exists():
        pass


def test_words_without_a_line_end_are_kept_too(tmp_path: Path) -> None:
    log = tmp_path / "log"
    bash(START + "step First true printf 'half a line\\nand more'", log)
    assert log.read_text(encoding="utf-8").endswith("half a line\nand more\n")
