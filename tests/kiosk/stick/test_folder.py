"""Files on a stick: whole or not at all, and nothing that was there before is touched."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.ports.sticks import StickError, StickTrouble
from kiosk.stick import folder
from kiosk.stick.folder import FolderStick, FolderSticks


def trouble_of(error: pytest.ExceptionInfo[StickError]) -> StickTrouble:
    return error.value.trouble


def test_an_earlier_file_stays_and_the_new_one_gets_a_number(tmp_path: Path) -> None:
    stick = FolderStick(tmp_path)
    names = [stick.write("event-2026-11-22.csv", content) for content in (b"one", b"two", b"three")]
    assert names == ["event-2026-11-22.csv", "event-2026-11-22-2.csv", "event-2026-11-22-3.csv"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"one", b"two", b"three"]


@pytest.mark.parametrize("name", ["../records.hubtap", "/etc/x.csv", ".hidden.csv", "x.exe", "a\0b.csv", "x.csv\n"])
def test_a_file_goes_nowhere_but_onto_the_stick(tmp_path: Path, name: str) -> None:
    with pytest.raises(StickError):
        FolderStick(tmp_path).write(name, b"")
    with pytest.raises(StickError):
        FolderStick(tmp_path).read(name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, StickTrouble.FULL),
        (errno.EROFS, StickTrouble.READ_ONLY),
        (errno.EIO, StickTrouble.PULLED_OUT),
    ],
)
def test_a_stick_that_refuses_says_why_and_keeps_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: StickTrouble
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StickError) as error:
        FolderStick(tmp_path).write("records.hubtap", b"some")
    assert trouble_of(error) is trouble
    assert list(tmp_path.iterdir()) == []


def test_answers_are_told_newest_first_whatever_a_browser_made_of_their_names(tmp_path: Path) -> None:
    for age, name in enumerate(("answer-k1-2026-11-22 (1).hubtap", "answer-k1-2026-11-22.hubtap", "ANSWER-k2.HUBTAP")):
        (tmp_path / name).write_bytes(name.encode())
        os.utime(tmp_path / name, (1_000 - age, 1_000 - age))
    (tmp_path / "records-k1.hubtap").write_bytes(b"")
    (tmp_path / "answer-folder.hubtap").mkdir()
    (tmp_path / "answer-link.hubtap").symlink_to("/etc/hostname")
    stick = FolderStick(tmp_path)
    assert stick.answers() == ["answer-k1-2026-11-22 (1).hubtap", "answer-k1-2026-11-22.hubtap", "ANSWER-k2.HUBTAP"]
    assert stick.read("ANSWER-k2.HUBTAP") == b"ANSWER-k2.HUBTAP"
    with pytest.raises(StickError):
        stick.read("answer-link.hubtap")


def test_a_huge_file_is_read_no_further_than_an_answer_can_be_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MOST_BYTES", 100)
    (tmp_path / "answer.hubtap").write_bytes(b"x" * 1_000)
    assert len(FolderStick(tmp_path).read("answer.hubtap")) == 100


def test_a_folder_that_is_not_there_is_no_stick(tmp_path: Path) -> None:
    sticks = FolderSticks(tmp_path / "stick")
    assert not sticks.is_in()
    with pytest.raises(StickError) as error, sticks.opened(write=True):
        pass
    assert trouble_of(error) is StickTrouble.NO_STICK
