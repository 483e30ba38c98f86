"""The end of an event, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import SIGNAL, QCoreApplication, QMetaObject, QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import EndEvent, EventRow, ShowPage
from tests.ui.desk import Desk
from tests.ui.glass import touch_device
from ui.canned_event import CHESS, SUMMARY
from ui.canned_work import LEGO, LOCKED, at_work

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


def test_it_says_which_event(end: Desk) -> None:
    assert "End of event · Lego Club" in end.words()


@pytest.mark.parametrize("on", [CHESS, LEGO])
def test_the_event_on_which_the_finger_came_down_is_ended_or_none(end: Desk, qtbot: QtBot, on: EventRow) -> None:
    """While the finger stays, time may open the next event."""
    held: list[None] = []
    QObject.connect(end.item("end_hold"), SIGNAL("held()"), lambda: held.append(None))
    with end.finger_down("end_hold"):
        end.tell(at_work(replace(SUMMARY, event=replace(on, state="on"), people=26)))
        qtbot.waitUntil(lambda: bool(held), timeout=10_000)

    assert [act.event for act in end.asked(EndEvent)] == ([LEGO.event] if on is LEGO else [])


def test_assistive_tools_end_it_at_once(end: Desk) -> None:
    QMetaObject.invokeMethod(end.item("end_hold"), "held")

    assert end.asked(EndEvent) == [EndEvent(request=0, event=LEGO.event)]


def test_unlinked_cards_are_one_touch_away(end: Desk) -> None:
    end.finger("end_unlinked")

    assert end.asked(ShowPage)[-1].page == "cards"


def test_what_is_over_cannot_be_ended_again(desk: Opened) -> None:
    shown = desk()
    shown.show("end-over")

    assert "end_hold" not in {item.objectName() for item in shown.items()}
