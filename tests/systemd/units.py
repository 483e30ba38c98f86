"""Reads unit files as these tests need them."""

import re
import subprocess
from functools import cache
from pathlib import Path

SYSTEMD = Path(__file__).parents[2] / "systemd"
UNITS = sorted(path.name for path in SYSTEMD.glob("*.service") if "@" not in path.name)
"""The programs that run all the time."""
_SETTING = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


def values(unit: str, key: str) -> list[str]:
    """Return what ``unit`` sets ``key`` to, in order; [] where it doesn't."""
    text = (SYSTEMD / unit).read_text(encoding="utf-8")
    return [value for name, value in _SETTING.findall(text) if name == key]


@cache
def systemd_version() -> int:
    """Return the version of this machine's systemd: 252 on Debian 12, 257 on Debian 13."""
    return int(analyze("--version").stdout.split()[1])


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run systemd-analyze in the folder of the units."""
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, cwd=SYSTEMD, capture_output=True, text=True, check=False, timeout=60)
