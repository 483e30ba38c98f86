"""From keys to text: what a scanner meant, and nothing that a prankster's barcode might mean."""

import pytest
from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readers import wedge_keys
from kiosk.readers.wedge_keys import GAP_US, LONGEST, PATIENCE_US, Lost, Stroke, Typed, Typing

STEP_US = 10_000
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SHIFT, ALT, CTRL = ecodes.KEY_LEFTSHIFT, ecodes.KEY_LEFTALT, ecodes.KEY_LEFTCTRL
ENTER = ecodes.KEY_ENTER


def codes(text: str) -> list[int]:
    return [getattr(ecodes, "KEY_SPACE" if char == " " else f"KEY_{char}") for char in text]


def presses(*pressed: int) -> list[tuple[int, int]]:
    return [(code, value) for code in pressed for value in (1, 0)]


def texts(strokes: list[tuple[int, int]], *, sends_enter: bool = True, wait_us: int = 0) -> list[str | None]:
    """Return what ``strokes`` type, each (code, value), 10 ms apart, and then a pause."""
    typing, at_us = Typing(), 0
    ended: list[Typed] = []
    for at_us, (code, value) in enumerate(strokes):
        typing, typed = wedge_keys.step(typing, Stroke(code, value, at_us * STEP_US), sends_enter=sends_enter)
        ended += typed
    _, typed = wedge_keys.lapse(typing, at_us * STEP_US + wait_us, sends_enter=sends_enter)
    return [each.text for each in (*ended, *typed)]


@given(st.text(_ALPHABET + " ", min_size=1, max_size=LONGEST))
def test_letters_and_digits_are_what_they_are_on_the_key(text: str) -> None:
    assert texts(presses(*codes(text), ENTER)) == [text]


def test_a_capital_is_the_same_letter() -> None:
    assert texts([(SHIFT, 1), *presses(ecodes.KEY_D), (SHIFT, 0), *presses(ecodes.KEY_1, ENTER)]) == ["D1"]


def test_the_number_pads_keys_are_digits() -> None:
    pad = [getattr(ecodes, f"KEY_KP{digit}") for digit in "0123456789"]
    assert texts(presses(*pad, ecodes.KEY_KPENTER)) == ["0123456789"]


@pytest.mark.parametrize("end", [ecodes.KEY_ENTER, ecodes.KEY_KPENTER, ecodes.KEY_TAB])
def test_enter_and_tab_end_a_text(end: int) -> None:
    assert texts(presses(*codes("12"), end, *codes("34"), end)) == ["12", "34"]


def test_enter_alone_is_nothing() -> None:
    assert texts(presses(ENTER, ENTER)) == []


@pytest.mark.parametrize(
    "strokes",
    [
        [(SHIFT, 1), *presses(ecodes.KEY_4), (SHIFT, 0)],
        [(ALT, 1), *presses(ecodes.KEY_KP6, ecodes.KEY_KP5), (ALT, 0)],
        [(CTRL, 1), *presses(ecodes.KEY_C), (CTRL, 0)],
        [(CTRL, 1), (ALT, 1), *presses(ecodes.KEY_DELETE), (ALT, 0), (CTRL, 0)],
        presses(ecodes.KEY_MINUS),
        presses(ecodes.KEY_F4),
        presses(ecodes.KEY_LEFT),
    ],
    ids=["sign", "Alt code", "Ctrl-C", "Ctrl-Alt-Delete", "minus", "F4", "arrow"],
)
def test_a_key_that_no_number_has_spoils_the_whole_text(strokes: list[tuple[int, int]]) -> None:
    assert texts([*presses(*codes("12")), *strokes, *presses(*codes("34"), ENTER, *codes("56"), ENTER)]) == [None, "56"]


def test_a_key_that_is_held_counts_once() -> None:
    held = [(ecodes.KEY_7, 1), (ecodes.KEY_7, 2), (ecodes.KEY_7, 2), (ecodes.KEY_7, 0)]
    assert texts([*held, *presses(ENTER)]) == ["7"]


