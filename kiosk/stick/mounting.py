"""Mounts a stick for as long as it is used, where nobody but this program sees it."""

import ctypes
import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.ports.sticks import StickError, StickTrouble

_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS, _NO_LINKS = 1, 2, 4, 8, 256
_HARDENED = _NO_SUID | _NO_DEVICES | _NO_PROGRAMS | _NO_LINKS
_KINDS = ("vfat", "exfat")
_TROUBLES: Mapping[int, StickTrouble] = {
    errno.EROFS: StickTrouble.READ_ONLY,
    errno.EACCES: StickTrouble.READ_ONLY,
    errno.EPERM: StickTrouble.UNAVAILABLE,
}
_ELSEWHERE = frozenset({errno.EINVAL, errno.ENODEV})
"""Another kind of file system, or one that this kernel doesn't know."""


@contextmanager
def mounted(partitions: Sequence[str], at: Path, *, write: bool) -> Iterator[Path]:
    """Mount the first of ``partitions`` that has FAT or exFAT on ``at``; unmounted, all that was written is on it.

    Raises:
        StickError: there is none, or it can't be mounted.

    """
    _mount_first(partitions, at, write=write)
    try:
        yield at
    finally:
        _unmount(at)


def _mount_first(partitions: Sequence[str], at: Path, *, write: bool) -> None:
    flags = _HARDENED | (0 if write else _READ_ONLY)
    for partition in partitions:
        for kind in _KINDS:
            fault = _mount(f"/dev/{partition}", str(at), kind, flags)
            if fault == 0:
                return
            if fault not in _ELSEWHERE:
                raise StickError(_TROUBLES.get(fault, StickTrouble.PULLED_OUT))
    raise StickError(StickTrouble.UNREADABLE if partitions else StickTrouble.NO_STICK)


def _mount(device: str, at: str, kind: str, flags: int) -> int:
    """Return 0 or why not; Python itself has no such call."""
    library = ctypes.CDLL(None, use_errno=True)
    done = library.mount(device.encode(), os.fsencode(at), kind.encode(), ctypes.c_ulong(flags), None)
    return 0 if done == 0 else ctypes.get_errno()


def _unmount(at: Path) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.umount2(os.fsencode(at), 0) != 0:
        raise StickError(StickTrouble.PULLED_OUT)
