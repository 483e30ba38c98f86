from functools import reduce

import pytest
from msgspec.structs import replace

from kiosk.local_api.messages import PastPage
from ui.canned_past import CODING, PAPER
from ui.viewmodels.past import past
from ui.viewmodels.register import PaperTimes, clock_time, copied, erased, face, local_times, pressed, turned

NIGHT = replace(CODING, day="2026-02-28", opens="22:00", closes="02:00")


def typed(times: PaperTimes, digits: str) -> PaperTimes:
    return reduce(pressed, digits, times)


@pytest.mark.parametrize(
    ("digits", "time"),
    [("1630", "16:30"), ("930", "09:30"), ("0000", "00:00"), ("2400", None), ("1260", None), ("16", None), ("", None)],
)
def test_three_or_four_digits_are_a_time(digits: str, time: str | None) -> None:
    assert clock_time(digits) == time


def test_the_first_digit_replaces_the_time_of_the_line_before() -> None:
    times = typed(PaperTimes("1600"), "1625")

    assert (times.came, face(times.came), times.is_whole) == ("1625", "16:25", True)
    assert typed(times, "9").came == "1625"
    assert erased(times).came == "162"


def test_leaving_is_optional_and_whole_or_not_there() -> None:
    times = turned(PaperTimes("1600"), on_left=True)

    assert times.is_whole
    assert not typed(times, "17").is_whole
    assert typed(times, "1745").is_whole
    assert local_times(CODING, typed(times, "1745")) == ("2026-02-23T16:00", "2026-02-23T17:45")
    assert local_times(CODING, times) == ("2026-02-23T16:00", None)
    assert local_times(CODING, typed(times, "17")) is None


def test_whoever_left_after_midnight_left_the_next_day() -> None:
    times = typed(turned(PaperTimes("2200"), on_left=True), "030")

    assert local_times(NIGHT, times) == ("2026-02-28T22:00", "2026-03-01T00:30")


@pytest.mark.parametrize(
    ("hours", "typed_times", "at", "gone"),
    [
        (("22:00", "02:00"), PaperTimes("0030"), "2026-03-01T00:30", None),
        (("22:00", "02:00"), PaperTimes("0030", "0145"), "2026-03-01T00:30", "2026-03-01T01:45"),
        (("22:00", "02:00"), PaperTimes("0215"), "2026-03-01T02:15", None),
        (("22:00", "02:00"), PaperTimes("2150", "0145"), "2026-02-28T21:50", "2026-03-01T01:45"),
        (("20:00", "00:00"), PaperTimes("0005"), "2026-03-01T00:05", None),
        (("15:00", "00:00"), PaperTimes("0700"), "2026-02-28T07:00", None),
        (("20:00", "19:00"), PaperTimes("1940"), "2026-02-28T19:40", None),
        (("16:00", "18:00"), PaperTimes("0030"), "2026-02-28T00:30", None),
        ((None, None), PaperTimes("0030"), "2026-02-28T00:30", None),
    ],
)
def test_whoever_came_after_midnight_came_the_next_day_and_early_ones_the_same(
    hours: tuple[str | None, str | None], typed_times: PaperTimes, at: str, gone: str | None
) -> None:
    opens, closes = hours

    assert local_times(replace(NIGHT, opens=opens, closes=closes), typed_times) == (at, gone)


def test_of_an_event_whose_day_nobody_knows_nobody_knows_when() -> None:
    assert local_times(replace(NIGHT, day=None), PaperTimes("2200")) is None


def test_only_what_came_from_paper_is_listed() -> None:
    assert [row.name for row in copied(PAPER)] == ["Zofia", "Callum B"]


def test_an_event_has_its_day_in_parts() -> None:
    (row,) = past(PastPage(events=[CODING]))

    assert (row.weekday, row.day, row.month, row.opens, row.arrived) == (0, 23, 1, "16:00", 14)
