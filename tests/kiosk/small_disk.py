"""A daemon whose state lies on a small disk of its own: a tmpfs in a mount namespace that only the daemon is in."""

import errno
import os
import shlex
import shutil
from io import FileIO
from pathlib import Path

from tests.kiosk.process import DaemonProcess


class DaemonOnSmallDisk(DaemonProcess):
    """``state_dir`` holds ``disk_mib``; the disk is gone with the process. No privilege is needed."""

    def __init__(self, folder: Path, *, disk_mib: int) -> None:
        state = folder / "state"
        state.mkdir()
        super().__init__(folder, under=on_small_disk(state, disk_mib))

    @property
    def disk(self) -> Path:
        """The state folder as the daemon sees it."""
        assert self.process is not None
        return Path(f"/proc/{self.process.pid}/root{self.state_dir}")

    def fill(self) -> None:
        """Leave no room at all."""
        fill(self.disk / "ballast")

    def make_room(self) -> None:
        """Take away what ``fill`` wrote."""
        (self.disk / "ballast").unlink()

    def free_bytes(self) -> int:
        """Return how much room there is."""
        return shutil.disk_usage(self.disk).free


def on_small_disk(place: Path, disk_mib: int) -> list[str]:
    """Return the beginning of a command line whose program finds a small, empty disk at ``place``; nobody else does."""
    mount = f"mount -t tmpfs -o size={disk_mib}m,mode=700 none {shlex.quote(str(place))}"
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]  # no new users inside a chroot
    return ["unshare", *as_root, "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]


def fill(ballast: Path) -> None:
    """Leave no room on the disk where ``ballast`` lies."""
    with FileIO(ballast, "a") as file:
        for piece in (1 << 20, 4096, 1):
            _write_on(file, bytes(piece))


def _write_on(ballast: FileIO, piece: bytes) -> None:
    try:
        while ballast.write(piece) == len(piece):
            pass
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
