"""What the guides tell IT to write beside the daemon's unit is what systemd understands."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.systemd.test_units import UNKNOWN_BEFORE
from tests.systemd.units import SYSTEMD, systemd_version

UNIT = "hubtap-daemon.service"
_BLOCK = re.compile(r"^```\n(\[Service\]\n.*?)^```$", re.MULTILINE | re.DOTALL)
DROP_INS = [
    pytest.param(block, id=f"{guide.name} {number}")
    for guide in sorted((ROOT / "docs").glob("*.md"))
    for number, block in enumerate(_BLOCK.findall(guide.read_text(encoding="utf-8")), 1)
]


def said_of(folder: Path, drop_in: str) -> list[str]:
    shutil.copy(SYSTEMD / UNIT, folder)
    beside = folder / f"{UNIT}.d"
    beside.mkdir()
    (beside / "local.conf").write_text(drop_in, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"./{UNIT}"]
    judged = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    known = {text for text, since in UNKNOWN_BEFORE.items() if systemd_version() < since}
    return [line for line in judged.stderr.splitlines() if line.split(": ", 1)[-1] not in known]


def test_the_guides_have_some() -> None:
    assert len(DROP_INS) >= 2


@pytest.mark.parametrize("drop_in", DROP_INS)
def test_systemd_has_nothing_to_say_about_a_drop_in_of_the_guides(tmp_path: Path, drop_in: str) -> None:
    assert said_of(tmp_path, drop_in) == []


def test_a_drop_in_with_a_mistake_is_found(tmp_path: Path) -> None:
    assert "PrivatDevices" in "".join(said_of(tmp_path, "[Service]\nPrivatDevices=no\n"))
