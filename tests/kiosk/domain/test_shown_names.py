"""Names as people type them and look for them."""

import pytest

from kiosk.domain.shown_names import begins, folded, tidied


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Zofia   K ", "Zofia K"),
        ("Zofia\nK", "Zofia K"),
        ("Zoe\u0301", "Zoé"),
        ("", None),
        (" \t ", None),
        ("x" * 50, "x" * 40),
        ("محمد", "محمد"),
        ("ਜਸਪ੍ਰੀਤ", "ਜਸਪ੍ਰੀਤ"),
    ],
)
def test_what_is_typed_becomes_a_name_or_none(typed: str, name: str | None) -> None:
    assert tidied(typed) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("ŁUKASZ", "lukasz"), ("Žydrūnas", "zydrunas"), ("Ștefan", "STEFAN"), ("João", "joao"), ("ИВАН", "иван")],
)
def test_capitals_and_accents_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_word_of_the_name_may_begin_so() -> None:
    assert begins("anna maria", "ma")
    assert begins("anna maria", "anna m")
    assert not begins("anna maria", "nna")
