"""The erasable side table: names that people typed here, under the random references that records use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NameKind(StrEnum):
    """What has a name."""

    MEMBER = "member"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class SideName:
    """A walk-in's first name, or the title of an event that was made on the spot. ``revision`` grows as it changes."""

    kind: NameKind
    subject: str
    text: str
    revision: int

    def __repr__(self) -> str:
        """Return what it is the name of; never the name."""
        return f"SideName({self.kind.value} …{self.subject[-4:]}, revision {self.revision})"

    __str__ = __repr__


class Names(Protocol):
    """Names until the centre has them and their records' time here is over."""

    def put(self, kind: NameKind, subject: str, text: str) -> None:
        """Set the name; it is to be sent."""

    def has(self, subject: str) -> bool:
        """Tell whether its name was typed here, and is still kept."""

    def unsent(self, *, after: str = "", most: int) -> tuple[SideName, ...]:
        """Return up to ``most`` names that the centre doesn't have as they are now, by subject, behind ``after``."""

    def kept(self, revisions: Mapping[str, int]) -> None:
        """Remember which revisions the centre has, by subject; what is not here is ignored."""

    def send_again(self) -> None:
        """Take no name for one that the centre has."""

    def drop_outlived(self, *, most: int) -> int:
        """Remove up to ``most`` names of which no record is left here; return how many.

        With them goes whatever else was put here under their references and the centre never spoke of. The name of a
        member of the centre's stays until it was sent.
        """
