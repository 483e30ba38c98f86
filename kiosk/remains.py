"""Files beside the database that hold records as they were when the file was made: they go when a person is forgotten.

Each is made again from the database by whoever makes it: a copy with the next daily one, a bundle when it is wanted.
"""

import logging
from pathlib import Path

COPIES = "copies"
BUNDLES = "bundles"

_log = logging.getLogger(__name__)


def expire(state_dir: Path) -> None:
    """Remove every copy and every bundle below ``state_dir``.

    Raises:
        OSError: one can't be removed.

    """
    files = [path for name in (COPIES, BUNDLES) for path in (state_dir / name).rglob("*") if not path.is_dir()]
    for path in files:
        path.unlink(missing_ok=True)
    if files:
        _log.info("copies and bundles from before a redaction were removed: files=%d", len(files))
