"""What happened over an antenna: every change is told once, and random numbers are one card."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cards import CardSeen, Technology
from kiosk.readers.nfc_field import Look, NoCard, news, settled

EMPTY, UNREADABLE = NoCard.EMPTY, NoCard.UNREADABLE
CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE01"), 0x08)
OTHER = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE02"), 0x08)
RANDOM = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x20)
RANDOM_AGAIN = CardSeen(Technology.ISO14443A, bytes.fromhex("08BEEF01"), 0x20)
RANDOM_B = CardSeen(Technology.ISO14443B, b"")

LOOKS = st.lists(st.sampled_from([EMPTY, UNREADABLE, CARD, OTHER, RANDOM, RANDOM_AGAIN, RANDOM_B]), max_size=30)


def told(*looks: Look) -> list[Look]:
    """Return what is told of a row of looks."""
    lying: Look | None = None
    found: list[Look] = []
    for look in looks:
        before, lying = lying, settled(lying, look)
        found += news(before, lying)
    return found


def test_the_first_look_tells_what_lies_there() -> None:
    assert [told(look) for look in (EMPTY, UNREADABLE, CARD)] == [[EMPTY], [UNREADABLE], [CARD]]


def test_a_card_that_lies_there_is_told_once() -> None:
    assert told(EMPTY, CARD, CARD, CARD, EMPTY, EMPTY) == [EMPTY, CARD, EMPTY]


def test_a_card_in_place_of_another_is_told_though_the_field_was_never_seen_empty() -> None:
    assert told(CARD, OTHER) == [CARD, EMPTY, OTHER]


def test_a_card_that_answers_badly_for_a_moment_still_lies_there() -> None:
    assert told(CARD, UNREADABLE, CARD, UNREADABLE, EMPTY) == [CARD, EMPTY]


def test_what_can_never_be_read_is_told_once() -> None:
    assert told(EMPTY, UNREADABLE, UNREADABLE, EMPTY, UNREADABLE) == [EMPTY, UNREADABLE, EMPTY, UNREADABLE]


def test_a_card_with_random_numbers_is_one_card_as_long_as_it_lies_there() -> None:
    assert told(RANDOM, RANDOM_AGAIN, RANDOM) == [RANDOM]
    assert told(RANDOM, EMPTY, RANDOM_AGAIN) == [RANDOM, EMPTY, RANDOM_AGAIN]
    assert told(RANDOM, CARD, RANDOM) == [RANDOM, EMPTY, CARD, EMPTY, RANDOM]
    assert told(RANDOM, RANDOM_B) == [RANDOM, EMPTY, RANDOM_B]


@given(LOOKS)
def test_no_card_comes_without_leave_of_the_one_before_and_none_is_lost(looks: list[Look]) -> None:
    found = told(*looks)
    for before, now in pairwise(found):
        assert before != now
        assert not (isinstance(before, CardSeen) and isinstance(now, CardSeen))
    stable = {look for look in looks if look in {CARD, OTHER}}
    assert {look for look in found if look in {CARD, OTHER}} == stable


@given(LOOKS)
def test_after_an_empty_look_the_field_was_told_empty(looks: list[Look]) -> None:
    assert told(*looks, EMPTY)[-1] is EMPTY
