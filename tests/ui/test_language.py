"""Whose language the screen speaks, and which way it reads."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.glass import Glass
from ui import canned
from ui.gallery import Exhibit, Variant
from ui.languages import LANGUAGES, Language

RESULTS = ("arrived", "already-here", "left", "help", "misread", "take-card", "not-open", "not-saved", "staff")


@pytest.fixture
def shown(qapp: QGuiApplication) -> Iterator[Glass]:
    """The public screen, whose words follow the language of whoever taps."""
    exhibit = Exhibit(qapp, Variant("languages"))
    yield Glass(exhibit)
    exhibit.close()


def test_a_member_is_answered_in_their_language_and_the_next_in_theirs(shown: Glass) -> None:
    shown.hear(canned.with_result(canned.shown("arrived", name="Oliwia", language="pl", serial=1)))
    assert shown.words() == ["Cześć Oliwia.", "Jesteś z nami."]

    shown.hear(canned.result("arrived", name="Callum", serial=2))
    assert shown.words() == ["Hi Callum.", "You're in."]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_member_of_each_language_is_answered_in_it_and_in_its_direction(
    shown: Glass, qapp: QGuiApplication, language: Language
) -> None:
    shown.hear(canned.with_result(canned.shown("arrived", name="Amina", language=language.code, serial=2)))
    words, direction = shown.words(), qapp.layoutDirection()
    mark = next(item for item in shown.items() if item.property("drawing") is not None)
    is_left = mark.mapToScene(mark.boundingRect().center()).x() < shown.window.width() / 2
    shown.hear(canned.result("arrived", name="Callum", serial=3))

    assert "Amina" in words[0]
    assert (words[1] == "You're in.") is (language.code == "en")
    assert (direction is Qt.LayoutDirection.RightToLeft) is language.right_to_left
    assert is_left is not language.right_to_left
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("code", ["cs", "", "../pl"])
def test_a_language_without_words_is_answered_in_english(shown: Glass, qapp: QGuiApplication, code: str) -> None:
    shown.hear(canned.with_result(canned.shown("arrived", name="Amina", language=code)))

    assert shown.words() == ["Hi Amina.", "You're in."]
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_language_is_known_whatever_its_region(shown: Glass) -> None:
    shown.hear(canned.with_result(canned.shown("misread", language="pl-PL")))

    assert shown.words() == ["Trzymaj kartę nieruchomo."]


@pytest.mark.parametrize("place", [2, 10])
def test_a_visitor_chooses_a_language_by_finger(shown: Glass, place: int) -> None:
    shown.show("idle")
    shown.touch_item("idle_language")
    assert shown.words() == [language.name for language in LANGUAGES]
    shown.touch_item(f"languages_{place}")

    assert shown.screen.view.language == LANGUAGES[place].code
    assert "Tap your library card here" not in shown.words()


def test_a_visitor_who_wants_no_other_language_goes_back(shown: Glass) -> None:
    shown.show("idle")
    shown.touch_item("idle_language")
    shown.touch_item("languages_back")

    assert "Tap your library card here" in shown.words()


def test_staff_read_their_own_language_while_visitors_read_theirs(qapp: QGuiApplication) -> None:
    exhibit = Exhibit(qapp, Variant("an Arabic kiosk", language="ar"))
    shown = Glass(exhibit)
    shown.show("pin")
    staff_words, staff_direction = shown.words(), qapp.layoutDirection()
    shown.hear(canned.result("misread"))
    visitors_words, visitors_direction = shown.words(), qapp.layoutDirection()
    exhibit.close()

    assert "Staff: enter your PIN" in staff_words
    assert staff_direction is Qt.LayoutDirection.LeftToRight
    assert visitors_words == ["لا تحرّك البطاقة."]
    assert visitors_direction is Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_says_it_in_few_words(shown: Glass, language: Language) -> None:
    """Five can be read in passing when all is well, ten when there is something to do."""
    shown.exhibit.speak(language)
    for page in RESULTS:
        shown.show(page)
        words = " ".join(shown.words()).split()
        assert len(words) <= (5 if page in {"arrived", "already-here", "left"} else 10), f"{page}: {words}"


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda language: language.code)
def test_no_word_for_visitors_is_left_in_english(shown: Glass, language: Language) -> None:
    for page in ("idle", "reader-missing", "setting-up", "starting", "away", "checking", *RESULTS):
        shown.exhibit.speak(LANGUAGES[0])
        shown.show(page)
        english = {told.name for told in shown.told()} - {"Lego Club"}
        shown.exhibit.speak(language)
        shown.show(page)
        assert not english & {told.name for told in shown.told()}, page
