"""Which disks are sticks: on a USB port, and nothing of this machine lies on them. Only names and numbers are read."""

from pathlib import Path

_USB = "/usb"


def stick_partitions(sys: Path = Path("/sys"), mounts: Path = Path("/proc/self/mountinfo")) -> list[str]:
    """Return the names under ``/dev`` of what may hold a stick's files, a disk's partitions before the disk itself."""
    in_use = _mounted(mounts)
    found: list[str] = []
    for disk in sorted((sys / "class/block").glob("sd*")):
        parts = sorted(part.parent.name for part in disk.glob("*/partition"))
        if (disk / "partition").exists() or _USB not in str(disk.resolve()):
            continue
        blocks = [disk, *(disk / part for part in parts)]
        if _number(disk / "size") and not any(_number(block / "dev") in in_use or _held(block) for block in blocks):
            found += [*parts, disk.name]
    return found


def _mounted(mounts: Path) -> set[str]:
    """Return the numbers of every disk that something is mounted from."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return {words[2] for line in lines if len(words := line.split()) > 2}  # noqa: PLR2004  proc(5)


def _held(block: Path) -> bool:
    """Tell whether the kernel builds something upon it, such as an encrypted or a combined disk."""
    return any((block / "holders").glob("*"))


def _number(path: Path) -> str:
    """Return what the kernel says there; empty for nothing, and for zero: a card reader without a card."""
    try:
        said = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return "" if said == "0" else said
