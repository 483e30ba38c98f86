"""Users, groups and folders come out as the units and the settings say."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from kiosk.settings import DaemonSettings
from sync.settings import SyncSettings
from tests.systemd.units import SYSTEMD, UNITS, values
from ui.settings import ScreenSettings

TEMPLATE = SYSTEMD.parent / "deploy" / "host" / "hubtap.toml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root folder in which systemd made the accounts and folders, as at a kiosk's first start."""
    root = tmp_path_factory.mktemp("root")
    (root / "etc").mkdir()
    for command, settings in (("systemd-sysusers", "sysusers.d"), ("systemd-tmpfiles --create", "tmpfiles.d")):
        where = [f"--root={root}", str(SYSTEMD / settings / "hubtap.conf")]
        subprocess.run([*command.split(), *where], check=True, timeout=60)
    return root


def table(root: Path, name: str) -> dict[str, list[str]]:
    lines = (root / "etc" / name).read_text(encoding="utf-8").splitlines()
    return {line.split(":")[0]: line.split(":") for line in lines}


def test_every_unit_has_its_user_and_none_can_log_in(root: Path) -> None:
    users = table(root, "passwd")
    for unit in UNITS:
        assert users[values(unit, "User")[0]][6] == "/usr/sbin/nologin"


def test_the_daemon_may_give_a_socket_to_each_neighbours_group(root: Path) -> None:
    groups = table(root, "group")
    settings = tomllib.loads(TEMPLATE.read_text(encoding="utf-8"))["daemon"]
    for neighbour in (settings["screen_user"], settings["worker_user"]):
        assert "hubtap-daemon" in groups[neighbour][3].split(",")
        assert table(root, "passwd")[neighbour][3] == groups[neighbour][2]


def test_the_neighbours_share_no_group_with_each_other(root: Path) -> None:
    groups = table(root, "group")
    for name in ("hubtap-daemon", "hubtap-sync"):
        assert "hubtap-screen" not in groups[name][3].split(",")
    for name in ("hubtap-daemon", "hubtap-screen"):
        assert "hubtap-sync" not in groups[name][3].split(",")


def test_the_screen_may_use_the_panel_and_the_touch(root: Path) -> None:
    groups = table(root, "group")
    assert all("hubtap-screen" in groups[name][3].split(",") for name in ("video", "render", "input"))


def test_a_scanner_that_is_plugged_in_later_has_a_folder_that_the_daemon_already_sees(root: Path) -> None:
    assert (root / "dev/input").is_dir()
    assert "-/dev/input" in values("hubtap-daemon.service", "BindPaths")[0].split()


def test_the_daemon_may_use_the_pins(root: Path) -> None:
    assert table(root, "group")["gpio"][3].split(",") == ["hubtap-daemon"]


def test_the_settings_have_a_folder(root: Path) -> None:
    assert (root / "etc" / "hubtap").is_dir()


def test_the_programs_keep_their_data_where_their_units_let_them() -> None:
    assert [f"/var/lib/{name}" for name in values("hubtap-daemon.service", "StateDirectory")] == [
        str(DaemonSettings().state_dir)
    ]
    assert [f"/var/lib/{name}" for name in values("hubtap-sync.service", "StateDirectory")] == [
        str(SyncSettings("https://badges.example.org").state_dir)
    ]
    run_dirs = {DaemonSettings().run_dir, SyncSettings("https://badges.example.org").run_dir, ScreenSettings().run_dir}
    assert [Path("/run") / name for name in values("hubtap-daemon.service", "RuntimeDirectory")] == [*run_dirs]
