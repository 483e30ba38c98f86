"""The first boot, and a clock in doubt, by finger, with the real daemon."""

import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import EnrolmentTold
from tests.emulators.otherclock import OtherClock
from tests.kiosk.process import enrolment
from tests.ui.glass import touch_window
from tests.ui.hub import PIN
from tests.ui.live.hub_at_work import DROP_IN, GAMES, BareHub

CODE = "ABCDEFGH"


@pytest.fixture
def new_kiosk(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[BareHub]:
    hub = BareHub(qapp, tmp_path, qtbot)
    yield hub
    hub.close()


@pytest.fixture
def lost_in_time(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[BareHub]:
    """Return a hub nobody told the time, with a clock that is right by chance."""
    clock = OtherClock(tmp_path, "kiosk", wall_us=time.time_ns() // 1_000)
    hub = BareHub(qapp, tmp_path, qtbot, clock.environment)
    hub.learn()
    hub.become_lead()
    hub.lock()
    yield hub
    hub.close()


def test_a_new_kiosk_is_set_up_by_finger_alone(new_kiosk: BareHub) -> None:
    with new_kiosk.daemon.neighbour("worker") as worker:
        new_kiosk.touch("setup_language_0")
        new_kiosk.until_there("setup_arrow")
        touch_window(new_kiosk.window, QPoint(10, 10))
        new_kiosk.touch("setup_upright_0")
        new_kiosk.type_on("setup", CODE)
        new_kiosk.touch("setup_next")
        new_kiosk.until(lambda: bool(select.select([worker._socket], [], [], 0)[0]))
        wanted = worker.next()
        assert (wanted["type"], wanted["code"].upper()) == ("EnrolWith", CODE)
        assert worker.ask(enrolment(worker.greeting["sealing_key"]))["type"] == "Noted"
        worker.ask(EnrolmentTold(outcome="enrolled", detail="enrolled", done=True))
    new_kiosk.until_words("Who leads the team here?")
    new_kiosk.type_on("setup", "ROS")
    new_kiosk.touch("setup_next")
    new_kiosk.type_digits("setup_pin", PIN * 2)
    new_kiosk.until_said("setup_card", "Tap any card.")
    new_kiosk.brush(1)
    new_kiosk.until_said("setup_card", "A card was seen.")
    new_kiosk.go("setup_sound", "setup_done")

    new_kiosk.until_gone("setup_done")
    new_kiosk.lock()
    new_kiosk.unlock()
    assert "added_staff" in new_kiosk.did()


def test_staff_confirm_the_time_and_events_open_by_it_again(lost_in_time: BareHub) -> None:
    assert lost_in_time.item("idle_title").property("text") == DROP_IN
    assert not lost_in_time.shows("idle_clock")
    lost_in_time.unlock()
    lost_in_time.until_words("Is the time right? Set it")
    lost_in_time.touch("home_need")
    lost_in_time.until_said("clock_says", "Not sure of the time. Is it this?")
    lost_in_time.go("clock_plus_minute", "clock_minus_minute", "clock_confirm")
    lost_in_time.until_said("clock_says", "Thank you. The clock is set.")
    lost_in_time.lock()

    lost_in_time.until_said("idle_title", GAMES)
    lost_in_time.until_there("idle_clock")
