from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.demo.messages import CastWanted, Done, Lay, Message, Network, NotDone, Reader, TakeAway, Tap, TapTwice
from tests.fakes.demo_control import PLAYERS, DemoControl
from tests.ui.glass import Glass
from ui import canned
from ui.gallery import Exhibit, Variant
from ui.lines import Lines
from ui.tray.card_tray import CardTray
from ui.tray.control import Control
from ui.tray.telling import Gesture, about, lying_after, request_of, told

DONE = Done()
NOT_DONE = NotDone(reason="The reader is unplugged.")


def test_qml_knows_the_same_gestures() -> None:
    assert {each.name: each.value for each in CardTray.Gesture} == {each.name: each.value for each in Gesture}


@pytest.mark.parametrize(
    ("gesture", "request_made"),
    [
        (Gesture.TAP, Tap(name="amina")),
        (Gesture.TWICE, TapTwice(name="amina")),
        (Gesture.LAY, Lay(name="amina")),
    ],
)
def test_each_gesture_asks_for_its_own(gesture: Gesture, request_made: Message) -> None:
    assert request_of(gesture, "amina") == request_made
    assert about(gesture).endswith(".")


@pytest.mark.parametrize(
    ("request_made", "answer", "sentence"),
    [
        (Tap(name="amina"), DONE, ""),
        (Tap(name="amina"), NOT_DONE, NOT_DONE.reason),
        (Network(on=False), DONE, "No network: taps count, and wait here."),
        (Network(on=True), DONE, "The network is back: what waited goes out now."),
        (Reader(plugged=False), DONE, "The reader is unplugged. Watch the screen."),
        (Reader(plugged=True), DONE, "The reader is back."),
        (TakeAway(), DONE, "The reader is free again."),
    ],
)
def test_what_happened_is_told_in_a_sentence(request_made: Message, answer: Message, sentence: str) -> None:
    assert told(request_made, answer) == sentence


@pytest.mark.parametrize(
    ("request_made", "answer", "lying"),
    [
        (Lay(name="callum"), DONE, "callum"),
        (Lay(name="callum"), NOT_DONE, "amina"),
        (TakeAway(), DONE, ""),
        (Tap(name="callum"), DONE, ""),
        (Network(on=False), DONE, "amina"),
        (Reader(plugged=False), DONE, ""),
    ],
)
def test_it_is_known_what_lies_on_the_reader(request_made: Message, answer: Message, lying: str) -> None:
    assert lying_after(request_made, answer, "amina") == lying


class Table:
    """The tray's window with a demo behind it."""

    def __init__(self, app: QGuiApplication, folder: Path, qtbot: QtBot) -> None:
        self.demo = DemoControl(folder / "control.sock")
        self.tray = CardTray()
        self.lines = Lines(str(folder / "control.sock"), again_after_ms=5)
        self.control = Control(self.lines)
        self.control.answered.connect(self.tray.hear)
        self.control.closed.connect(self.tray.lose)
        self.tray.asked.connect(self.control.ask)
        variant = Variant("tray", 1280, 720)
        self.exhibit = Exhibit(app, variant, window=("HubtapTray", "TrayMain"), more={"tray": self.tray})
        self.glass = Glass(self.exhibit)
        self._qtbot = qtbot
        self.lines.start()
        self.until_asked(CastWanted())
        qtbot.waitUntil(lambda: bool(self.tray.property("open")))

    def until_asked(self, message: Message) -> None:
        self._qtbot.waitUntil(lambda: self.demo.has_been_asked(message))

    def until_it_says(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: self.demo.has_been_asked(CastWanted()) and words in self.glass.words())

    def close(self) -> None:
        self.lines.stop()
        self.exhibit.close()


@pytest.fixture
def table(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Table]:
    table = Table(qapp, tmp_path, qtbot)
    with table.demo:
        yield table
        table.close()


def test_touching_a_card_taps_it(table: Table) -> None:
    table.glass.touch_item("tray_card_amina")

    table.until_asked(Tap(name="amina"))


