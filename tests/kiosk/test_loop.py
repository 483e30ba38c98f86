"""The loop: reports of reader threads come in order on its one thread, and a daemon that lost a part of itself ends."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as StopFlag

import pytest

from kiosk.domain.errors import LinkError, ReaderError
from kiosk.local_api.messages import FromScreen, Message, Noted, decoder
from kiosk.local_api.server import Client, Door, LineServer
from kiosk.loop import ReportQueue, run
from kiosk.ports import CardGone, CardReader, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.reader_threads import ReaderThreads

DEADLINE_S = 20


class SilentDesk:
    def opened(self, _: Client) -> Message:
        return Noted()

    def heard(self, _: Client, __: object) -> Message:
        return Noted()

    def closed(self, _: Client) -> None:
        pass


@dataclass
class RecordingSupervisor:
    """A systemd that remembers what it was told; when it hears that all is ready, it does ``at_ready``."""

    at_ready: Callable[[], None] = lambda: None
    words: list[str] = field(default_factory=list)

    def ready(self) -> None:
        self.words.append("ready")
        self.at_ready()

    def alive(self) -> None:
        self.words.append("alive")

    def stopping(self) -> None:
        self.words.append("stopping")


@dataclass
class ScriptedReader:
    """Reports ``count`` empty fields, then waits to be stopped, or ends by itself, or fails."""

    count: int = 0
    ending: str = "stays"
    name: str = "made-up reader"

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        for number in range(self.count):
            report(CardGone(self.name, number))
        if self.ending == "fails":
            message = "a broken driver"
            raise OSError(message)
        if self.ending == "stays":
            stop.wait(DEADLINE_S)


@dataclass
class Daemon:
    """A loop with one socket and one reader."""

    folder: Path
    reader: CardReader
    supervisor: RecordingSupervisor
    tick: Callable[[], None] = lambda: None
    handled: list[ReaderReport] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    now_s: float = 0.0

    def run(self) -> None:
        asyncio.run(asyncio.wait_for(self._run(), DEADLINE_S))

    def _handle(self, report: ReaderReport) -> None:
        self.threads.add(threading.current_thread().name)
        self.handled.append(report)

    async def _run(self) -> None:
        queue = ReportQueue(asyncio.get_running_loop(), self._handle)
        door = Door(self.folder / "screen.sock", frozenset({os.getuid()}))
        server = LineServer(door, SilentDesk(), decoder(FromScreen), before_each=queue.drain)
        await run(
            servers=[server],
            queue=queue,
            readers=ReaderThreads([self.reader], queue.put, now_s=lambda: self.now_s),
            tick=self.tick,
            upkeep=_endless,
            supervisor=self.supervisor,
        )


async def _endless() -> None:
    await asyncio.Event().wait()


def terminate() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_it_serves_until_it_is_told_to_end_and_handles_what_readers_saw(tmp_path: Path) -> None:
    seen: list[bool] = []

    def at_ready() -> None:
        seen.append((tmp_path / "screen.sock").exists())
        terminate()

    daemon = Daemon(tmp_path, ScriptedReader(count=200), RecordingSupervisor(at_ready))
    daemon.run()
    assert seen == [True]
    assert daemon.supervisor.words == ["ready", "stopping"]
    assert [each.seen_us for each in daemon.handled if isinstance(each, CardGone)] == list(range(200))
    assert daemon.threads == {threading.main_thread().name}
    assert not (tmp_path / "screen.sock").exists()


@pytest.mark.parametrize("ending", ["ends", "fails"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_reader_that_ends_by_itself_ends_the_daemon(tmp_path: Path, ending: str) -> None:
    daemon = Daemon(tmp_path, ScriptedReader(count=3, ending=ending), RecordingSupervisor())
    with pytest.raises(ReaderError):
        daemon.run()
    assert len(daemon.handled) == 3
    assert not (tmp_path / "screen.sock").exists()


def test_a_chore_that_fails_ends_the_daemon_instead_of_leaving_it_half_alive(tmp_path: Path) -> None:
    def tick() -> None:
        message = "a mistake in the program"
        raise ZeroDivisionError(message)

    daemon = Daemon(tmp_path, ScriptedReader(), RecordingSupervisor(), tick)
    with pytest.raises(ZeroDivisionError):
        daemon.run()
    assert daemon.supervisor.words == ["ready", "stopping"]
    assert not (tmp_path / "screen.sock").exists()


def test_a_socket_that_cannot_be_made_ends_it_before_it_is_ready(tmp_path: Path) -> None:
    daemon = Daemon(tmp_path / "nowhere", ScriptedReader(), RecordingSupervisor())
    with pytest.raises(LinkError, match="nowhere"):
        daemon.run()
    assert daemon.supervisor.words == []


def test_the_watchdog_is_fed_as_often_as_systemd_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "30000")
    daemon = Daemon(tmp_path, ScriptedReader(), RecordingSupervisor())

    def end_after_three() -> None:
        if daemon.supervisor.words.count("alive") >= 3:
            terminate()

    daemon.tick = end_after_three
    daemon.run()
    assert daemon.supervisor.words.count("alive") >= 3
    assert daemon.supervisor.words[-1] == "stopping"


@dataclass
class ReaderlessDriver:
    """Has no reader, says so, and goes on looking for one; or hangs inside of its library, deaf to everything."""

    released: threading.Event
    hangs: bool = False
    name: str = "made-up driver"

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        report(ReaderChanged(self.name, ReaderHealth.MISSING, ReaderCause.NO_READER))
        while not stop.is_set():
            (self.released if self.hangs else stop).wait(DEADLINE_S if self.hangs else 0.001)


@pytest.mark.parametrize("hangs", [False, True], ids=["no reader", "a stuck driver"])
def test_the_watchdog_starves_where_a_reader_is_stuck_and_not_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, hangs: bool
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "3000")
    released = threading.Event()
    daemon = Daemon(tmp_path, ReaderlessDriver(released, hangs=hangs), RecordingSupervisor())
    fed: list[int] = []

    def tick() -> None:
        daemon.now_s += 20
        fed.append(daemon.supervisor.words.count("alive"))
        if len(fed) == 5:
            released.set()
            terminate()

    daemon.tick = tick
    daemon.run()
    assert fed[0] > 0
    assert (fed[4] > fed[3] > fed[2]) is not hangs
    stuck = [each for each in daemon.handled if isinstance(each, ReaderChanged) and "starts again" in each.cause]
    assert len(stuck) == len([each for each in caplog.records if each.levelname == "ERROR"]) == (1 if hangs else 0)
