"""What is taken out of the database again: forgotten people, and what a full pull no longer named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.clock import ClockReading
from kiosk.domain.records import Body
from kiosk.domain.redaction import Redaction

Place = tuple[int, int]
"""A ledger's number and a record's ``seq`` in it."""
BEGINNING: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it lies there. ``body`` is empty where it can't be read; ``lookup`` still tells whose it is."""

    place: Place
    taken: ClockReading
    body: Body
    lookup: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A redaction, and the last record that was here when the kiosk was told of it."""

    redaction: Redaction
    through: Place


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be taken out: members and cards of an earlier generation (0: none), and forgotten people."""

    before_generation: int
    redactions: tuple[Told, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.before_generation or self.redactions)


class Redactions(Protocol):
    """The one exception to what is stored staying as it is."""

    def note(self, told: Redaction) -> None:
        """Keep what is to be forgotten of everything that is here by now; repeating it changes nothing."""

    def sweep_before(self, generation: int) -> None:
        """Keep that members and cards of an earlier generation are to go."""

    def due(self) -> Due:
        """Return what is still to be taken out."""

    def thin_members(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Remove those of up to ``most`` members behind ``after`` that go by reference and generation.

        Return how many were looked at, and the last of them.
        """

    def thin_card_words(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Take forgotten people out of up to ``most`` words on cards that were said here, behind ``after``.

        What the centre says of a card that was linked to one of them here holds again. Return how many were looked at,
        and the last of them.
        """

    def thin_cards(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Remove those of up to ``most`` cards behind ``after`` that go by token, or by member, and generation.

        Return how many were looked at, and the last of them.
        """

    def thin_names(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Remove those of up to ``most`` typed names behind ``after`` that go by whose they are.

        Return how many were looked at, and the last of them.
        """

    def records_after(self, place: Place, most: int) -> tuple[StoredRecord, ...]:
        """Return up to ``most`` records behind ``place``, in order."""

    def blank(self, place: Place, left: Body) -> None:
        """Leave ``left`` of the record at ``place``, which is found by nobody any more."""

    def finish(self, due: Due) -> None:
        """Keep that ``due`` was taken out."""
