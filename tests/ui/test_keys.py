import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.viewmodels import keys
from ui.viewmodels.typing import Typing

ANY_KEY = st.sampled_from((*keys.LETTERS, *keys.SIGNS, " "))


def struck(*each: str) -> Typing:
    typing = Typing()
    for key in each:
        typing.strike(key)
    return typing


def text(typing: Typing) -> str:
    return str(typing.property("text"))


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("AMINA", "Amina"),
        ("AMINA B", "Amina B"),
        ("O'BRIAN", "O'Brian"),
        ("ANNA-LENA", "Anna-Lena"),
        ("  BO  ", "Bo "),
        ("CHESS 2", "Chess 2"),
    ],
)
def test_words_begin_with_a_capital(pressed: str, said: str) -> None:
    assert text(struck(*pressed)) == said


def test_the_last_letter_can_be_any_of_its_accents_in_its_own_case() -> None:
    typing = struck("L")
    typing.vary()
    assert typing.property("keys") == ["Ł", "Ļ"]
    typing.strike("Ł")
    assert (text(typing), typing.property("layer")) == ("Ł", Typing.Layer.LETTERS.value)

    typing.strike("U")
    typing.strike("C")
    typing.vary()
    assert typing.property("keys") == ["ć", "č", "ç"]


def test_an_accent_can_be_taken_off_again() -> None:
    assert "L" in keys.variants("Ł")
    assert "ł" in keys.variants("l")


@pytest.mark.parametrize("said", ["", "Q", "2", "Bo "])
def test_where_there_are_no_accents_the_letters_stay(said: str) -> None:
    typing = struck(*said)
    typing.vary()

    assert typing.property("keys") == list(keys.LETTERS)


@pytest.mark.parametrize(
    "alphabet", ["ąćęłńóśźż", "ąčęėįšųūž", "ăâîșț", "ãáâàçéêíõôóú", "āčēģīķļņšūž"], ids=["pl", "lt", "ro", "pt", "lv"]
)
def test_the_letters_of_each_language_in_latin_script_can_be_typed(alphabet: str) -> None:
    reachable = {variant for letter in keys.LETTERS for variant in keys.variants(letter.lower())}

    assert set(alphabet) <= reachable


@given(st.lists(ANY_KEY, max_size=60))
def test_a_text_is_never_longer_than_the_daemon_takes_and_has_no_needless_space(pressed: list[str]) -> None:
    said = text(struck(*pressed))

    assert len(said) <= 40
    assert not said.startswith(" ")
    assert "  " not in said


def test_digits_and_signs_stay_until_letters_are_wanted() -> None:
    typing = Typing()
    typing.sign()
    typing.strike("4")
    typing.strike("2")
    assert typing.property("layer") == Typing.Layer.SIGNS.value
    typing.sign()

    assert (text(typing), typing.property("layer")) == ("42", Typing.Layer.LETTERS.value)


def test_typing_leaves_the_keys_alone() -> None:
    typing = Typing()
    redrawn: list[None] = []
    typing.keys_changed.connect(lambda: redrawn.append(None))
    for key in "AMINA":
        typing.strike(key)
    typing.erase()

    assert (text(typing), redrawn) == ("Amin", [])
