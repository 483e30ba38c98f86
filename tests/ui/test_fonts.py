"""Every character on the screen has a glyph in the fonts that travel with it: no kiosk shows an empty box."""

import string
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QGuiApplication, QRawFont

from ui.i18n.build import TRANSLATED, file_of
from ui.languages import LANGUAGES, Language

FONTS = Path(__file__).parents[2] / "ui" / "fonts"
SHOWN_AS_NOTHING = {"Cc", "Cf"}
KEYS = Path(__file__).parents[2] / "ui" / "viewmodels" / "keys.py"


@pytest.fixture(scope="module", params=["Regular", "Bold"])
def fonts(qapp: QGuiApplication, request: pytest.FixtureRequest) -> list[QRawFont]:  # noqa: ARG001  Qt wants one
    return [QRawFont(str(file), 52) for file in sorted(FONTS.glob(f"*-{request.param}.ttf"))]


def lacking(fonts: list[QRawFont], text: str) -> set[str]:
    """Return the characters of ``text`` that none of the fonts has."""
    letters = {letter for letter in text if unicodedata.category(letter) not in SHOWN_AS_NOTHING}
    return {letter for letter in letters if not any(font.supportsCharacter(ord(letter)) for font in fonts)}


def texts(language: Language) -> str:
    """Return everything the screen says in ``language``, and the sources."""
    root = ET.parse(file_of(language)).getroot()  # noqa: S314  a file of ours
    return "".join(message.text or "" for tag in ("source", "translation") for message in root.iter(tag))


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_every_character_of_every_language_has_a_glyph(fonts: list[QRawFont], language: Language) -> None:
    assert lacking(fonts, texts(language)) == set()


def test_digits_names_of_languages_and_the_keyboard_have_glyphs(fonts: list[QRawFont]) -> None:
    keyboard = KEYS.read_text(encoding="utf-8")
    assert lacking(fonts, string.digits + "".join(language.name for language in LANGUAGES) + keyboard) == set()


@pytest.mark.parametrize("name", ["Łukasz", "Žaneta", "Ștefan", "João", "Олена", "Ксения", "عائشہ", "ਹਰਪ੍ਰੀਤ", "Đặng"])
def test_peoples_names_have_glyphs(fonts: list[QRawFont], name: str) -> None:
    assert lacking(fonts, name) == set()


def test_signs_that_stand_in_the_screens_source_have_glyphs(fonts: list[QRawFont]) -> None:
    sources = (FONTS.parent / "qml" / "Hubtap").rglob("*.qml")
    assert lacking(fonts, "".join(file.read_text(encoding="utf-8") for file in sources)) == set()


def test_each_font_comes_with_its_licence() -> None:
    told = (FONTS / "README.md").read_text(encoding="utf-8")
    licences = {file.name for file in FONTS.glob("OFL*.txt")}

    assert all(f"{file.stem.partition('-')[0]}-" in told for file in FONTS.glob("*.ttf"))
    assert licences == {"OFL.txt", "OFL-Noto.txt"}
