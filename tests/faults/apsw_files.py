"""SQLite's files on a ``Disk`` in memory: a VFS for apsw, with the promises of SQLite's own one for Linux."""

from itertools import count

import apsw

from tests.faults.disk import Disk, File

_NEW_WITH_FOLDER_SYNC = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL
_SECTOR_BYTES = 4096
"""What SQLite's own VFS for Linux says of any disk; ours drops and tears smaller ones."""
_numbers = count()


class ForgetfulFiles(apsw.VFS):
    """Registered under ``name`` as long as it lives; ``disk`` may be exchanged while nothing is open."""

    def __init__(self) -> None:
        """Begin with an empty disk."""
        self.name = f"forgetful-{next(_numbers)}"
        self.disk = Disk()
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802  SQLite's name
        """Open or make a file."""
        disk = self.disk
        path = "" if name is None else _path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        file = disk.names.get(path)
        is_new = not isinstance(file, File)
        if not isinstance(file, File):
            file = File()
            if path:  # SQLite's passing files have no name
                disk.put(path, file)
        flags[1] = flags[0]
        opened: apsw.VFSFile = _OpenFile(disk, file, names_follow=is_new and bool(flags[0] & _NEW_WITH_FOLDER_SYNC))  # type: ignore[assignment]  # apsw asks for its methods, not for its class
        return opened

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        """Remove a file."""
        if _path(filename) not in self.disk.names:
            raise apsw.exception_for(apsw.SQLITE_IOERR_DELETE_NOENT)
        self.disk.remove(_path(filename))
        if syncdir:
            self.disk.sync_folder("/")

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        """Tell whether a file is there; whoever asks may read and write it."""
        del flags
        return _path(pathname) in self.disk.names

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """Return ``name``: there is one folder."""
        return name


def _path(name: str) -> str:
    return "/" + name.lstrip("/")


class _OpenFile:
    """One open file. The database has one connection, so nothing is ever locked."""

    def __init__(self, disk: Disk, file: File, *, names_follow: bool) -> None:
        self._disk = disk
        self._file = file
        self._names_follow = names_follow

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.write(self._file, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.resize(self._file, size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        del flags
        self._disk.sync(self._file)
        if self._names_follow:  # SQLite's own VFS does so once for each log or journal that it made
            self._names_follow = False
            self._disk.sync_folder("/")

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._file.now)

    def xSectorSize(self) -> int:  # noqa: N802
        return _SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        del op, ptr
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        del level

    def xUnlock(self, level: int) -> None:  # noqa: N802
        del level

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        pass
