"""The worker as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.local_api.messages import Settle
from sync.identity import Identities
from sync.protocol import HEARTBEATS_PATH, RECORDS_PATH
from tests.fakes import ways
from tests.fakes.daemon import FakeDaemon
from tests.fakes.service import FakeService

CHECKOUT = Path(__file__).parents[2]


class Processes:
    """Starts workers; ends whatever is left of them."""

    def __init__(self, folder: Path, service: FakeService, daemon: FakeDaemon) -> None:
        self.service = service
        self.daemon = daemon
        self.settings = folder / "hubtap.toml"
        self.settings.write_text(
            f'[sync]\nservice_url = "{service.url}"\nstate_dir = "{folder}"\nrun_dir = "{folder}"\n'
            f'enrolment_code_file = "{folder}/code"\nheartbeat_every_s = 1\npull_every_s = 1\n'
        )
        self._started: list[subprocess.Popen[str]] = []

    def start(self, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "sync.main", "--settings", self.settings],
            cwd=CHECKOUT,
            env=os.environ | environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(process)
        return process

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.communicate()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    with FakeService() as service, FakeDaemon(tmp_path / "worker.sock") as daemon:
        service.know("kiosk-1", Identities(tmp_path / "identity.pem").current.public_key)
        made = Processes(tmp_path, service, daemon)
        yield made
        made.end()


def ends(process: subprocess.Popen[str]) -> tuple[int, float]:
    began = time.monotonic()
    process.terminate()
    return process.wait(10), time.monotonic() - began


def test_killed_before_the_answer_came_nothing_is_lost_or_doubled(processes: Processes) -> None:
    process = processes.start()

    def kill(_asked: object, proper: object, _connection: object) -> None:
        assert callable(proper)
        proper()
        process.kill()

    processes.service.next(RECORDS_PATH, kill)
    ids = processes.daemon.tap(130)
    assert process.wait(20) == -signal.SIGKILL
    processes.start()
    processes.daemon.until(lambda: processes.daemon.waiting == 0)
    assert sorted(processes.service.records) == sorted(ids)
    assert processes.service.duplicates == 100


def test_killed_between_answer_and_settlement_nothing_is_lost_or_doubled(
    processes: Processes,
) -> None:
    process = processes.start()
    processes.daemon.before[Settle] = process.kill
    processes.daemon.hang_up_before.add(Settle)
    ids = processes.daemon.tap(130)
    assert process.wait(20) == -signal.SIGKILL
    assert processes.daemon.waiting == 130
    processes.daemon.before.clear()
    processes.start()
    processes.daemon.until(lambda: processes.daemon.waiting == 0)
    assert sorted(processes.service.records) == sorted(ids)


def test_a_code_that_systemd_hands_over_enrols_the_kiosk(processes: Processes, tmp_path: Path) -> None:
    processes.daemon.kiosk = processes.daemon.hub = None
    processes.service.keys.clear()
    processes.service.codes["GIVEN-CODE"] = ""
    (tmp_path / "hubtap.enrolment-code").write_text("GIVEN-CODE\n")
    processes.start(CREDENTIALS_DIRECTORY=str(tmp_path))
    processes.daemon.until(lambda: processes.daemon.state == "online")
    assert len(processes.daemon.enrolled) == 1


def test_it_ends_within_a_second_while_idle(processes: Processes) -> None:
    process = processes.start()
    processes.daemon.until(lambda: processes.daemon.state == "online")
    code, took_s = ends(process)
    assert code == 0
    assert took_s < 1.0


def test_it_ends_within_a_second_in_the_middle_of_a_request(processes: Processes) -> None:
    released = threading.Event()
    asked = threading.Event()

    def silent(_asked: object, _proper: object, _connection: object) -> None:
        asked.set()
        released.wait()

    processes.service.always(HEARTBEATS_PATH, silent)
    process = processes.start()
    assert asked.wait(20)
    code, took_s = ends(process)
    released.set()
    assert code == 0
    assert took_s < 1.0


def test_it_ends_within_a_second_in_the_middle_of_a_back_off(processes: Processes) -> None:
    processes.service.always(HEARTBEATS_PATH, ways.refuse(503, "busy", retry_after="900"))
    process = processes.start()
    processes.daemon.until(lambda: processes.daemon.state == "service_down")
    code, took_s = ends(process)
    assert code == 0
    assert took_s < 1.0


def test_a_hang_up_means_send_now(processes: Processes) -> None:
    processes.service.always(HEARTBEATS_PATH, ways.refuse(503, "busy", retry_after="900"))
    process = processes.start()
    processes.daemon.until(lambda: processes.daemon.state == "service_down")
    processes.service.always(HEARTBEATS_PATH, None)
    process.send_signal(signal.SIGHUP)
    processes.daemon.until(lambda: processes.daemon.state == "online")


def test_it_starts_without_a_daemon_and_tells_the_service_manager(processes: Processes, tmp_path: Path) -> None:
    processes.daemon.stop()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(str(tmp_path / "notify"))
        notices.settimeout(20)
        processes.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
        heard = {notices.recv(1000)}
        while not {b"READY=1", b"WATCHDOG=1"} <= heard:
            heard.add(notices.recv(1000))
        processes.daemon.start()
        while not any(notice.startswith(b"STATUS=Everything works") for notice in heard):
            heard.add(notices.recv(1000))


def test_the_log_holds_no_token_and_no_body(processes: Processes) -> None:
    process = processes.start()
    processes.daemon.tap(body={"tokens": ["k1:feedfacefeedfacefeedfacefeedface"], "outcome": "arrived"})
    processes.daemon.until(lambda: processes.daemon.state == "online" and processes.daemon.waiting == 0)
    processes.service.stop()
    processes.daemon.until(lambda: processes.daemon.state == "service_down")
    process.terminate()
    _, log = process.communicate(timeout=10)
    assert "event=network state=online" in log
    assert "feedface" not in log
    assert "Traceback" not in log


def test_bad_settings_start_nothing(processes: Processes) -> None:
    processes.settings.write_text('[sync]\nservice_url = "http://badges.example.org"\npull_evry_s = 5\n')
    process = processes.start()
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "line 2" in errors
    assert "did you mean pull_every_s?" in errors
    assert processes.daemon.greetings == 0


def test_a_damaged_key_stops_the_worker_with_a_reason(processes: Processes, tmp_path: Path) -> None:
    (tmp_path / "identity.pem").write_text("damaged")
    process = processes.start()
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "identity.pem" in errors
    assert "Traceback" not in errors
