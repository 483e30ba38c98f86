"""Room on disk that is kept for taps: a file with real blocks, given up when the disk is full."""

import logging
import os
import shutil
from enum import StrEnum
from pathlib import Path

from kiosk.private_files import sync_folder

RESERVE_BYTES = 12 * 1024 * 1024
"""5,000 taps: 4 MiB of records and their look-ups, 4 MiB of SQLite's log and its index, and some to spare."""
IMPORT_BYTES = 16 * 1024 * 1024
"""What must be free beside the reserve for anything but taps to be stored."""

_PRIVATE_MODE = 0o600
_log = logging.getLogger(__name__)


class ReserveState(StrEnum):
    """How the reserve is."""

    LAID = "laid"
    SPENT = "spent"
    """It was given up because the disk was full. It is laid down again when there is room."""
    NONE = "none"
    """There was never room for it, or it was not laid down yet."""


class Reserve:
    """The reserve in ``state_dir``. Used from one thread; laying it down takes some milliseconds."""

    def __init__(self, state_dir: Path, size_bytes: int = RESERVE_BYTES) -> None:
        """Look whether it is there."""
        self._folder = state_dir
        self._file = state_dir / "reserve"
        self._size_bytes = size_bytes
        self.state = ReserveState.LAID if self._is_whole() else ReserveState.NONE

    def release(self) -> bool:
        """Give it up, so that taps fit; return whether there was anything to give."""
        if self.state is not ReserveState.LAID:
            return False
        try:
            self._file.unlink(missing_ok=True)
            sync_folder(self._folder)  # on some file systems room can be used only once its release is on disk
        except OSError as error:
            _log.error("the reserve can't be given up: %s", error.strerror)
            return False
        self.state = ReserveState.SPENT
        _log.error("the disk is full: the reserve for taps was given up; make room")
        return True

    def lay(self) -> None:
        """Lay it down if it is not there and there is room for it and for as much as imports need."""
        if self.state is ReserveState.LAID or self._free() < self._size_bytes + IMPORT_BYTES:
            return
        try:
            self._allocate()
        except OSError as error:
            _log.warning("the reserve for taps can't be laid down: %s", error.strerror)
            self._file.unlink(missing_ok=True)
            return
        if self.state is ReserveState.SPENT:
            _log.info("there is room again: the reserve for taps was laid down anew")
        self.state = ReserveState.LAID

    def room_for(self, size_bytes: int = 0) -> bool:
        """Tell whether there is room for ``size_bytes`` that are no tap. Never at the cost of the reserve."""
        return self.state is not ReserveState.SPENT and self._free() >= size_bytes + IMPORT_BYTES

    def _free(self) -> int:
        try:
            return shutil.disk_usage(self._folder).free
        except OSError:
            return 0

    def _is_whole(self) -> bool:
        try:
            status = self._file.stat()
        except OSError:
            return False
        return status.st_blocks * 512 >= self._size_bytes

    def _allocate(self) -> None:
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_MODE)
        try:
            os.posix_fallocate(descriptor, 0, self._size_bytes)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self._folder)
