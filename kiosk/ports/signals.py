"""What light and sound can say."""

from dataclasses import dataclass
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


class Phrase(StrEnum):
    """What a voice can say: the same words to everyone, and never a name."""

    IN = "in"
    ALREADY = "already"
    GOODBYE = "goodbye"
    HELP = "help"
    MISREAD = "misread"
    NOT_SAVED = "not_saved"


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase for someone. ``language``: their own, where they have one."""

    phrase: Phrase
    language: str | None = None


class Signals(Protocol):
    """Light and sound. Returns at once; a failure to beep is never a failure to record."""

    def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
        """Start the pattern for ``signal``; ``reader`` is where the card lies that it answers, if it answers one.

        ``saying``: what a voice may add once the sound is over.
        """
