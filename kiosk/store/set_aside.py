"""Putting a damaged database out of the way, whole: nothing of it is deleted.

Database and log belong together: without its database a log can't be read. So the folder in which they come to lie is
there, named as unfinished, before the first of them moves, and gets its own name after the last.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.errors import StoreError
from kiosk.private_files import rename_private, sync_folder

_US_PER_S = 1_000_000
_NEIGHBOURS = ("", "-wal", "-shm")
_UNFINISHED = ".part"
_PRIVATE_MODE = 0o700

_log = logging.getLogger(__name__)


def set_aside(database: Path, shelf: Path, wall_us: int) -> Path:
    """Move ``database``, its log and its index to a new folder on ``shelf``, and return that folder.

    ``shelf`` is on the same file system; ``wall_us``: microseconds UTC, for the folder's name. Nobody has it open.

    Raises:
        StoreError: the disk refused.

    """
    with _refusals_as_store_errors(database):
        folder = _finish(database, _new_folder(shelf, wall_us))
    _log.error("the database is damaged and was set aside: folder=%s", folder)
    return folder


def finish_setting_aside(database: Path, shelf: Path) -> None:
    """Go on where a power cut ended ``set_aside``; before anything is made in the place of ``database``.

    Raises:
        StoreError: the disk refused.

    """
    with _refusals_as_store_errors(database):
        for folder in shelf.glob(f"*{_UNFINISHED}"):
            _log.error("a damaged database was being set aside when the daemon ended: folder=%s", folder)
            _finish(database, folder)


@contextmanager
def _refusals_as_store_errors(database: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"the damaged {database.name} can't be set aside: {error.strerror}"
        raise StoreError(message) from error


def _new_folder(shelf: Path, wall_us: int) -> Path:
    shelf.mkdir(mode=_PRIVATE_MODE, exist_ok=True)
    taken = [int(last) for each in shelf.iterdir() if (last := each.name.rpartition("-")[2]).isdigit()]
    number = max(taken, default=0) + 1
    name = f"{datetime.fromtimestamp(wall_us // _US_PER_S, UTC):%Y%m%dT%H%M%SZ}-{number}"
    folder = shelf / (name + _UNFINISHED)
    folder.mkdir(mode=_PRIVATE_MODE)
    for each in (shelf, shelf.parent):
        sync_folder(each)
    return folder


def _finish(database: Path, folder: Path) -> Path:
    if not (database.exists() and (folder / database.name).exists()):  # else it was begun since, by an older program
        for ending in _NEIGHBOURS:
            part = database.with_name(database.name + ending)
            if part.exists():
                os.rename(part, folder / part.name)  # noqa: PTH104  a test ends the power before it
    for each in (folder, database.parent):
        sync_folder(each)
    finished = folder.with_suffix("")
    rename_private(folder, finished)
    return finished


def is_headless(database: Path) -> bool:
    """Tell whether ``database`` is missing or empty beside a log with content, which SQLite would throw away."""
    log = database.with_name(database.name + "-wal")
    return log.exists() and log.stat().st_size > 0 and not (database.exists() and database.stat().st_size > 0)
