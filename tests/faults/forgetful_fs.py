"""A file system in memory, mounted through FUSE, that forgets what was not synced.

    python -m tests.faults.forgetful_fs MOUNT --seed SEED

Writing the extended attribute ``user.cut_after`` of its root ("CHANGES", a number) arms a power cut: just before the
change after that many, the disk stands still, and from then on it answers every change with an error, so that nobody
can believe it to be stored. Unmounting is a power cut in any case. It is then mounted again, as the cut left it.
Each time it is mounted it says so with one line on standard output. It ends when standard input does.
"""

import argparse
import errno
import os
import random
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import mfusepy  # type: ignore[import-untyped]  # ships no types

from tests.faults.disk import Disk, File, Folder, Node

CUT_AFTER = "user.cut_after"
UNMOUNT = ("fusermount3", "-u")
_BLOCK_BYTES = 4096
_BLOCKS = 1 << 20
_NS_PER_S = 1_000_000_000


class ForgetfulOperations(mfusepy.Operations):  # type: ignore[misc]  # ships incomplete types
    """What the kernel asks of the file system; one thread."""

    use_ns = True

    def __init__(self, disk: Disk, dice: random.Random) -> None:
        """Serve ``disk``; ``dice`` decide what an armed cut leaves."""
        self.disk = disk
        self._dice = dice
        self._open: dict[int, File] = {}
        self._began_ns = time.time_ns()

    # ------------------------------------------------------------- looking

    def init(self, path: str) -> None:
        """Say that it is mounted."""
        del path
        sys.stdout.write("mounted\n")
        sys.stdout.flush()

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        """Return a file's or a folder's attributes."""
        node = self._open[fh] if fh is not None and fh in self._open else self._node(path)
        size = len(node.now) if isinstance(node, File) else 0
        times = dict.fromkeys(("st_atime", "st_mtime", "st_ctime"), self._began_ns)
        return {
            "st_mode": node.mode,
            "st_nlink": 1,
            "st_size": size,
            "st_uid": os.getuid(),
            "st_gid": os.getgid(),
            **times,
        }

    def readdir(self, path: str, fh: int) -> Iterable[str]:
        """Return the names in a folder."""
        del fh
        return [".", "..", *(each.rpartition("/")[2] for each in self.disk.within(path))]

    def statfs(self, path: str) -> dict[str, int]:
        """Say that there is room."""
        del path
        free = {"f_bfree": _BLOCKS // 2, "f_bavail": _BLOCKS // 2}
        return {"f_bsize": _BLOCK_BYTES, "f_frsize": _BLOCK_BYTES, "f_blocks": _BLOCKS, "f_namemax": 255, **free}

    def open(self, path: str, flags: int) -> int:
        """Open a file."""
        file = self._file(path)
        if flags & os.O_TRUNC:
            self.disk.resize(file, 0)
        return self._handle(file)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        """Return a part of a file."""
        del path
        return bytes(self._open[fh].now[offset : offset + size])

    def release(self, path: str, fh: int) -> int:
        """Forget an open file."""
        del path
        self._open.pop(fh, None)
        return 0

    # ------------------------------------------------------------- changing content

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        """Write into a file."""
        del path
        self.disk.write(self._open[fh], offset, data)
        self._stored()
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        """Set a file's length."""
        self.disk.resize(self._open[fh] if fh is not None and fh in self._open else self._file(path), length)
        return self._stored()

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        """Make a file's content durable."""
        del path, datasync
        self.disk.sync(self._open[fh])
        return self._stored()

    # ------------------------------------------------------------- changing names

    def create(self, path: str, mode: int, fi: object = None) -> int:
        """Make a file and open it."""
        del fi
        file = File(mode=stat.S_IFREG | stat.S_IMODE(mode))
        self.disk.put(path, file)
        self._stored()
        return self._handle(file)

    def mkdir(self, path: str, mode: int) -> int:
        """Make a folder."""
        self.disk.put(path, Folder(stat.S_IFDIR | stat.S_IMODE(mode)))
        return self._stored()

    def unlink(self, path: str) -> int:
        """Remove a file; whoever has it open keeps it."""
        self._file(path)
        self.disk.remove(path)
        return self._stored()

    def rmdir(self, path: str) -> int:
        """Remove an empty folder."""
        if any(self.disk.within(path)):
            raise mfusepy.FuseOSError(errno.ENOTEMPTY)
        self.disk.remove(path)
        return self._stored()

    def rename(self, old: str, new: str) -> int:
        """Rename, in place of what has the new name."""
        self._node(old)
        self.disk.move(old, new)
        return self._stored()

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        """Make the names in a folder durable."""
        del datasync, fh
        self.disk.sync_folder(path)
        return self._stored()

    def chmod(self, path: str, mode: int) -> int:
        """Set a file's mode, durable at once: no test is about that."""
        node = self._node(path)
        if isinstance(node, File):
            node.mode = stat.S_IFREG | stat.S_IMODE(mode)
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        """Leave the owner as it is."""
        del path, uid, gid
        return 0

    def utimens(self, path: str, times: tuple[int, int] | None = None) -> int:
        """Leave the times as they are."""
        del path, times
        return 0

    # ------------------------------------------------------------- the power cut

    def setxattr(self, path: str, name: str, value: bytes, options: int, position: int = 0) -> int:
        """Arm the power cut."""
        del path, options, position
        if name != CUT_AFTER:
            raise mfusepy.FuseOSError(errno.ENOTSUP)
        self.disk.cut_after(int(value), self._dice)
        return 0

    def _stored(self) -> int:
        """Return success, unless the power is gone."""
        if self.disk.left is not None:
            raise mfusepy.FuseOSError(errno.EIO)
        return 0

    def _handle(self, file: File) -> int:
        number = next(number for number in range(1, len(self._open) + 2) if number not in self._open)
        self._open[number] = file
        return number

    def _node(self, path: str) -> Node:
        try:
            return self.disk.names[path]
        except KeyError:
            raise mfusepy.FuseOSError(errno.ENOENT) from None

    def _file(self, path: str) -> File:
        node = self._node(path)
        if not isinstance(node, File):
            raise mfusepy.FuseOSError(errno.EISDIR)
        return node


def main() -> int:
    """Mount again and again until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.forgetful_fs")
    parser.add_argument("mount", type=Path)
    parser.add_argument("--seed", default="1")
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)  # noqa: S311  a schedule, not a secret
    over = threading.Event()
    threading.Thread(target=_end_with_input, args=(chosen.mount, over), daemon=True).start()
    disk = Disk()
    while not over.is_set():
        mfusepy.FUSE(
            ForgetfulOperations(disk, dice),
            str(chosen.mount),
            foreground=True,
            nothreads=True,
            hard_remove=True,
            attr_timeout=0,
            entry_timeout=0,
        )
        disk = disk.left or disk.after_cut(dice)
    return 0


def _end_with_input(mount: Path, over: threading.Event) -> None:
    sys.stdin.buffer.read()
    over.set()
    subprocess.run([*UNMOUNT, "-z", str(mount)], check=False)


if __name__ == "__main__":
    sys.exit(main())
