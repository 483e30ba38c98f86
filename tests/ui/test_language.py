from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.glass import Glass
from ui import canned
from ui.gallery import Exhibit, Variant
from ui.translations import Translations


@pytest.fixture
def shown(qapp: QGuiApplication) -> Iterator[Glass]:
    """The public screen, whose words follow the language of whoever taps."""
    exhibit = Exhibit(qapp, Variant("languages"))
    translations = Translations(qapp, exhibit.scene.engine)
    exhibit.screen.language_changed.connect(translations.use)
    yield Glass(exhibit)
    translations.use("en")
    exhibit.close()


def test_a_member_is_answered_in_their_language_and_the_next_in_theirs(shown: Glass) -> None:
    shown.hear(canned.with_result(canned.shown("arrived", name="Oliwia", language="pl", serial=1)))
    assert shown.words() == ["Cześć Oliwia.", "Jesteś z nami."]

    shown.hear(canned.result("arrived", name="Callum", serial=2))
    assert shown.words() == ["Hi Callum.", "You're in."]


def test_a_language_without_words_is_answered_in_english(shown: Glass, qapp: QGuiApplication) -> None:
    shown.hear(canned.with_result(canned.shown("arrived", name="Amina", language="ar")))

    assert shown.words() == ["Hi Amina.", "You're in."]
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
