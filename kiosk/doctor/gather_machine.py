"""Facts about this machine: packages, modules, polkit, clock, disk. Nothing is changed, nothing needs root."""

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from kiosk.doctor.facts import ClockState, Disk, Polkit
from kiosk.domain.clock import ClockReading

_RULE = "50-hubtap-pcscd.rules"
_RULE_FOLDERS = ("etc/polkit-1/rules.d", "usr/local/share/polkit-1/rules.d", "usr/share/polkit-1/rules.d")
_POLICY = "usr/share/polkit-1/actions/org.debian.pcsc-lite.policy"
_PACKAGES = ("pcscd", "libccid", "polkitd")
_DPKG_TIMEOUT_S = 10.0
_US_PER_S = 1_000_000


def package_versions() -> Mapping[str, str] | None:
    """Return the versions of the installed packages that matter; None without dpkg."""
    command = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package} ${Version}\n", *_PACKAGES]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_DPKG_TIMEOUT_S, check=False)  # noqa: S603  fixed words
    except (OSError, subprocess.TimeoutExpired):
        return None
    rows = [line.split() for line in ran.stdout.splitlines()]
    return {row[1]: row[2] for row in rows if row[0] == "installed"}


def loaded_modules(proc: Path) -> frozenset[str] | None:
    """Return the names of the kernel's loaded modules; None where it has none."""
    try:
        text = (proc / "modules").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return frozenset(line.split()[0] for line in text.splitlines() if line)


def polkit_state(root: Path, proc: Path, versions: Mapping[str, str] | None) -> Polkit:
    """Return how pcscd and polkit stand to each other on the machine whose files are below ``root``."""
    return Polkit(
        asked=(root / _POLICY).exists(),
        installed=None if versions is None else "polkitd" in versions,
        rule=_rule_installed(root),
        hidden_processes=_hides_processes(proc),
    )


def _rule_installed(root: Path) -> bool | None:
    hidden = False
    for folder in _RULE_FOLDERS:
        try:
            (root / folder / _RULE).stat()
        except PermissionError:
            hidden = True
        except OSError:
            continue
        else:
            return True
    return None if hidden else False


def _hides_processes(proc: Path) -> bool:
    try:
        mounts = (proc / "mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    options = [line.split()[3] for line in mounts.splitlines() if line.split()[1:3] == ["/proc", "proc"]]
    return any("hidepid=" in each and "hidepid=0" not in each and "hidepid=off" not in each for each in options)


def clock_state(reading: ClockReading, sys: Path) -> ClockState:
    """Return how the clock stands at ``reading``."""
    return ClockState(
        synchronised=reading.synchronised,
        battery=any((sys / "class/rtc").glob("rtc*")),
        year=datetime.fromtimestamp(reading.wall_us / _US_PER_S, UTC).year,
    )


def disk_state(folder: Path) -> Disk | None:
    """Return how the disk is on which ``folder`` lies, or will lie; None where it can't be looked at."""
    for existing in (folder, *folder.parents):
        try:
            disk = os.statvfs(existing)
        except FileNotFoundError:
            continue
        except OSError:
            return None
        return Disk(str(existing), disk.f_bavail * disk.f_frsize, bool(disk.f_flag & os.ST_RDONLY))
    return None
