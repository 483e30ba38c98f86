"""A USB stick, as far as the daemon is concerned: it is asked for one only when staff want it."""

from contextlib import AbstractContextManager
from enum import StrEnum
from typing import ClassVar, Protocol

from kiosk.domain.errors import HubtapError


class StickTrouble(StrEnum):
    """Why a stick can't be used."""

    NO_STICK = "no_stick"
    FULL = "full"
    READ_ONLY = "read_only"
    UNREADABLE = "unreadable"
    """It has no FAT or exFAT on it."""
    PULLED_OUT = "pulled_out"
    NO_ANSWER = "no_answer"
    """No answer from the service is on it."""
    OTHER_KIOSK = "other_kiosk"
    """The answers on it are for other kiosks."""
    UNAVAILABLE = "unavailable"
    """The program that may look at a stick isn't there."""


class StickError(HubtapError):
    """A stick can't be used; what was on it before is still there."""

    code: ClassVar[str] = "stick"

    def __init__(self, trouble: StickTrouble) -> None:
        """Keep why."""
        super().__init__(trouble.value)
        self.trouble = trouble


class OpenStick(Protocol):
    """A stick that is being used. What is told to be written is on it when the stick is closed again.

    Every method raises StickError.
    """

    def write(self, name: str, content: bytes) -> str:
        """Write a new file; return its name, which differs from ``name`` where such a file was there already."""

    def answers(self) -> list[str]:
        """Return the names of what may be the service's answers, the newest first."""

    def read(self, name: str) -> bytes:
        """Return what a file holds."""


class Sticks(Protocol):
    """Wherever a stick is put in."""

    def is_in(self) -> bool:
        """Tell whether there is one. Nothing on it is looked at."""

    def opened(self, *, write: bool) -> AbstractContextManager[OpenStick]:
        """Use the stick. Takes long: never on the loop.

        Raises:
            StickError: it can't be used, also on leaving, where it did not take what was written.

        """
