"""The forgetful file system from outside: mount it, cut its power, mount what is left."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.forgetful_fs import CUT_AFTER, UNMOUNT

_PATIENCE_S = 20.0
_BUSY = b"busy"
"""What fusermount3 says while a program that was killed is not quite gone."""


class ForgetfulMount:
    """The file system, mounted at ``path`` from entering to leaving. Needs /dev/fuse."""

    def __init__(self, path: Path, seed: str) -> None:
        """Nothing is mounted before the block is entered; ``path`` is an empty folder."""
        self.path = path
        self._seed = seed
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Mount an empty disk."""
        command = [sys.executable, "-m", "tests.faults.forgetful_fs", str(self.path), "--seed", self._seed]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._until_mounted()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Unmount for good."""
        assert self._server is not None
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(_PATIENCE_S)
        self._server.stdout.close()

    def cut_after(self, changes: int) -> None:
        """Arm a power cut just before the change after that many."""
        os.setxattr(self.path, CUT_AFTER, str(changes).encode())

    def cut(self) -> None:
        """Cut the power, unless an armed cut came before, and mount what is left. Nobody may use it meanwhile."""
        deadline = time.monotonic() + _PATIENCE_S
        while (done := subprocess.run([*UNMOUNT, str(self.path)], check=False, capture_output=True)).returncode:
            assert _BUSY in done.stderr, done.stderr
            assert time.monotonic() < deadline, done.stderr
            time.sleep(0.01)
        self._until_mounted()

    def _until_mounted(self) -> None:
        assert self._server is not None
        assert self._server.stdout is not None
        assert self._server.stdout.readline(), "the forgetful file system can't be mounted here"
