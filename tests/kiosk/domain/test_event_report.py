"""One event as a table: what staff saw, in cells that no spreadsheet runs."""

import csv
import io
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.event_report import COLUMNS, Attended, Heads, as_csv, harmless, rows

LONDON = ZoneInfo("Europe/London")
FOUR_US = 1_794_585_600_000_000
"""2026-11-13 16:00 in London."""
MINUTE_US = 60_000_000


def came(  # noqa: PLR0913  a line has this many parts
    name: str,
    arrived_us: int,
    *,
    left_us: int | None = None,
    left_inferred: bool = False,
    how: Literal["card", "staff", "paper"] = "card",
    known: bool = True,
) -> Attended:
    return Attended(name, known, arrived_us, left_us, left_inferred, how)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_everyone_is_a_line_in_the_order_in_which_they_came() -> None:
    left = Attended(
        "Amina", known=True, arrived_us=FOUR_US, left_us=FOUR_US + 61 * MINUTE_US, left_inferred=False, how="card"
    )
    stayed = Attended(
        "", known=True, arrived_us=FOUR_US + 1, left_us=FOUR_US + MINUTE_US, left_inferred=True, how="staff"
    )
    unknown = Attended("", known=False, arrived_us=FOUR_US - 1, left_us=None, left_inferred=False, how="card")

    assert rows([left, stayed, unknown], [Heads("adults", FOUR_US, 7)], LONDON) == [
        ("unlinked card", "", "2026-11-13", "15:59", "", "", "", "card", "1"),
        ("person", "Amina", "2026-11-13", "16:00", "17:01", "said", "61", "card", "1"),
        ("person", "", "2026-11-13", "16:00", "16:01", "inferred", "", "staff", "1"),
        ("heads", "adults", "2026-11-13", "16:00", "", "", "", "staff", "7"),
    ]


def test_spreadsheets_open_it() -> None:
    table = rows([came('Łukasz, آمنہ "Z"', FOUR_US, how="paper")], [], LONDON)
    content = as_csv(table)

    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [list(COLUMNS), list(table[0])]


@pytest.mark.parametrize("name", ["=1+1", "+441223", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "＝1"])  # noqa: RUF001  wide on purpose
def test_no_name_is_a_formula(name: str) -> None:
    assert harmless(name).startswith("'")


@given(st.text(max_size=20))
def test_whatever_people_type_is_one_cell_of_one_line(name: str) -> None:
    line = came(name, FOUR_US)
    heading, row = read(as_csv(rows([line], [], LONDON)))

    assert (len(heading), len(row)) == (len(COLUMNS), len(COLUMNS))
    assert row[1] == harmless(name)
    assert not row[1].lstrip().startswith(("=", "+", "-", "@"))
