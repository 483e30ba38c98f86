"""Power that ends before the n-th step, for code that keeps small files with ``kiosk.private_files``.

The files are real. A step is whatever can change or lose something: a call to the operating system, or whatever else
a test calls a step, such as an exchange over the network.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any


class PowerCutError(BaseException):
    """The machine is off: nothing that runs on it can catch this."""


class Power:
    """Counts steps and ends before step ``cut_before`` (None: never), and at every one after that."""

    def __init__(self, cut_before: int | None = None) -> None:
        self.steps = 0
        self.cut_before = cut_before

    def step(self) -> None:
        self.steps += 1
        if self.cut_before is not None and self.steps >= self.cut_before:
            raise PowerCutError

    @property
    def was_cut(self) -> bool:
        return self.cut_before is not None and self.steps >= self.cut_before


class Disk:
    """Stands in for ``os`` in ``kiosk.private_files``; remembers what of ``folder`` was synced."""

    def __init__(self, folder: Path, power: Power) -> None:
        self._folder = folder
        self._power = power
        self._synced = {each.stat().st_ino: each.read_bytes() for each in folder.iterdir()}
        self._names = {each.name: each.stat().st_ino for each in folder.iterdir()}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever os has
        return getattr(os, name)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            self._power.step()
        descriptor = os.open(path, flags, mode)
        if flags & os.O_CREAT:
            self._synced.pop(os.fstat(descriptor).st_ino, None)
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        self._power.step()
        return os.write(descriptor, content)

    def rename(self, old: Path, new: Path) -> None:
        self._power.step()
        os.rename(old, new)  # noqa: PTH104  stands in for it

    def unlink(self, path: Path) -> None:
        self._power.step()
        os.unlink(path)  # noqa: PTH108  stands in for it

    def fsync(self, descriptor: int) -> None:
        self._power.step()
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            self._names = {each.name: each.stat().st_ino for each in self._folder.iterdir()}
        else:
            self._synced[status.st_ino] = Path(f"/proc/self/fd/{descriptor}").read_bytes()

    def forget(self) -> None:
        """Lose whatever was not synced: content, and names."""
        for each in list(self._folder.iterdir()):
            each.unlink()
        for name, inode in self._names.items():
            (self._folder / name).write_bytes(self._synced.get(inode, b""))


def every_cut(run: Callable[[Power], None], *, most: int = 200) -> int:
    """Call ``run`` with power that ends before the first step, the second and so on; return how many steps it takes."""
    for cut_before in range(1, most):
        power = Power(cut_before)
        run(power)
        if not power.was_cut:
            return cut_before - 1
    message = f"still cut at step {most}"
    raise AssertionError(message)
