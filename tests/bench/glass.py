"""The screens under a finger, in a process of their own: ``python -m tests.bench.glass`` prints the figures as JSON.

Offscreen, software renderer, 800 by 480. A frame counts once it was drawn.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from kiosk.local_api.messages import ShownResult, Undo
from tests.bench.figures import Figure, percentile
from tests.bench.kiosk_rig import present, running_kiosk
from tests.emulators.pace import Pace
from tests.ui.desk import Desk
from ui import canned
from ui.canned import PAGES
from ui.canned_event import crowd
from ui.canned_staff import STAFF_PAGES
from ui.canned_work import at_work
from ui.collecting import Collecting
from ui.gallery import Variant
from ui.kiosk_screen import KioskScreen
from ui.scene import application
from ui.settings import ScreenSettings

_TAPS, _PACE_S = 200, 0.06
_PEOPLE = 300
_TOUCHES, _SCROLLS = 100, 100
_RESULTS, _ACTS = 5_000, 500
_IDLE_S = 2.0
_KIB_PER_MIB = 1_024
_WITHIN_S = 10.0
_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
_HOW = "offscreen, software renderer"


def figures() -> list[Figure]:
    """Measure in a process of its own."""
    argv = [sys.executable, "-m", "tests.bench.glass"]
    ran = subprocess.run(argv, capture_output=True, text=True, check=True, env={**os.environ, **_ENVIRONMENT})
    return [Figure(**each) for each in json.loads(ran.stdout.splitlines()[-1])]


def _until(holds: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _WITHIN_S
    while not holds():
        assert time.monotonic() < deadline_s
        QCoreApplication.processEvents()


def _card_to_frame(app: QGuiApplication) -> list[Figure]:
    """Lay cards on the simulated reader of a real daemon; time until the result's frame is drawn."""
    taken_ms: list[float] = []
    with TemporaryDirectory(dir="build") as folder, running_kiosk(Path(folder).resolve(), cards=_TAPS) as rig:
        screen = KioskScreen(app, ScreenSettings(run_dir=rig.folder / "run", full_screen=False))
        drawn: list[int] = []
        ready: list[None] = []
        screen.frames.drawn.connect(drawn.append)
        screen.frames.drawn_first.connect(lambda: ready.append(None))
        screen.start()
        reader, pace = rig.line("reader"), Pace.each(_PACE_S)
        _until(lambda: bool(ready))
        for number in range(_TAPS):
            pace.until_next()
            QCoreApplication.processEvents()
            drawn.clear()
            began = time.perf_counter()
            reader.send(present(number))
            _until(lambda: bool(drawn))
            taken_ms.append((time.perf_counter() - began) * 1_000)
            reader.read()
        reader.close()
        screen.close()
    how = f"{_TAPS} cards: reader, daemon, socket, screen; {_HOW}"
    return [
        Figure("ui.card_to_frame_p50_ms", percentile(taken_ms, 0.5), "ms", 15.0, how),
        Figure("ui.card_to_frame_p99_ms", percentile(taken_ms, 0.99), "ms", 40.0, how),
    ]


class _Watched:
    """A desk, and how many frames it drew."""

    def __init__(self, app: QGuiApplication) -> None:
        self.desk = Desk(app, Variant("bench"))
        self.frames = 0
        self.desk.window.frameSwapped.connect(self._drew)

    def _drew(self) -> None:
        self.frames += 1

    def until_drawn(self, does: Callable[[], object]) -> float:
        """Return how many milliseconds it is from what ``does`` to the next frame."""
        self.frames = 0
        began = time.perf_counter()
        does()
        _until(lambda: self.frames > 0)
        return (time.perf_counter() - began) * 1_000

    def touches(self, keys: Sequence[str]) -> list[float]:
        """Touch ``keys`` one after the other, again and again; return the milliseconds to each next frame."""
        names = [keys[number % len(keys)] for number in range(_TOUCHES)]
        return [self.until_drawn(partial(self.desk.touch_item, name)) for name in names]

    def crowd(self) -> None:
        self.desk.show("arrivals")
        self.desk.tell(at_work(crowd(_PEOPLE)))


