"""What the commands say of what a daemon tells; the daemon is made up, the socket is real."""

import json
from pathlib import Path

import pytest

from kiosk.administrator_line import NoAnswerError
from kiosk.cards import commands
from kiosk.local_api.messages import Message, Noted, encode
from tests.kiosk.cards.test_compare import PHONE, UNREAD, noticed
from tests.kiosk.cli.test_status import answering


def told(*cards: Message) -> list[bytes]:
    """Return a daemon's answers to the greeting and to the wish to watch, and which cards it then tells of."""
    return [encode(Noted()), encode(Noted()) + b"".join(encode(card) for card in cards)]


def test_programs_get_one_json_object_a_card(tmp_path: Path) -> None:
    said: list[str] = []
    with answering(tmp_path, *told(noticed("left"), UNREAD)), pytest.raises(NoAnswerError, match="closed"):
        commands.watch(tmp_path, said.append, as_json=True)
    assert [json.loads(line)["verdict"] for line in said] == ["identifies", "unread"]


@pytest.mark.parametrize(
    ("cards", "agree", "last"),
    [
        ((noticed("left"), noticed("left"), noticed("right")), True, "The readers agree"),
        ((noticed("left"), noticed("right", "m2", uid_bytes=4)), False, "cuts it off"),
        ((PHONE,), False, "Start again with a library card"),
    ],
)
def test_comparing_ends_with_a_verdict(
    tmp_path: Path,
    cards: tuple[Message, ...],
    agree: bool,  # noqa: FBT001  a table of cases
    last: str,
) -> None:
    said: list[str] = []
    with answering(tmp_path, *told(*cards)):
        assert commands.compare(tmp_path, said.append) is agree
    assert last in said[-1]


def test_a_daemon_that_says_something_else_is_told(tmp_path: Path) -> None:
    with answering(tmp_path, *told(Noted())), pytest.raises(NoAnswerError, match="something else"):
        commands.compare(tmp_path, lambda _: None)
