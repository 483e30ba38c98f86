"""The worker as a process whose clock is wrong, as a Pi's is that knows no time."""

import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync.identity import Identities
from tests.fakes.daemon import FakeDaemon
from tests.fakes.faked_clock import FakedClock
from tests.fakes.service import FakeService
from tests.sync.authority import DAY, make_chain
from tests.sync.running import KIOSK

CHECKOUT = Path(__file__).parents[2]
WRONG = ["1970-01-02 00:00:00", "2001-01-01 00:00:00", "2099-01-01 00:00:00"]


@pytest.fixture
def service() -> Iterator[FakeService]:
    made = FakeService()
    yield made
    made.stop()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[FakeDaemon]:
    with FakeDaemon(tmp_path / "worker.sock") as made:
        made.clock_trusted = False
        yield made


@contextmanager
def worker(folder: Path, service: FakeService, clock: FakedClock, *, ca_file: Path | None = None) -> Iterator[None]:
    service.know(KIOSK, Identities(folder / "identity.pem").current.public_key)
    vouching = "" if ca_file is None else f'ca_file = "{ca_file}"\n'
    settings = folder / "hubtap.toml"
    settings.write_text(
        f'[sync]\nservice_url = "{service.url}"\nstate_dir = "{folder}"\nrun_dir = "{folder}"\n{vouching}'
    )
    argv = [sys.executable, "-m", "sync.main", "--settings", str(settings)]
    process = subprocess.Popen(argv, cwd=CHECKOUT, env=os.environ | clock.environment, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("now", WRONG)
def test_a_certificate_of_90_days_waits_for_the_date_and_then_everything_is_sent_at_once(
    now: str, tmp_path: Path, service: FakeService, daemon: FakeDaemon
) -> None:
    chain = make_chain(tmp_path, begins=-30 * DAY, ends=60 * DAY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain.certificate, chain.key)
    service.start(context)
    clock = FakedClock(tmp_path, now)
    ids = daemon.tap(130)
    with worker(tmp_path, service, clock, ca_file=chain.authority):
        daemon.until(lambda: daemon.state == "tls", within_s=20.0)
        assert daemon.reports[-1].cause == "clock"
        assert "Confirm the date" in daemon.reports[-1].detail
        assert (daemon.waiting, service.asked) == (130, [])
        clock.set_right()
        began = time.monotonic()
        daemon.until(lambda: daemon.waiting == 0, within_s=20.0)
        assert time.monotonic() - began < 10.0
        daemon.until(lambda: daemon.state == "online")
    assert sorted(service.records) == sorted(ids)


@pytest.mark.parametrize("now", WRONG)
def test_a_wrong_clock_keeps_no_request_from_being_signed(
    now: str, tmp_path: Path, service: FakeService, daemon: FakeDaemon
) -> None:
    service.start()
    ids = daemon.tap(130)
    with worker(tmp_path, service, FakedClock(tmp_path, now)):
        daemon.until(lambda: daemon.waiting == 0, within_s=20.0)
        daemon.until(lambda: daemon.state == "online")
    assert sorted(service.records) == sorted(ids)
