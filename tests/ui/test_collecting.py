"""Python's garbage at the touchscreen: it is collected, and never in the middle of a call of Qt's."""

import gc
import os
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import VERSION, FrameShown, Hello
from tests.fakes.demo_control import DemoControl
from tests.fakes.screen_daemon import ScreenDaemon
from tests.ui.desk import Desk
from ui import canned
from ui.canned_event import crowd
from ui.canned_work import LOCKED, at_work
from ui.collecting import Collecting

DEADLINE_S = 20
ROUNDS = 20


class Ring(QObject):
    """An object that holds itself, so that only the collector can take it away."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collecting(qapp: QGuiApplication) -> Iterator[Collecting]:  # noqa: ARG001  timers need it
    collecting = Collecting(every_ms=1)
    yield collecting
    collecting.end()


def test_garbage_is_collected_though_the_automatic_collector_is_off(collecting: Collecting, qtbot: QtBot) -> None:
    collecting.begin()
    gone = weakref.ref(Ring())
    assert not gc.isenabled()

    qtbot.waitUntil(lambda: gone() is None)


def test_garbage_that_was_old_when_it_became_garbage_is_collected_too(collecting: Collecting, qtbot: QtBot) -> None:
    collecting.begin()
    old = Ring()
    gone = weakref.ref(old)
    gc.collect()
    del old

    qtbot.waitUntil(lambda: gone() is None)


@pytest.mark.parametrize("page", ["idle", "home", "arrivals"])
def test_collecting_draws_no_frame(desk: Callable[..., Desk], collecting: Collecting, qtbot: QtBot, page: str) -> None:
    shown = desk()
    shown.show(page)
    frames: list[None] = []
    shown.window.frameSwapped.connect(lambda: frames.append(None))
    qtbot.waitUntil(lambda: bool(frames))
    collecting.begin()
    ran: list[int] = []

    def tell(*_: object) -> None:
        ran.append(len(frames))

    gc.callbacks.append(tell)
    qtbot.waitUntil(lambda: len(ran) > ROUNDS)
    gc.callbacks.remove(tell)

    assert ran[-1] == ran[2]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "hubtap.toml"
    file.write_text(f'[screen]\nrun_dir = "{tmp_path}"\nfull_screen = false\n', encoding="utf-8")
    return file


def be_busy(daemon: ScreenDaemon) -> None:
    """Have people come while staff look at a long list, until the screen has made a lot of garbage."""
    until(lambda: daemon.has_heard(Hello(version=VERSION)))
    for number in range(1, 21):
        daemon.say(at_work(crowd(20 + number)), LOCKED, canned.result("arrived", name="Amina", serial=number))
        until(partial(daemon.has_heard, FrameShown(serial=number)))


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("program", ["ui.main", "ui.tray.main"])
def test_a_program_collects_between_its_other_work_and_never_in_the_midst_of_it(
    tmp_path: Path, settings: Path, program: str
) -> None:
    told = tmp_path / "told"
    argv = [sys.executable, "-m", "tests.ui.told_collections", program, "--settings", str(settings)]
    more = ["--control", str(tmp_path / "control.sock")] if program == "ui.tray.main" else []
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with ScreenDaemon(tmp_path) as daemon, DemoControl(tmp_path / "control.sock"), told.open("wb") as out:
        process = subprocess.Popen([*argv, *more], env=environment, stdout=out)
        try:
            be_busy(daemon)
            assert [calls for calls in inside(told, program) if not is_between(calls)] == []
            until(lambda: len(inside(told, program)) > 1)
            process.terminate()
            assert process.wait(DEADLINE_S) == 0
        finally:
            process.kill()
            process.wait()

    assert all(map(is_between, inside(told, program)))


def is_between(calls: list[str]) -> bool:
    """Tell whether the program was calling nothing else."""
    return len(calls) == 1 and calls[0].startswith("ui.collecting.")


def inside(told: Path, program: str) -> list[list[str]]:
    """Return what the program was calling at each collection while it ran."""
    lines = [line.split() for line in told.read_text(encoding="utf-8").splitlines()]
    runs = f"{program}._run"
    return [calls[calls.index(runs) + 1 :] for calls in lines if runs in calls]
