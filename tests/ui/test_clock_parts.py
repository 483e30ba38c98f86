from datetime import datetime

import pytest

from ui.viewmodels.clock_parts import ClockPart, read_local, stepped, written


@pytest.mark.parametrize(
    ("start", "part", "by", "end"),
    [
        ("2026-02-25T15:30", ClockPart.DAY, 1, "2026-02-26T15:30"),
        ("2026-02-28T15:30", ClockPart.DAY, 1, "2026-02-01T15:30"),
        ("2026-02-01T15:30", ClockPart.DAY, -1, "2026-02-28T15:30"),
        ("2026-03-31T15:30", ClockPart.MONTH, -1, "2026-02-28T15:30"),
        ("2026-12-31T15:30", ClockPart.MONTH, 1, "2026-01-31T15:30"),
        ("2028-02-29T15:30", ClockPart.YEAR, 1, "2029-02-28T15:30"),
        ("2099-02-25T15:30", ClockPart.YEAR, 1, "2099-02-25T15:30"),
        ("1970-01-01T00:00", ClockPart.YEAR, 1, "2024-01-01T00:00"),
        ("2026-02-25T23:30", ClockPart.HOUR, 1, "2026-02-25T00:30"),
        ("2026-02-25T15:55", ClockPart.TENS, 1, "2026-02-25T15:05"),
        ("2026-02-25T15:00", ClockPart.MINUTE, -1, "2026-02-25T15:59"),
    ],
)
def test_each_part_goes_round_by_itself(start: str, part: ClockPart, by: int, end: str) -> None:
    at = read_local(start)
    assert at is not None

    assert written(stepped(at, part, by)) == end


def test_what_is_no_time_is_none() -> None:
    assert read_local(None) is None
    assert read_local("half past three") is None
    assert read_local("2026-02-25T15:30") == datetime(2026, 2, 25, 15, 30)  # noqa: DTZ001  a local time
