"""The demo's folder: kept, emptied, and never somebody else's."""

import json
from pathlib import Path

import pytest

from kiosk.demo.house import House, HouseError, usual_root


def test_data_of_a_settled_demo_is_kept_and_old_sockets_are_not(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        (house.data / "taps").touch()
        (house.run / "old.sock").touch()
        house.note_settled()
    with house.occupied(fresh=False):
        assert (house.data / "taps").exists()
        assert not (house.run / "old.sock").exists()


def test_a_first_start_that_was_cut_short_starts_over(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        (house.data / "half").touch()
    with house.occupied(fresh=False):
        assert not (house.data / "half").exists()
        assert not house.is_settled


def test_fresh_forgets(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        (house.data / "taps").touch()
        house.note_settled()
    with house.occupied(fresh=True):
        assert not (house.data / "taps").exists()
        assert not house.is_settled


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.odt").touch()
    with pytest.raises(HouseError, match="not a demo"), House(tmp_path).occupied(fresh=True):
        pass
    assert (tmp_path / "data" / "thesis.odt").exists()


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        (house.data / "taps").touch()
        with pytest.raises(HouseError, match="already running"), House(house.root).occupied(fresh=True):
            pass
        assert (house.data / "taps").exists()


def test_a_path_too_long_for_sockets_is_told_before_anything_is_made(tmp_path: Path) -> None:
    root = tmp_path / ("x" * 100)
    with pytest.raises(HouseError, match="107 bytes"), House(root).occupied(fresh=False):
        pass
    assert not root.exists()


def test_a_spoilt_mark_counts_as_not_settled(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        house.note_settled()
    (house.root / "hubtap-demo.json").write_text(json.dumps(["enrolled"]))
    assert not house.is_settled


def test_other_people_on_the_machine_cannot_look_in(tmp_path: Path) -> None:
    house = House(tmp_path / "demo")
    with house.occupied(fresh=False):
        assert {path.stat().st_mode & 0o077 for path in (house.root, house.data, house.run)} == {0}


def test_the_usual_folder_follows_the_desktop_standard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert usual_root() == tmp_path / "hubtap-demo"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert usual_root() == tmp_path / ".local" / "state" / "hubtap-demo"
