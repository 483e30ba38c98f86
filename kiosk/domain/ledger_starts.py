"""Why a ledger begins, and whether a database that is opened must begin one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum

from kiosk.domain.ids import LedgerId

COPY_MARK = "copy"
"""The name of the mark in a database that was made as a copy."""


class Began(StrEnum):
    """Why a ledger was begun."""

    ENROLLED = "enrolled"
    MOVED = "moved"
    """The kiosk now works for another hub, or as another kiosk."""
    RESTORED = "restored"
    """The database is an older copy of itself, or has lost what it once had."""
    CLONED = "cloned"
    """The database came from another machine."""
    SALVAGED = "salvaged"
    """The database before this one was damaged, or is gone."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What is remembered outside of the database, so that an older copy of it is noticed.

    ``number``: the ledger's on this kiosk. ``starts``: how often the daemon had started on this database.
    ``highest``: a number that the ledger had reached; it may have got further since. ``machine``: which one it was.
    """

    ledger: LedgerId
    number: int
    starts: int
    highest: int
    machine: str


def surroundings(marker: Marker | None, machine: str) -> str:
    """Return a text that is the same as long as ``marker`` lies beside the database on ``machine``."""
    return repr((machine, marker and astuple(marker)))


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a database says of itself.

    ``highest``: of each ledger that it holds. ``starts``: None where only older programs used it, which didn't count.
    ``is_copy``: it was made as a copy. ``begun_in``: the surroundings in which its open ledger was begun anew, as long
    as that was neither used nor marked.
    """

    highest: Mapping[LedgerId, int]
    starts: int | None
    is_copy: bool
    begun_in: str | None = None


def why_anew(on_file: OnFile, marker: Marker | None, machine: str) -> Began | None:
    """Return why a new ledger must begin, or None where the database is the one that was last used here.

    Two kiosks must never number one ledger, and one kiosk never twice. A new ledger that nobody needed is harmless; one
    at every start, because a full disk keeps the marker from being written, is not.
    """
    if not on_file.highest:
        return None
    if on_file.is_copy:
        return Began.RESTORED
    if on_file.begun_in == surroundings(marker, machine):
        return None
    if marker is None:
        return None if on_file.starts is None else Began.RESTORED
    if marker.machine != machine:
        return Began.CLONED
    return Began.RESTORED if _is_older(on_file, marker) else None


def _is_older(on_file: OnFile, marker: Marker) -> bool:
    """Tell whether the marker knows of what the database doesn't.

    The count of starts goes to the database first: a power cut may leave the marker one behind.
    """
    if on_file.highest.get(marker.ledger, -1) < marker.highest:
        return True
    return on_file.starts is None or on_file.starts not in {marker.starts, marker.starts + 1}


Span = tuple[int, int]
"""Numbers of a ledger: first to last, inclusive."""


def spans(numbers: Iterable[int]) -> tuple[Span, ...]:
    """Return ascending ``numbers`` as spans."""
    found: list[Span] = []
    for number in numbers:
        if found and found[-1][1] + 1 == number:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def gaps(present: Iterable[int], *, after: int, through: int) -> tuple[Span, ...]:
    """Return what ``present`` (ascending) leaves out of the numbers above ``after`` up to ``through``."""
    found: list[Span] = []
    expected = after + 1
    for number in present:
        if number > expected:
            found.append((expected, number - 1))
        expected = max(expected, number + 1)
    if expected <= through:
        found.append((expected, through))
    return tuple(found)
