"""Every page for visitors in every language and look: whole, large, told, apart, and like no other without colour."""

from collections.abc import Iterable
from itertools import product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage

from tests.ui.audit import assert_accessible
from tests.ui.glass import Glass, text_size_px
from ui.gallery import IN_ORDER, Exhibit, Variant
from ui.languages import BY_CODE, LANGUAGES, Language
from ui.scene import Look

LOOKS = {"calm": Look(), "strong": Look(high_contrast=True), "large": Look(large_text=True)}
PANELS = {
    "7-inch": Variant("7-inch", 800, 480),
    "wide": Variant("wide", 1280, 720),
    "upright": Variant("upright", 720, 1280, Look(rotate_degrees=90)),
    "other-way-up": Variant("other way up", 720, 1280, Look(rotate_degrees=270, reader_side="left")),
}
RESULTS = ("arrived", "already-here", "left", "help", "misread", "take-card", "not-open", "not-saved", "staff")
LEAST_PX = 52


def assert_fit_for_visitors(shown: Glass) -> None:
    """Hold the page that is shown to all rules of what visitors read and touch."""
    assert_accessible(shown)
    glass = QRectF(-1, -1, shown.window.width() + 2, shown.window.height() + 2)
    for text in shown.texts():
        words = str(text.property("text"))
        assert text_size_px(text) >= LEAST_PX, f"too small: {words}"
        assert not text.property("truncated"), f"cut off: {words}"
        assert text.property("contentWidth") <= text.width() + 1, f"too wide: {words}"
        assert text.property("contentHeight") <= text.height() + 1, f"too high: {words}"
        drawn = QRectF(0, 0, text.property("contentWidth"), text.property("contentHeight"))
        assert glass.contains(text.mapRectToScene(drawn)), f"not on the glass: {words}"


def what_is_wrong(app: QGuiApplication, variant: Variant, languages: Iterable[Language]) -> list[str]:
    """Return which pages in which of the languages break a rule, and how."""
    exhibit = Exhibit(app, variant)
    shown = Glass(exhibit)
    wrong = []
    for language, page in product(languages, IN_ORDER):
        exhibit.speak(language)
        shown.show(page)
        try:
            assert_fit_for_visitors(shown)
        except AssertionError as error:
            wrong.append(f"{language.code} {page}: {str(error).splitlines()[0]}")
    exhibit.close()
    return wrong


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_for_every_body_in_every_language(qapp: QGuiApplication, look: str) -> None:
    assert what_is_wrong(qapp, Variant("7-inch", look=LOOKS[look]), LANGUAGES) == []


@pytest.mark.parametrize("panel", PANELS)
def test_every_page_is_for_every_body_on_every_panel(qapp: QGuiApplication, panel: str) -> None:
    assert what_is_wrong(qapp, PANELS[panel], (BY_CODE["en"], BY_CODE["ar"])) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_two_answers_say_the_same(qapp: QGuiApplication, language: Language) -> None:
    exhibit = Exhibit(qapp, Variant("words", language=language.code))
    shown = Glass(exhibit)
    said = []
    for page in RESULTS:
        shown.show(page)
        said.append(tuple(shown.words()))
    exhibit.close()

    assert len(set(said)) == len(RESULTS)


def test_no_two_answers_look_the_same_without_colour(qapp: QGuiApplication) -> None:
    """In black and white even the drawings alone, without their grounds and words, differ."""
    exhibit = Exhibit(qapp, Variant("greyscale", look=Look(high_contrast=True)))
    shown = Glass(exhibit)
    drawings = []
    for page in RESULTS:
        shown.show(page)
        mark = next(item for item in shown.items() if item.property("drawing") is not None)
        rect = mark.mapRectToScene(mark.boundingRect()).toRect()
        grey = exhibit.picture().copy(rect).convertToFormat(QImage.Format.Format_Mono)
        drawings.append(bytes(grey.constBits()))
    exhibit.close()

    assert len(set(drawings)) == len(RESULTS)