def test_a_text_that_is_too_long_is_no_text() -> None:
    assert texts(presses(*codes("1" * (LONGEST + 1)), ENTER)) == [None]


def test_a_text_of_any_length_is_not_kept() -> None:
    typing = Typing()
    for at_us in range(10 * LONGEST):
        typing, _ = wedge_keys.step(typing, Stroke(ecodes.KEY_1, 1, at_us), sends_enter=True)
    assert len(typing.text) == LONGEST


def test_strokes_that_the_kernel_dropped_spoil_the_text() -> None:
    typing, _ = wedge_keys.step(Typing(), Stroke(ecodes.KEY_1, 1, 0), sends_enter=True)
    typing, _ = wedge_keys.step(typing, Lost(1), sends_enter=True)
    typing, _ = wedge_keys.step(typing, Stroke(ecodes.KEY_2, 1, 2), sends_enter=True)
    assert wedge_keys.step(typing, Stroke(ENTER, 1, 3), sends_enter=True)[1] == (Typed(None, 3),)


def test_a_pause_ends_a_text_only_where_no_enter_is_sent() -> None:
    number = presses(*codes("1234"))
    assert texts(number, sends_enter=False, wait_us=GAP_US) == ["1234"]
    assert texts(number, sends_enter=False, wait_us=GAP_US // 2) == []
    assert texts(number, sends_enter=True, wait_us=GAP_US) == []
    assert texts(number, sends_enter=True, wait_us=PATIENCE_US) == [None]


def test_a_number_whose_end_comes_late_is_never_taken_in_halves() -> None:
    typing = Typing()
    ended: list[Typed] = []
    for code, at_us in ((ecodes.KEY_1, 0), (ecodes.KEY_2, PATIENCE_US // 2), (ENTER, PATIENCE_US)):
        typing, typed = wedge_keys.step(typing, Stroke(code, 1, at_us), sends_enter=True)
        ended += typed
    assert [each.text for each in ended] == ["12"]


def test_the_pause_is_seen_at_the_next_key_too() -> None:
    typing, _ = wedge_keys.step(Typing(), Stroke(ecodes.KEY_1, 1, 0), sends_enter=False)
    typing, ended = wedge_keys.step(typing, Stroke(ecodes.KEY_2, 1, GAP_US), sends_enter=False)
    assert ended == (Typed("1", 0),)
    assert typing.text == "2"


KEYS = st.lists(
    st.tuples(st.one_of(st.sampled_from([ENTER, SHIFT, ALT, *codes("07A")]), st.integers(0, 767)), st.integers(0, 2)),
    max_size=60,
)


@pytest.mark.parametrize("sends_enter", [True, False])
@given(keys=KEYS)
def test_whatever_is_typed_a_text_holds_letters_digits_and_spaces_only(
    keys: list[tuple[int, int]], *, sends_enter: bool
) -> None:
    for text in texts(keys, sends_enter=sends_enter, wait_us=PATIENCE_US):
        assert text is None or (len(text) <= LONGEST and set(text) <= set(_ALPHABET + " "))


@given(KEYS)
def test_after_an_enter_and_with_nothing_held_every_number_is_read(keys: list[tuple[int, int]]) -> None:
    released = [(code, 0) for code, _ in keys]
    assert texts([*keys, *released, *presses(ENTER, *codes("04C0FFEE"), ENTER)])[-1] == "04C0FFEE"


def test_nothing_prints_what_was_typed() -> None:
    typing, _ = wedge_keys.step(Typing(), Stroke(ecodes.KEY_7, 1, 0), sends_enter=True)
    for each in (typing, Typed("7777", 1), Stroke(ecodes.KEY_7, 1, 1)):
        assert "7" not in repr(each).replace("7777777", "")
        assert str(ecodes.KEY_7) not in repr(each)
