"""What `hubtap sync now` says in the end."""

import pytest

from kiosk.sending.now import Sent, in_words


@pytest.mark.parametrize(
    ("sent", "words", "is_all"),
    [
        (Sent(2, 0, "online", ""), "All sent: 2 records.", True),
        (Sent(1, 0, "online", ""), "All sent: 1 record.", True),
        (Sent(0, 0, "online", ""), "Nothing was waiting.", True),
        (Sent(0, 2, "unreachable", "No network."), "2 records still waiting. No network.", False),
        (Sent(3, 1, "unreachable", "No network."), "3 records sent, 1 record still waiting. No network.", False),
    ],
)
def test_it_says_how_much_went_and_what_keeps_the_rest(sent: Sent, words: str, is_all: bool) -> None:  # noqa: FBT001
    assert (in_words(sent), sent.all_sent) == (words, is_all)
