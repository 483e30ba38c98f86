"""Arrivals as staff see them, with those that were undone in their place. No Qt."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.shown_names import begins, folded
from kiosk.local_api.messages import ArrivalRow, ArrivalsPage


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One row. ``left_at`` is empty for who is still in.

    ``undone_by``: it doesn't count any more, and undoing that brings it back; empty for one that counts.
    """

    record: str
    name: str
    at: str
    by: str
    left_at: str
    inferred: bool
    known: bool
    undone_by: str = ""

    @property
    def undone(self) -> bool:
        """Whether it doesn't count any more."""
        return self.undone_by != ""


def lines(page: ArrivalsPage) -> tuple[ArrivalLine, ...]:
    """Return the daemon's rows, each undone one below those that are newer."""
    undone: dict[int, list[ArrivalLine]] = defaultdict(list)
    for each in page.undone:
        undone[each.newer].append(_line(each.row, each.by))
    result = []
    for newer, row in enumerate(page.rows):
        result += [*undone.pop(newer, ()), _line(row)]
    return (*result, *(line for rest in undone.values() for line in rest))


def _line(row: ArrivalRow, undone_by: str = "") -> ArrivalLine:
    return ArrivalLine(row.record, row.name, row.at, row.by, row.left or "", row.left_inferred, row.known, undone_by)


def found(lines: Sequence[ArrivalLine], typed: str) -> tuple[ArrivalLine, ...]:
    """Return those with a name of which a word begins with ``typed``, whatever its capitals and accents."""
    beginning = folded(typed.strip())
    if not beginning:
        return tuple(lines)
    return tuple(line for line in lines if begins(folded(line.name), beginning))
