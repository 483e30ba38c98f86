"""A disk without room for one more byte, for code that keeps small files with ``kiosk.private_files``."""

import errno
import os
from typing import Any


class FullDisk:
    """Stands in for ``os`` in ``kiosk.private_files``: files can be created, as on a disk that is full."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever os has
        return getattr(os, name)

    def write(self, _descriptor: int, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
