"""Trying to reach the service without signing anything."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sync.answers import Answered, Cause, Portal, Problem, Result, Sign, Timing, TlsCause, TlsFailed, Unreachable
from sync.check import check
from sync.network_state import State

CHECKOUT = Path(__file__).parents[2]


def problem(status: int, code: str) -> Problem:
    return Problem(status, code, "service", None, None)


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (problem(401, "use_nonce"), State.ONLINE),
        (Answered(200, b"{}", "service", None, None, Timing(0, 1)), State.ONLINE),
        (problem(503, "busy"), State.SERVICE_DOWN),
        (problem(404, "not_found"), State.SERVICE_FAULT),
        (Portal(Sign.REDIRECT), State.PORTAL),
        (TlsFailed(TlsCause.EXPIRED), State.TLS),
        (Unreachable(Cause.DNS), State.OFFLINE),
        (Unreachable(Cause.REFUSED), State.SERVICE_DOWN),
    ],
)
def test_every_answer_has_a_state(result: Result, state: State) -> None:
    found = check(lambda *_: result)
    assert found.state is state
    assert found.detail


def run(tmp_path: Path, url: str) -> dict[str, str]:
    settings = tmp_path / "hubtap.toml"
    settings.write_text(f'[sync]\nservice_url = "{url}"\nstate_dir = "{tmp_path}/state"\n')
    command = [sys.executable, "-m", "sync.main", "--check", "--settings", str(settings)]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=True)
    return dict(json.loads(ran.stdout))


def test_the_program_tells_what_it_found_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    told = run(tmp_path, url)
    assert (told["service"], told["state"]) == (url, "service_down")
    assert [path.name for path in tmp_path.iterdir()] == ["hubtap.toml"]
