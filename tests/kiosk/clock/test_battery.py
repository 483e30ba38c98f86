"""The kernel's view of a clock with a battery, and what is remembered of it."""

from pathlib import Path

import pytest

from kiosk.clock.battery import BatteryClock
from kiosk.domain.clock_fixes import HardwareMark


def add(sys: Path, name: str, **files: str) -> None:
    folder = sys / "class/rtc" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file).write_text(text)


def test_a_machine_without_one_says_so(tmp_path: Path) -> None:
    assert BatteryClock(tmp_path / "mark", sys=tmp_path).read_us() is None


def test_of_two_the_one_counts_that_the_kernel_started_from(tmp_path: Path) -> None:
    add(tmp_path, "rtc0", since_epoch="100\n", hctosys="0\n")
    add(tmp_path, "rtc1", since_epoch="1794571200\n", hctosys="1\n")
    assert BatteryClock(tmp_path / "mark", sys=tmp_path).read_us() == 1_794_571_200_000_000


def test_one_that_can_not_be_read_is_passed_over(tmp_path: Path) -> None:
    add(tmp_path, "rtc0", hctosys="1\n")
    add(tmp_path, "rtc1", since_epoch="5\n", hctosys="0\n")
    assert BatteryClock(tmp_path / "mark", sys=tmp_path).read_us() == 5_000_000


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    mark = HardwareMark(5, 7)
    BatteryClock(tmp_path / "mark.json").keep(HardwareMark(1, 2))
    BatteryClock(tmp_path / "mark.json").keep(mark)
    assert BatteryClock(tmp_path / "mark.json").mark() == mark
    assert [each.name for each in tmp_path.iterdir()] == ["mark.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"wall_us": 1}', '{"wall_us": null, "hardware_us": 1}'])
def test_a_garbled_mark_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "mark.json").write_text(text)
    assert BatteryClock(tmp_path / "mark.json").mark() is None
