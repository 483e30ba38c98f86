"""The daemon's start as whoever starts it sees it: what is wrong is said at once, and nothing is started half."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.store.migrate import SCHEMA
from tests.kiosk.process import PATIENCE_S, DaemonProcess


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[DaemonProcess]:
    """The daemon that hubs run, on a machine where no smart card service answers."""
    daemon = DaemonProcess(tmp_path, "kiosk.main")
    daemon.configure()
    yield daemon
    daemon.close()


def exit_code(daemon: DaemonProcess) -> int:
    return daemon.launch().wait(PATIENCE_S)


def test_every_mistake_in_the_settings_is_told_at_once_and_nothing_is_made(daemon: DaemonProcess) -> None:
    daemon.configure(log_level='"loud"', sounds='"yes"', arrived="4.0", help_s="90.0")
    assert exit_code(daemon) == 2
    problems = daemon.logged().splitlines()
    assert [line.partition(": ")[0] for line in problems] == [f"{daemon.settings} line {each}" for each in range(4, 8)]
    assert "arrived_s" in problems[2]
    assert sorted(each.name for each in daemon.folder.iterdir()) == ["daemon.log", "daemon.notify", "hubtap.toml"]


def test_settings_that_are_not_there_are_named(daemon: DaemonProcess) -> None:
    daemon.settings.unlink()
    assert exit_code(daemon) == 2
    assert daemon.logged() == f"{daemon.settings} can't be read: No such file or directory\n"


def test_users_that_are_not_there_are_named_at_once_and_nothing_is_made(daemon: DaemonProcess) -> None:
    daemon.configure(screen_user='"nobody-of-the-kind"', worker_user='"nor-this-one"', administrator_user='"root"')
    assert exit_code(daemon) == 2
    assert [line.partition("[daemon] ")[2] for line in daemon.logged().splitlines()] == [
        "screen_user: there is no system user 'nobody-of-the-kind'",
        "worker_user: there is no system user 'nor-this-one'",
    ]
    assert not daemon.state_dir.exists()
    assert not daemon.run_dir.exists()


@pytest.mark.parametrize(("setting", "code"), [("state_dir", "store"), ("run_dir", "link")])
def test_a_folder_that_cannot_be_made_is_named(daemon: DaemonProcess, setting: str, code: str) -> None:
    in_the_way = daemon.folder / "a file"
    in_the_way.touch()
    daemon.configure(**{setting: f'"{in_the_way / "below"}"'}, sounds="false")
    assert exit_code(daemon) == 1
    assert daemon.logged() == f"{code}: the folder {in_the_way / 'below'} can't be made: Not a directory\n"


def test_a_path_too_long_for_sockets_is_named(daemon: DaemonProcess) -> None:
    daemon.configure(run_dir=f'"{daemon.folder / ("long" * 25)}"', sounds="false")
    assert exit_code(daemon) == 1
    assert "screen.sock can't be a socket: AF_UNIX path too long" in daemon.logged()


def test_a_second_daemon_on_the_same_database_is_refused_and_the_first_goes_on(daemon: DaemonProcess) -> None:
    daemon.start()
    second = DaemonProcess(daemon.folder, "kiosk.main", name="second")
    assert exit_code(second) == 1
    second.close()
    assert second.logged().startswith("store_in_use: another daemon already uses")
    with daemon.neighbour("screen") as screen:
        assert screen.greeting["type"] == "ScreenSnapshot"
    assert daemon.end() == 0


def test_a_database_for_newer_programs_only_is_refused_with_what_to_do(daemon: DaemonProcess) -> None:
    daemon.start()
    assert daemon.end() == 0
    database = daemon.state_dir / "attendance.db"
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("UPDATE schema_mark SET schema = ?, oldest_program = ?", (SCHEMA + 1, SCHEMA + 1))
    before = database.read_bytes()
    assert exit_code(daemon) == 1
    last = daemon.logged().splitlines()[-1]
    assert last.startswith("store_too_new: ")
    assert last.endswith("Install the newer version again.")
    assert database.read_bytes() == before


def test_without_a_smart_card_service_the_daemon_runs_and_says_so(daemon: DaemonProcess) -> None:
    daemon.configure(log_level='"info"')
    daemon.start()
    with daemon.neighbour("screen") as screen, daemon.neighbour("administrator") as administrator:
        assert screen.greeting["reader"] == "missing"
        assert not screen.greeting["enrolled"]
        assert administrator.greeting == {"type": "Noted"}
    assert daemon.end() == 0
    assert "pcscd" in daemon.logged()
    assert "alembic" not in daemon.logged()
