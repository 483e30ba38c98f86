"""The evacuation list: who is here, and who of them was seen outside. No Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kiosk.local_api.messages import ArrivalRow, HerePage

_FEW = 3


@dataclass(frozen=True, slots=True)
class PersonCell:
    """Someone who is here. ``name`` is empty where they show none; ``seen``: accounted for.

    ``person`` names them: by themselves, so that it is the same at whichever kiosk they came in, else by their arrival.
    """

    person: str
    name: str
    seen: bool


def cells(rows: Sequence[ArrivalRow], seen: Collection[str]) -> tuple[PersonCell, ...]:
    """Return everyone by name, so that a name is found where it is looked for."""
    by_name = sorted(rows, key=lambda row: (not row.name, row.name.casefold(), row.at, _person(row)))
    return tuple(PersonCell(_person(row), row.name, _person(row) in seen) for row in by_name)


def _person(row: ArrivalRow) -> str:
    return row.member or row.record


def missing_names(cells: Sequence[PersonCell]) -> str:
    """Return who was not seen yet, where that is a few people who all have names; else nothing."""
    names = [cell.name for cell in cells if not cell.seen]
    return ", ".join(names) if len(names) <= _FEW and all(names) else ""


def covered(page: HerePage) -> str:
    """Return the kiosks that the list covers, each with the local time as of which."""
    return ", ".join(f"{kiosk} ({at})" for kiosk, at in page.covers)
