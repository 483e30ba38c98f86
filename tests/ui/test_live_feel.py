"""How it feels on a busy day, at the real screen with the real daemon: nobody is swallowed, mixed up or interrupted."""

import time
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import ArrivalsPage, CheckOut, HerePage, ShowPage, Undo
from tests.kiosk.process import token_of
from tests.system.staff_screen import StaffScreen
from tests.ui.hub import Hub

READY = "Tap your library card here"
TEN_MINUTES_MS = 10 * 60_000
STRANGER = 77
WITHIN_S = 10.0


@pytest.fixture
def crowded(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Hub]:
    hub = Hub(qapp, tmp_path, qtbot, people=10)
    yield hub
    hub.close()


def test_the_first_tap_after_a_long_time_wakes_the_screen_and_is_answered(hub: Hub) -> None:
    hub.until_words(READY)
    hub.time.pass_ms(TEN_MINUTES_MS)
    hub.until_there("veil")
    hub.brush(1)
    hub.until_words("Hi Zebedee1.")

    assert "You're in." in hub.words()
    assert all(item.objectName() != "veil" for item in hub.items())
    assert len(hub.recorded("tap")) == 1


def test_the_first_finger_after_a_long_time_wakes_the_screen_and_the_next_one_acts(hub: Hub) -> None:
    hub.until_words(READY)
    hub.time.pass_ms(TEN_MINUTES_MS)
    hub.until_there("veil")
    hub.touch("idle_staff")
    hub.until(lambda: all(item.objectName() != "veil" for item in hub.items()))
    assert READY in hub.words()
    hub.touch("idle_staff")

    hub.until_words("No PIN is set yet.")


class Seen:
    """What stood on the glass, frame by frame: who was greeted, and the words beside it."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.frames: list[tuple[str, ...]] = []
        hub.window.frameSwapped.connect(self._look)

    def _look(self) -> None:
        self.frames.append(tuple(filter(None, self._hub.words())))

    def shows(self, words: tuple[str, ...]) -> bool:
        """Tell whether the last frame had these words."""
        return bool(self.frames) and set(words) <= set(self.frames[-1])

    def answers(self) -> list[tuple[str, ...]]:
        """Return what was shown other than the page that waits for a card, one after the other."""
        shown = [frame for frame in self.frames if READY not in frame]
        return [frame for frame, _ in groupby(shown)]


def test_ten_people_in_ten_seconds_are_each_told_their_own_and_all_recorded(crowded: Hub) -> None:
    crowded.until_words(READY)
    seen = Seen(crowded)
    people = [1, 2, 3, 4, STRANGER, 5, 6, 7, 8, 9]
    expected = [
        ("Hello! Let's get you signed in.", "See a team member.")
        if number == STRANGER
        else (f"Hi Zebedee{number}.", "You're in.")
        for number in people
    ]
    began = time.monotonic()
    for number, words in zip(people, expected, strict=True):
        crowded.brush(number)
        crowded.until(partial(seen.shows, words))
    took_s = time.monotonic() - began

    assert seen.answers() == expected
    assert took_s <= WITHIN_S
    taps = crowded.recorded("tap")
    assert [tap["body"]["tokens"] for tap in taps] == [[token_of(number)] for number in people]
    outcomes = {tap["body"]["tokens"][0]: tap["body"]["outcome"] for tap in taps}
    assert [number for number in people if outcomes[token_of(number)] != "arrived"] == [STRANGER]


def test_a_tap_while_staff_type_a_name_is_told_and_recorded_and_no_letter_is_lost(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("home_add")
    hub.type_on("add", "CAL")
    at = hub.press("add_key_L")
    hub.brush(1)
    hub.until_words("Zebedee1 is in.")
    assert hub.item("staff_notice").property("text") == "Zebedee1 is in."
    hub.lift(at)
    hub.type_on("add", "UM")
    hub.until_words("Callum")
    hub.brush(2)
    hub.until_words("Zebedee2 is in.")
    hub.touch("add_add")
    hub.until_words("Added: Callum")

    assert [tap["body"]["tokens"] for tap in hub.recorded("tap")] == [[token_of(1)], [token_of(2)]]


def come(hub: Hub, *numbers: int) -> None:
    for number in numbers:
        hub.brush(number)
        hub.until_words(f"Zebedee{number} is in.")


@pytest.fixture
def colleague(hub: Hub) -> Iterator[StaffScreen]:
    """Return someone of the team who works at a second screen of the same kiosk."""
    hub.become_lead()
    with StaffScreen(hub.daemon.run_dir) as colleague:
        yield colleague


def test_a_finger_on_an_arrival_that_a_colleague_undoes_touches_nobody_else(hub: Hub, colleague: StaffScreen) -> None:
    come(hub, 1, 2, 3)
    hub.touch("home_arrivals")
    hub.until_words("Zebedee1")
    page = colleague.page(ShowPage(request=0, page="arrivals"))
    assert isinstance(page, ArrivalsPage)
    records = {row.name: row.record for row in page.rows}
    at = hub.press("arrivals_undo_0")
    colleague.done(Undo(request=0, record=records["Zebedee3"]))
    hub.until_words("Undone: Zebedee3")
    hub.lift(at)
    hub.touch("staff_back")
    hub.until_words("Add person")

    assert {record["body"]["record"] for record in hub.recorded("voided")} == {records["Zebedee3"]}


@pytest.mark.parametrize("touched", [0, 1])
def test_a_finger_on_the_list_of_who_is_here_marks_nobody_else_when_someone_leaves(
    hub: Hub, colleague: StaffScreen, touched: int
) -> None:
    come(hub, 1, 2, 3)
    hub.touch("home_here")
    hub.until_words("Still missing: Zebedee1, Zebedee2, Zebedee3")
    page = colleague.page(ShowPage(request=0, page="here"))
    assert isinstance(page, HerePage)
    leaves = next(row.member for row in page.rows if row.name == "Zebedee1")
    assert leaves is not None
    at = hub.press(f"here_person_{touched}")
    colleague.done(CheckOut(request=0, member=leaves))
    hub.until_words("Said goodbye: Zebedee1")
    hub.lift(at)

    hub.until_words("Still missing: Zebedee2, Zebedee3" if touched == 0 else "Still missing: Zebedee3")
    assert [row.name for row in hub.screen._staff.work.gathered._rows.rows] == ["Zebedee2", "Zebedee3"]


def test_a_draft_outlives_a_daemon_that_ends_and_starts_while_a_finger_is_on_a_key(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("home_add")
    hub.type_on("add", "CALLU")
    at = hub.press("add_key_M")
    assert hub.daemon.end() == 0
    hub.until_words("One moment: the kiosk starts again.")
    assert not any("Callu" in words for words in hub.words()), "names go at once"
    hub.lift(at)
    hub.daemon.start()
    hub.until_words("")
    hub.enter_pin()
    hub.until_words("Callum")
    hub.touch("add_add")

    hub.until_words("Added: Callum")


def test_someone_whose_adding_the_daemon_never_saw_is_added_once_after_its_restart(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("home_add")
    hub.type_on("add", "CALLUM")
    hub.daemon.stand_still()
    hub.touch("add_add")
    hub.daemon.kill()
    hub.come_back()
    hub.until_words("Callum")
    hub.touch("add_add")
    hub.until_words("Added: Callum")
    hub.touch("staff_back")
    hub.touch("home_arrivals")

    hub.until(lambda: hub.words().count("Callum") == 1)
