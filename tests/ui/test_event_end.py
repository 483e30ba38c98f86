"""The end of an event, by finger."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import EndEvent, ShowPage
from tests.ui.desk import Desk
from tests.ui.glass import touch_device
from ui.canned_work import LEGO, LOCKED

Opened = Callable[..., Desk]


@pytest.fixture
def end(desk: Opened) -> Desk:
    shown = desk()
    shown.show("end")
    return shown


def test_it_says_what_the_event_came_to(end: Desk) -> None:
    told = {each.name for each in end.told()}

    assert {
        "25 people came", "23 are still here", "12 without names", "3 of them by staff", "2 of them from paper",
        "4 not sent yet",
    } <= told  # fmt: skip
    assert "Whoever is still here leaves with the end, marked as inferred." in end.words()


def test_a_touch_ends_nothing(end: Desk) -> None:
    end.finger("end_hold")

    assert not end.asked(EndEvent)


def test_holding_for_two_seconds_ends_it_and_it_locks(end: Desk, qtbot: QtBot) -> None:
    at = end.middle("end_hold")
    QTest.touchEvent(end.window, touch_device()).press(0, at, end.window).commit()
    qtbot.waitUntil(lambda: bool(end.asked(EndEvent)), timeout=10_000)
    QTest.touchEvent(end.window, touch_device()).release(0, at, end.window).commit()
    QCoreApplication.processEvents()

    assert end.asked(EndEvent) == [EndEvent(request=0, event=LEGO.event)]
    end.tell(LOCKED)
    assert "Tap your library card here" in end.words()


def test_unlinked_cards_are_one_touch_away(end: Desk) -> None:
    end.finger("end_unlinked")

    assert end.asked(ShowPage)[-1].page == "cards"


def test_what_is_over_cannot_be_ended_again(desk: Opened) -> None:
    shown = desk()
    shown.show("end-over")

    assert "end_hold" not in {item.objectName() for item in shown.items()}
