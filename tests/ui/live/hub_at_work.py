"""Hubs as staff find them: one that is at work for a whole file of tests, one with a clock in doubt, and a new one."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import ApplyChanges, ServiceTime, WireEvent
from kiosk.readers.boottime import now_us
from kiosk.readers.simulated import Plug, Unplug
from tests.fakes.hurried_time import HurriedTime
from tests.kiosk.process import DaemonProcess, members
from tests.ui.hub import PIN, Hub
from ui.kiosk_screen import KioskScreen
from ui.settings import ScreenSettings

PEOPLE = 9
GAMES = "Games Club"
YESTERDAYS = "Old Crafts"
DROP_IN = "Ely drop-in"
_US_PER_S = 1_000_000
_S_PER_H = 3_600
_SETTLED_MS = 1_000
_LONGEST_RESULT_MS = 10_000


class BareHub(Hub):
    """A daemon with a simulated reader, just begun, and the screen. Nothing is enrolled; nobody is known."""

    def __init__(self, qapp: QGuiApplication, folder: Path, qtbot: QtBot, env: Mapping[str, str] | None = None) -> None:
        self._qtbot = qtbot
        self.daemon = DaemonProcess(folder, env=env)
        self.daemon.configure()
        self.daemon.start()
        self.time = HurriedTime()
        settings = ScreenSettings(run_dir=self.daemon.run_dir, state_dir=folder / "screen", full_screen=False)
        self.screen = KioskScreen(qapp, settings, clock=self.time.now_ms, alarm=self.time.alarm)
        self.window = self.screen._scene.window
        self.screen.start()
        self._before = 0

    # ------------------------------------------------------------- what the centre tells

    def learn(self) -> None:
        """Learn of the members, of a club that is on now, and of crafts that were held yesterday."""
        self.daemon.enrol(members(PEOPLE))
        now_s = int(time.time())
        page = ApplyChanges(
            cursor="c2",
            generation=1,
            last=True,
            events=[_event("games", GAMES, now_s, -0.2, 2), _event("old", YESTERDAYS, now_s, -26, -24)],
            members=[],
            cards=[],
            gone_events=[],
            gone_members=[],
            gone_cards=[],
        )
        with self.daemon.neighbour("worker") as worker:
            assert worker.ask(page)["type"] == "ChangesApplied"

    def learn_the_time(self) -> None:
        told = ServiceTime(wall_us=time.time_ns() // 1_000, boottime_us=now_us(), uncertainty_us=1_000)
        with self.daemon.neighbour("worker") as worker:
            assert worker.ask(told)["type"] == "Noted"

    # ------------------------------------------------------------- looking

    def shows(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def until_gone(self, name: str) -> None:
        self.until(lambda: not self.shows(name))

    def until_said(self, name: str, words: str) -> None:
        """Wait until this text says so."""
        self.until(lambda: self.shows(name) and self.item(name).property("text") == words)

    # ------------------------------------------------------------- a finger

    def touch(self, name: str) -> None:
        """Touch it once it is there and can be touched."""
        self.until(lambda: self.shows(name) and self.item(name).isEnabled())
        super().touch(name)

    def touch_settled(self, name: str) -> None:
        """Touch what stands in a list, once it has stood there for a while."""
        self.until_there(name)
        self.time.pass_ms(_SETTLED_MS)
        self.touch(name)

    def pick(self, screen: str, name: str) -> None:
        """Find someone by typing their name, and touch them."""
        self.type_on(screen, name.upper())
        self.until(lambda: self.shows(f"{screen}_fit_0") and not self.shows(f"{screen}_fit_1"))
        self.until(lambda: self.words().count(name) > 1)
        self.touch_settled(f"{screen}_fit_0")

    def hold(self, name: str, until_there: str) -> None:
        """Keep a finger there until something else is there."""
        at = self.press(name)
        self.until_there(until_there)
        self.lift(at)

    def type_digits(self, screen: str, digits: str) -> None:
        for digit in digits:
            self.touch(f"{screen}_key_{digit}")

    # ------------------------------------------------------------- staff

    def unlock(self, pin: str = PIN) -> None:
        self.touch("idle_staff")
        self.type_digits("pin", pin)
        self.until_there("home_add")

    def lock(self) -> None:
        """Lock, unless it is locked already, and wait until no result is shown any more."""
        if self.shows("staff_lock"):
            self.touch("staff_lock")
            self.until_gone("staff_lock")
        self.time.pass_ms(_LONGEST_RESULT_MS)
        self.until_there("idle_staff")

    def go(self, *names: str) -> None:
        """Touch one thing after the other."""
        for name in names:
            self.touch(name)

    def home(self) -> None:
        """Go back to Staff home, page by page."""
        while self.shows("staff_back"):
            self.touch("staff_back")
        self.until_there("home_add")

    # ------------------------------------------------------------- cards

    def come(self, *numbers: int) -> None:
        """Have people come while staff are at work."""
        for number in numbers:
            self.brush(number)
            self.until_said("staff_notice", f"Zebedee{number} is in.")

    def brush_until_there(self, number: int, name: str) -> None:
        """Hold a card to the reader once a second, until something is there: soon after its last tap it makes none."""
        next_s = 0.0

        def is_there() -> bool:
            nonlocal next_s
            if time.monotonic() >= next_s:
                next_s = time.monotonic() + 1.0
                self.brush(number)
            return self.shows(name)

        self.until(is_there)

    def pull_reader_out(self) -> None:
        self._at_the_reader(Unplug())

    def plug_reader_in(self) -> None:
        self._at_the_reader(Plug())

    # ------------------------------------------------------------- records

    def begin(self) -> None:
        """From now on is what ``made`` and ``did`` tell."""
        self._before = len(self.daemon.pending())

    def made(self, kind: str) -> list[dict[str, Any]]:
        """Return what the records of a kind say, oldest first."""
        return [record["body"] for record in self.daemon.pending()[self._before :] if record["kind"] == kind]

    def did(self) -> list[str]:
        """Return what staff did, by the audit records."""
        return [body["did"] for body in self.made("staff_acted")]


class HubAtWork(BareHub):
    """It knows the time, its members and events, and a lead, Maya. The screen is locked."""

    def __init__(self, qapp: QGuiApplication, folder: Path, qtbot: QtBot) -> None:
        super().__init__(qapp, folder, qtbot)
        self.learn()
        self.learn_the_time()
        self.become_lead()
        self.lock()


def _event(ref: str, title: str, now_s: int, from_h: float, to_h: float) -> WireEvent:
    return WireEvent(
        id=ref,
        hub="hub-ely",
        title=title,
        programme=None,
        opens_us=(now_s + int(from_h * _S_PER_H)) * _US_PER_S,
        closes_us=(now_s + int(to_h * _S_PER_H)) * _US_PER_S,
        mode="arrivals_only",
        leave_gap_s=600,
    )
