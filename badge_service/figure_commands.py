"""``hubtap service figures``: figures as a table for people, or as CSV or JSON for programs."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from badge_service.domain.figures import Level, Line
from badge_service.store.engine import Database
from badge_service.store.schema import require_current
from badge_service.usecases.figures import Figures, Period, Report

_US_PER_S = 1_000_000
_S_PER_MIN = 60
_NO_EVENT = "(no known event)"


class FigureLine(msgspec.Struct, frozen=True):
    """One line. ``level`` says what it is of: an event, a hub, a programme, or everything.

    ``members``: different members who came. ``unlinked_cards``: different cards that nobody has linked. ``arrivals``:
    stays that began. ``headcount``: people whom staff counted without names, who may be among the others or not.
    ``held``: records that wait for a decision. ``not_counted``: records that an operator decided not to count.
    ``dwell_median_min``, ``dwell_total_min``: how long people stayed who said goodbye; ``no_goodbye``: stays at events
    to arrive at and leave that ended without one.
    """

    level: str
    hub: str
    programme: str
    event: str
    title: str
    opens: str
    members: int
    unlinked_cards: int
    arrivals: int
    headcount: int
    held: int
    not_counted: int
    dwell_median_min: int | None
    dwell_total_min: int
    no_goodbye: int


class FiguresReport(msgspec.Struct, frozen=True):
    """The figures of a period, both days included."""

    first_day: str
    last_day: str
    lines: list[FigureLine]


def figures(database: Database, period: Period, now_us: Callable[[], int]) -> FiguresReport:
    """Return the figures of a period.

    Raises:
        StoreError: the database isn't there or isn't up to date.

    """
    require_current(database)
    report = Figures(database, now_us)(period)
    return FiguresReport(
        period.first.isoformat(), period.last.isoformat(), [_line(line, report) for line in report.lines]
    )


def as_json(report: FiguresReport) -> str:
    """Return the report as one JSON object."""
    return msgspec.json.encode(report).decode()


def as_csv(report: FiguresReport) -> str:
    """Return the report's lines as CSV with a heading; a text that a spreadsheet would run is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FigureLine.__struct_fields__)
    for line in report.lines:
        writer.writerow(_harmless(value) for value in msgspec.structs.astuple(line))
    return out.getvalue().rstrip("\n")


def as_table(report: FiguresReport) -> str:
    """Return the report for a person's eyes."""
    heading = ("", "members", "unlinked cards", "arrivals", "headcount", "held", "not counted")
    rows = [
        (_name(line), line.members, line.unlinked_cards, line.arrivals, line.headcount, line.held, line.not_counted)
        for line in report.lines
    ]
    cells = [heading, *(tuple(str(value) for value in row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heading))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    ]
    return "\n".join([f"Figures from {report.first_day} to {report.last_day}", "", *lines])


def _line(line: Line, report: Report) -> FigureLine:
    event, tally = line.event, line.tally
    window = None if event is None else event.window
    title = event.title if event is not None else _NO_EVENT if line.level is Level.EVENT else ""
    return FigureLine(
        level=line.level.value,
        hub="" if line.hub is None else report.hub_names.get(line.hub, line.hub),
        programme="" if line.programme is None else report.programme_codes.get(line.programme, line.programme),
        event="" if event is None else event.id,
        title=title,
        opens="" if window is None else f"{datetime.fromtimestamp(window.opens_us / _US_PER_S, UTC):%Y-%m-%dT%H:%MZ}",
        members=tally.members,
        unlinked_cards=tally.unlinked_cards,
        arrivals=tally.arrivals,
        headcount=tally.headcount,
        held=tally.held,
        not_counted=tally.not_counted,
        dwell_median_min=None if tally.median_dwell_s is None else round(tally.median_dwell_s / _S_PER_MIN),
        dwell_total_min=round(sum(tally.dwell_s) / _S_PER_MIN),
        no_goodbye=tally.no_goodbye,
    )


def _name(line: FigureLine) -> str:
    match line.level:
        case Level.EVENT:
            opens = f", {line.opens[:10]}" if line.opens else ""
            return f"  {line.hub}: {line.title}{opens}"
        case Level.HUB:
            return f"Hub {line.hub}"
        case Level.PROGRAMME:
            return f"Programme {line.programme}"
        case _:
            return "Everything"


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
