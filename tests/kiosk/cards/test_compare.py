"""One card on two readers: what each laid card comes to."""

import pytest

from kiosk.cards.compare import Comparison, Step, difference, step
from kiosk.cards.words import in_words
from kiosk.local_api.messages import CardNoticed


def noticed(  # the defaults are a library card
    reader: str, mark: str | None = "m1", *, technology: str = "14443A", uid_bytes: int = 7
) -> CardNoticed:
    return CardNoticed(
        at_us=1_794_571_200_000_000,
        reader=reader,
        verdict="identifies",
        technology=technology,
        uid_bytes=uid_bytes,
        ends_in="a1b2",
        mark=mark,
    )


UNREAD = CardNoticed(at_us=0, reader="left", verdict="unread")
PHONE = CardNoticed(
    at_us=0, reader="left", verdict="random_number", technology="14443A", uid_bytes=4, ends_in=None, mark="m9"
)


@pytest.mark.parametrize(
    ("laid", "steps"),
    [
        ([noticed("left"), noticed("right")], [Step.FIRST_READ, Step.AGREE]),
        ([noticed("left"), noticed("right", "m2")], [Step.FIRST_READ, Step.DIFFER]),
        ([noticed("left"), noticed("left"), noticed("right")], [Step.FIRST_READ, Step.SAME_READER, Step.AGREE]),
        ([UNREAD, noticed("left"), UNREAD, noticed("right")], [Step.UNREAD, Step.FIRST_READ, Step.UNREAD, Step.AGREE]),
        ([PHONE], [Step.NOT_USABLE]),
    ],
)
def test_two_readers_agree_when_they_make_the_same_of_a_card(laid: list[CardNoticed], steps: list[Step]) -> None:
    state, came_to = Comparison(), []
    for each in laid:
        state, result = step(state, each)
        came_to.append(result)
    assert came_to == steps


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (noticed("right", "m2", technology="14443B"), "14443B"),
        (noticed("right", "m2", uid_bytes=4), "cuts it off"),
        (noticed("right", "m2"), "byte order"),
    ],
)
def test_a_disagreement_is_explained(second: CardNoticed, words: str) -> None:
    assert words in difference(noticed("left"), second)


def test_words_hold_the_last_digits_and_no_mark() -> None:
    words = in_words(noticed("left", "0123456789abcdef"))
    assert "left  14443A, 7 bytes  identifies its holder, token ends in a1b2" in words
    assert "0123456789abcdef" not in words
    assert "can't identify anyone" in in_words(PHONE)
    assert "could not be read" in in_words(UNREAD)
