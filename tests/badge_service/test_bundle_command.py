"""``hubtap service bundle`` as an operator uses it: what it leaves behind, whatever goes wrong."""

import stat
import time
from pathlib import Path

import pytest

from badge_service.bundle_commands import take_in
from badge_service.main import main
from badge_service.usecases.bundles import Imported
from kiosk import private_files
from kiosk.domain.errors import SettingsError, StoreError
from kiosk.domain.ids import KioskId
from tests.badge_service.house import House
from tests.badge_service.test_bundles import Sender
from tests.fakes.full_disk import FullDisk

_US_PER_DAY = 86_400_000_000
_GOOD = Imported(KioskId("kiosk-1"), b"an answer")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.hubtap"
    path.write_bytes(b"of a kiosk")
    return path


def test_a_kiosk_by_stick_changes_its_key_as_soon_as_the_settings_say(house: House, tmp_path: Path) -> None:
    house.clock.now_us = time.time_ns() // 1_000 - 2 * _US_PER_DAY
    sender = Sender(house)
    file, answer, settings = tmp_path / "kiosk.hubtap", tmp_path / "answer.hubtap", tmp_path / "hubtap.toml"
    file.write_bytes(sender.file(sender.content()))
    settings.write_text(f'[service]\ndatabase = "{house.database_url}"\nkiosk_key_days = 1\n')
    assert main(["bundle", str(file), "--answer", str(answer), "--settings", str(settings)]) == 0
    assert sender.opened(answer.read_bytes())["heartbeat"]["rotate_key"] is True


def test_the_answer_is_for_its_owner_alone_and_replaces_no_file(house: House, file: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.hubtap"
    told = take_in(house.database, lambda _: _GOOD, file, answer)
    assert str(answer) in told
    assert answer.read_bytes() == b"an answer"
    assert stat.S_IMODE(answer.stat().st_mode) == 0o600
    taken: list[bytes] = []

    def take(content: bytes) -> Imported:
        taken.append(content)
        return _GOOD

    with pytest.raises(SettingsError, match="File exists"):
        take_in(house.database, take, file, answer)
    assert (taken, answer.read_bytes()) == ([], b"an answer")


def test_where_the_database_refuses_the_same_command_works_later(house: House, file: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.hubtap"

    def refuse(_content: bytes) -> Imported:
        message = "the database is not there"
        raise StoreError(message)

    with pytest.raises(StoreError):
        take_in(house.database, refuse, file, answer)
    take_in(house.database, lambda _: _GOOD, file, answer)
    assert answer.read_bytes() == b"an answer"


def test_a_full_disk_is_told_and_the_same_command_works_later(
    house: House, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = tmp_path / "answer.hubtap"
    monkeypatch.setattr(private_files, "os", FullDisk())
    with pytest.raises(SettingsError, match=f"{answer}: No space left"):
        take_in(house.database, lambda _: _GOOD, file, answer)
    monkeypatch.undo()
    take_in(house.database, lambda _: _GOOD, file, answer)
    assert answer.read_bytes() == b"an answer"


def test_where_no_answer_can_be_written_nothing_is_taken_in(house: House, file: Path, tmp_path: Path) -> None:
    def never(_content: bytes) -> Imported:
        raise AssertionError

    with pytest.raises(SettingsError, match="No such file or directory"):
        take_in(house.database, never, file, tmp_path / "no folder" / "answer.hubtap")
