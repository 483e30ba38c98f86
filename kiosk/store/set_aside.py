"""Putting a damaged database out of the way, whole: nothing of it is deleted."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.errors import StoreError
from kiosk.private_files import sync_folder

_US_PER_S = 1_000_000
_NEIGHBOURS = ("", "-wal", "-shm")
_PRIVATE_MODE = 0o700

_log = logging.getLogger(__name__)


def set_aside(database: Path, shelf: Path, wall_us: int) -> Path:
    """Move ``database``, its log and its index to a new folder on ``shelf``, and return that folder.

    ``shelf`` is on the same file system; ``wall_us``: microseconds UTC, for the folder's name. Nobody has it open.

    Raises:
        StoreError: the disk refused.

    """
    try:
        folder = _new_folder(shelf, wall_us)
        for ending in _NEIGHBOURS:
            part = database.with_name(database.name + ending)
            if part.exists():
                part.rename(folder / part.name)
        for each in (folder, shelf, database.parent):
            sync_folder(each)
    except OSError as error:
        message = f"the damaged {database.name} can't be set aside: {error.strerror}"
        raise StoreError(message) from error
    _log.error("the database is damaged and was set aside: folder=%s", folder)
    return folder


def _new_folder(shelf: Path, wall_us: int) -> Path:
    shelf.mkdir(mode=_PRIVATE_MODE, exist_ok=True)
    taken = [int(last) for each in shelf.iterdir() if (last := each.name.rpartition("-")[2]).isdigit()]
    number = max(taken, default=0) + 1
    folder = shelf / f"{datetime.fromtimestamp(wall_us // _US_PER_S, UTC):%Y%m%dT%H%M%SZ}-{number}"
    folder.mkdir(mode=_PRIVATE_MODE)
    return folder


def is_headless(database: Path) -> bool:
    """Tell whether ``database`` is missing or empty beside a log with content, which SQLite would throw away."""
    log = database.with_name(database.name + "-wal")
    return log.exists() and log.stat().st_size > 0 and not (database.exists() and database.stat().st_size > 0)
