"""What happened in a PC/SC reader's field between two looks at it. Pure."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Field:
    """One look: whether a card is there, and the reader's count of insertions and removals so far."""

    present: bool
    count: int


class Change(Enum):
    """What happened, in the order in which it happened."""

    CAME = "came"
    WENT = "went"
    PASSED = "passed"
    """A card came and went before anyone looked."""


def changes(before: Field | None, now: Field) -> tuple[Change, ...]:
    """Return what happened between the looks; ``before`` is None at the first look, which always tells something.

    Two cards of one type look alike: only the count betrays that one took the other's place.
    """
    match before, now:
        case None, Field(present):
            return (Change.CAME,) if present else (Change.WENT,)
        case Field(_, count), Field(_, same) if count == same:
            return ()
        case Field(True, _), Field(True, _):
            return (Change.WENT, Change.CAME)
        case Field(True, count), Field(False, later):
            return (Change.WENT,) if later - count in {1, 1 - _COUNTS} else (Change.WENT, Change.PASSED)
        case Field(False, _), Field(True, _):
            return (Change.CAME,)
        case _:
            return (Change.PASSED,)


_COUNTS = 1 << 16
"""The count has 16 bits and begins again at 0."""
