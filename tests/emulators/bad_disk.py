"""A disk that fails on command, for programs that are started with it preloaded."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_SOURCE = Path(__file__).with_name("bad_disk.c")

Failure = Literal["write", "sync", "read", "readonly"]


class BadDisk:
    """Everything below ``disk`` fails as long as told; works for dynamically linked programs."""

    def __init__(self, disk: Path, folder: Path) -> None:
        """Build what is preloaded in ``folder``, which is not on the disk."""
        library = folder / "bad_disk.so"
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(_SOURCE)],
            check=True,
            capture_output=True,
        )
        self._mode = folder / "bad-disk-mode"
        self.environment: Mapping[str, str] = {
            "LD_PRELOAD": str(library),
            "BAD_DISK": str(disk),
            "BAD_DISK_MODE": str(self._mode),
        }

    @contextmanager
    def failing(self, how: Failure) -> Iterator[None]:
        """Let it fail in this way."""
        draft = self._mode.with_suffix(".new")
        draft.write_text(how)
        draft.rename(self._mode)
        try:
            yield
        finally:
            self._mode.unlink()
