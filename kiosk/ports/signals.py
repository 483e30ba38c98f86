"""What light and sound can say."""

from enum import StrEnum
from typing import Protocol


class Signal(StrEnum):
    """What light and sound can say."""

    IN = "in"
    ALREADY = "already"
    GOODBYE = "goodbye"
    HELP = "help"
    MISREAD = "misread"
    NOT_OPEN = "not_open"
    NOT_SAVED = "not_saved"


class Signals(Protocol):
    """Light and sound. Returns at once; a failure to beep is never a failure to record."""

    def give(self, signal: Signal, *, reader: str | None = None) -> None:
        """Start the pattern for ``signal``; ``reader`` is where the card lies that it answers, if it answers one."""
