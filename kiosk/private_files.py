"""Small files that only their own user can read, written so that a power cut leaves the old one or the new one.

Only ``os`` is used, a call at a time, so that a test can end the power between any two of them.
"""

import logging
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

_PRIVATE_MODE = 0o600
_OTHERS = 0o077
_READ_BYTES = 65_536

_log = logging.getLogger(__name__)


def write_private(path: Path, content: bytes) -> None:
    """Replace ``path``; when this returns, the new content is on disk.

    Raises:
        OSError: the disk refused; the old file is still there.

    """
    draft = path.with_name(path.name + ".new")
    _unlink_if_there(draft)
    descriptor = create_private(draft)
    try:
        _write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    rename_private(draft, path)


@contextmanager
def new_private(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Create ``path`` and give what writes to it. Once left, all of it is on disk; left by an error, it is gone again.

    Raises:
        FileExistsError: it is there already, and stays as it is.
        OSError: the disk refused.

    """
    descriptor = create_private(path)
    try:
        try:
            yield partial(_write, descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    except BaseException:
        _unlink_if_there(path)
        raise


def create_private(path: Path) -> int:
    """Create ``path``, which must not be there yet, and return it open for writing.

    Raises:
        OSError: it is there already, or the disk refused.

    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE_MODE)


def read_private(path: Path) -> bytes:
    """Return what ``path`` holds. One that others could read is closed to them first, and that is logged.

    Raises:
        PermissionError: the file is another user's, who can read it whatever its mode.
        OSError: it can't be read.

    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _keep_private(path, descriptor)
        content = b""
        while piece := os.read(descriptor, _READ_BYTES):
            content += piece
    finally:
        os.close(descriptor)
    return content


def rename_private(old: Path, new: Path) -> None:
    """Let ``old`` take the place of ``new``, durably; a power cut leaves the file under one name or the other.

    Raises:
        OSError: the disk refused.

    """
    os.rename(old, new)  # noqa: PTH104  see the module
    sync_folder(new.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable: what was created, renamed or removed there.

    Raises:
        OSError: the disk refused.

    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _unlink_if_there(path: Path) -> None:
    try:
        os.unlink(path)  # noqa: PTH108  see the module
    except FileNotFoundError:
        return


def _keep_private(path: Path, descriptor: int) -> None:
    """Close an open file to others, or refuse it."""
    status = os.fstat(descriptor)
    if status.st_uid not in {os.geteuid(), 0}:
        message = f"{path} belongs to another user (id {status.st_uid}), who can read it"
        raise PermissionError(message)
    mode = stat.S_IMODE(status.st_mode)
    if mode & _OTHERS:
        os.fchmod(descriptor, mode & ~_OTHERS)
        _log.warning("event=private_file_was_open file=%s mode=%04o: others on this machine could read it", path, mode)
