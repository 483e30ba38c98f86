"""New files for one user's eyes: whole, or not there."""

import stat
from pathlib import Path

import pytest

from kiosk import private_files
from kiosk.private_files import new_private
from tests.fakes.full_disk import FullDisk
from tests.fakes.power import Disk, Power, PowerCutError

_CONTENT = b"some records"


def written(path: Path) -> None:
    with new_private(path) as write:
        write(_CONTENT[:4])
        write(_CONTENT[4:])


def test_a_new_file_is_for_its_owner_alone_and_replaces_none(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        written(path)
    assert path.read_bytes() == _CONTENT


def test_what_a_full_disk_cut_short_is_not_left_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    monkeypatch.setattr(private_files, "os", FullDisk())
    with pytest.raises(OSError, match="No space left"):
        written(path)
    monkeypatch.undo()
    written(path)
    assert path.read_bytes() == _CONTENT


def test_what_was_told_to_be_written_is_there_after_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_before, done = 1, False
    while not done:
        folder = tmp_path / str(cut_before)
        folder.mkdir()
        power = Power(cut_before)
        disk = Disk(folder, power)
        monkeypatch.setattr(private_files, "os", disk)
        try:
            written(folder / "file")
            done = True
        except PowerCutError:
            cut_before += 1
        disk.forget()
    assert power.steps > 3
    assert [each.read_bytes() for each in folder.iterdir()] == [_CONTENT]
