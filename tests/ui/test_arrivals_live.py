"""Arrivals while people come: rows under a finger, rows that vanish, three hundred of them."""

import re
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import ArrivalRow, Undo
from tests.ui.desk import Desk
from tests.ui.glass import touch_device
from ui.canned_event import arrival, came, crowd
from ui.canned_work import at_work

Opened = Callable[..., Desk]
BEN, EWA, KOFI, LENA = arrival(4, "Ben"), arrival(3, "Ewa"), arrival(2, "Kofi"), arrival(5, "Lena")


class Finger:
    """One finger that stays on the glass until it is lifted."""

    def __init__(self, shown: Desk, name: str) -> None:
        self._shown = shown
        self._at = shown.middle(name)
        QTest.touchEvent(shown.window, touch_device()).press(0, self._at, shown.window).commit()
        QCoreApplication.processEvents()

    def lift(self) -> None:
        QTest.touchEvent(self._shown.window, touch_device()).release(0, self._at, self._shown.window).commit()
        QCoreApplication.processEvents()


@pytest.fixture
def arrivals(desk: Opened) -> Desk:
    shown = desk()
    shown.show("arrivals")
    tell(shown, BEN, EWA, KOFI)
    shown.time.pass_ms(1_000)
    return shown


def tell(shown: Desk, *rows: ArrivalRow) -> None:
    shown.tell(at_work(came(rows=list(rows))))


def names(shown: Desk) -> list[str]:
    texts = [text for text in shown.texts() if text.property("text") in {"Ben", "Ewa", "Kofi", "Lena"}]
    return [str(text.property("text")) for text in sorted(texts, key=lambda text: text.mapToScene(QPoint()).y())]


def test_whoever_comes_is_on_top(arrivals: Desk) -> None:
    tell(arrivals, LENA, BEN, EWA, KOFI)

    assert names(arrivals) == ["Lena", "Ben", "Ewa", "Kofi"]


def test_the_row_under_a_finger_stays_and_is_the_one_that_is_undone(arrivals: Desk) -> None:
    finger = Finger(arrivals, "arrivals_undo_0")
    tell(arrivals, LENA, BEN, EWA, KOFI)
    assert names(arrivals) == ["Ben", "Ewa", "Kofi"], "nothing moves under the finger"
    finger.lift()

    assert arrivals.asked(Undo) == [Undo(request=0, record=BEN.record)]
    assert names(arrivals) == ["Lena", "Ben", "Ewa", "Kofi"]


def test_a_row_that_vanishes_under_a_finger_harms_nobody(arrivals: Desk) -> None:
    finger = Finger(arrivals, "arrivals_undo_0")
    tell(arrivals, EWA, KOFI)
    finger.lift()
    assert arrivals.asked(Undo) == [Undo(request=0, record=BEN.record)]
    arrivals.answer("gone")

    assert names(arrivals) == ["Ewa", "Kofi"]
    assert "It is not there any more." in arrivals.words()


def test_a_finger_that_was_on_its_way_when_rows_moved_undoes_nobody(arrivals: Desk) -> None:
    tell(arrivals, LENA, BEN, EWA, KOFI)
    arrivals.time.pass_ms(100)
    arrivals.finger("arrivals_undo_0")
    assert not arrivals.asked(Undo)
    arrivals.time.pass_ms(200)
    arrivals.finger("arrivals_undo_0")

    assert arrivals.asked(Undo) == [Undo(request=0, record=LENA.record)]


def test_it_may_lock_under_a_finger(arrivals: Desk) -> None:
    finger = Finger(arrivals, "arrivals_undo_0")
    arrivals.frame.lose()
    QCoreApplication.processEvents()
    finger.lift()

    assert not arrivals.asked(Undo)
    tell(arrivals, LENA, BEN)
    assert names(arrivals) == ["Lena", "Ben"]


def test_whoever_scrolled_down_stays_where_they_are(desk: Opened) -> None:
    shown = desk()
    shown.show("arrivals")
    shown.tell(at_work(crowd(60)))
    shown.finger("arrivals_down")
    shown.finger("arrivals_down")
    told = rows_on_the_glass(shown)
    shown.tell(at_work(crowd(61)))

    assert len(told) > 1
    assert rows_on_the_glass(shown) == told


def rows_on_the_glass(shown: Desk) -> dict[str, float]:
    """Return where each name of ``crowd`` stands; the list also makes some rows beforehand, out of sight."""
    places = {str(text.property("text")): text.mapToScene(QPoint()).y() for text in shown.texts()}
    return {name: y for name, y in places.items() if re.fullmatch(r".+ \d+", name) and 0 <= y < shown.window.height()}


def test_a_key_finds_among_three_hundred_within_fifty_milliseconds(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    shown.show("arrivals")
    shown.tell(at_work(crowd(300)))
    shown.finger("arrivals_search")
    frames: list[int] = []
    shown.window.frameSwapped.connect(lambda: frames.append(1))
    took_ms = []
    for key in ("arrivals_key_A", "arrivals_erase", "arrivals_key_E", "arrivals_key_W", "arrivals_erase"):
        frames.clear()
        began_ns = time.process_time_ns()
        shown.touch_item(key)
        qtbot.waitUntil(lambda: bool(frames))
        took_ms.append((time.process_time_ns() - began_ns) / 1e6)

    assert min(took_ms) <= 50
    assert sorted(took_ms)[len(took_ms) // 2] <= 50, took_ms


def test_three_hundred_rows_scroll_within_a_thirtieth_of_a_second_a_frame(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    shown.show("arrivals")
    shown.tell(at_work(crowd(300)))
    rows = shown.item("arrivals_list")
    frames: list[int] = []
    shown.window.frameSwapped.connect(lambda: frames.append(1))
    took_ms = []
    for step in range(40):
        frames.clear()
        began_ns = time.process_time_ns()
        rows.setProperty("contentY", 40.0 * (step + 1))
        qtbot.waitUntil(lambda: bool(frames))
        took_ms.append((time.process_time_ns() - began_ns) / 1e6)

    assert sorted(took_ms)[len(took_ms) // 2] <= 33, took_ms