def _touch_to_frame(watched: _Watched) -> Figure:
    watched.desk.show("pin")
    keys = [f"pin_key_{digit}" for digit in "48291"] + ["pin_erase"] * 5
    taken_ms = watched.touches(keys)
    return Figure("ui.touch_to_frame_p99_ms", percentile(taken_ms, 0.99), "ms", 50.0, f"{_TOUCHES} touches; {_HOW}")


def _search(watched: _Watched) -> Figure:
    watched.crowd()
    watched.desk.finger("arrivals_search")
    keys = ("arrivals_key_A", "arrivals_erase", "arrivals_key_E", "arrivals_key_W", "arrivals_erase", "arrivals_erase")
    taken_ms = watched.touches(keys)
    how = f"median of {_TOUCHES} keys among {_PEOPLE} people, p99 {percentile(taken_ms, 0.99):.0f} ms; {_HOW}"
    return Figure("ui.search_ms", percentile(taken_ms, 0.5), "ms", 50.0, how)


def _scroll(watched: _Watched) -> Figure:
    watched.crowd()
    rows = watched.desk.item("arrivals_list")
    steps = [40.0 * number for number in range(1, _SCROLLS + 1)]
    taken_ms = [watched.until_drawn(partial(rows.setProperty, "contentY", step)) for step in steps]
    how = f"{_SCROLLS} steps through {_PEOPLE} people; {_HOW}"
    return Figure("ui.scroll_p99_ms", percentile(taken_ms, 0.99), "ms", 33.0, how)


def _idle_frames(watched: _Watched) -> Figure:
    pages = [*PAGES, *STAFF_PAGES]
    drawn = 0
    for page in pages:
        watched.desk.show(page)
        _pass(0.3)
        watched.frames = 0
        _pass(_IDLE_S)
        drawn += watched.frames
    return Figure("ui.idle_frames", drawn, "frames", 0.0, f"{_IDLE_S:g} s on each of {len(pages)} pages; {_HOW}")


def _growth(watched: _Watched) -> Figure:
    """Let results and acts of staff go by; the first tenth fills what is kept once."""
    _go_by(watched, share=0.1)
    before_mib = _resident_mib()
    _go_by(watched, share=1.0)
    how = f"{_RESULTS} results and {_ACTS} arrivals undone by finger, after a tenth of them; {_HOW}"
    return Figure("ui.growth_mib", _resident_mib() - before_mib, "MiB", 5.0, how)


def _go_by(watched: _Watched, *, share: float) -> None:
    desk = watched.desk
    desk.show("idle")
    for number in range(int(_RESULTS * share)):
        result = ShownResult(serial=number + 1, kind="arrived", name="Amira", age_ms=0, shown_ms=4_000)
        desk.hear(replace(canned.IDLE, number=number, result=result))
    for number in range(int(_ACTS * share)):
        _undo_someone(desk, number)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as an application's loop does
    gc.collect()


def _undo_someone(desk: Desk, number: int) -> None:
    desk.show("arrivals")
    page = crowd(20 + number % 10)
    desk.tell(at_work(page))
    desk.time.pass_ms(1_000)
    desk.finger("arrivals_undo_3")
    assert desk.asked(Undo), "the touch undid nothing"
    desk.tell(at_work(replace(page, rows=[row for row in page.rows if row != page.rows[3]])))
    desk.answer("done", f"v{number}")


def _pass(seconds: float) -> None:
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        QCoreApplication.processEvents()
        time.sleep(0.002)


def _resident_mib() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / _KIB_PER_MIB


def _measure() -> list[Figure]:
    app = application(["bench"])
    collecting = Collecting()
    collecting.begin()
    Path("build").mkdir(exist_ok=True)
    found = _card_to_frame(app)
    watched = _Watched(app)
    found += [measure(watched) for measure in (_touch_to_frame, _search, _scroll, _growth, _idle_frames)]
    watched.desk.exhibit.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(figure) for figure in _measure()]) + "\n")
