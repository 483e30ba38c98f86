"""A damaged database is put out of the way with its log, wherever the power ends."""

import os
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kiosk import private_files
from kiosk.store import set_aside as module
from kiosk.store.set_aside import finish_setting_aside, is_headless, set_aside
from tests.fakes.power import Power, PowerCutError, every_cut

DATABASE = "attendance.db"
CONTENT = {DATABASE: b"records", f"{DATABASE}-wal": b"the newest records", f"{DATABASE}-shm": b"index"}
ANOTHER = {DATABASE: b"begun since", f"{DATABASE}-wal": b"taps since"}
NOON_US = 1_793_966_400_000_000


class CutOs:
    """Stands in for ``os``: the power may end before each call that changes a name, or makes it durable."""

    def __init__(self, power: Power) -> None:
        self._power = power

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever os has
        if name in {"rename", "fsync"}:
            self._power.step()
        return getattr(os, name)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    fill(tmp_path, CONTENT)
    return tmp_path


def fill(folder: Path, content: dict[str, bytes]) -> None:
    for name, each in content.items():
        (folder / name).write_bytes(each)


def files_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def on_shelf(house: Path) -> list[dict[str, bytes]]:
    """What the next start finds to salvage, the oldest first; everything else is the start's own business."""
    numbered = [each for each in (house / "set-aside").glob("*-*") if each.name.rpartition("-")[2].isdigit()]
    return [files_in(each) for each in sorted(numbered)]


def test_wherever_the_power_ends_database_and_log_stay_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def setting_aside(power: Power) -> None:
        house = tmp_path / str(power.cut_before)
        house.mkdir()
        fill(house, CONTENT)
        with monkeypatch.context() as patch:
            for each in (module, private_files):
                patch.setattr(each, "os", CutOs(power))
            with suppress(PowerCutError):
                set_aside(house / DATABASE, house / "set-aside", NOON_US)
        finish_setting_aside(house / DATABASE, house / "set-aside")
        assert not is_headless(house / DATABASE)
        assert (files_in(house), on_shelf(house)) in (({}, [CONTENT]), (CONTENT, []))

    assert every_cut(setting_aside) > len(CONTENT)


@pytest.mark.parametrize("kept", [kept for count in range(4) for kept in combinations(CONTENT, count)])
def test_whichever_moves_the_disk_kept_database_and_log_come_together(
    house: Path, monkeypatch: pytest.MonkeyPatch, kept: tuple[str, ...]
) -> None:
    """A disk may forget the first of two moves that were not synchronised, and keep the second."""
    unfinished = begun(house, monkeypatch)
    for name in kept:
        (house / name).rename(unfinished / name)
    finish_setting_aside(house / DATABASE, house / "set-aside")
    assert (files_in(house), on_shelf(house)) == ({}, [CONTENT])


def test_a_database_that_was_begun_meanwhile_takes_nobodys_place(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unfinished = begun(house, monkeypatch)
    for name in CONTENT:
        (house / name).rename(unfinished / name)
    fill(house, ANOTHER)
    finish_setting_aside(house / DATABASE, house / "set-aside")
    assert (files_in(house), on_shelf(house)) == (ANOTHER, [CONTENT])


def begun(house: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the power end before the first move; return the folder into which the moves would have gone."""

    class NoMoves(CutOs):
        def rename(self, *_: object) -> None:
            raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(module, "os", NoMoves(Power()))
        with pytest.raises(PowerCutError):
            set_aside(house / DATABASE, house / "set-aside", NOON_US)
    (folder,) = (house / "set-aside").iterdir()
    return folder


def test_a_second_one_lies_beside_the_first(house: Path) -> None:
    set_aside(house / DATABASE, house / "set-aside", NOON_US)
    fill(house, ANOTHER)
    set_aside(house / DATABASE, house / "set-aside", NOON_US)
    assert on_shelf(house) == [CONTENT, ANOTHER]
