"""Debian packages: what is missing is told by the lists, and people who may not install are told what to ask for."""

from pathlib import Path

import pytest

from tests.deploy.bash import ROOT, bash

LISTS = sorted((ROOT / "deploy" / "packages").glob("*.txt"))
MISSING = '. deploy/shell/packages.bash; packages_missing "$@"'


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    path = tmp_path / "list.txt"
    path.write_text(
        "# A list\n\nbash  # everywhere\nhubtap-none\nhubtap-old|bash  # renamed\nhubtap-old|hubtap-new\n",
        encoding="utf-8",
    )
    return path


def test_only_what_is_not_installed_under_any_of_its_names_is_missing(packages: Path) -> None:
    assert bash(MISSING, packages).stdout.splitlines() == ["hubtap-none", "hubtap-old|hubtap-new"]


def test_a_name_that_no_archive_knows_is_left_for_apt_to_complain_about() -> None:
    resolved = bash(". deploy/shell/packages.bash; packages_resolve 'hubtap-old|hubtap-new' hubtap-none")
    assert resolved.stdout.splitlines() == ["hubtap-old", "hubtap-none"]


def test_without_root_and_without_sudo_one_is_told_what_to_ask_for(tmp_path: Path) -> None:
    for name in ("apt-cache", "tr"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    (tmp_path / "id").chmod(0o755)
    asked = bash(". deploy/shell/packages.bash; PATH=$1; packages_need_root hubtap-none", tmp_path)
    assert asked.returncode == 1
    assert "apt-get install hubtap-none" in asked.stderr


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_names_each_package_once(path: Path) -> None:
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    names = [name for line in lines if line for name in line.split("|")]
    assert names
    assert len(names) == len(set(names))
    assert all(name == name.lower() and " " not in name for name in names)


def test_what_is_tested_on_debian_13_is_what_a_kiosk_depends_on() -> None:
    kiosk = (ROOT / "deploy" / "packages" / "kiosk.txt").read_text(encoding="utf-8").split()
    for library in (
        "alembic",
        "cryptography",
        "evdev",
        "msgspec",
        "jwt",
        "libgpiod",
        "nacl",
        "pyscard",
        "requests",
        "sqlalchemy",
        "tenacity",
    ):
        assert f"python3-{library}" in kiosk
