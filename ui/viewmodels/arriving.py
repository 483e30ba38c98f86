"""Arrivals as staff see them, with those that were just undone still in their place. No Qt."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.shown_names import begins, folded
from kiosk.local_api.messages import ArrivalRow


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One row. ``left_at`` is empty for who is still in; ``undone``: it doesn't count any more."""

    record: str
    name: str
    at: str
    by: str
    left_at: str
    inferred: bool
    known: bool
    undone: bool = False


def lines(rows: Iterable[ArrivalRow]) -> tuple[ArrivalLine, ...]:
    """Return the daemon's rows."""
    return tuple(map(_line, rows))


def _line(row: ArrivalRow) -> ArrivalLine:
    return ArrivalLine(row.record, row.name, row.at, row.by, row.left or "", row.left_inferred, row.known)


def with_undone(
    fresh: Sequence[ArrivalLine], before: Sequence[ArrivalLine], undone: Collection[str]
) -> tuple[ArrivalLine, ...]:
    """Return ``fresh``, and of ``before`` those of ``undone`` that are gone, each above the row it stood above."""
    there = {line.record for line in fresh}
    kept: list[ArrivalLine] = []
    above: dict[str | None, list[ArrivalLine]] = {}
    for line in before:
        if line.record in there:
            above[line.record], kept = kept, []
        elif line.record in undone:
            kept.append(replace(line, undone=True))
    result: list[ArrivalLine] = []
    for line in fresh:
        result += [*above.get(line.record, ()), line]
    return (*result, *kept)


def found(lines: Sequence[ArrivalLine], typed: str) -> tuple[ArrivalLine, ...]:
    """Return those with a name of which a word begins with ``typed``, whatever its capitals and accents."""
    beginning = folded(typed.strip())
    if not beginning:
        return tuple(lines)
    return tuple(line for line in lines if begins(folded(line.name), beginning))
