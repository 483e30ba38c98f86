"""One event as a table for a spreadsheet: who came, when, for how long and how, and heads without names.

Nothing is in it that staff didn't see on the kiosk's screen: shown names, times, how someone was checked in.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Literal

_US_PER_S = 1_000_000
_US_PER_MIN = 60 * _US_PER_S
_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  spreadsheets take the wide ones for the same

COLUMNS = ("what", "name", "day", "arrived", "left", "goodbye", "minutes", "how", "count")
"""See ``docs/operator.md`` for what each says."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """One stay. ``name``: empty where the person shows none. ``known``: False for a card that nobody is known by.

    Times in microseconds UTC; ``left_us`` is None while they are there, or where departures don't count.
    """

    name: str = field(repr=False)
    known: bool
    arrived_us: int
    left_us: int | None
    left_inferred: bool
    how: Literal["card", "staff", "paper"]


@dataclass(frozen=True, slots=True)
class Heads:
    """A number of people without names. ``label``: whose heads."""

    label: str
    at_us: int
    count: int


def rows(attended: Iterable[Attended], heads: Iterable[Heads], zone: tzinfo) -> list[Row]:
    """Return the table below its heading: people in the order in which they came, then heads. Times are local."""
    people = sorted(attended, key=lambda each: (each.arrived_us, each.name))
    counted = sorted(heads, key=lambda each: (each.at_us, each.label))
    return [*(_person(each, zone) for each in people), *(_heads(each, zone) for each in counted)]


def as_csv(table: Sequence[Row]) -> bytes:
    """Return the table with its heading as CSV that spreadsheets open: UTF-8 with a mark, no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in table)
    return (_BOM + out.getvalue()).encode()


def harmless(text: str) -> str:
    """Return ``text`` on one line, and so that no spreadsheet takes it for a formula."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"'{line}" if line.lstrip().startswith(_FORMULA) else line


def _person(each: Attended, zone: tzinfo) -> Row:
    minutes = "" if each.left_us is None or each.left_inferred else str((each.left_us - each.arrived_us) // _US_PER_MIN)
    goodbye = "" if each.left_us is None else "inferred" if each.left_inferred else "said"
    left = "" if each.left_us is None else _clock(each.left_us, zone)
    what = "person" if each.known else "unlinked card"
    day, arrived = _day(each.arrived_us, zone), _clock(each.arrived_us, zone)
    return what, each.name, day, arrived, left, goodbye, minutes, each.how, "1"


def _heads(each: Heads, zone: tzinfo) -> Row:
    return "heads", each.label, _day(each.at_us, zone), _clock(each.at_us, zone), "", "", "", "staff", str(each.count)


def _day(at_us: int, zone: tzinfo) -> str:
    return _local(at_us, zone).date().isoformat()


def _clock(at_us: int, zone: tzinfo) -> str:
    return f"{_local(at_us, zone):%H:%M}"


def _local(at_us: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at_us // _US_PER_S, UTC).astimezone(zone)
