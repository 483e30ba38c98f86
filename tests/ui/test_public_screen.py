import sys

import pytest

from tests.fakes.alarm import FakeTime
from ui import canned
from ui.viewmodels.public_screen import PublicScreen
from ui.viewmodels.showing import Page, Patience


class Heard:
    """What a view model announced, in order."""

    def __init__(self, screen: PublicScreen) -> None:
        self.announced: list[str] = []
        screen.changed.connect(lambda: self.announced.append("changed"))
        screen.language_changed.connect(lambda language: self.announced.append(f"language {language}"))
        screen.asked.connect(lambda: self.announced.append("asked"))


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def screen(time: FakeTime) -> PublicScreen:
    return PublicScreen(time.now_ms, time, "en", Patience())


def test_qml_knows_the_same_pages() -> None:
    assert {page.name: page.value for page in PublicScreen.Page} == {page.name: page.value for page in Page}


def test_a_result_comes_and_goes(screen: PublicScreen, time: FakeTime) -> None:
    screen.hear(canned.IDLE)
    screen.hear(canned.result("arrived", name="Amina"))
    assert (screen.property("page"), screen.property("name")) == (Page.ARRIVED.value, "Amina")

    time.pass_ms(4_000)
    assert (screen.property("page"), screen.property("name")) == (Page.IDLE.value, "")


def test_only_a_change_is_announced(screen: PublicScreen) -> None:
    screen.hear(canned.IDLE)
    heard = Heard(screen)
    screen.hear(canned.IDLE)

    assert heard.announced == []


def test_the_next_of_two_like_results_is_announced(screen: PublicScreen) -> None:
    screen.hear(canned.result("arrived", serial=1))
    heard = Heard(screen)
    screen.hear(canned.result("arrived", serial=2))

    assert heard.announced == ["changed"]


def test_the_language_changes_before_the_picture(screen: PublicScreen) -> None:
    heard = Heard(screen)
    polish = canned.with_result(canned.shown("arrived", language="pl"))
    screen.hear(polish)

    assert heard.announced == ["language pl", "changed"]


def test_no_card_asks_the_daemon(screen: PublicScreen) -> None:
    screen.hear(canned.IDLE)
    heard = Heard(screen)
    screen.ring()

    assert heard.announced == ["asked"]


def test_no_card_sends_people_to_the_team_while_the_daemon_is_away(screen: PublicScreen) -> None:
    screen.hear(canned.IDLE)
    screen.lose()
    heard = Heard(screen)
    screen.ring()

    assert heard.announced == ["changed"]
    assert screen.view.page is Page.AWAY


def test_the_daemon_going_away_and_coming_back_needs_nobody(screen: PublicScreen, time: FakeTime) -> None:
    screen.hear(canned.IDLE)
    pages = []
    screen.changed.connect(lambda: pages.append(screen.view.page))
    screen.lose()
    time.pass_ms(Patience().away_ms)
    screen.hear(canned.IDLE)

    assert pages == [Page.AWAY, Page.IDLE]


def test_announcing_leaks_no_references(screen: PublicScreen) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to True with every signal, until the process dies."""
    before = sys.getrefcount(True)  # noqa: FBT003
    for _ in range(50):
        screen.changed.emit()
    assert abs(sys.getrefcount(True) - before) < 10  # noqa: FBT003
