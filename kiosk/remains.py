"""Files beside the database that hold records as they were when the file was made: they go when a person is forgotten.

Each is made again from the database by whoever makes it: a copy with the next daily one, a bundle when it is wanted.
"""

import logging
from pathlib import Path

COPIES = "copies"
BUNDLES = "bundles"
SET_ASIDE = "set-aside"
"""Damaged databases from which everything that could be read was carried over."""

_log = logging.getLogger(__name__)


def expire(state_dir: Path) -> None:
    """Remove every copy, every bundle and every damaged database below ``state_dir``.

    Raises:
        OSError: one can't be removed.

    """
    folders = [state_dir / name for name in (COPIES, BUNDLES, SET_ASIDE)]
    files = [path for folder in folders for path in folder.rglob("*") if not path.is_dir()]
    for path in files:
        path.unlink(missing_ok=True)
    if files:
        _log.info("files from before a redaction were removed: count=%d", len(files))
