"""Laying one card on two readers: what is still to be done, and whether they agree. Pure."""

from dataclasses import dataclass
from enum import Enum

from kiosk.local_api.messages import CardNoticed


class Step(Enum):
    """What a noticed card came to."""

    FIRST_READ = "first read"
    """Now the other reader."""
    SAME_READER = "same reader"
    """It was laid on the first reader again."""
    NOT_USABLE = "not usable"
    """It can't identify anyone: another card is needed."""
    UNREAD = "unread"
    """Once more, please."""
    AGREE = "agree"
    DIFFER = "differ"


ENDS = frozenset({Step.AGREE, Step.DIFFER, Step.NOT_USABLE})
"""After these there is nothing more to do."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``first``: the card as the first reader read it."""

    first: CardNoticed | None = None


def step(state: Comparison, noticed: CardNoticed) -> tuple[Comparison, Step]:
    """Return the state after ``noticed``, and what it came to."""
    if noticed.verdict == "unread":
        return state, Step.UNREAD
    if state.first is None:
        return (Comparison(noticed), Step.FIRST_READ) if noticed.verdict == "identifies" else (state, Step.NOT_USABLE)
    if noticed.reader == state.first.reader:
        return state, Step.SAME_READER
    return state, Step.AGREE if noticed.mark == state.first.mark else Step.DIFFER


def difference(first: CardNoticed, second: CardNoticed) -> str:
    """Return in words why two readings of one card are not the same."""
    if first.technology != second.technology:
        return f"One reads it as {first.technology}, the other as {second.technology}."
    if first.uid_bytes != second.uid_bytes:
        return (
            f"One reads {first.uid_bytes} bytes of its number, the other {second.uid_bytes}: the shorter one cuts it "
            "off. Set that reader to send the whole number."
        )
    return (
        "Both read a number of the same length, but not the same one. Either these were two cards, "
        "or one reader turns the bytes round: change its byte order setting and compare again."
    )