def test_the_chosen_gesture_is_done(table: Table) -> None:
    table.glass.touch_item("tray_gesture_1")
    table.glass.touch_item("tray_card_phone")
    table.until_asked(TapTwice(name="phone"))


def test_a_card_left_lying_can_be_taken_away(table: Table, qtbot: QtBot) -> None:
    assert not table.glass.item("tray_take_away").isEnabled()
    table.glass.touch_item("tray_gesture_2")
    table.glass.touch_item("tray_card_new-card")
    table.until_asked(Lay(name="new-card"))
    qtbot.waitUntil(table.glass.item("tray_take_away").isEnabled)
    assert "A card lies here" in table.glass.words()

    table.glass.touch_item("tray_take_away")
    table.until_asked(TakeAway())
    qtbot.waitUntil(lambda: "Card reader" in table.glass.words())


def test_the_switches_switch_and_say_how_they_stand(table: Table) -> None:
    table.glass.touch_item("tray_network")
    table.until_asked(Network(on=False))
    table.until_it_says("off")

    table.glass.touch_item("tray_reader")
    table.until_asked(Reader(plugged=False))
    table.until_it_says("unplugged")
    assert "The reader is unplugged" in table.glass.words()


def test_what_was_not_done_is_told(table: Table, qtbot: QtBot) -> None:
    table.demo.refusal = "The reader is unplugged: nothing reads the card."
    table.glass.touch_item("tray_card_amina")
    table.until_asked(Tap(name="amina"))
    qtbot.waitUntil(lambda: table.demo.refusal in table.glass.words())


def test_the_touchscreen_beside_it_is_the_real_one(table: Table, qtbot: QtBot) -> None:
    table.glass.show("idle")
    asked: list[bool] = []
    table.glass.screen.asked.connect(lambda: asked.append(True))
    table.glass.touch_item("idle_help")
    qtbot.waitUntil(lambda: bool(asked))
    table.glass.hear(canned.result("arrived", name="Amina"))

    assert {"Hi Amina.", "You're in."} <= set(table.glass.words())


def test_a_demo_that_goes_away_is_waited_for(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> None:
    table = Table(qapp, tmp_path, qtbot)
    with table.demo:
        pass
    qtbot.waitUntil(lambda: "Waiting for the demo …" in table.glass.words())
    assert not table.glass.item("tray_card_amina").isEnabled()

    table.demo = DemoControl(tmp_path / "control.sock")
    with table.demo:
        table.until_asked(CastWanted())
        qtbot.waitUntil(lambda: bool(table.tray.property("open")))
        table.close()


def test_the_tray_is_told_to_assistive_tools_and_nothing_overlaps(table: Table) -> None:
    table.glass.show("idle")
    roles = {QAccessible.Role.Button, QAccessible.Role.CheckBox}
    controls = [each for each in table.glass.told() if each.role in roles]
    titles = [player.title for player in PLAYERS]

    assert [each.name for each in controls] == [
        "Staff", "No card?", "Language", "Tap", "Tap twice", "Leave lying", *titles, "Take the card away", "Network",
        "Reader",
    ]  # fmt: skip
    for each in controls:
        assert each.rect.height() >= 44
        assert QRectF(0, 0, 1280, 720).contains(each.rect)
    for one, other in combinations(controls, 2):
        assert not one.rect.intersects(other.rect)


@pytest.mark.parametrize("size", [(1280, 720), (1000, 600), (1920, 1080)])
def test_the_tray_fits_its_window(table: Table, size: tuple[int, int]) -> None:
    table.glass.window.resize(*size)
    table.glass.show("idle")

    for item in table.glass.items():
        if item.inherits("QQuickText") and item.property("text"):
            rect = item.mapRectToScene(item.boundingRect())
            assert QRectF(0, 0, *size).contains(rect), item.property("text")
            assert not item.property("truncated"), item.property("text")
