"""A whole worker in a thread, between a service and a daemon on real sockets."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from kiosk.machine import MachineHealth
from sync.code_file import CodeFile
from sync.identity import Identities
from sync.reporter import Reporter
from sync.retry import Draw
from sync.rounds import Cadence, Surroundings
from sync.transport import Limits, Transport
from sync.waiting import Ear, Waiter, Woke
from sync.worker import Worker
from tests.fakes.daemon import FakeDaemon
from tests.fakes.service import FakeService

KIOSK = "kiosk-1"


def hardly(_low: float, _high: float) -> float:
    """Draw a back-off that a test need not wait for."""
    return 0.02


def longest(_low: float, high: float) -> float:
    """Draw the longest back-off."""
    return high


class NotingWaiter(Waiter):
    """A waiter that notes for how long it was asked to wait."""

    def __init__(self) -> None:
        super().__init__(now_s=time.monotonic, alive=lambda: None)
        self.asked_s: list[float] = []

    def wait(self, until_s: float, ear: Ear) -> Woke:
        self.asked_s.append(until_s - time.monotonic())
        return super().wait(until_s, ear)


_IDLE_S = 3_000.0


def until(met: Callable[[], object]) -> None:
    """Wait until ``met()``."""
    deadline = time.monotonic() + 10.0
    while not met():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.005)


class Running:
    """Service, daemon and worker; enrolled unless ``code`` says with what to enrol first."""

    def __init__(
        self,
        folder: Path,
        *,
        draw: Draw = hardly,
        code: str | None = None,
        every_s: float = 3600.0,
        limits: Limits | None = None,
    ) -> None:
        self.service = FakeService()
        self.service.start()
        self.daemon = FakeDaemon(folder / "worker.sock", kiosk=None if code is not None else KIOSK)
        self.code_file = folder / "code"
        if code is not None:
            self.code_file.write_text(code)
        identities = Identities(folder / "identity.pem")
        self.service.know(KIOSK, identities.current.public_key)
        self.transport = Transport(self.service.url, ca_file=folder, limits=limits or Limits(read_s=5.0, total_s=5.0))
        self.waiter = NotingWaiter()
        around = Surroundings(
            daemon_socket=self.daemon.path,
            exchange=self.transport.exchange,
            identities=identities,
            codes=CodeFile(self.code_file),
            waiter=self.waiter,
            reporter=Reporter(lambda: 1, status=lambda _: None),
            now_s=time.monotonic,
            draw=draw,
            machine=lambda: MachineHealth(None, None),
            model="made-up",
        )
        self._thread = threading.Thread(target=Worker(around, Cadence(every_s, every_s)).run, daemon=True)

    def __enter__(self) -> Self:
        self.daemon.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.waiter.stop()
        self.transport.cut()
        self._thread.join(5.0)
        assert not self._thread.is_alive()
        self.daemon.stop()
        self.service.stop()
        self.transport.close()
        self.waiter.close()

    def until_settled(self) -> None:
        """Wait until nothing is pending."""
        self.daemon.until(lambda: self.daemon.waiting == 0)

    def until_state(self, state: str) -> None:
        """Wait until the worker reports ``state``."""
        self.daemon.until(lambda: self.daemon.state == state)

    def nudge_through(self) -> None:
        """Have the idle worker try everything, and wait until it idles again."""
        until(self._idles)
        before = len(self.waiter.asked_s)
        self.waiter.nudge()
        until(lambda: len(self.waiter.asked_s) > before and self._idles())

    def _idles(self) -> bool:
        return bool(self.waiter.asked_s) and self.waiter.asked_s[-1] > _IDLE_S


def none_lost_none_doubled(run: Running, ids: list[str]) -> None:
    """Wait until nothing is pending; see that the service has exactly these records."""
    run.until_settled()
    assert sorted(run.service.records) == sorted(ids)
    assert run.service.seqs["ledger-1"] == set(range(1, len(ids) + 1))
