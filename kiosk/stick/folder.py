"""Files on a stick that is mounted: or in any folder, where one stands for a stick."""

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kiosk.ports.sticks import StickError, StickTrouble
from kiosk.private_files import new_private

MOST_BYTES = 64 * 1024 * 1024
"""As large as a file for the centre may be."""
MOST_ANSWERS = 50
_MOST_OF_A_NAME = 99
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}\.(hubtap|csv)\Z")
_ANSWER = re.compile(r"(?=[^.]*answer)[A-Za-z0-9][A-Za-z0-9._() -]{0,119}\.hubtap\Z", re.IGNORECASE)
_TROUBLES: Mapping[int | None, StickTrouble] = {
    errno.ENOSPC: StickTrouble.FULL,
    errno.EDQUOT: StickTrouble.FULL,
    errno.EFBIG: StickTrouble.FULL,
    errno.EROFS: StickTrouble.READ_ONLY,
    errno.EACCES: StickTrouble.READ_ONLY,
    errno.EPERM: StickTrouble.READ_ONLY,
    errno.ELOOP: StickTrouble.NO_ANSWER,
}


class FolderStick:
    """``OpenStick`` in a folder."""

    def __init__(self, root: Path) -> None:
        """Nothing is looked at yet."""
        self._root = root

    def write(self, name: str, content: bytes) -> str:
        """Write a new file, whole or not at all; an earlier one of that name stays, and the new one gets a number."""
        if not _NAME.match(name):
            raise StickError(StickTrouble.UNREADABLE)
        with _told():
            return self._write(name, content)

    def _write(self, name: str, content: bytes) -> str:
        for number in range(1, _MOST_OF_A_NAME + 1):
            path = self._root / _numbered(name, number)
            try:
                with new_private(path) as write:
                    write(content)
            except FileExistsError:
                continue
            return path.name
        raise StickError(StickTrouble.FULL)

    def answers(self) -> list[str]:
        """Return the names of what may be answers, the newest first."""
        with _told(), os.scandir(self._root) as entries:
            found = [
                (entry.stat(follow_symlinks=False).st_mtime, entry.name)
                for entry in entries
                if _ANSWER.match(entry.name) and entry.is_file(follow_symlinks=False)
            ]
        return [name for _, name in sorted(found, reverse=True)][:MOST_ANSWERS]

    def read(self, name: str) -> bytes:
        """Return what an answer holds; of one that is far too large only the beginning, which nobody takes for one."""
        if not _ANSWER.match(name):
            raise StickError(StickTrouble.NO_ANSWER)
        with _told():
            if not (self._root / name).exists():
                raise StickError(StickTrouble.NO_ANSWER)
            descriptor = os.open(self._root / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                return file.read(MOST_BYTES)


class FolderSticks:
    """``Sticks`` where a folder stands for the stick: it is in as long as the folder is there."""

    def __init__(self, root: Path) -> None:
        """Nothing is looked at yet."""
        self._root = root

    def is_in(self) -> bool:
        """Tell whether the folder is there."""
        return self._root.is_dir()

    @contextmanager
    def opened(self, *, write: bool) -> Iterator[FolderStick]:
        """Use the folder."""
        del write
        if not self.is_in():
            raise StickError(StickTrouble.NO_STICK)
        yield FolderStick(self._root)


@contextmanager
def _told() -> Iterator[None]:
    """Say in a word what the stick refused."""
    try:
        yield
    except OSError as error:
        raise StickError(_TROUBLES.get(error.errno, StickTrouble.PULLED_OUT)) from None


def _numbered(name: str, number: int) -> str:
    stem, _, ending = name.rpartition(".")
    return name if number == 1 else f"{stem}-{number}.{ending}"
